"""Find for questions with known answers the provisions that may answer, as the library does, and keep them with which of them do.

    python benchmarks/provisions/candidates.py TARGET.pkl FOLDER [FOLDER …] [--home HOME]

A folder holds `docs/` and `questions.jsonl`: id, file, question, gold (stretches of the file, one of which answers), also (the same of other
files), unanswerable. A provision is right that stands in one, or one in it, or shares half of their words. The fold is the document's.
"""

from __future__ import annotations

import argparse
import json
import pickle
import re
import tempfile
import zlib
from pathlib import Path
from typing import Any

from muniment.graphs.library.in_force import documents_in_force
from muniment.graphs.library.naming import names_of, seek
from muniment.graphs.library.provision_pages import described_provisions
from muniment.library import Library
from muniment.settings import Settings
from muniment.store.library.provisions import KeptProvision
from muniment.store.opening import open_store

FOLDS = 2


def _words(text: str) -> list[str]:
    """The words of a text without the marks and links of Markdown."""
    return re.findall(r"[a-z0-9]+", re.sub(r"\]\([^)]*\)", "]", text).lower())


def is_right(provision: KeptProvision, row: dict[str, Any]) -> bool:
    """Whether a provision is one of those that answer."""
    words = _words(provision.text)
    golds = [(row["file"], g) for g in row["gold"] or ()] + [(a["file"], a["gold"]) for a in row.get("also") or ()]
    for gold in (_words(g) for file, g in golds if file == provision.document):
        own, others, said = set(words), set(gold), "".join(words)
        inside = len(said) > 12 and (said in "".join(gold) or "".join(gold) in said)
        if inside or len(own & others) >= 0.5 * len(own | others):
            return True
    return False


def main() -> None:
    """Find and keep."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("target", type=Path)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--home", type=Path)
    options = parser.parse_args()
    library = Library(open_store(Settings(home=options.home or Path(tempfile.mkdtemp()))))
    found: list[dict[str, Any]] = []
    for folder in options.folders:
        for added in library.add([folder / "docs"], folder.name):
            print(added.path, added.state, flush=True)
        every = documents_in_force(library.documents, [folder.name], None)
        for line in (folder / "questions.jsonl").read_text().splitlines():
            row = json.loads(line)
            held, features, _ = described_provisions(library.documents, row["question"], every)
            read = seek(library.documents, row["question"], *names_of(library.documents, every)).read
            found.append(
                {
                    "question": read,
                    "answered": not row["unanswerable"],
                    "fold": zlib.crc32((row["file"] or str(row["id"])).encode()) % FOLDS,
                    "of": [p.of for p in held],
                    "texts": [" ".join(f"{p.heading}. {p.lead} {p.text}".split()) for p in held],
                    "right": [is_right(p, row) for p in held],
                    "features": features,
                }
            )
            if len(found) % 50 == 0:
                print(f"{len(found)} questions", flush=True)
    options.target.write_bytes(pickle.dumps(found))


if __name__ == "__main__":
    main()
