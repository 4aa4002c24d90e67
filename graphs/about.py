"""The lane for questions about Muniment itself: what is on record, what can be asked."""

from __future__ import annotations

from datetime import date

from muniment.agents.reading.operations import asks_about_itself
from muniment.graphs.filings import Filings
from muniment.plugins import Domain
from muniment.records import Plan
from muniment.settings import Settings
from muniment.tools.on_record import OnRecord


def _plan(question: str, as_of: date | None) -> Plan:
    return Plan("about", (), as_of=as_of)


def domain(settings: Settings) -> Domain:
    """The domain, for the entry point `muniment.domains`."""
    house = Filings(settings)
    return Domain(
        name="about",
        about="Muniment itself: what is on record, and what can be asked",
        tools=(OnRecord(lambda: house.store, lambda q: [c for m in house.directory.find(q) for c in m.companies[:1]]),),
        claims=lambda question: 0.9 if asks_about_itself(question) else 0.0,
        plan=_plan,
    )
