"""FinanceBench's development questions over the library, and through the usual chain: pypdf, LangChain, the same models, in one run.

    pip install pypdf
    MUNIMENT_HOME=… muniment add .data/qa/financebench/pdfs --collection financebench
    MUNIMENT_HOME=… python benchmarks/plain_rag_library.py

Only questions whose gold answer is a number or a percentage are asked, which both can be marked by: an answer is right when it shows that number in any
scale, to its own precision; the chain never abstains unless it says that it cannot tell.
"""

from __future__ import annotations

import json
import re
import statistics
import time
from decimal import Decimal

from financebench import QUESTIONS, shows
from plain_rag import chain_over, in_pieces
from pypdf import PdfReader

from muniment.agent import Agent
from muniment.settings import Settings

PDFS = QUESTIONS.parent / "pdfs"
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_CANNOT = re.compile(r"\bnot (?:provided|mentioned|available|specified|disclosed|stated)\b|\bcannot\b", re.IGNORECASE)


def says(text: str, gold: str) -> bool:
    """Whether a text holds the first number of a gold answer, in any scale, to its own precision."""
    wanted = Decimal(_NUMBER.findall(gold)[0].replace(",", ""))
    slack = max(Decimal(1).scaleb(min(0, int(wanted.normalize().as_tuple().exponent))) / 2, abs(wanted) / 1000)
    each = (Decimal(n.replace(",", "")) for n in _NUMBER.findall(text))
    return any(abs(v.scaleb(s) - wanted) <= slack for v in each for s in (0, -3, -6, -9, 2))


def main() -> None:
    """Ask both and count."""
    settings = Settings.read()
    began = time.perf_counter()
    pages = (page.extract_text() for pdf in sorted(PDFS.glob("*.pdf")) for page in PdfReader(pdf).pages)
    pieces = [f"{piece}" for page in pages for piece in in_pieces(page)]
    read = time.perf_counter()
    chain = chain_over(pieces, settings)
    print(f"chain: {len(pieces)} pieces read in {read - began:.0f} s, embedded in {time.perf_counter() - read:.0f} s")
    agent = Agent(settings, keep=False)
    rows = [json.loads(line) for line in QUESTIONS.read_text().splitlines()]
    rows = [r for r in rows if re.fullmatch(r"[-$\d.,%]+", r["answer"].strip())]
    ours, theirs = dict.fromkeys(("right", "wrong", "abstained"), 0), dict.fromkeys(("right", "wrong", "abstained"), 0)
    times: tuple[list[float], list[float]] = ([], [])
    for row in rows:
        a = time.perf_counter()
        answer = agent.ask(row["question"])
        b = time.perf_counter()
        said = chain.invoke(row["question"])
        times[0].append(b - a)
        times[1].append(time.perf_counter() - b)
        told = answer.status == "answered"
        ours["abstained" if not told else "right" if shows(answer, row["answer"]) else "wrong"] += 1
        right = says(said, row["answer"])
        theirs["right" if right else "abstained" if _CANNOT.search(said) else "wrong"] += 1
    for name, counts, seconds in (("muniment", ours, times[0]), ("chain", theirs, times[1])):
        print(f"{name}: {counts} of {len(rows)}, median {statistics.median(seconds):.1f} s")


if __name__ == "__main__":
    main()
