"""The state that the rooms pass on: each room fills exactly one key. It holds references, never documents.

What was fetched and what was read of the caller's records is not kept between rooms' checkpoints: a run that is gone on
with enters the lane anew, where what is loaded is found again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, TypedDict

from langgraph.channels.untracked_value import UntrackedValue

from muniment.records import Answer, Before, Curated, Draft, Found, Plan, Record
from muniment.verdicts import Verdict


class State(TypedDict, total=False):
    """The keys, in the order in which they are filled.

    `refused` is what the lane that a question was meant for said, where it was turned to the library, whose plan is another.
    """

    question: str
    as_of: date | None
    domain: str | None
    history: tuple[str, ...]
    before: Before | None
    within: tuple[str, ...]
    plan: Plan
    refused: Answer
    fetched: Annotated[Any, UntrackedValue]
    loaded: Annotated[Any, UntrackedValue]
    found: Found
    evidence: Curated
    draft: Draft
    verdict: Verdict
    widened: bool
    answer: Answer


@dataclass(frozen=True, slots=True)
class Given:
    """What a run is given beside its state: the caller's own records."""

    records: tuple[Record, ...] = ()
