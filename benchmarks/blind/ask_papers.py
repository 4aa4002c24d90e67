"""Ask collections of documents that were written by somebody who had seen neither the code nor earlier cases, and mark what is told.

The sets stand in `benchmarks/blind/papers`: in `files` a folder for each collection, and in `exam.jsonl` one question a line with what a right answer must
show (`values`, in whole units), must not show (`not`), or that it must be refused. A value counts as shown at any power of ten to four digits. What shows
not all of them is `to read`: a sentence may answer in its own words.

    python -m benchmarks.blind.ask_papers [SET …] [--show]
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from benchmarks.blind.ask_lists import shows
from benchmarks.blind.asking import Row, run_sets

FOLDER = Path(__file__).parent / "papers"
NUMBER = re.compile(r"-?\d[\d,'’]*(?:\.\d+)?")
SCALES = (0, 3, 5, 6, 7, 9)
"""Powers of ten by which a number may be told: whole, thousands, lakhs, millions, crores, billions."""
NEAR = Decimal("0.0006")


def shows_amount(wanted: str, text: str) -> bool:
    """Whether a text shows a number at any power of ten, or else a day or words."""
    if shows(wanted, text):
        return True
    if not re.fullmatch(r"-?\d+(?:\.\d+)?", wanted) or not Decimal(wanted):
        return False
    target = abs(Decimal(wanted))
    told = (abs(Decimal(re.sub(r"[,'’]", "", n))) for n in NUMBER.findall(re.sub(r"(?<=\d) (?=\d{3}\b)", "", text)))
    return any(abs(n.scaleb(s) - target) <= NEAR * target for n in told for s in SCALES)


def verdict(row: Row, answered: bool, text: str) -> str:
    """`right`, `wrong` (told though it must be refused), `to read`, `refused`, or `rightly refused`."""
    if not answered:
        return "rightly refused" if row["kind"] == "refuse" else "refused"
    if row["kind"] == "refuse":
        return "wrong"
    said, values = text.partition(" Read as:")[0], [str(v) for v in row["values"]]
    if row["kind"] == "yesno":
        if not said.lower().startswith(values[0].lower()):
            return "to read"
        values = values[1:]
    right = all(shows_amount(v, said) for v in values)
    return "right" if right and not any(str(n).lower() in said.lower() for n in row.get("not", ())) else "to read"


if __name__ == "__main__":
    run_sets(__doc__, FOLDER, "collection", verdict, ("wrong", "to read"))
