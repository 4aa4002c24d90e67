"""A web page, or Markdown by way of one, as headings, paragraphs and tables. What a reader does not see is no text; nothing is run or loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from muniment.tools.documents.document import Block as Seen
from muniment.tools.documents.document import read_document
from muniment.tools.documents.markup import decode
from muniment.tools.formats.blocks import Block, GridCell, Part, Text, in_parts
from muniment.tools.formats.word_document import as_blocks

_FRONT = re.compile(r"---\s*\n.*?\n---\s*\n", re.DOTALL)
_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
BOLD_HEADING = 90
"""Letters of a bold line that heads what follows."""


def web_parts(content: bytes) -> list[Part]:
    """The parts of a page of HTML.

    Raises:
        Unparsed: it is empty, cut, too large, too deep, or declares entities.
    """
    return list(in_parts(list(_blocks(read_document(content).blocks))))


def markdown_parts(content: bytes) -> list[Part]:
    """The parts of a text in Markdown (CommonMark, with tables); markup in it is text.

    Raises:
        Unparsed: it is empty, too large, or an archive.
    """
    from markdown_it import MarkdownIt

    text = decode(content)[0]
    front = _FRONT.match(text)
    title = _TITLE.search(front.group()) if front else None
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(text[front.end() :] if front else text)
    head = f"<h1>{escape(title.group(1))}</h1>" if title else ""
    return web_parts(f"<html><body>{head}{html}</body></html>".encode())


def _blocks(seen: list[Seen]) -> Iterator[Block]:
    rows: list[list[GridCell]] = []
    table: int | None = None
    for block in seen:
        if rows and block.table != table:
            yield from as_blocks(rows)
            rows = []
        table = block.table
        if table is not None:
            rows.append([GridCell(c.text, c.column, c.columns) for c in block.cells])
        else:
            bold = 6 if block.bold and len(block.text) < BOLD_HEADING and not block.text.endswith(".") else 0
            yield Text(f"{block.mark} {block.text}" if block.mark else block.text, block.level or bold)
    if rows:
        yield from as_blocks(rows)
