"""What a question says of how it is to be answered, and from which statement: no part of what is asked.

"Answer in USD millions", "Base your judgments on the balance sheet", "(round to one decimal place)": such words are blanked, so that
all else keeps its place. Words that would change the figure stay, and are refused where they are not understood: another currency,
"only in the notes", a definition.
"""

from __future__ import annotations

import re

from muniment.sentences import places

_STATEMENT = (
    r"(?:(?:consolidated |annual |financial )*(?:income statements?|balance sheets?|statements? of (?:income|earnings|operations|financial position"
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
_ANNOUNCED = re.compile(r"(?:here(?:'|’)?s|here\s+is)\s+the\s+question\s*:\s*", re.IGNORECASE)
_ASIDE = re.compile(rf"\(\s*(?:answer\s+|expressed\s+)?(?:{_UNITS})+\)", re.IGNORECASE)


def without_instructions(text: str) -> str:
    """The text with its instructions blanked, of the same length; the text itself where it is nothing else."""
    kept = text
    for start, end in places(text):
        if any(pattern.fullmatch(text[start:end].strip().rstrip("?!")) for pattern, _, _ in ROWS):
            kept = kept[:start] + " " * (end - start) + kept[end:]
    for pattern in (_ANNOUNCED, _LEAD, _ASIDE):
        kept = pattern.sub(lambda m: " " * len(m.group()), kept)
    return kept if re.search(r"\w", kept) else text
