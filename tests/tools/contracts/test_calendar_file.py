"""Deadlines as a calendar file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from muniment.errors import BadInput
from muniment.tools.contracts.calendar_file import write_calendar


@dataclass
class Falls:
    """A deadline."""

    day: date
    what: str
    document: str


def test_deadline_is_an_event_of_a_whole_day(tmp_path: Path) -> None:
    target = tmp_path / "due.ics"
    write_calendar(target, [Falls(date(2026, 12, 31), "end", "Harrow, lease; 2.pdf")])
    lines = target.read_bytes().decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert {"DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101"} <= set(lines)
    assert "SUMMARY:end: Harrow\\, lease\\; 2.pdf" in lines


def test_same_deadlines_give_the_same_bytes_and_long_lines_are_folded(tmp_path: Path) -> None:
    due = [Falls(date(2026, 12, 31), "end", "é" * 200)]
    for name in ("a.ics", "b.ics"):
        write_calendar(tmp_path / name, due)
    content = (tmp_path / "a.ics").read_bytes()
    assert content == (tmp_path / "b.ics").read_bytes()
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert "é" * 200 in content.decode().replace("\r\n ", "")


def test_calendar_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be written"):
        write_calendar(tmp_path / "no" / "due.ics", [])
