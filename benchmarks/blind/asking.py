"""Run blind sets through the whole product, each in a home of its own: add their files, ask their questions, count and show the verdicts."""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

Row = dict[str, Any]
"""A question with its key, as a line of `exam.jsonl` has it."""


def rows_of(folder: Path) -> list[Row]:
    """The questions of a set."""
    return [json.loads(line) for line in (folder / "exam.jsonl").read_text("utf-8").splitlines()]


def run_sets(
    about: str | None, folder: Path, of: str, verdict: Callable[[Row, bool, str], str], shown: Collection[str]
) -> None:
    """Run the sets that the command line names, or all of a folder.

    Args:
        about: what the command does, for its help.
        folder: of the sets.
        of: the key of a row that names the file, or the folder, that is asked; each is a collection of its own.
        verdict: marks a row by whether it was answered, and how.
        shown: the verdicts whose questions `--show` prints.
    """
    from muniment.agent import Agent
    from muniment.settings import Settings

    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--show", action="store_true", help=f"questions that were found {' or '.join(shown)}")
    args = parser.parse_args()
    for name in args.sets or sorted(f.name for f in folder.iterdir()):
        rows = rows_of(folder / name)
        counts: Counter[str] = Counter()
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
            agent = Agent(Settings(home=Path(home)), keep=False)
            collections = {row[of]: f"c{n}" for n, row in enumerate(rows)}
            for asked, collection in collections.items():
                list(agent.library.add([folder / name / "files" / asked], collection))
            begun = time.perf_counter()
            for row in rows:
                answer = agent.ask(row["question"], within=[collections[row[of]]])
                said = verdict(row, answer.status == "answered", answer.text)
                counts[said] += 1
                if args.show and said in shown:
                    print(
                        f"  {said}: {row[of]}: {row['question']}\n    {row['answer']} | {answer.text[:300]}", flush=True
                    )
            seconds = (time.perf_counter() - begun) / len(rows)
            agent.store.database.close()
        print(f"{name}: {len(rows)} asked, {dict(counts)}, {seconds:.2f} s each", flush=True)
