"""Text questions over real filings: is the quoted passage the right one?

Each line of `text_questions.tsv`: ticker, question, the section it must come from, and what the quoted passage must speak of
(both as patterns). Needs a store into which the documents of `.data/edgar` were loaded: set MUNIMENT_HOME.

    python benchmarks/text_exam.py [--show]
"""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path


def main() -> None:
    """Run the exam and print the counts."""
    from muniment.agent import Agent

    agent, right, abstained, total, took = Agent(keep=False), 0, 0, 0, 0.0
    for line in (Path(__file__).parent / "text_questions.tsv").read_text().splitlines():
        _, question, section, speaks = line.split("\t")
        started = time.perf_counter()
        answer = agent.ask(question)
        took += time.perf_counter() - started
        total += 1
        cited = answer.citations[0] if answer.citations else None
        good = (
            cited is not None
            and re.search(section, cited.section) is not None
            and re.search(speaks, cited.quote, re.IGNORECASE) is not None
        )
        right += good
        abstained += answer.status == "abstained"
        if "--show" in sys.argv and not good:
            print(
                f"- {question}\n    {answer.reason or ''} {cited.section if cited else ''} | {cited.quote if cited else answer.text}"
            )
    print(
        f"text questions {total}: right {right} ({right / total:.1%}), abstained {abstained}, {took / total:.1f} s a question"
    )


if __name__ == "__main__":
    main()
