"""What a run tells while it goes: one typed event after another, the answer last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from muniment.records import Answer, Ask, Curated, Draft, Evidence, Found, LeftOut, Plan, Step
from muniment.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Began:
    """The run has this id."""

    run: str


@dataclass(frozen=True, slots=True)
class RoomEntered:
    """A room begins."""

    room: str


@dataclass(frozen=True, slots=True)
class Progressed:
    """Of some long work inside a room, `done` pieces of `of` are done."""

    what: str
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class RoomLeft:
    """A room ended."""

    step: Step


@dataclass(frozen=True, slots=True)
class Planned:
    """What the question was understood to ask; `Plan.carried` names what an earlier question gave."""

    plan: Plan


@dataclass(frozen=True, slots=True)
class Located:
    """What is asked with its periods resolved; empty for a question that a passage answers."""

    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class EvidenceFound:
    """The numbered evidence that the answer may rest on."""

    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class PutAside:
    """What was considered and left out, with the reasons."""

    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class Drafted:
    """What would be said, not yet checked: it is not to be shown as an answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Judged:
    """The draft's check."""

    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Answered:
    """The outcome: an answer, or an abstention."""

    answer: Answer


Event = (
    Began
    | RoomEntered
    | Progressed
    | RoomLeft
    | Planned
    | Located
    | EvidenceFound
    | PutAside
    | Drafted
    | Judged
    | Answered
)


def told_by(value: Any) -> Iterator[Event]:
    """The events that a room's output is worth."""
    if isinstance(value, Plan):
        yield Planned(value)
    elif isinstance(value, Found):
        yield Located(tuple(r.ask for r in value.asks))
    elif isinstance(value, Curated):
        yield EvidenceFound(value.evidence)
        if value.left_out:
            yield PutAside(value.left_out)
    elif isinstance(value, Draft):
        yield Drafted(value.text)
    elif isinstance(value, Verdict):
        yield Judged(value)
