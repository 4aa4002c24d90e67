"""A Word file (.docx) as headings, paragraphs and tables, as it would read with its tracked changes accepted.

Numbers that Word counts are written out. Comments and footnotes stand in parts of their own; hidden and deleted text stands nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from muniment.errors import Unparsed
from muniment.tools.formats.blocks import Block, Grid, GridCell, Part, Text, in_parts
from muniment.tools.formats.office_file import OfficeFile
from muniment.tools.formats.word_numbering import Numbering, W

LONGEST_CELL = 200
"""Characters; a table with a longer cell is text set in a table."""
SHORT = 80
"""Characters of a numbered paragraph that is a heading."""
_AWAY = frozenset(
    W + n for n in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "footnoteReference", "endnoteReference")
)
_BREAKS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says: its outline level from 1 (0 is text), and its list."""

    level: int = 0
    number: str = ""
    depth: int = 0


def word_parts(content: bytes) -> list[Part]:
    """The document's parts.

    Raises:
        Unparsed: it is damaged, or holds no document.
    """
    file = OfficeFile(content)
    document = file.part("word/document.xml")
    body = document.find(f"{W}body") if document is not None else None
    if body is None:
        raise Unparsed("it holds no document")
    reader = _Reader(_styles(file.part("word/styles.xml")), Numbering(file.part("word/numbering.xml")))
    parts = list(in_parts(list(reader.blocks(body))))
    for name, tag, title in (
        ("footnotes", "footnote", "Footnotes"),
        ("endnotes", "endnote", "Endnotes"),
        ("comments", "comment", "Comments (not part of the text)"),
    ):
        notes = file.part(f"word/{name}.xml")
        if notes is not None:
            blocks = tuple(b for note in notes.iter(f"{W}{tag}") for b in _noted(reader, note))
            if blocks:
                parts.append(Part(title, blocks))
    return parts


def _noted(reader: _Reader, note: etree._Element) -> Iterator[Block]:
    author = note.get(f"{W}author")
    for block in reader.blocks(note):
        yield Text(f"{author}: {block.text}") if author and isinstance(block, Text) else block


class _Reader:
    """Walks the body once, counting as it goes."""

    def __init__(self, styles: dict[str, _Style], numbering: Numbering) -> None:
        self.styles, self.numbering = styles, numbering
        self.begun = ""

    def blocks(self, body: etree._Element) -> Iterator[Block]:
        """The blocks of a body, a cell or a note."""
        for child in body:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}moveTo"):
                yield from self.blocks(child)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Block]:
        about = paragraph.find(f"{W}pPr")
        style, mark = _Style(), None
        if about is not None:
            named = about.find(f"{W}pStyle")
            name = named.get(f"{W}val", "") if named is not None else ""
            style = _with_own(self.styles.get(name, style), about)
            own = self.numbering.depth_of(style.number, name)
            style = style if own is None else _Style(style.level, style.number, own)
            mark = about.find(f"{W}rPr/{W}del")
        boxes: list[etree._Element] = []
        text = self.begun + "".join(_texts(paragraph, boxes))
        if mark is not None:
            # Its end is deleted: it goes on with the next paragraph.
            self.begun = text
            return
        self.begun = ""
        text = re.sub(r"[^\S\n]+", " ", text).strip()
        if text:
            label = self.numbering.label(style.number, style.depth) if style.number else ""
            heads = style.level or (2 + style.depth if label and label != "•" and _heads(text) else 0)
            yield Text(f"{label} {text}" if label else text, heads)
        for box in boxes:
            yield from self.blocks(box)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        rows: list[list[GridCell]] = []
        merged: dict[int, tuple[int, int]] = {}
        for tr in table.iterchildren(f"{W}tr"):
            if tr.find(f"{W}trPr/{W}del") is not None:
                continue
            before = tr.find(f"{W}trPr/{W}gridBefore")
            column = _int(before)
            row: list[GridCell] = []
            for tc in _cells(tr):
                across = max(1, _int(tc.find(f"{W}tcPr/{W}gridSpan")) or 1)
                merge = tc.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and merge.get(f"{W}val", "continue") != "restart" and column in merged:
                    r, c = merged[column]
                    held = rows[r][c]
                    rows[r][c] = GridCell(held.text, held.column, held.across, held.down + 1)
                else:
                    text = " ".join(
                        b.text if isinstance(b, Text) else " ".join(c.text for r in b.rows for c in r)
                        for b in self.blocks(tc)
                    )
                    merged.pop(column, None)
                    if merge is not None:
                        merged[column] = (len(rows), len(row))
                    row.append(GridCell(text, column, across))
                column += across
            rows.append(row)
        yield from as_blocks(rows)


def as_blocks(rows: list[list[GridCell]]) -> Iterator[Block]:
    """A table as a grid; text that is only set in one as paragraphs."""
    letters = sum(len(c.text) for row in rows for c in row)
    long = sum(len(c.text) for row in rows for c in row if len(c.text) > LONGEST_CELL)
    if 2 * long > letters or all(len(row) < 2 for row in rows):
        for row in rows:
            text = " – ".join(c.text for c in row if c.text)
            if text:
                yield Text(text)
        return
    yield Grid(tuple(map(tuple, rows)))


def _cells(tr: etree._Element) -> Iterator[etree._Element]:
    for child in tr:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent"):
            yield from _cells(child)


def _texts(element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    """The text of a paragraph; of two ways to show a thing the first; text boxes are put aside."""
    for child in element:
        tag = child.tag
        if tag in _AWAY or not isinstance(tag, str):
            continue
        if tag == f"{W}t":
            yield child.text or ""
        elif tag in _BREAKS:
            yield _BREAKS[tag]
        elif tag == f"{W}txbxContent":
            boxes.append(child)
        elif tag == f"{_CHOICE}AlternateContent":
            choice = child.find(f"{_CHOICE}Choice")
            yield from _texts(choice if choice is not None else child, boxes)
        elif tag == f"{W}r" and _is_hidden(child):
            continue
        else:
            yield from _texts(child, boxes)


def _is_hidden(run: etree._Element) -> bool:
    hidden = run.find(f"{W}rPr/{W}vanish")
    if hidden is not None and hidden.get(f"{W}val", "1") not in ("0", "false"):
        return True
    # White on white; in a table the ground may be that of a style.
    ink = run.find(f"{W}rPr/{W}color")
    return (
        ink is not None
        and ink.get(f"{W}val", "").upper() == "FFFFFF"
        and run.find(f"{W}rPr/{W}shd") is None
        and run.find(f"{W}rPr/{W}highlight") is None
        and run.find(f"../{W}pPr/{W}shd") is None
        and next(run.iterancestors(f"{W}tbl"), None) is None
    )


def _heads(text: str) -> bool:
    return len(text) <= SHORT and "\n" not in text and not text.endswith((".", ";", ",", ":"))


def _styles(styles: etree._Element | None) -> dict[str, _Style]:
    """Every paragraph style with what it has from those that it is based on."""
    if styles is None:
        return {}
    raw = {s.get(f"{W}styleId", ""): s for s in styles.iter(f"{W}style")}
    found: dict[str, _Style] = {}
    for name in raw:
        chain: list[str] = []
        each: str = name
        while each in raw and each not in chain:
            chain.append(each)
            base = raw[each].find(f"{W}basedOn")
            each = base.get(f"{W}val", "") if base is not None else ""
        style = _Style()
        for of in reversed(chain):
            style = _with_own(style, raw[of].find(f"{W}pPr"))
            title = raw[of].find(f"{W}name")
            head = re.fullmatch(r"heading (\d)|(title)", title.get(f"{W}val", "") if title is not None else "", re.I)
            if head:
                style = _Style(int(head[1] or 1), style.number, style.depth)
        found[name] = style
    return found


def _with_own(style: _Style, about: etree._Element | None) -> _Style:
    """A style with what a paragraph, or a style based on it, says itself."""
    if about is None:
        return style
    level, number, depth = style.level, style.number, style.depth
    outline = about.find(f"{W}outlineLvl")
    if outline is not None:
        level = _int(outline) + 1 if _int(outline) < 9 else 0
    own = about.find(f"{W}numPr")
    if own is not None:
        of, at = own.find(f"{W}numId"), own.find(f"{W}ilvl")
        number = of.get(f"{W}val", "") if of is not None else number
        depth = _int(at) if at is not None else depth
        number = "" if number == "0" else number
    return _Style(level, number, depth)


def _int(element: etree._Element | None) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    return int(value) if value.isdigit() else 0
