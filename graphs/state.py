"""The state that the rooms pass on: each room fills exactly one key."""

from __future__ import annotations

from datetime import date
from typing import Any, TypedDict

from muniment.records import Answer, Curated, Draft, Found, Plan, Record, Verdict


class State(TypedDict, total=False):
    """The keys, in the order in which they are filled."""

    question: str
    as_of: date | None
    domain: str | None
    records: tuple[Record, ...]
    history: tuple[str, ...]
    plan: Plan
    fetched: Any
    loaded: Any
    found: Found
    evidence: Curated
    draft: Draft
    verdict: Verdict
    widened: bool
    answer: Answer
