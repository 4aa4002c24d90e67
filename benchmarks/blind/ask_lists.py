"""Ask lists that were written by somebody who had seen neither the code nor earlier cases, and mark what is told.

The sets stand in `benchmarks/blind/lists`: files, and in `exam.jsonl` one question a line with what a right answer must show (`values`), must not
show (`not`), or that it must be refused. What is told behind "Read as" is not marked. Each question is asked of its own file alone.

    python -m benchmarks.blind.ask_lists [SET …] [--show]
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

from benchmarks.blind.asking import Row, run_sets

FOLDER = Path(__file__).parent / "lists"
NUMBER = re.compile(r"-?\d[\d,'’]*(?:\.\d+)?")
NEAR = Decimal("0.006")
"""An average is told to two places."""


def shows(wanted: str, text: str) -> bool:
    """Whether a text shows a number, whatever its sign and its commas, a day, or words, whatever the size of their letters."""
    low = " ".join(text.lower().split())
    if re.fullmatch(r"-?\d+(?:\.\d+)?", wanted):
        numbers = (Decimal(re.sub(r"[,'’]", "", n)) for n in NUMBER.findall(text))
        return any(abs(abs(n) - abs(Decimal(wanted))) <= NEAR for n in numbers)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", wanted):
        day = date.fromisoformat(wanted)
        ways = (
            wanted,
            f"{day:%B} {day.day}, {day:%Y}",
            f"{day.day} {day:%b %Y}",
            f"{day.day} {day:%B %Y}",
            f"{day:%d.%m.%Y}",
        )
        return any(way.lower() in low for way in ways)
    return " ".join(wanted.lower().split()) in low


def verdict(row: Row, answered: bool, text: str) -> str:
    """`right`, `wrong`, `refused`, or `rightly refused`."""
    if not answered:
        return "rightly refused" if row["kind"] == "refuse" else "refused"
    said = text.partition(" Read as:")[0]
    if row["kind"] == "yesno":
        return "right" if said.lower().startswith(str(row["values"][0])) else "wrong"
    shown = row["kind"] != "refuse" and all(shows(str(v), said) for v in row["values"])
    return "right" if shown and not any(str(n).lower() in said.lower() for n in row.get("not", ())) else "wrong"


if __name__ == "__main__":
    run_sets(__doc__, FOLDER, "file", verdict, ("wrong", "refused"))
