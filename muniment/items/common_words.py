"""Words that carry no content in a question, and words too common to name a company when written small."""

from __future__ import annotations

STOP = frozenset(
    """a about above according across after again against all along also amount an and any anything approximate
    approximately are around as at back be became because been before being below besides between both bring but
    by came can cent come companies company compare comparison corp corporation could currently  describe
    detail did disclose disclosed dollar dollars do does doing done down during each earn earned either end ended
    ending entire even ever every exact exactly fact figure figures file filed filing filings financial find firm
    firms first fiscal following for form former from generate generated generating get give given go had has have
    having he her here his hold how however i if in inc incur incurred indicate information into is it its itself
    just know known last latest least level list listed ltd made make makes making many may me million millions
    billion billions thousand thousands money more most much my near need newest no not note now number numbers of
    off on one only or our out over overall pay per period please post posted precise present provide put quarter
    quarterly quickly quote reach reached record recorded recent recently regarding report reported reporting
    reports respectively result results said saw say see sec self she should show shown since size so some spend
    spent spending standing state stated statement statements stood such summarize take taken tell than that the
    their them then there these they thing this those through time to together told too took total totaled
    totalled under until up upon us usd use used using value very via versus view vs want was we well were what
    whats what's when where whether which while who whole whose why explain discuss will with within without would
    year yearly years you your annual annually consolidated brought hit look looking worth sum registrant 10-k
    10-q 10k 10q 20-f 8-k k q eh hi hello hey thanks thank ok okay let lets let's i'd i'm im id kindly ask
    question answer end-of-year full basis on-hand total's figure's there's here's wondering wonder curious remind
    remember check day date dated month months week weeks true false correct right wrong accurate actual actually
    really indeed simply basically roughly nearly almost large big great sizable poorly express expressed
    calculate calculated compute computed determine determined derive derived work works worked identify name
    named mention mentioned refer referred shows showing display print output retrieve fetch pull pulled search
    searching lookup verify confirm establish study analyze analyse analysis examine review consider considering
    think thinking believe understand understanding learn hear heard talk talking speak discussed interested wish
    hope hoping expect require requires required request requested seek seeking terms term regard respect context
    case purpose purposes details info stats statistic statistics metric metrics amounting count counted counts
    number's comes coming goes going gone do'nt keep keeps kept leave left lie stand stands holding holds carry
    carried carries stay stayed remain remained appear appeared appears seem seemed happen happened occur occurred
    records discloses disclosing reveal revealed publish published announce announced announcement submit
    submitted states deliver delivered achieve achieved attain posts posting log logged register registered
    generates produce produced produces sit sits sitting begin began beginning started starting finish finished
    close closed closing able possible possibly perhaps maybe likely certain certainly sure course obviously clear
    clearly quick brief briefly short fully precisely specific specifically particular particularly usual usually
    anyway therefore hence thus moreover furthermore instead otherwise meanwhile boss teacher homework report's
    annual's friend edgar 10ks 10qs annual-report filer filers document documents page pages gaap ifrs official
    officially publicly far long much-needed latest's respective each's apiece toward towards onto among amongst
    throughout alongside despite although though whereas puts set sets totals grand full-year fullyear year's got
    gets getting gave gives didn doesn isn wasn weren hasn hadn couldn wouldn shouldn represent represents
    represented relate related relates relation kind sort type types style ways manner needs needed wants wanting
    prefer help helps helping assist assistance try trying tried once twice already still yet never always often
    sometimes soon later early earlier late says tells asks asked asking answers answered reply respond query
    queries questions provides provided providing offers consist consists move moves moved become becoming ends
    start starts booked audited typical typically bit much-discussed nice fine alright cheers regards dear sir madam excuse sorry pardon valued values amounts
    amounted sums sizes scale extent levels quantity keen eager upto till re ve ll""".split()
)
"""A word that could narrow a figure (other, net, current, paid, fair, owned, business) is never among them."""

COMMON = STOP | frozenset(
    """other current net own business group public client paper book line new old main key general world part support home
    hand retailer same small little real like run rate return fair yield people person strong good low high service turn interest
    simple single complete offer life ally alone american arch are ball bath best bill block blue bright build camp can capital care cash cat century chase
    citizens city clear climb coal coast code cost core crown cut data debt delta design digital direct dollar
    domain dream earth east eat edge else energy equity era ever exact eye fair fast fed first five flex fly focus ford
    fox free fun gap gas gear general global gold good grade grand great green ground group grow growth hall harmony
    hawk health heart high hub ice ideal impact income independent infinity insight key kids kind land large lead leap life light
    line link live loan loss low main margin market match max mid mind mint mobile model modern more motion
    national net news next nice nine nova now oil old omega on one open option pace pack park path peak pet pilot plan play
    plus point pool post power premier prime pro profit progress public pure quad rapid ratio real red regional reliance
    republic research rich rise river rock root route safe sale sales save sea second select service services shell shift
    ship shop signal silver simple sky smart snap snow social solid sound source south southern spirit spring square
    stable star steel stem step stock stone story strategy stream strong sun sunrise super sure swift target tax
    team tech test tile tip tool top trade travel tree trend true trust twin two union unit united unity universal
    urban value vast venture verse view village vision vital wave way web west western wide wild wind wise wolf work
    world yield young zone asset assets revenue revenues earnings liability liabilities expense expenses share shares per
    margins debts cost costs difference change increase decrease average highest lowest larger smaller bigger higher lower""".split()
)
