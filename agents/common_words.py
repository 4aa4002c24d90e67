"""Words that carry no content in a question, and words too common to name a company when written small."""

from __future__ import annotations

STOP = frozenset(
    """a about above according across after again against all along also amount an and any anything approximate approximately
    are around as at back be became because been before being below besides between both bring but by came can cent come
    companies company compare comparison corp corporation could current currently data describe detail did disclose
    disclosed dollar dollars do does doing done down during each earn earned either end ended ending entire even ever every
    exact exactly fact figure figures file filed filing filings financial find firm firms first fiscal following for form
    former from generate generated generating get give given go had has have having he her here his hold how however i if
    in inc incur incurred indicate information into is it its itself just know known last latest least level like list
    listed ltd made make makes making many may me million millions billion billions thousand thousands money more most much
    my near need net newest no not note now number numbers of off on one only or other our out over overall own
    paid part pay per period please post posted precise present provide put quarter quarterly quickly quote
    reach reached record recorded recent recently regarding report reported reporting reports respectively result results
    said same saw say see sec self she should show shown side since size so some spend spent spending standing state stated
    statement statements stood such summarize take taken tell than that the their them then there these they thing this
    those through time to today together told too took total totaled totalled under until up upon us usd use used using
    value very via versus view vs want was way we well were what whats what's when where whether which while who whole
    whose why explain discuss will with within without would year yearly years you your annual annually consolidated bring brought
    hit look looking back book booked worth sum registrant according 10-k 10-q 10k 10q 20-f 8-k k q eh hi hello hey thanks thank ok
    okay let lets let's i'd i'm im id kindly could ask question answer do the being end-of-year full basis level
    on-hand hand total's figure's overall there's here's wondering wonder tell curious remind remember check
    day date dated month months week weeks
    true false correct right wrong fair accurate actual actually really indeed simply basically roughly nearly almost around about
    large big small great little high low sizable huge tiny good bad strong weak well poorly
    express expressed calculate calculated compute computed determine determined derive derived figure work works worked
    estimate estimated identify name named describe mention mentioned refer referred show shows showing display print output return
    retrieve fetch pull pulled search searching lookup check verify confirm establish study analyze analyse analysis examine review
    consider considering think thinking believe understand understanding learn hear heard talk talking speak discuss discussed
    interested interest wish hope hoping expect require requires required request requested seek seeking
    terms term basis regard respect context case purpose purposes detail details info stats statistic statistics metric metrics item
    items line lines entry entries amounting count counted counts number's
    come comes coming go goes going gone do'nt keep keeps kept leave left lie stand stands hold holding holds carry carried
    carries stay stayed remain remained appear appeared appears seem seemed happen happened occur occurred
    book books record records disclose discloses disclosing reveal revealed publish published announce announced announcement
    release released submit submitted state states reporting deliver delivered achieve achieved attain post posts posting log logged
    register registered generate generates produce produced produces bring brings yield
    possess possesses own owns owned owe owes owed have having sit sits sitting
    begin began beginning start started starting finish finished close closed closing complete completed
    able possible possibly perhaps maybe likely certain certainly sure course obviously clear clearly quick brief briefly short
    fully simple simply exactly precisely specific specifically particular particularly general generally usual usually
    anyway however therefore hence thus moreover furthermore besides instead otherwise meanwhile
    someone somebody anybody everyone people person investor investors analyst analysts boss client manager colleague team teacher
    homework report's annual's friend
    sec edgar 10ks 10qs annual-report filer filers document documents paper papers page pages
    gaap ifrs official officially public publicly
    far long much-needed latest's same respective each's apiece
    toward towards onto upon via per among amongst within throughout alongside despite although though whereas while since
    stood standing came put puts set sets
    whole total totals overall grand full-year fullyear year's
    firm's company's business's corporation's giant maker retailer chipmaker
    got gets getting gave gives gone
    did didn does doesn is isn was wasn were weren has hasn had hadn can couldn could would wouldn should shouldn
    represent represents represented relate related relates relation kind kindly sort type types style way ways manner rate rates
    need needs needed want wants wanting like likes prefer help helps helping assist assistance support try trying tried
    figure figures out over again once twice already still yet ever never always often sometimes soon later early earlier late
    new old full complete entire actual real simple single double-check main major overall key
    first-hand second-hand side by-line headline bottom-line
    say says tells told asks asked asking answer answers answered reply respond query queries questions
    gave show shown showing given provide provides provided providing supply supplied offer offers offered
    include includes included including exclude contain contains contained comprise comprised consist consists
    equal equals equaled same different
    business businesses enterprise enterprises outfit group groups
    move moves moved run runs ran turn turns turned become became becoming
    hand hands end ends ended start point points place places part parts piece bit lot lots much-discussed
    world today's yesterday tomorrow night morning
    nice great fine okay alright sure cheers regards dear sir madam team
    excuse sorry pardon
    worth valued value values amount amounts amounted sum sums size sizes scale extent level levels number numbers quantity
    wonder interested curious keen eager
    across upto till
    re ve ll""".split()
)

COMMON = STOP | frozenset(
    """ally alone american arch are ball bath best bill block blue bright build camp can capital care cash cat century chase
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
