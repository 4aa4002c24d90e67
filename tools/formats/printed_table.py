"""Tables as they are printed: rows and columns of values found from where words stand, with the heads over each column.

A value is a number that stands apart from text; values whose last digits end at one place are a column; what stands over them is
its head. A table that was read wrongly is worse than one that was not read: a cell without a label or a head proves nothing
(see `printed_facts`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from muniment.tools.digits import with_commas
from muniment.tools.formats.page import Box, Line, Page, Word, around
from muniment.tools.totals import TOTAL, of_group

GAP = 0.75
"""Of a word's height: a wider gap parts what is printed in two columns."""
COLUMN = 0.7
"""Of a word's height: how far the last digits of one column may end apart."""
MOST_HEADS = 14
LONGEST_HEAD = 48
"""Characters of what stands over all columns; what is longer is the page's running title."""
FARTHEST = 70.0
"""Points between two rows of one table, at most."""
_NUMBER = re.compile(r"[$€£¥]?\s*\(?\s*[-−–]?\s*[$€£¥]?\s*(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?\s*\)?\s*%?\s*\)?")
_NOTHING = re.compile(r"[$€£¥]?\s*[-−–—]+\s*%?")
_MARK = re.compile(r"\s*(?:\(\s*[a-z0-9]{1,2}\s*\)|[*†‡¹²³]+)$")
_SCALE = re.compile(r"\b(?:thousands|millions|billions|ended)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:FY\s?|Fiscal\s)?(?:19[89]\d|20[0-4]\d)(?:\s?[AEF])?", re.IGNORECASE)
_LAST_DAYS = frozenset(("28", "29", "30", "31"))
_NOTE_HEAD = re.compile(r"notes?(?:\s+no\.?)?", re.IGNORECASE)
DATED = re.compile(
    r"\b(?:19[89]\d|20[0-4]\d)\b|\b(?:ended|weeks|months|fiscal|quarter|year|as of|january|february|march|april|may|june|july"
    r"|august|september|october|november|december)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand together on a line."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with one space between them."""
        return " ".join(w.text for w in self.words)

    @property
    def box(self) -> Box:
        """Around the words."""
        return around(w.box for w in self.words)

    @property
    def number(self) -> str | None:
        """What it states as a value ("—" of nothing); None where it is text."""
        # "(40 )" is a number below zero, and no mark behind one.
        text = with_commas(self.text)
        bare = (_MARK.sub("", text) if len(self.words) > 1 else "") or text
        if _NOTHING.fullmatch(bare):
            return "—"
        return bare if _NUMBER.fullmatch(bare) and any(c.isdigit() for c in bare) else None

    @property
    def is_year(self) -> bool:
        """Whether it is a bare year, which stands over a column and not in it."""
        return _YEAR.fullmatch(self.text) is not None

    @property
    def end(self) -> float:
        """Where it is aligned: the right edge of its last digit."""
        numbered = [w.digits_end for w in self.words if w.digits_end is not None and not _MARK.fullmatch(w.text)]
        return numbered[-1] if numbered else self.box.right


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One value: as it is printed, and where."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row: the headings it stands under, its label, and its cells by column (None where there is none)."""

    path: tuple[str, ...]
    label: str
    cells: tuple[PrintedCell | None, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table of a page: what stands over it, over each of its columns, and its rows."""

    page: int
    caption: str
    heads: tuple[str, ...]
    rows: tuple[PrintedRow, ...]


@dataclass(slots=True)
class _Block:
    """Lines of one table while it is read."""

    heads: list[list[Run]]
    rows: list[list[Run]] = field(default_factory=list)


def printed_tables(page: Page) -> list[PrintedTable]:
    """The tables of a page, from top to bottom."""
    em = page.em
    lines = [_runs(line, em) for line in page.lines if not _is_folio(line, page)]
    found: list[PrintedTable] = []
    for block in _blocks(lines, page):
        table = _table(block, page, em)
        if table is None:
            continue
        before = found[-1] if found else None
        if not any(table.heads) and before is not None and len(before.heads) == len(table.heads):
            table = PrintedTable(table.page, table.caption or before.caption, before.heads, table.rows)
        found.append(table)
    return found


def _is_folio(line: Line, page: Page) -> bool:
    """Whether a line is a page's number at its head or foot, alone or behind a running title."""
    edge = line.box.bottom < 0.08 * page.height or line.box.top > 0.9 * page.height
    if len(line.words) == 1:
        return edge and line.text.strip("-–— ").isdigit()
    numbers = [w.text for w in line.words if w.text.isdigit()]
    return edge and line.words[-1].text == str(page.number) and len([n for n in numbers if len(n) != 4]) == 1


def _runs(line: Line, em: float) -> list[Run]:
    """The runs of a line; a currency sign, a bracket or a percent sign belongs to its number however far it stands."""
    groups: list[list[Word]] = []
    for word in line.words:
        if groups and word.box.left - groups[-1][-1].box.right <= GAP * em:
            groups[-1].append(word)
        else:
            groups.append([word])
    runs: list[Run] = []
    for words in groups:
        text = " ".join(w.text for w in words)
        before = runs[-1] if runs else None
        if (before is not None and before.text in ("$", "€", "£", "¥", "(", "$ (", "$(")) or (
            before is not None and text in (")", "%", ")%", "pts", "bp") and before.number and not before.is_year
        ):
            runs[-1] = Run((*before.words, *words))
        else:
            runs.append(Run(tuple(words)))
    return runs


def _blocks(lines: Sequence[list[Run]], page: Page) -> Iterator[_Block]:
    """Runs of lines that hold values, each with the lines over it."""
    block: _Block | None = None
    above: list[list[Run]] = []
    texts = 0
    for runs in lines:
        if not runs:
            continue
        values = _values(runs)
        top = min(r.box.top for r in runs)
        if block is not None and block.rows and top - max(r.box.bottom for r in block.rows[-1]) > FARTHEST:
            yield block
            block, above, texts = None, [], 0
        if values:
            if block is None:
                block = _Block(above[-MOST_HEADS:])
            block.rows.append(runs)
            texts = 0
        elif block is not None and (_is_head(runs, page) or (texts >= 1 and _is_prose(runs, page))):
            above = [*_heads_begun(block), runs]
            yield block
            block, texts = None, 0
        elif block is not None:
            block.rows.append(runs)
            texts = texts + 1 if _is_prose(runs, page) else 0
        else:
            above = [] if _is_prose(runs, page) and above and _is_prose(above[-1], page) else above
            above.append(runs)
    if block is not None:
        yield block


def _heads_begun(block: _Block) -> list[list[Run]]:
    """The last lines of a block, without values: what stands over the next one. They are taken off it."""
    begun: list[list[Run]] = []
    while len(block.rows) > 1 and not _values(block.rows[-1]):
        begun.insert(0, block.rows.pop())
    return begun


def _values(runs: Sequence[Run]) -> list[Run]:
    """The values of a line; years alone are heads."""
    values = [r for r in runs if r.number is not None]
    if (
        not values
        or all(r.is_year for r in values)
        or (len(values) == len(runs) and all(r.text in _LAST_DAYS for r in values))
    ):
        # "31 31" stands between "Year ended" and "December 2023".
        return []
    labelled = runs[0].number is None or len(values) > 1
    return values if labelled else []


def _is_head(runs: Sequence[Run], page: Page) -> bool:
    """Whether a line without values stands over columns: dated, and to the right of where labels stand."""
    right = [r for r in runs if r.box.left > 0.35 * page.width and r.text != "%" and not _NOTE_HEAD.fullmatch(r.text)]
    return bool(right) and all(DATED.search(r.text) for r in right) and not _is_prose(runs, page)


def _is_prose(runs: Sequence[Run], page: Page) -> bool:
    return len(runs) == 1 and runs[0].box.right - runs[0].box.left > 0.6 * page.width


def _table(block: _Block, page: Page, em: float) -> PrintedTable | None:
    values = [r for runs in block.rows for r in _values(runs)]
    columns = [c for c in _columns(values, em) if not _is_of_notes(c, block, values)]
    if not columns:
        return None
    left = min(c[0] for c in columns)
    labels = (
        r.box.right for runs in block.rows if _values(runs) for r in runs if r.number is None and r.box.right < left
    )
    heads, caption, headings = _heads(block.heads, columns, left, max(labels, default=0.0), page, em)
    rows = tuple(_rows([*headings, *block.rows], columns, em))
    return PrintedTable(page.number, caption, heads, rows) if rows else None


def _is_of_notes(column: tuple[float, float, float], block: _Block, values: Sequence[Run]) -> bool:
    """Whether a column holds the numbers of notes and no values: it is headed "Note" and has none but small numbers."""
    left, right, end = column
    headed = any(
        _NOTE_HEAD.fullmatch(r.text)
        and r.box.right > left - (r.box.right - r.box.left)
        and r.box.left < right + (r.box.right - r.box.left)
        for runs in block.heads
        for r in runs
    )
    own = [v for v in values if abs(v.end - end) <= right - left + 1 and left - 1 <= v.box.left]
    return headed and all(re.fullmatch(r"\d{1,2}", v.text) for v in own)


def _columns(values: Sequence[Run], em: float) -> list[tuple[float, float, float]]:
    """The columns as (left, right, where digits end), from left to right."""
    clusters: list[list[Run]] = []
    for run in sorted((v for v in values if v.number != "—"), key=lambda v: v.end):
        if clusters and run.end - clusters[-1][-1].end <= COLUMN * em:
            clusters[-1].append(run)
        else:
            clusters.append([run])
    return [
        (min(r.box.left for r in c), max(r.box.right for r in c), sorted(r.end for r in c)[len(c) // 2])
        for c in clusters
    ]


def _left(run: Run) -> float:
    """Where a value's digits begin; a currency sign may stand far to their left."""
    return next((w.box.left for w in run.words if any(c.isdigit() for c in w.text)), run.box.left)


def _column(run: Run, columns: Sequence[tuple[float, float, float]], em: float) -> int | None:
    """The column in which a value stands."""
    near = min(range(len(columns)), key=lambda n: abs(columns[n][2] - run.end))
    slack = 3 * em if run.number == "—" else COLUMN * em
    return near if abs(columns[near][2] - run.end) <= slack else None


def _rows(
    lines: Sequence[Sequence[Run]], columns: Sequence[tuple[float, float, float]], em: float
) -> Iterator[PrintedRow]:
    """The rows of a table; lines of labels alone are headings, or the beginning of the next label."""
    headings: list[tuple[float, str]] = []
    begun: list[Run] = []
    for runs in lines:
        values = _values(runs)
        if not values:
            if begun:
                _under(headings, begun)
            begun = list(runs)
            continue
        first = min(_left(v) for v in values)
        label = [r for r in runs if r.number is None and r.box.right <= first + em]
        text = " ".join(r.text for r in label)
        if begun:
            head = " ".join(r.text for r in begun)
            if label and (text[:1].islower() or re.search(r"(?:,|\b(?:and|of|from|to|for|in|on|by|the|with))$", head)):
                text = f"{head} {text}"
                label = [*begun, *label]
            else:
                _under(headings, begun)
            begun = []
        cells: list[PrintedCell | None] = [None] * len(columns)
        for value in values:
            n = _column(value, columns, em)
            if n is not None:
                cells[n] = PrintedCell(value.number or "", value.box)
        at = label[0].box.left if label else 0.0
        named = _label(text)
        headings = [(left, h) for left, h in headings if of_group(named, h)] if _ends(named) else headings
        path = tuple(h for left, h in headings if left <= at + 0.3 * em)
        yield PrintedRow(path, named, tuple(cells), around(r.box for r in (*label, *values)))


def _ends(label: str) -> bool:
    """Whether a row may end what stands under a heading: a total, or a sum without a name."""
    return not label or TOTAL.match(label) is not None


def _under(headings: list[tuple[float, str]], runs: Sequence[Run]) -> None:
    """A heading replaces those that stand as far right as it, or farther."""
    left = runs[0].box.left
    while headings and headings[-1][0] >= left - 1:
        headings.pop()
    headings.append((left, _label(" ".join(r.text for r in runs))))


def _label(text: str) -> str:
    return re.sub(r"(?:\s*\.){3,}\s*$", "", text).strip().rstrip(":").strip()


def _heads(
    above: Sequence[list[Run]],
    columns: Sequence[tuple[float, float, float]],
    left: float,
    labelled: float,
    page: Page,
    em: float,
) -> tuple[tuple[str, ...], str, list[list[Run]]]:
    """What stands over each column, from top to bottom; the caption: what stands over none; and the headings of the first rows.

    `left` is where the first values begin, `labelled` where the longest label of a row ends.
    """
    heads: list[list[str]] = [[] for _ in columns]
    captions: list[str] = []
    headings: list[list[Run]] = []
    edged = _by_edge(above, columns, labelled, page, em)
    for runs in above:
        over = [
            r
            for r in runs
            if r in edged or (r.box.right > left - em and r.box.left > 0.3 * page.width) or _over(r, columns, em)
        ]
        beside = [r for r in runs if r not in over]
        if not over or _is_prose(runs, page):
            captions.append(" ".join(r.text for r in runs))
            headings = [*headings, runs] if any(heads) and not _is_prose(runs, page) else []
            continue
        headings = [beside] if beside and not (_SCALE.search(beside[0].text) or DATED.search(beside[0].text)) else []
        if beside:
            captions.append(" ".join(r.text for r in beside))
        alone = len(over) == 1 and len(columns) > 1
        named = alone and not beside and not DATED.search(over[0].text)
        titled = named or (alone and len(over[0].text) > LONGEST_HEAD)
        if titled:
            captions.append(over[0].text)
            continue
        over = [r for r in over if not _NOTE_HEAD.fullmatch(r.text)]
        found = [(edged[r],) for r in over] if all(r in edged for r in over) else _places(over, columns, page, em)
        if any(r.is_year and r.box.left > 0.3 * page.width for r in beside):
            # Where one year stands over no column, the others may stand over the wrong ones.
            continue
        for run, places in zip(over, found, strict=True):
            for n in places:
                heads[n].append(run.text)
    return tuple(" ".join(dict.fromkeys(h)) for h in heads), " ".join(captions[-6:]), headings


def _by_edge(
    above: Sequence[list[Run]],
    columns: Sequence[tuple[float, float, float]],
    labelled: float,
    page: Page,
    em: float,
) -> dict[Run, int]:
    """The column of each head by where it begins: heads set to the left of their columns, values to the right; none where they are not one a column."""
    lines: list[list[Run]] = []
    for runs in reversed(above):
        right = [r for r in runs if r.box.left > labelled and not _NOTE_HEAD.fullmatch(r.text)]
        if not right or _is_prose(runs, page):
            break
        lines.append(right)
    edges = _edges(lines, len(columns), em)
    if len(edges) != len(columns) or len(columns) < 2:
        return {}
    before = [0.0, *(right for _, right, _ in columns)]
    if not all(before[k] <= edge < columns[k][1] for k, edge in enumerate(edges)):
        return {}
    nearest = {r: min(range(len(edges)), key=lambda k: abs(edges[k] - r.box.left)) for runs in lines for r in runs}
    own = {
        r: k for r, k in nearest.items() if abs(edges[k] - r.box.left) <= 0.5 * em and (r.number is None or r.is_year)
    }
    # What reaches over the next column's edge stands over both.
    ends = [*edges[1:], page.width]
    return {r: k for r, k in own.items() if r.box.right <= ends[k]}


def _edges(lines: Sequence[list[Run]], columns: int, em: float) -> list[float]:
    """Where heads begin: those of a line that has one for each column, else of all lines together."""
    whole = next((runs for runs in lines if len(runs) == columns), None)
    edges: list[float] = []
    for run in sorted(whole or [r for runs in lines for r in runs], key=lambda r: r.box.left):
        if not edges or run.box.left - edges[-1] > 0.5 * em:
            edges.append(run.box.left)
    return edges


def _over(run: Run, columns: Sequence[tuple[float, float, float]], em: float) -> bool:
    middle = (run.box.left + run.box.right) / 2
    if any(left - em <= middle <= right + em for left, right, _ in columns):
        return True
    # A long head over short numbers begins far to their left: "Unit price (EUR)" over 0.09.
    met = _met(run.box.left, run.box.right, columns)
    return len(met) == 1 and abs(run.box.right - columns[met[0]][1]) <= em


def _met(low: float, high: float, columns: Sequence[tuple[float, float, float]]) -> tuple[int, ...]:
    """The columns that a stretch overlaps."""
    return tuple(k for k, (left, right, _) in enumerate(columns) if left < high and right > low)


def _places(
    runs: Sequence[Run], columns: Sequence[tuple[float, float, float]], page: Page, em: float
) -> list[tuple[int, ...]]:
    """The columns that each run of a line of heads stands over: evenly shared where they divide, else those that it overlaps."""
    m, n = len(runs), len(columns)
    middle = (columns[0][0] + columns[-1][1]) / 2
    box = runs[0].box
    if m == 1 and n > 1 and abs((box.left + box.right) / 2 - middle) > 2 * em:
        low, high = _reach(runs[0], page, em)
        over = _met(low, high, columns)
        if len(over) == 1:
            return [over]
    found = [_met(*_reach(run, page, em), columns) for run in runs]
    # Evenly shared, unless one stands over another's: a head may be missing to its left, and one of words stand to its right.
    if n % m == 0 and (n > m or all(not met or k in met for k, met in enumerate(found))):
        each = n // m
        return [tuple(range(k * each, (k + 1) * each)) for k in range(m)]
    return found


def _reach(run: Run, page: Page, em: float) -> tuple[float, float]:
    """How far a head reaches: as far as the rule under it."""
    box = run.box
    under = [
        r for r in page.rules if 0 <= r[2] - box.bottom + 0.3 * em <= 1.3 * em and r[0] < box.right and r[1] > box.left
    ]
    return min([box.left, *(r[0] for r in under)]), max([box.right, *(r[1] for r in under)])
