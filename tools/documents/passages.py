"""Cut a filing's sections into passages of prose, each with its place in the original.

A passage is one or more whole paragraphs under one heading, at most about 180 words: what the embedding model reads
(256 word pieces) without cutting. Rows of tables are not prose and stay out; their figures are facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from muniment.records import Filing, Passage
from muniment.tools.documents.document import Block, Document
from muniment.tools.documents.sections import Section

MAX_WORDS = 180
_RUNNING = re.compile(
    r"^(table of contents|\d{1,3}|.{0,60}\|\s*.{0,30}form 10-[kq]\s*\|\s*\d+|page \d+)$", re.IGNORECASE
)


def cut_passages(document: Document, sections: Sequence[Section], filing: Filing) -> list[Passage]:
    """The filing's passages in order; a document without items is one section without a name."""
    whole = sections or [Section("", "", 0, len(document.blocks))]
    passages: list[Passage] = []
    for section in whole:
        blocks = document.blocks[section.first : section.last]
        name = (
            f"Item {section.item.removeprefix('part1item').removeprefix('part2item').upper()}. {section.title}"
            if section.item
            else ""
        )
        if section.item.startswith("part"):
            name = f"Part {'I' if section.item[4] == '1' else 'II'}, {name}"
        passages.extend(
            Passage(
                filing.accession,
                name,
                text,
                start,
                end,
                heading=heading,
                form=filing.form,
                filed=filing.filed,
                url=filing.url,
            )
            for heading, text, start, end in _cut(blocks)
        )
    return passages


def _cut(blocks: Sequence[Block]) -> Iterator[tuple[str, str, int, int]]:
    heading, held, words = "", list[Block](), 0
    for block in blocks:
        if (block.table is not None and not _is_prose(block)) or _RUNNING.match(block.text):
            continue
        if _is_heading(block):
            yield from _join(heading, held)
            heading, held, words = block.text, [], 0
            continue
        count = len(block.text.split())
        if held and words + count > MAX_WORDS:
            yield from _join(heading, held)
            held, words = [], 0
        held.append(block)
        words += count
    yield from _join(heading, held)


def _join(heading: str, held: list[Block]) -> Iterator[tuple[str, str, int, int]]:
    if held and sum(len(b.text) for b in held) >= 40:
        yield heading, "\n".join(b.text for b in held), held[0].start, held[-1].end


def _is_prose(block: Block) -> bool:
    """A row that is laid out as a list entry: a bullet and a sentence."""
    longest = max((len(c.text) for c in block.cells), default=0)
    return len(block.cells) <= 2 and longest > 120


def _is_heading(block: Block) -> bool:
    return (block.bold and len(block.text) <= 160 and not block.text.endswith((".", ";", ","))) or (
        block.text.lower().startswith("item ") and len(block.text) < 120
    )
