"""Whether a provision, or a sentence of any text, bears the kind of thing that a question asks for: a time, a day, an amount, a number, who pays.

A provision on the right matter is no answer where what is asked for does not stand in it: "Either party may ask the Mediation Service to help" does not say
who pays for it. What bears it may still be another's; that is for the readers.
"""

from __future__ import annotations

import re

from muniment.tools.contracts.dating.durations import NUMBER_WORD

_NUMBERS = rf"\d|\b(?:{NUMBER_WORD}|once|twice|half|quarter|third|no|none|single|unlimited|any\s+number)\b"
_TIME = re.compile(
    r"\b(?:days?|weeks?|months?|years?|hours?|minutes?|seconds?|quarters?|annual\w*|monthly|weekly|daily|quarterly|yearly|immediate\w*|prompt\w*|forthwith|at\s+once|upon|after|before|until|within|once|when(?:ever)?|on|by|during|following|prior|as\s+soon|without\s+(?:undue\s+)?delay|"
    r"date|anniversary|term|end|time|january|february|march|april|may|june|july|august|september|october|november|december|indefinite\w*|perpetu\w*|permanent\w*|forever|always|\d{4}|\d{1,2}[:.]\d{2}|\d{1,2}\s*[ap]\.?m|noon|midnight|o['’]clock)\b",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"\b(?:days?|weeks?|months?|years?|hours?|minutes?|seconds?|quarters?|annual\w*|monthly|weekly|daily|quarterly|yearly|fortnightly|until|indefinite\w*|perpetu\w*|permanent\w*|forever|as\s+long\s+as|so\s+long\s+as|for\s+the\s+(?:\w+\s+){0,2}(?:term|life|duration)|immediate\w*|prompt\w*|forthwith|surviv\w*|no\s+(?:time\s+)?limit|anniversary|end\s+of|termination|expir\w+|without\s+(?:undue\s+)?delay|as\s+soon)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"[$£€¥₹%]|\d|\b(?:per\s?cent|percent\w*|dollars?|pounds?|euros?|usd|gbp|eur|cents?|free|no\s+(?:charge|cost|fee|limit)|nothing|unlimited|twice|half|double|times)\b",
    re.IGNORECASE,
)
_COST = re.compile(
    r"\b(?:cost\w*|expens\w+|fees?|pa(?:y|ys|id|yable|yment\w*)|bear\w*|borne|charg\w+|reimburs\w+|account\s+of|free|fund\w*|refund\w*|invoice\w*|price|\$|liable)\b|[$£€]",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|since|due\s+to|owing|so\s+(?:that|as)|in\s+order|therefore|thus|hence|reasons?|given|grounds?|caus\w*|result\w*|led|leads|purpose|aim\w*|intend\w*|driv\w+|drove|reflect\w*"
    r"|attribut\w+|explain\w*|thanks\s+to|on\s+account\s+of|as\s+(?:it|they|he|she|we|the|a|an|this|there|these|no)|to\s+(?:ensure|avoid|protect|prevent|help|keep|make|allow|enable|comply|reduce|save|meet)|for\s+fear|concern\w*|worr\w+|objected|argu\w+|need\w*|wants?|wanted|contribut\w+|offset\w*|higher|lower|increase\w*|decrease\w*)\b",
    re.IGNORECASE,
)
"""What may say why."""
_NUMBER = re.compile(_NUMBERS, re.IGNORECASE)
_NUMBERING = re.compile(r"^\s*(?:§\s*)?\d+\.(?:\d+\.?)*\s+(?=[A-Z(])")
"""The number of a provision answers nothing."""
_HOW_LONG = re.compile(r"\bhow\s+long\b", re.IGNORECASE)
_OFTEN = re.compile(
    r"\b(?:every|each|per|(?:once|twice|times)\s+an?)\s+(?:\w+\s+)?(?:day|week|fortnight|month|quarter|year)s?\b|\b(?:daily|weekly|monthly|quarterly|yearly|annual(?:ly)?)\b",
    re.IGNORECASE,
)
"""How often something is done is no length of time: "tested every quarter" does not say how long."""
_DEGREES = r"°|(?i:\bdegrees?\b|celsius|fahrenheit|kelvin|\broom\s+temperature|\bambient\b|frozen)|\d\s*[CFK]\b"
_GRAMS = (
    r"\d\s*(?:k|m|µ)?g\b|\d\s*(?:lbs?|t|oz)\b|(?i:\b(?:kilo)?grams?\b|\bkilos?\b|\btonnes?\b|\bpounds?\b|\bounces?\b)"
)
_DECIBELS = r"\bdB|(?i:decibel)"
_MEASURES = (
    (r"torques?", r"\d\s*(?:N\s?m|kN\s?m|ft\W?lbs?|in\W?lbs?)\b|(?i:newton)"),
    (r"temperatures?", _DEGREES),
    (r"pressures?", r"\d\s*(?:m?bar|psi|[kM]?Pa|atm|mmHg)\b|(?i:\bbars?\b|pascal|atmosphere)"),
    (r"voltages?", r"\d\s*[km]?V\b|(?i:\bvolts?\b)"),
    (r"noise\s+levels?", _DECIBELS),
    (r"weights?|mass", _GRAMS),
    (
        r"measurement\s+uncertaint(?:y|ies)|tolerances?|accurac(?:y|ies)",
        r"±|(?i:uncertain|toleran|accura|precis|plus\s+or\s+minus|deviat|within)",
    ),
)
"""Nouns that ask for a measure, and the units, or words, that state it."""
_HOW = (("hot|cold|warm", _DEGREES), ("heavy", _GRAMS), ("loud|noisy", _DECIBELS))
"""The same by an adjective."""
_ASKED: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(
            r"\bwho\s+(?:\w+\s+)?(?:pays?|foots?|bears?|covers?|picks?\s+up|meets?)\b|\bat\s+whose\s+(?:cost|expense)\b|\bwho\s+(?:has|have)\s+to\s+pay\b",
            re.IGNORECASE,
        ),
        _COST,
    ),
    (
        re.compile(
            r"\bhow\s+(?:long|soon|quickly|fast|often|late|early|far\s+(?:ahead|in\s+advance))\b|\bhow\s+many\s+(?:\w+\s+)?(?:days|weeks|months|years|hours)\b|\bfor\s+what\s+(?:time|period)\b",
            re.IGNORECASE,
        ),
        _LENGTH,
    ),
    (
        re.compile(
            r"\bby\s+when\b|\b(?:on\s+)?(?:what|which)\s+(?:date|day|time)\b|^\W*when\s+(?:does|do|did|is|are|was|were|must|will|can|should|may)\b|\bdeadline\b",
            re.IGNORECASE,
        ),
        _TIME,
    ),
    (
        re.compile(
            r"\bhow\s+much\s+(?!(?:\w+\s+){0,2}?notice\b|time|warning|longer|of\s+a?\b)|\bwhat\s+(?:is\s+the\s+|are\s+the\s+|'s\s+the\s+)?(?:\w+\s+){0,2}(?:fee|price|rent|salary|hourly\s+rate|royalty|discount|penalty|commission|percentage|interest\s+rate|dollar\s+\w+)\b|\bwhat\s+(?:do|does|will|did|must)\s+(?:\w+\s+){1,5}?(?:charge|cost|pay)\b(?!\s+for\s+what)",
            re.IGNORECASE,
        ),
        _MONEY,
    ),
    (re.compile(r"\bhow\s+many\b", re.IGNORECASE), _NUMBER),
    (
        re.compile(
            r"\bwhat(?:['’]?s|\s+is|\s+was|\s+are)?\s+(?:the|our|my)\s+(?:most|maximum|minimum|highest|lowest|limit|cap|ceiling)\b(?!\s+(?:important|common|senior|recent))",
            re.IGNORECASE,
        ),
        _NUMBER,
    ),
    (
        re.compile(
            r"\bwhy\b|\bhow\s+come\b|\b(?:what|which)\s+(?:is|was|are|were)\s+the\s+reasons?\b|\bfor\s+what\s+reason\b",
            re.IGNORECASE,
        ),
        _REASON,
    ),
    *(
        (re.compile(rf"\b(?:what|which)\b(?:\W+\w+){{0,4}}?\W+(?:{nouns})\b", re.IGNORECASE), re.compile(units))
        for nouns, units in _MEASURES
    ),
    (
        re.compile(r"\b(?:expect|forecast|project|predict|budget|anticipat|foresee|outlook)\w*\b", re.IGNORECASE),
        re.compile(
            r"\b(?:expect|forecast|project|predict|budget|anticipat|foresee|outlook|guid|plan|estimat|target|will|aim|intend|assum)\w*\b",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(r"\b(?:higher|lower|more|less|greater|larger|smaller|better|worse)\s+than\b", re.IGNORECASE),
        re.compile(
            r"\bthan\b|\b(?:increas|decreas|rose|rise|rais|fell|fall|grew|grow|declin|drop|higher|lower|more|less|fewer|up|down|compar|improv|exceed|below|above|unchanged)\w*",
            re.IGNORECASE,
        ),
    ),
    *((re.compile(rf"\bhow\s+(?:{said})\b", re.IGNORECASE), re.compile(units)) for said, units in _HOW),
    (
        re.compile(r"\b(?:what|which)\s+days?\b", re.IGNORECASE),
        re.compile(
            r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekdays?|weekends?|daily|holidays?|day|days|\d{1,2}(?:st|nd|rd|th)|\d{4}"
            r"|january|february|march|april|may|june|july|august|september|october|november|december)\b",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(r"\bwhat\s+(?:is|was|are|were)\s+the\s+(?:\w+\s+){0,2}?amounts?\b", re.IGNORECASE),
        re.compile(r"[$£€¥₹]|\b(?:usd|eur|gbp|chf|inr)\b|\d(?![\d.,]*\s*(?:%|per\s?cent\b))", re.IGNORECASE),
    ),
)


def bears_what_is_asked(question: str, text: str) -> bool:
    """Whether a text bears the kinds of thing that a question asks for; True where it asks for none that is known.

    Args:
        question: as asked.
        text: of the provision, with what leads it in.

    >>> bears_what_is_asked("Who pays for the mediation?", "Either party may ask the Mediation Service to help.")
    False
    >>> bears_what_is_asked("How long are emails kept?", "Emails are kept for 3 years.")
    True
    >>> bears_what_is_asked("At what temperature is it stored?", "It is stored for 3 days.")
    False
    >>> bears_what_is_asked("At what temperature is it stored?", "It is stored at 4 °C.")
    True
    >>> bears_what_is_asked("What's the most I can spend on a hotel?", "4.1 Maximum room rates per night in pounds sterling:")
    False
    """
    text = _NUMBERING.sub("", text)
    if _HOW_LONG.search(question):
        text = _OFTEN.sub(" ", text)
    return all(borne.search(text) for asked, borne in _ASKED if asked.search(question))
