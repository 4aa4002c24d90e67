"""Questions over contracts that somebody else wrote, with what a right answer must hold, through Muniment and, with `--chain`, through the usual chain of the same models.

    python benchmarks/blind_contracts.py FOLDER [--chain]

FOLDER holds `docs/` and `questions.json`, a list of objects: `question`, `expect` ("answer" or "refuse"), `must` (all of these stand in a right answer), `any`
(one of these does), `mustnot`. An answer that is told and does not hold them is listed, to be read by eye: it may be right in other words.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from plain_rag import chain_over

from muniment.agent import Agent
from muniment.settings import Settings

PIECE = 1_000
"""Characters of a piece of the chain's."""
_CANNOT = re.compile(
    r"\bnot (?:provided|mentioned|available|specified|disclosed|stated)\b|\bcannot\b|\bdoes not\b", re.IGNORECASE
)


def mark(row: dict[str, Any], told: bool, said: str) -> str:
    """Whether an answer is right, told otherwise than asked for, or a refusal, and whether that was right."""
    if not told:
        return "refused rightly" if row["expect"] == "refuse" else "refused"
    if row["expect"] == "refuse":
        return "told, to be refused"
    low = said.lower()
    holds = all(m.lower() in low for m in row["must"]) and (
        not row.get("any") or any(a.lower() in low for a in row["any"])
    )
    return "right" if holds and not any(m.lower() in low for m in row.get("mustnot") or ()) else "told otherwise"


def main() -> None:
    """Ask, mark, count."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--chain", action="store_true")
    options = parser.parse_args()
    rows = json.loads((options.folder / "questions.json").read_text())
    with tempfile.TemporaryDirectory() as home:
        agent = Agent(Settings(home=Path(home) / "home"), keep=False)
        list(agent.library.add([options.folder / "docs"], "contracts"))
        documents = agent.library.documents
        pages = [p.text for of in documents.pages([d.id for d in documents.current()]).values() for p in of]
        chain = chain_over([p[n : n + PIECE] for p in pages for n in range(0, len(p), PIECE)], agent.settings)
        for name in ("muniment", "chain") if options.chain else ("muniment",):
            counts: Counter[str] = Counter()
            seconds = []
            for row in rows:
                began = time.perf_counter()
                if name == "chain":
                    said = chain.invoke(row["question"])
                    told = _CANNOT.search(said) is None
                else:
                    answer = agent.ask(row["question"], within=["contracts"])
                    cells = (c.text for t in answer.tables for r in t.rows for c in r)
                    said, told = " ".join((answer.text, *cells)), answer.status == "answered"
                seconds.append(time.perf_counter() - began)
                found = mark(row, told, said)
                counts[found] += 1
                if found.startswith("told"):
                    print(f"{name}: {found}: {row['question']}\n    {row['right']}\n    {' '.join(said.split())[:400]}")
            print(f"{name}: {dict(counts)}, median {statistics.median(seconds):.1f} s")
        agent.store.database.close()


if __name__ == "__main__":
    main()
