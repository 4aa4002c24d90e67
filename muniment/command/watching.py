"""A line on stderr that tells what happens while a question is answered; shown only in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from muniment.events import Answered, Event, EvidenceFound, Progressed, PutAside, RoomEntered
from muniment.presenting import inert
from muniment.records import Answer


def watched(events: Iterator[Event], console: Console) -> Answer:
    """The answer at the end of a run's events."""
    answer: Answer | None = None
    with console.status("…") as status:
        for event in events:
            if isinstance(event, Answered):
                answer = event.answer
            else:
                status.update(Text(inert(told(event) or str(status.status))))
    assert answer is not None
    return answer


def told(event: Event) -> str:
    """What an event says to a person who waits; empty where nothing."""
    if isinstance(event, RoomEntered):
        return event.room
    if isinstance(event, Progressed):
        return f"{event.what} {event.done}/{event.of}"
    if isinstance(event, EvidenceFound):
        return f"{len(event.evidence)} pieces of evidence"
    return f"{len(event.left_out)} left out" if isinstance(event, PutAside) else ""
