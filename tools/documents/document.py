"""A filing's page as blocks of text, tables, and the raw inline XBRL in it, each with its place.

One pass over the markup's events builds all three. What a reader of the page cannot see (display:none, the XBRL header,
zero-width characters) never becomes text. Values are not interpreted here: see `inline_xbrl`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from muniment.tools.documents import markup

BLOCKS = frozenset(
    "address article blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6"
    " header hr li main nav ol p pre section table tr ul".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_SPACE = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*(?:0(?:px|pt|em|%)?|1(?:px|pt))\s*(?:;|$)|(?<![-\w])opacity\s*:\s*0?(?:\.0+)?\s*(?:;|$)"
    r"|(?:left|right|top|bottom|text-indent|margin-left|margin-top)\s*:\s*-\d{4,}(?:\.\d+)?(?:px|pt)",
    re.IGNORECASE,
)
_WHITE = r"(?:#f{3}(?:f{3})?\b|white\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))"
_WHITE_INK = re.compile(rf"(?<![-\w])color\s*:\s*{_WHITE}", re.IGNORECASE)
_GROUND = re.compile(
    rf"(?<![-\w])background(?:-color)?\s*:\s*(?!{_WHITE}|none\b|transparent\b|inherit\b)", re.IGNORECASE
)
"""White letters are seen on a ground of another colour alone; what a class looks like is not known."""
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)


@dataclass(slots=True)
class Cell:
    """One cell of a table row: its text, its first grid column, and how many columns it spans."""

    text: str
    column: int
    columns: int
    start: int
    end: int


@dataclass(slots=True)
class Block:
    """A paragraph, a heading of a `level`, or one row of a table, standing at characters `start` to `end` of the document.

    `mark` is what a page shows before an item of a list: a bullet (another one for an item within an item), or its number.
    """

    text: str
    start: int
    end: int
    table: int | None = None
    cells: tuple[Cell, ...] = ()
    bold: bool = False
    level: int = 0
    mark: str = ""


@dataclass(slots=True)
class RawFact:
    """An `ix:nonFraction` as it stands: nothing interpreted."""

    name: str
    context: str
    unit: str
    scale: str
    sign: str
    decimals: str
    format: str
    nil: bool
    element: str
    start: int
    text: str = ""
    end: int = 0
    table: int | None = None
    row: int | None = None


@dataclass(slots=True)
class Context:
    """An XBRL context: entity, period, dimensions."""

    start: str = ""
    end: str = ""
    dimensions: list[tuple[str, str]] = field(default_factory=list)
    typed: bool = False


@dataclass(slots=True)
class Document:
    """What one page holds."""

    blocks: list[Block] = field(default_factory=list)
    facts: list[RawFact] = field(default_factory=list)
    contexts: dict[str, Context] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read_document(content: bytes) -> Document:
    """Read a page's bytes.

    Raises:
        Unparsed: the bytes are empty, cut, too large, too deep, or declare entities.
    """
    text, notes = markup.decode(content)
    reader = markup.read(text, _Reader)
    reader.flush()
    reader.document.notes = notes
    return reader.document


def clean(text: str) -> str:
    """Text as a reader sees it: no zero-width or direction-changing characters, white space folded."""
    return _SPACE.sub(" ", _UNSEEN.sub("", text)).strip()


class _Table:
    """A table being read."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.cells: list[Cell] = []
        self.column = 0
        self.row_start = 0
        self.held: dict[int, int] = {}
        self.bold = False

    def next_column(self) -> int:
        while self.held.get(self.column, 0) > 0:
            self.held[self.column] -= 1
            self.column += 1
        return self.column


class _Reader:
    """Builds a `Document` from markup events."""

    def __init__(self) -> None:
        self.document = Document()
        self.hidden = 0
        self.stack: list[tuple[str, bool, bool, bool]] = []
        self.grounds = 0
        self.bold = 0
        self.level = 0
        self.lists: list[int | None] = []
        self.mark = ""
        self.parts: list[str] = []
        self.start_at: int | None = None
        self.end_at = 0
        self.strong = 0
        self.weak = 0
        self.tables: list[_Table] = []
        self.table_count = 0
        self.cell: list[tuple[str, int, int, int]] = []
        self.open_facts: list[RawFact] = []
        self.open_labels: list[tuple[str, list[str], int]] = []
        self.excluded = 0
        self.context: Context | None = None
        self.unit = ""
        self.measures: list[str] = []
        self.wanted = ""
        self.axis = ""

    def start(self, name: str, attributes: dict[str, str], at: int) -> None:
        """Open an element."""
        style = attributes.get("style", "")
        ground = "class" in attributes or "bgcolor" in attributes or bool(style and _GROUND.search(style))
        self.grounds += ground
        hides = (
            bool(style and (_HIDDEN.search(style) or (not self.grounds and _WHITE_INK.search(style))))
            or name in ("ix:header", "script", "style", "title")
            or "hidden" in attributes
        )
        heavy = name in ("b", "strong", "th") or bool(style and _BOLD.search(style))
        self.hidden += hides
        self.bold += heavy
        self.stack.append((name, hides, heavy, ground))
        if ":" in name:
            self._start_xbrl(name, attributes, at)
        elif name in BLOCKS or name == "br":
            self._break(name, at)
        if name in _HEADINGS:
            self.level = int(name[1])
        elif name in ("ul", "ol"):
            self.lists.append(int(attributes["start"]) - 1 if attributes.get("start", "").isdigit() else 0)
            self.lists[-1] = self.lists[-1] if name == "ol" else None
        elif name == "li" and self.lists:
            count = self.lists[-1]
            self.lists[-1] = None if count is None else count + 1
            bullet = "•" if len(self.lists) == 1 else "◦"
            self.mark = bullet if count is None else f"{count + 1}."
        if name == "table":
            self.tables.append(_Table(self.table_count))
            self.table_count += 1
        elif name == "tr" and self.tables:
            table = self.tables[-1]
            table.cells, table.column, table.row_start, table.bold = [], 0, at, False
        elif name in ("td", "th") and self.tables:
            self.flush()
            table = self.tables[-1]
            self.cell.append(
                (name, table.next_column(), _whole(attributes.get("colspan")), _whole(attributes.get("rowspan")))
            )

    def end(self, name: str, at: int) -> None:
        """Close an element."""
        if not self.stack:
            return
        _, hides, heavy, ground = self.stack.pop()
        self.grounds -= ground
        if ":" in name:
            self._end_xbrl(name, at)
        elif name in ("td", "th") and self.tables and self.cell:
            self._end_cell(at)
        elif name == "tr" and self.tables:
            self._end_row(at)
        elif name == "table" and self.tables:
            self.tables.pop()
        elif name in BLOCKS:
            self._break(name, at)
        self.level = 0 if name in _HEADINGS else self.level
        if name in ("ul", "ol") and self.lists:
            self.lists.pop()
        self.hidden -= hides
        self.bold -= heavy

    def text(self, data: str, start: int, end: int) -> None:
        """Take character data."""
        if self.wanted:
            self._take_wanted(data.strip())
        if self.open_facts and not self.excluded:
            for fact in self.open_facts:
                fact.text += data
        for _, parts, _ in self.open_labels:
            parts.append(data)
        if self.hidden:
            return
        if data.strip():
            if self.start_at is None:
                self.start_at = start
            self.end_at = end
            if self.bold:
                self.strong += len(data)
            else:
                self.weak += len(data)
        if self.parts or data.strip():
            self.parts.append(data)

    def flush(self) -> None:
        """End the paragraph being read."""
        text = clean("".join(self.parts))
        if text and self.start_at is not None:
            bold = self.strong > self.weak
            block = Block(text, self.start_at, self.end_at, bold=bold, level=self.level, mark=self.mark)
            self.document.blocks.append(block)
            self.mark = ""
        self._reset()

    def _reset(self) -> None:
        self.parts, self.start_at, self.strong, self.weak = [], None, 0, 0

    def _break(self, name: str, at: int) -> None:
        if self.cell:
            self.parts.append(" ")
        elif name == "br":
            self.parts.append(" \n")
        else:
            self.flush()

    def _end_cell(self, at: int) -> None:
        _, column, columns, rows = self.cell.pop()
        table = self.tables[-1]
        text = clean("".join(self.parts))
        if text and self.start_at is not None:
            table.cells.append(Cell(text, column, columns, self.start_at, self.end_at))
            table.bold = table.bold or self.strong > self.weak
        self._reset()
        if rows > 1:
            table.held.update(dict.fromkeys(range(column, column + columns), rows - 1))
        table.column = column + columns

    def _end_row(self, at: int) -> None:
        table = self.tables[-1]
        table.next_column()
        if table.cells:
            row = len(self.document.blocks)
            text = " | ".join(cell.text for cell in table.cells)
            self.document.blocks.append(
                Block(text, table.cells[0].start, table.cells[-1].end, table.number, tuple(table.cells), table.bold)
            )
            for fact in reversed(self.document.facts):
                if fact.start < table.row_start:
                    break
                if fact.table is None:
                    fact.table, fact.row = table.number, row
        table.cells = []
        self._reset()

    def _start_xbrl(self, name: str, attributes: dict[str, str], at: int) -> None:
        local = name.rsplit(":", 1)[1]
        if name == "ix:nonfraction":
            get = attributes.get
            self.open_facts.append(
                RawFact(
                    get("name", ""),
                    get("contextref", ""),
                    get("unitref", ""),
                    get("scale", ""),
                    get("sign", ""),
                    get("decimals", ""),
                    get("format", ""),
                    get("xsi:nil") in ("true", "1"),
                    get("id", ""),
                    at,
                )
            )
        elif name == "ix:nonnumeric" and attributes.get("name", "").startswith("dei:"):
            self.open_labels.append((attributes["name"], [], len(self.stack)))
        elif name == "ix:exclude":
            self.excluded += 1
        elif local == "context":
            self.context = self.document.contexts.setdefault(attributes.get("id", ""), Context())
        elif local == "unit":
            self.unit, self.measures = attributes.get("id", ""), []
        elif local in ("startdate", "enddate", "instant", "measure"):
            self.wanted = local
        elif local == "explicitmember" and self.context is not None:
            self.wanted, self.axis = local, attributes.get("dimension", "")
        elif local == "typedmember" and self.context is not None:
            self.context.typed = True

    def _end_xbrl(self, name: str, at: int) -> None:
        local = name.rsplit(":", 1)[1]
        if name == "ix:nonfraction" and self.open_facts:
            fact = self.open_facts.pop()
            fact.end = at
            self.document.facts.append(fact)
        elif name == "ix:nonnumeric" and self.open_labels and self.open_labels[-1][2] == len(self.stack) + 1:
            concept, parts, _ = self.open_labels.pop()
            self.document.labels.setdefault(concept.removeprefix("dei:"), clean("".join(parts)))
        elif name == "ix:exclude":
            self.excluded -= 1
        elif local == "context":
            self.context = None
        elif local == "unitnumerator":
            self.measures.append("/")
        elif local == "unit" and self.unit:
            self.document.units[self.unit] = "*".join(self.measures).replace("*/*", "/").removesuffix("*/")
            self.unit = ""
        self.wanted = "" if local == self.wanted else self.wanted

    def _take_wanted(self, data: str) -> None:
        if not data:
            return
        if self.wanted == "measure" and self.unit:
            self.measures.append(data.rsplit(":", 1)[-1])
        elif self.context is not None:
            if self.wanted == "startdate":
                self.context.start += data
            elif self.wanted in ("enddate", "instant"):
                self.context.end += data
            elif self.wanted == "explicitmember":
                self.context.dimensions.append((self.axis, data))


def _whole(text: str | None) -> int:
    """A colspan or rowspan: 1 to 1,000, as HTML allows."""
    return max(1, min(int(text), 1000)) if text and text.isdigit() else 1
