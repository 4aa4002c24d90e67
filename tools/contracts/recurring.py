"""What is to be paid again and again: an amount and how often, where a sentence says both, and on no condition."""

from __future__ import annotations

import re

from muniment.tools.contracts.money import amounts

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
    r"\W*(?:(?:per|a|an|each|every|/)\s*(?:calendar\s+|contract\s+|full\s+)?(?P<per>month|quarter|year|annum|week)\b|(?P<ly>monthly|quarterly|annually|yearly|weekly)\b)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?P<ly>monthly|quarterly|annual|yearly|weekly)\s+(?:\w+\s+){0,3}?(?:fees?|rent|rental|retainer|payments?|instal?ments?|charges?|subscription|price|sum)\b(?:\s+\w+){0,4}?\s*"
    r"(?:of|is|shall\s+be|will\s+be|be|:|equal\s+to|in\s+the\s+(?:amount|sum)\s+of|at)\s*(?:[A-Za-z -]{0,60}\()?\s*$",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"\b(?:fees?|rent|retainer|pay(?:s|able|ing|ments?)?|charges?|subscription|price|instal?ments?)\b", re.IGNORECASE
)
_ON_CONDITION = re.compile(
    r"\b(?:increas\w+|escalat\w+|adjust\w+|CPI|index\w*|minimum|maximum|at\s+least|up\s+to|exceed\w*|excess|less|more\s+than|greater|late|interest|penalt\w+|insur\w+|liab\w+"
    r"|royalt\w+|first|second|third|fourth|fifth|thereafter|subsequent\w*|following|until|beginning|starting|commencing|during|if|unless|where|when|option\w*|may|for\s+(?:each|all|every|clients?)|each\s+of|per\s+(?!month|quarter|year|annum|week)\w+"
    r"|for\s+(?:a\s+period|\w+\s+months|\w+\s+years)|estimat\w+|caps?|prorat\w+|deduct\w*|instead|in\s+lieu|in\s+addition|plus|and\s+[$£€\d]|year\s+\d)\b|\[\W*\]",
    re.IGNORECASE,
)


def recurring(sentence: str) -> tuple[str, ...]:
    """The amount and how often, "$12,500 per P1M"; "" where there is one on a condition, or several; nothing where there is none.

    >>> recurring("The Tenant shall pay a monthly rent of $12,500."), recurring("The fee is $500 per month, increased by 3 % a year.")
    (('$12,500 per P1M',), ('',))
    >>> recurring("The price is $12,500.")
    ()
    """
    if not _PAID.search(sentence):
        return ()
    found = set()
    for amount in amounts(sentence):
        behind, before = _BEHIND.match(sentence, amount.end), _BEFORE.search(sentence[: amount.start])
        how = (behind["per"] or behind["ly"]) if behind else before["ly"] if before else None
        if how:
            found.add(f"{amount.shown} per {_OFTEN[how.lower()]}")
    if not found:
        return ()
    plain = len(found) == len(amounts(sentence)) == 1 and not _ON_CONDITION.search(sentence)
    return (found.pop(),) if plain else ("",)
