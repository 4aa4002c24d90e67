"""Deadlines as a calendar file (iCalendar, RFC 5545): an event of a whole day each, the same bytes for the same deadlines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Protocol

from muniment.errors import BadInput

FOLDED = 73
"""Octets of a line, which RFC 5545 (3.1) wants to be at most 75 with what begins it."""


class Dated(Protocol):
    """What falls on a day."""

    @property
    def day(self) -> date:
        """The day."""

    @property
    def what(self) -> str:
        """What falls on it."""

    @property
    def document(self) -> str:
        """The contract."""


def write_calendar(target: Path, deadlines: Sequence[Dated]) -> None:
    """Write the calendar.

    Raises:
        BadInput: the file cannot be written.
    """
    try:
        target.write_bytes("".join(f"{line}\r\n" for line in _lines(deadlines)).encode())
    except OSError as error:
        raise BadInput(f"{target} cannot be written: {error.strerror or error}") from None


def _lines(deadlines: Sequence[Dated]) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Muniment//deadlines//EN")
    for d in deadlines:
        uid = hashlib.sha256(f"{d.day} {d.what} {d.document}".encode()).hexdigest()[:32]
        yield from ("BEGIN:VEVENT", f"UID:{uid}@muniment", f"DTSTAMP:{d.day:%Y%m%d}T000000Z")
        yield from (f"DTSTART;VALUE=DATE:{d.day:%Y%m%d}", f"DTEND;VALUE=DATE:{d.day + timedelta(days=1):%Y%m%d}")
        yield from _folded(f"SUMMARY:{_escaped(f'{d.what}: {d.document}')}")
        yield "END:VEVENT"
    yield "END:VCALENDAR"


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())


def _folded(line: str) -> Iterator[str]:
    """A line as lines of so many octets, the later ones begun by a space."""
    held, lead = "", ""
    for character in line:
        if len((held + character).encode()) > FOLDED:
            yield f"{lead}{held}"
            held, lead = "", " "
        held += character
    yield f"{lead}{held}"
