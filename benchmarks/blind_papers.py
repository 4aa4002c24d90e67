"""Ask collections of documents that were written by somebody who had seen neither the code nor earlier cases, and mark what is told.

The sets stand in `benchmarks/blind/papers`: in `files` a folder for each collection, and in `exam.jsonl` one question a line with what a right answer must
show (`values`, in whole units), must not show (`not`), or that it must be refused. A value counts as shown at any power of ten to four digits. What shows
not all of them is `to read`: a sentence may answer in its own words.

    python benchmarks/blind_papers.py [SET …] [--show]
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import time
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.blind_lists import shows

FOLDER = Path(__file__).parent / "blind" / "papers"
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


def verdict(row: dict[str, Any], answered: bool, text: str) -> str:
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


def main() -> None:
    """Run the sets named, or all, each in a home of its own."""
    from muniment.agent import Agent
    from muniment.settings import Settings

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--show", action="store_true", help="every question that was told, and not surely right")
    args = parser.parse_args()
    for name in args.sets or sorted(f.name for f in FOLDER.iterdir()):
        rows = [json.loads(line) for line in (FOLDER / name / "exam.jsonl").read_text("utf-8").splitlines()]
        counts: Counter[str] = Counter()
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
            agent = Agent(Settings(home=Path(home)), keep=False)
            for folder in sorted((FOLDER / name / "files").iterdir()):
                list(agent.library.add([folder], folder.name))
            begun = time.perf_counter()
            for row in rows:
                answer = agent.ask(row["question"], within=[row["collection"]])
                said = verdict(row, answer.status == "answered", answer.text)
                counts[said] += 1
                if args.show and said in ("wrong", "to read"):
                    print(
                        f"  {said}: {row['collection']}: {row['question']}\n    {row['answer']} | {answer.text[:300]}"
                    )
            seconds = (time.perf_counter() - begun) / len(rows)
            agent.store.database.close()
        print(f"{name}: {len(rows)} asked, {dict(counts)}, {seconds:.2f} s each")


if __name__ == "__main__":
    main()
