"""What a question says of how it is to be answered, and from which statement: no part of what is asked.

"Answer in USD millions", "Base your judgments on the balance sheet", "(round to one decimal place)": such words are blanked, so that
all else keeps its place. Words that would change the figure stay, and are refused where they are not understood: another currency,
"only in the notes", a definition.
"""

from __future__ import annotations

import re

from muniment.sentences import places

_STATEMENT = (
    r"(?:(?:consolidated |condensed |annual |financial |interim |published )*(?:income statements?|balance sheets?|statements? of (?:income|earnings|operations|financial position"
    r"|cash flows?|cash flow)|cash flow statements?|p&l(?: statements?)?|profit and loss statements?|financial statements?|10-?[kq]|annual report|filings?))"
)
_SHOWN = r"(?:(?:the )?(?:information|details?|data|figures?|numbers?|line items?)\s+(?:[a-z]+\s+){0,4}?(?:in|within|from|by|on)\s+)?"
_SOURCE = rf"(?:the\s+)?(?:{_SHOWN})(?:the\s+|its\s+)?{_STATEMENT}(?:(?:,| and| &|, and)\s+(?:the\s+)?{_STATEMENT})*"
_UNITS = (
    r"(?:(?:in|to|as|using|with)\s+|(?:units?\s+of\s+)|(?:a\s+|an\s+|the\s+|one\s+|two\s+|three\s+|nearest\s+|whole\s+)|(?:us\s+)?(?:usd|dollars?|\$)\s*|"
    r"(?:millions?|thousands?|billions?|percent(?:s|age|ages)?|%|ratio|number|days?|times|decimals?|places?|points?|tenths?|hundredths?|and|round(?:ed)?|only|,)\s*)"
)
ROWS: tuple[tuple[re.Pattern[str], tuple[str, ...], tuple[str, ...]], ...] = (
    (
        re.compile(
            rf"(?:please\s+)?(?:answer|respond|express|give|state|report|show|round|provide)(?:\s+(?:it|the answer|your answer|this))?\s+(?:{_UNITS})+\.?",
            re.I,
        ),
        (
            "Answer in USD millions.",
            "Answer in units of percents and round to one decimal place.",
            "Round to two decimal places.",
        ),
        ("Answer in euros.", "Give the net income in 2023."),
    ),
    (
        re.compile(
            rf"(?:please\s+)?(?:base|utilize|use|rely)\s+(?:your\s+(?:judge?ments?|answers?|response)\s+)?(?:on\s+|off\s+(?:of\s+)?|only\s+|primarily\s+|information\s+)*{_SOURCE}\.?",
            re.I,
        ),
        (
            "Base your judgments on the information provided primarily in the balance sheet.",
            "Please utilize information provided primarily within the statement of cash flows and the income statement.",
        ),
        ("Use the notes.",),
    ),
    (
        re.compile(
            r"(?:please\s+)?(?:respond|(?:give|provide)\s+(?:a|your|the)\s+(?:response|answer)|answer(?:\s+the\s+question)?)(?:\s+to\s+(?:the|this)\s+question)?\s+(?:by|as\s+if|from|assuming)\b"
            rf".*\b{_STATEMENT}\.?",
            re.I,
        ),
        (
            "Provide a response to the question by primarily using the statement of income.",
            "Respond to the question by assuming the perspective of an investment analyst who can only use the details shown within the balance sheet.",
        ),
        ("Answer as if it were 2019.",),
    ),
    (
        re.compile(
            r"we\s+(?:want|need|would like)\s+to\s+(?:calculate|compute|find)\s+(?:a\s+)?(?:reasonable\s+approximation\s+(?:\([^)]*\)\s+)?of\s+)?(?:a\s+)?financial\s+metric\.?",
            re.I,
        ),
        (
            "We want to calculate a financial metric.",
            "We need to calculate a reasonable approximation (or exact number if possible) of a financial metric.",
        ),
        ("We want to calculate the gross margin.",),
    ),
    (
        re.compile(
            rf"please\s+help\s+us\s+(?:compute|calculate|find)\s+it\s+by\s+basing\s+your\s+answers?\s+(?:off\s+(?:of\s+)?|on\s+){_SOURCE}\.?",
            re.I,
        ),
        ("Please help us compute it by basing your answers off of the cash flow statement and the income statement.",),
        ("Please help us.",),
    ),
    (
        re.compile(
            r"if\s+.{3,120}?\s+(?:is|are)\s+not\s+(?:a\s+|an\s+)?(?:useful|relevant|meaningful|applicable|something)\b.{0,120}\b(?:state|say|mention|explain)\b.{0,80}",
            re.I,
        ),
        (
            "If working capital is not a useful or relevant metric for this company, then please state that and explain why.",
            "If the quick ratio is not something that a financial analyst would ask about a company like this, then state that and explain why.",
        ),
        ("If net income is not above 5 billion, say so.",),
    ),
)
"""What a whole sentence may be: its pattern, sentences that are it, and sentences that are not."""
_LEAD = re.compile(
    r"(?:(?:here(?:'|’)?s|here is)\s+the\s+question\s*:\s*)?"
    r"(?:based\s+(?:solely\s+|only\s+|primarily\s+)?(?:on|off(?:\s+of)?)|using|according\s+to|by\s+(?:drawing\s+conclusions\s+from|relying\s+on|referring\s+to|using|looking\s+at)"
    r"|taking\s+into\s+account|in\s+agreement\s+with|basing\s+your\s+(?:judge?ments?|answers?)\s+(?:off(?:\s+of)?|on|by)|relying\s+on|referring\s+to|drawing\s+(?:conclusions\s+)?from|considering|with\s+reference\s+to)"
    rf"\s+(?:only\s+|just\s+|primarily\s+)*{_SOURCE}\s*,\s*(?=\w)",
    re.IGNORECASE,
)
_ABOUT_ANSWERING = frozenset(
    """a about access address adopting all alone an analyst and answer answering approach approximation are as asked assume assuming at balance base based basing be banker
    by calculate calculation can cash compute computing considering consolidated data determine details do earnings equities equity exact exactly far figure figures
    financial find first flow flows following for from full give given have help here how i if in income information investment is it item items
    judgement judgements judgment judgments kindly lies like line look me metric metrics need number of off on only operations or our out perspective plainly please position
    possible presented pretend primarily private profit loss p l public provide provided providing question questions quick reasonable references rely relying research
    resource resources respond response responses role s sheet shown solely some statement statements stated taking that the their these this to under us use using utilize view
    want we which who with within work would you your alone both decimal decimals dollars each express expressed just millions million nearest one out per percent percentage percentages percents place
    places plain read report result results resulting round rounded show should source sources tell taken tenth hundredth three times two units usd whole ratio ratios back up looking what was asked utilizing clearly adopting""".split()
)
"""Words of sentences that say who answers, and from which statements, and nothing of what is asked."""
_SHAPES = frozenset("decimal decimals percent percentage percentages percents places round rounded usd".split())
"""Words by which two of them are enough: they say in what shape an answer is wanted."""
_AVERAGING = re.compile(
    r"(?:first,?\s+)?(?:compute|calculate|work\s+out|take|determine|get)\s+(?:each|every)\s+year(?:['’]s)?\s+(?:ratio|percentage|margin|share|figure|value)s?,?\s+(?:and\s+)?(?:then\s+)?(?:take\s+|compute\s+|calculate\s+)?(?:the\s+)?"
    r"(?:simple\s+|plain\s+|arithmetic\s+)?(?:average|mean)(?:\s+(?:of|over)\s+(?:the|all|those)(?:\s+\w+){1,2})?",
    re.IGNORECASE,
)
"""How an average of several years is taken: as it is taken here."""
_LEADS_IN = re.compile(r"(?P<lead>.*?)(?::|\.)\s*(?=(?:here(?:'|’)?s|here\s+is|what|how)\b)", re.IGNORECASE)
AVERAGING = (
    "First compute each year's ratio, then the plain average of the three ratios.",
    "Work out each year's percentage, then take the average of the three percentages.",
)
"""Sentences that say it."""
ABOUT_ANSWERING = (
    "One decimal place.",
    "Two decimals, from the balance sheet alone.",
    "The balance sheet should be your only source.",
    "Both items are to be taken from the consolidated statement of income.",
    "Express it as a percentage rounded to two decimals.",
    "Back it up with both percentages.",
    "You are an investment banker and your only resource(s) to answer the following question is (are): the statement of financial position.",
    "Address the question by using the line items and information shown within the balance sheet and the P&L statement.",
    "Assume that you are a public equities analyst.",
    "Answer the following question by primarily using information that is shown in the cash flow statement.",
)
"""Sentences of such words alone."""
ABOUT_MORE = (
    "Use only the Americas segment.",
    "Answer for the first quarter.",
    "Assume that revenue doubled.",
    "Exclude leases.",
    "Both segments.",
    "Only one year.",
)
"""Sentences that say something of what is asked."""
_ANNOUNCED = re.compile(r"(?:here(?:'|’)?s|here\s+is)\s+the\s+question\s*:\s*", re.IGNORECASE)
_BEHIND = re.compile(
    rf"\s(?:according\s+to|as\s+(?:shown|reported|presented|printed)\s+(?:in|on)|based\s+on|going\s+by|from|per)\s+(?:only\s+|just\s+)?{_SOURCE}(?:\s+(?:alone|only))?(?=\s*(?:[?.,;]|$))",
    re.IGNORECASE,
)
"""From which statement, said behind what is asked."""
_PLACES = re.compile(
    r",?\s+(?:round(?:ed)?\s+)?(?:to|with|at)\s+(?:the\s+nearest\s+)?(?:one|two|three|four|1|2|3|4)\s+decimals?(?:\s+(?:places?|points?))?(?=\W|$)",
    re.IGNORECASE,
)
"""To how many places an answer is wanted."""
_HOW_MUCH = re.compile(
    r"\bhow\s+many\s+(?:(?:u\.?s\.?\s+)?(?:usd|dollars?)\s+)?(?:millions?|billions?|thousands?|dollars|usd)(?:\s+of\s+(?:us\s+)?dollars|\s+(?:us\s+)?dollars|\s+usd)?(?:\s+(?:of|in))?(?=\s)",
    re.IGNORECASE,
)
"""How much, told by its unit: "how many USD millions of …"."""
_ON_DATA = re.compile(
    r"\b(?:based|going|judging)\s+(?:on|by|from)\s+(?:the\s+|its\s+)?(?P<year>(?:FY\s?|fiscal\s+(?:year\s+)?)?(?:19|20)\d\d)\s+(?:data|figures|numbers|results|financials)(?=\W|$)",
    re.IGNORECASE,
)
"""Of which year, told as by what it is judged: "based on FY2022 data"."""
_PROFILE = re.compile(r"(?:(?<=margin)|(?<=idity))\s+profile\b", re.IGNORECASE)
_COMMON_SIZE = re.compile(r"\bas\s+an?\s+common[- ]size(?:d)?\s+(?:item|figure|percentage|line)\s*,", re.IGNORECASE)
_AS_FILED = re.compile(r"(?<!non-)(?<!non )(?<![\w-])(?:US[\s-]|U\.S\.\s)?GAAP\s+(?=[a-z])")
"""Filings state figures by the accepted principles unless they say that they do not: "GAAP diluted EPS"."""
_ASIDE = re.compile(rf"\(\s*(?:answer\s+|expressed\s+)?(?:{_UNITS})+\)", re.IGNORECASE)


def without_instructions(text: str) -> str:
    """The text with its instructions blanked, of the same length; the text itself where it is nothing else."""
    kept = text
    for start, end in places(text):
        said = text[start:end].strip().rstrip("?!")
        lead = _LEADS_IN.match(text[start:end])
        if any(pattern.fullmatch(said) for pattern, _, _ in ROWS) or (
            is_about_answering(said) and not text[start:end].endswith("?")
        ):
            kept = kept[:start] + " " * (end - start) + kept[end:]
        elif lead and is_about_answering(lead["lead"]):
            kept = kept[:start] + " " * lead.end() + kept[start + lead.end() :]
        else:
            kept = _without_clauses(kept, start, end)
    if _AVERAGING.search(kept) and re.search(r"\b(?:average|mean)\b", _AVERAGING.sub("", kept), re.IGNORECASE):
        kept = _AVERAGING.sub(lambda m: " " * len(m.group()), kept)
    kept = _HOW_MUCH.sub(lambda m: "how much".ljust(len(m.group())), kept)
    kept = _ON_DATA.sub(lambda m: f"in {m['year']}".ljust(len(m.group())), kept)
    for pattern in (_ANNOUNCED, _LEAD, _ASIDE, _BEHIND, _PLACES, _PROFILE, _COMMON_SIZE, _AS_FILED):
        kept = pattern.sub(lambda m: " " * len(m.group()), kept)
    return kept if re.search(r"\w", kept) else text


def _without_clauses(text: str, start: int, end: int) -> str:
    """The text with what a sentence says before its first comma, or behind its last ones, blanked where that is only about answering; a year stays."""
    signs = [start + m.start() for m in re.finditer(r"[,;](?=\s)", text[start:end])]
    last = end - 1 if text[end - 1] in ".?!" else end
    for sign in reversed(signs):
        if not is_about_answering(text[sign + 1 : last]):
            break
        text = text[:sign] + " " * (last - sign) + text[last:]
    if signs:
        lead = text[start : signs[0]]
        years = list(_YEARS.finditer(lead))
        bare = _YEARS.sub(" ", lead)
        if is_about_answering(bare):
            kept = [*" " * len(lead), "," if years else " "]
            for year in years:
                kept[year.start() : year.end()] = year.group()
            text = text[:start] + "".join(kept) + text[signs[0] + 1 :]
    return text


_YEARS = re.compile(r"\b(?:FY\s?|fiscal\s+(?:year\s+)?)?(?:19|20)\d\d\b", re.IGNORECASE)


def is_about_answering(sentence: str) -> bool:
    """Whether a sentence says who is to answer, and from which statements, or in what shape, in words of which each is such a one."""
    words = re.findall(r"[a-z]+", sentence.lower())
    enough = len(words) > 3 or (len(words) > 1 and not _SHAPES.isdisjoint(words))
    return enough and not re.search(r"\d", sentence) and all(w in _ABOUT_ANSWERING for w in words)
