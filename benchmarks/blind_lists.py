"""Ask lists that were written by somebody who had seen neither the code nor earlier cases, and mark what is told.

The sets stand in `benchmarks/blind/lists`: files, and in `exam.jsonl` one question a line with what a right answer must show (`values`), must not
show (`not`), or that it must be refused. What is told behind "Read as" is not marked. Each question is asked of its own file alone.

    python benchmarks/blind_lists.py [SET …] [--show]
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import time
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "blind" / "lists"
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


def verdict(row: dict[str, Any], answered: bool, text: str) -> str:
    """`right`, `wrong`, `refused`, or `rightly refused`."""
    if not answered:
        return "rightly refused" if row["kind"] == "refuse" else "refused"
    said = text.partition(" Read as:")[0]
    if row["kind"] == "yesno":
        return "right" if said.lower().startswith(str(row["values"][0])) else "wrong"
    shown = row["kind"] != "refuse" and all(shows(str(v), said) for v in row["values"])
    return "right" if shown and not any(str(n).lower() in said.lower() for n in row.get("not", ())) else "wrong"


def main() -> None:
    """Run the sets named, or all, each in a home of its own."""
    from muniment.agent import Agent
    from muniment.settings import Settings

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--show", action="store_true", help="every question that was not told rightly")
    args = parser.parse_args()
    for name in args.sets or sorted(f.name for f in FOLDER.iterdir()):
        rows = [json.loads(line) for line in (FOLDER / name / "exam.jsonl").read_text("utf-8").splitlines()]
        counts: Counter[str] = Counter()
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
            agent = Agent(Settings(home=Path(home)), keep=False)
            collections = {row["file"]: f"c{n}" for n, row in enumerate(rows)}
            for file, collection in collections.items():
                list(agent.library.add([FOLDER / name / "files" / file], collection))
            begun = time.perf_counter()
            for row in rows:
                answer = agent.ask(row["question"], within=[collections[row["file"]]])
                said = verdict(row, answer.status == "answered", answer.text)
                counts[said] += 1
                if args.show and said in ("wrong", "refused"):
                    print(f"  {said}: {row['file']}: {row['question']}\n    {row['values']} | {answer.text[:200]}")
            seconds = (time.perf_counter() - begun) / len(rows)
            agent.store.database.close()
        print(f"{name}: {len(rows)} asked, {dict(counts)}, {seconds:.2f} s each")


if __name__ == "__main__":
    main()
