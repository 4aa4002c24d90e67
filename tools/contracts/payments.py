"""What a sentence states of payments: within how long an invoice is to be paid, and what is to be paid again and again, on no condition."""

from __future__ import annotations

import re

from muniment.tools.contracts.dating.durations import durations
from muniment.tools.contracts.money import amounts

_INVOICE = re.compile(r"\binvoices?\b|\bbill(?:s|ed)?\b|\bstatement\b", re.IGNORECASE)
_PAYS = re.compile(r"\bpa(?:y|id|ys|yable|yment)\b|\bdue\b|\bsettle", re.IGNORECASE)
_FROM_INVOICE = re.compile(
    r"(?![^.;]{0,60}\breceipt\s+of\s+(?:\w+\s+)?(?:payments?|funds|goods|products?|notice)\b)\W*(?:\w+\W+){0,6}(?:of|after|from|following)\b[^.;]{0,60}\b(?:invoice|receipt|receiv|bill|statement)|\W*(?:of|after|from)\s+(?:its\s+date|the\s+date\s+(?:on|of)\s+it)\b",
    re.IGNORECASE,
)
_ELSE_DUE = re.compile(
    r"\bnotice\b|\bnotif\w+|(?<!not )(?<!not reasonably )\bdisputed\b|\bmore\s+than\s*$|\bwritten\s+explanation|^[\W\d]*if\b[^,]*$",
    re.IGNORECASE,
)
"""What else is due within some days of an invoice, or is said of a payment that comes late."""
_LATE = re.compile(
    r"\b(?:late|overdue|past\s+due|interest|dispute|object|withhold|suspend|fail\w*|not\s+paid|unpaid)\b",
    re.IGNORECASE,
)
_NET = re.compile(r"\bnet[\s-]+(?P<days>\d{1,3})\b(?:\s*days)?|\bnet\s+(?:thirty|forty-five|sixty)\b", re.IGNORECASE)
_OFTEN = {
    "week": "P1W",
    "weekly": "P1W",
    "month": "P1M",
    "monthly": "P1M",
    "quarter": "P3M",
    "quarterly": "P3M",
    "year": "P1Y",
    "yearly": "P1Y",
    "annum": "P1Y",
    "annual": "P1Y",
    "annually": "P1Y",
}
_BEHIND = re.compile(
    r"\W*(?:(?:per|a|an|(?:for|in)\s+(?:each|every)|each|every|/)\s*(?:calendar\s+|contract\s+|full\s+)?(?P<per>month|quarter|year|annum|week)\b|(?P<ly>monthly|quarterly|annually|yearly|weekly)\b)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?P<ly>monthly|quarterly|annual|yearly|weekly)\s+(?:\w+\s+){0,3}?(?:fees?|rent|rental|retainer|payments?|instal?ments?|charges?|subscription|price|sum)\b(?:\s+\w+){0,4}?\s*"
    r"(?:(?<=\w)\s+|of|is|shall\s+be|will\s+be|be|:|equal\s+to|in\s+the\s+(?:amount|sum)\s+of|at)\s*(?:[A-Za-z -]{0,60}\()?\s*$",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"\b(?:fees?|rent|retainer|pay(?:s|able|ing|ments?)?|charges?|subscription|price|instal?ments?)\b", re.IGNORECASE
)
_ON_CONDITION = re.compile(
    r"\b(?:increas\w+|ris(?:e|es|ing|en)|rais\w+|uplift\w*|revis\w+|review\w*|anniversar\w+|inflation|reduc\w+|discount\w*|waiv\w+|rebate\w*|credit\w*|free|escalat\w+|adjust\w+|CPI|index\w*|minimum|maximum|at\s+least|up\s+to|exceed\w*|excess|less|more\s+than|greater|late|interest|penalt\w+|insur\w+|liab\w+"
    r"|royalt\w+|first|second|third|fourth|fifth|thereafter|subsequent\w*|following|until|beginning|starting|commencing|during|if|unless|where|when|option\w*|may|for\s+(?:each|all|every|clients?)|each\s+of|per\s+(?!month|quarter|year|annum|week)\w+"
    r"|for\s+(?:a\s+period|\w+\s+months|\w+\s+years)|estimat\w+|caps?|prorat\w+|deduct\w*|instead|in\s+lieu|in\s+addition|plus|and\s+[$£€\d]|year\s+\d)\b|\[\W*\]|%|\bper\s?cent",
    re.IGNORECASE,
)

_AS_IT_IS = re.compile(
    r"\bwithout\s+(?:any\s+)?(?:abatement|escalation|increase|deduction|set-?off|demand|notice|offset)s?(?:\s*(?:,|or|and)\s*(?:abatement|escalation|increase|deduction|set-?off|demand|notice|offset)s?)*"
    r"|\b(?:plus|exclusive\s+of|excluding|together\s+with)\s+(?:any\s+)?(?:applicable\s+|statutory\s+)?(?:sales\s+|value[\s-]added\s+|goods\s+and\s+services\s+)?(?:tax(?:es)?|VAT|GST|HST)\b",
    re.IGNORECASE,
)
"""What leaves an amount as it is; taxes come on top of what is owed to the other side."""

_OF_LATER = re.compile(
    r"\b(?:renewal|extension|extended|holdover|option)\s+(?:term|period)\b|\bhold(?:s|ing)?\s*-?over\b", re.IGNORECASE
)
"""What is paid in another term than the first."""


def time_of_payment(sentence: str) -> tuple[str, ...]:
    """Within how long an invoice is to be paid."""
    if not _PAYS.search(sentence) and not _NET.search(sentence):
        return ()
    net = _NET.search(sentence)
    if net and net["days"]:
        return (f"P{int(net['days'])}D",)
    if not _INVOICE.search(sentence) or _LATE.search(sentence.split(";")[0].split(",")[0]):
        return ()
    found = {
        (d.iso, d.of_business)
        for d in durations(sentence)
        if re.search(r"(?:within|in|by|than|after|net)\W+(?:\w+\W+){0,3}$", sentence[: d.start], re.IGNORECASE)
        and _FROM_INVOICE.match(sentence[d.end :])
        and _PAYS.search(_clause_before(sentence, d.start))
        and not _LATE.search(_clause_before(sentence, d.start))
        and not _ELSE_DUE.search(_clause_before(sentence, d.start))
    }
    if len(found) != 1:
        return ()
    iso, of_business = found.pop()
    return (f"{iso}, business days" if of_business else iso,)


def _clause_before(sentence: str, at: int) -> str:
    """What of a sentence stands right before a place, from the last mark or number of an item on."""
    return re.split(r"[;:]|(?<=\s)\(\w{1,3}\)\s", sentence[:at])[-1]


def recurring(sentence: str) -> tuple[str, ...]:
    """The amount and how often, "$12,500 per P1M"; "" where there is one on a condition, or several; nothing where there is none.

    >>> recurring("The Tenant shall pay a monthly rent of $12,500."), recurring("The fee is $500 per month, increased by 3 % a year.")
    (('$12,500 per P1M',), ('',))
    >>> recurring("The price is $12,500.")
    ()
    """
    if not _PAID.search(sentence) or _OF_LATER.search(sentence):
        return ()
    found, rest = set(), sentence
    for amount in amounts(sentence):
        behind, before = _BEHIND.match(sentence, amount.end), _BEFORE.search(sentence[: amount.start])
        how = (behind["per"] or behind["ly"]) if behind else before["ly"] if before else None
        if how:
            found.add(f"{amount.shown} per {_OFTEN[how.lower()]}")
            rest = sentence[: amount.end] + sentence[behind.end() if behind else amount.end :]
    if not found:
        return ()
    plain = len(found) == len(amounts(sentence)) == 1 and not _ON_CONDITION.search(_AS_IT_IS.sub("", rest))
    return (found.pop(),) if plain else ("",)


_VARIES = re.compile(
    r"\b(?:increas\w+|ris(?:e|es|ing|en)|rais(?:e|es|ed|ing)|uplift\w*|escalat\w+|adjust\w*|index\w*|inflation|review(?:ed|s)?|revis\w+|reduc\w+|discount\w*|waiv\w+|rebate\w*|(?:rent|fee|payment|charge)-?\s?free|free\s+of\s+charge|prorat\w+|pro\s+rata|suspend\w*|abate\w*|change[sd]?)\b",
    re.IGNORECASE,
)
_PAYMENT = re.compile(
    r"\b(?:rents?|fees?|charges?|retainer|subscription|prices?|payments?|instal?ments?)\b", re.IGNORECASE
)


def varies(sentence: str) -> bool:
    """Whether a sentence says that what is to be paid changes, or is not paid for a time: then one amount does not tell the whole.

    >>> varies("The charge rises by 3 % each January."), varies("The charge is payable in advance.")
    (True, False)
    """
    return _VARIES.search(sentence) is not None and _PAYMENT.search(sentence) is not None
