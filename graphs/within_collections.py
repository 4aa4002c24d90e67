"""What a question within some collections of the library may name: the companies whose figures their documents print; the only one is meant where none is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from muniment.agents.reading.names import Directory
from muniment.errors import Unnamed
from muniment.items.known_companies import with_common_names
from muniment.records import Company, Plan
from muniment.wording import is_common

_LEGAL = re.compile(
    r",?\s+(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|llp|plc|ag|gmbh|kg|se|ab|asa|oyj|n\.?v|b\.?v|s\.?a|s\.?p\.?a|pvt|pty)\b\.?(?:\s*\(publ\))?(?=\W*$)",
    re.IGNORECASE,
)
"""A legal form at the end of a name, which few type."""


def directory_within(companies: Sequence[Company]) -> Directory:
    """The directory of some companies and no others."""
    held = {c.cik for c in companies}
    return Directory([c for c in with_common_names(companies) if c.cik in held])


def plan_within(question: str, companies: Sequence[Company], make: Callable[[str], Plan]) -> Plan:
    """The plan of a question within some collections.

    Args:
        question: as typed.
        companies: whose figures the documents print.
        make: makes the plan of a question.

    Raises:
        Abstention: as `make` does.
    """
    if len(companies) != 1:
        return make(question)
    asked = in_full(question, companies[0])
    try:
        return make(asked)
    except Unnamed:
        return make(f"{_LEGAL.sub('', companies[0].name)}: {asked}")


def in_full(question: str, company: Company) -> str:
    """A question with the name of the one company that may be meant in full, where it has the beginning of it.

    >>> in_full("turnover of veldkamp in 2021", Company(1, "Veldkamp Logistics N.V."))
    'turnover of Veldkamp Logistics in 2021'
    >>> in_full("What is the annual rent?", Company(1, "Annual Rope Company"))
    'What is the annual rent?'
    """
    name = _LEGAL.sub("", company.name)
    words = name.split()
    if name.lower() in question.lower():
        return question
    for size in range(len(words), 0, -1):
        named = re.compile(rf"\b{re.escape(' '.join(words[:size]))}\b", re.IGNORECASE)
        if not all(is_common(w.lower()) for w in words[:size]) and named.search(question):
            return named.sub(name, question, count=1)
    return question
