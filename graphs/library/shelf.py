"""The lane for questions about the library as a whole: which documents mention a thing, and how many."""

from __future__ import annotations

import re
from datetime import date

from muniment.graphs.library.house import House
from muniment.plugins import Domain
from muniment.records import Plan
from muniment.settings import Settings
from muniment.tools.contracts.questions.term_questions import term_asked
from muniment.tools.library.mentions import Mentions, mention_asked


def _plan(question: str, as_of: date | None) -> Plan:
    return Plan("shelf", (), as_of=as_of)


def _of_contracts(question: str) -> bool:
    """Whether a question asks which contracts have a clause or a term: that is read of them, whatever words they use."""
    asked = term_asked(question)
    return asked is not None and asked.of_all and re.search(r"\bmention|\brefer", question, re.IGNORECASE) is None


def domain(settings: Settings) -> Domain:
    """The domain, for the entry point `muniment.domains`."""
    house = House(settings)
    return Domain(
        name="shelf",
        about="the documents that were added, as a whole: which of them mention a thing, and how many",
        tools=(Mentions(lambda: house.store),),
        claims=lambda question: 0.95 if mention_asked(question) and not _of_contracts(question) else 0.0,
        plan=_plan,
    )
