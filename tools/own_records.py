"""The text of the caller's own records: cut into passages, and searched, all in memory.

What is not in the records given is never looked for elsewhere. Their numbers are read in `record_cells`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from muniment.embeddings import Embedder, check_vectors
from muniment.records import Passage, Record
from muniment.tools.retriever import rank
from muniment.wording import content_stems, held_share

MAX_WORDS = 180


def cut(records: Sequence[Record]) -> list[Passage]:
    """The records' text as passages of whole paragraphs, with their places in each record's text."""
    found: list[Passage] = []
    for record in records:
        held: list[tuple[int, int]] = []
        for match in re.finditer(r"[^\n]+", record.text):
            if held and len(record.text[held[0][0] : match.end()].split()) > MAX_WORDS:
                found.append(_passage(record, held))
                held = []
            held.append(match.span())
        if held:
            found.append(_passage(record, held))
    return found


def _passage(record: Record, held: list[tuple[int, int]]) -> Passage:
    start, end = held[0][0], held[-1][1]
    return Passage(record.id, "", record.text[start:end], start, end, heading=record.title)


def words_of(records: Sequence[Record]) -> frozenset[str]:
    """The stems of all words in the records' text and tables."""
    tables = (cell for r in records for t in r.tables for row in t.rows for cell in row)
    return frozenset(content_stems("\n".join((*(r.text for r in records), *(r.title for r in records), *tables))))


def speaks_of(question: str, words: frozenset[str]) -> bool:
    """False when no word that a question is about stands anywhere in the records."""
    wanted = content_stems(question)
    return not wanted or bool(wanted & words)


def search(
    question: str, passages: Sequence[Passage], embedder: Callable[[], Embedder], count: int = 6
) -> list[Passage]:
    """The passages nearest to a question, the best first."""
    if not passages:
        return []
    wanted = content_stems(question)
    near = sorted(passages, key=lambda p: -held_share(wanted, p.text))[: max(count * 3, 24)]
    model = embedder()
    vector = check_vectors(model.embed([question]), 1)[0]
    scored = model.embed([p.text for p in near]) @ vector
    order = sorted(range(len(near)), key=lambda n: -float(scored[n]))
    ranked = [replace(near[n], score=1 / (60 + place)) for place, n in enumerate(order, 1)]
    return rank(ranked[: count * 2], question, vector, model)[:count]
