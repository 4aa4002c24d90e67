"""FinanceBench's development questions over a library of their PDFs: right, wrong, abstained, marked by their figures.

    MUNIMENT_HOME=… muniment add .data/qa/financebench/pdfs --collection financebench
    MUNIMENT_HOME=… python benchmarks/financebench.py [--show]

A question whose gold answer has a number is right when the answer shows that number, in any scale, to the gold's own precision, and not
wrong when it abstains. Others are printed to be marked by a person; they count as "to be marked" when answered. Found are the document of
the first hit of a search for the question, and the pages of its first five, against the evidence's.
"""

from __future__ import annotations

import argparse
import json
import re
from decimal import Decimal
from pathlib import Path

from muniment.agent import Agent
from muniment.records import Answer
from muniment.settings import Settings

QUESTIONS = Path(__file__).parents[1] / ".data" / "qa" / "financebench" / "financebench_dev.jsonl"
_NUMBER = re.compile(r"-?\$?\d[\d,]*(?:\.\d+)?")


def shows(answer: Answer, gold: str) -> bool:
    """Whether an answer's values hold the first number of the gold answer, in any scale, to its own precision."""
    said = _NUMBER.search(gold)
    if said is None:
        return False
    wanted = Decimal(said.group().replace("$", "").replace(",", ""))
    places = Decimal(1).scaleb(min(0, wanted.normalize().as_tuple().exponent))  # type: ignore[arg-type]
    for value in answer.values:
        for scale in (0, -3, -6, -9, 2):
            if abs(value.value.scaleb(scale) - wanted) <= max(places / 2, abs(wanted) / 1000):
                return True
    return False


def main() -> None:
    """Ask them all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true")
    parsed = parser.parse_args()
    agent = Agent(Settings.read())
    counts: dict[str, int] = {}
    documents = pages = 0
    for line in QUESTIONS.read_text().splitlines():
        row = json.loads(line)
        hits = agent.library.search(row["question"], limit=5)
        name, evidence = f"{row['doc_name']}.pdf", {e["evidence_page_num"] + 1 for e in row["evidence"]}
        documents += bool(hits) and hits[0].document == name
        pages += any(h.document == name and h.page in evidence for h in hits)
        answer = agent.ask(row["question"])
        numeric = bool(re.fullmatch(r"[-$\d.,%]+", row["answer"].strip()))
        if answer.status != "answered":
            mark = "abstained"
        elif shows(answer, row["answer"]):
            mark = "right"
        else:
            mark = "wrong" if numeric else "to be marked"
        counts[mark] = counts.get(mark, 0) + 1
        if parsed.show:
            print(
                f"{mark.upper():12} {row['doc_name']} | {row['question'][:200]}\n   gold: {row['answer'][:150]!r}\n   ours: {answer.text[:400]!r} {answer.reason or ''}"
            )
    asked = sum(counts.values())
    print(f"{counts}; document@1 {documents / asked:.3f}, page recall@5 {pages / asked:.3f}")


if __name__ == "__main__":
    main()
