"""The one cell of a table that a question names by its row and its column, be it a number or words.

Nothing is chosen by likeness alone: every word of the question that says what is meant must stand in the cell's row, over its column, or
over the table; no other cell may be named as well; and a word that stands over another column only is a reason not to answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from muniment.records import Record, Table
from muniment.tools.own.own_records import QUALIFIERS
from muniment.tools.own.record_cells import column_name, header_rows, heading, number
from muniment.tools.totals import of_group
from muniment.wording import FUNCTION_WORDS, content_stems, stem, tokens

MOST_ROWS = 2_000
_SAID = """shown list listed show shows state states stated give given get gets receive received pay pays paid owe owes owed charge charges charged cost costs
    sell sells sold claim claimed book booked invoice invoiced report reported apply applies applied own owns hold held work works take takes took need
    needed respond earn earned spend spent bill billed order ordered buy bought use used rate level figure entry line item row column table sheet file
    document page agreement contract policy schedule plan statement workbook deck presentation report letter go goes going trip old quickly fast soon often long according under per each every there any
    employee employer customer client company firm staff people person please tell"""
_LOOKING = frozenset(stem(w) for w in (*_SAID.split(), *QUALIFIERS))
"""Words that say how a cell is looked at, not which one, unless a row or a column bears them."""
_ALIKE = {
    **{stem(a): stem(b) for a, b in (("hourly", "hour"), ("daily", "day"), ("weekly", "week"), ("monthly", "month"))},
    **{
        stem(a): stem(b)
        for a, b in (("quarterly", "quarter"), ("yearly", "year"), ("annual", "year"), ("annually", "year"))
    },
    **{stem(a): stem(b) for a, b in (("percent", "%"), ("percentage", "%"), ("maximum", "max"), ("minimum", "min"))},
    **{
        stem(w): str(n)
        for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
    },
    **{stem(w): str(n) for n, w in enumerate("first second third fourth fifth sixth".split(), 1)},
    **{f"{n}{e}": str(n) for n, e in ((1, "st"), (2, "nd"), (3, "rd"), (4, "th"), (5, "th"))},
    **{
        m[:3]: m[:3]
        for m in "january february march april may june july august september october november december".split()
    },
    **{
        stem(m): m[:3]
        for m in "january february march april june july august september october november december sept".split()
    },
}
_QUARTER = re.compile(r"\b(first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter\b", re.IGNORECASE)
_PART = re.compile(r"\b(?:q[1-4]|[1-4]q|h[12]|quarter|half|months?)\b", re.IGNORECASE)
_PART_OF_YEAR = re.compile(
    r"\b(?:q[1-4]|[1-4]q|h[12]|[12]h|half|quarter|(?:three|six|nine|3|6|9)[\s-]+months?|(?:13|26|39)\s+weeks|ytd|interim)\b",
    re.IGNORECASE,
)
"""What a column says that is of a part of a year."""
_WHOLE = frozenset(stem(w) for w in ("total", "year", "full", "annual"))
_COUNTED = re.compile(
    r"\bhow\s+(?:many|much|large|big|high|old|long|far|heavy|tall)\b|\bwhat\s+(?:amount|number|percentage|share|rate|price|fee)\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\bhow\s+many\b", re.IGNORECASE)
_COUNTS = frozenset(stem(w) for w in "number count qty quantity units headcount".split())
_ELSE = re.compile(
    r"\b(?:difference|change|increase|decrease|grow\w*|grew|rise|rose|fell|fall|average|mean|sum|combined|together|ratio|more|less|fewer|than|most|least|highest|lowest|largest"
    r"|smallest|top|why|not|without|excluding|except|both|all|average|exceed\w*|surpass\w*|over-?spen[dt]\w*|under-?spen[dt]\w*|overr[ua]n\w*|outstrip\w*|beat|shortfall|by\s+how\s+(?:much|many))\b"
    r"|\bas\s+(?:an?\s+)?(?:%|percent(?:age)?|per\s+cent|share|proportion|fraction)\s+of\b|\brelative\s+to\b|\bdivided\s+by\b",
    re.IGNORECASE,
)
"""What no single cell answers."""
_NARROWS = frozenset(
    stem(w)
    for w in "before after net gross tax taxes less excluding except adjusted deferred accumulated other non prior total subtotal without average".split()
)
"""Words by which a row is another than the one that a question names without them."""
_OF_A_KIND = re.compile(
    r"\b(?:current|net|gross|other|deferred|intangible)\s+(?:assets?|liabilit(?:y|ies)|debt|income|profit)\b",
    re.IGNORECASE,
)
"""What a row must bear as well: current assets are not assets."""
_WHOSE = frozenset(stem(w) for w in "our ours my mine your yours their theirs his her its we us you".split())
"""Words that name no row: "our contact" is not what "our contractor" asks."""
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w&-]+")
_ITEMS = frozenset(
    stem(w)
    for w in "ebitda ebit revenue turnover sales profit income margin result earnings cost expense loss cash debt assets liabilities equity capex headcount employees staff".split()
)
"""What a figure is of must stand in its row, over its column or over its table, not in the text around."""
UNKNOWN = "?"
_TELLING_APART = (
    re.compile(r"(?:19|20)\d\d"),
    re.compile(r"q[1-4]"),
    re.compile(r"h[12]|half"),
    re.compile(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"),
)
_DATED = frozenset((*_ALIKE.values(), "q1", "q2", "q3", "q4")) | frozenset(map(str, range(1, 32)))


@dataclass(frozen=True, slots=True)
class Looked:
    """A cell: of which record and table, its row and column, its text, and the names of both."""

    record: str
    table: int
    row: int
    column: int
    text: str
    row_name: str
    column_name: str


def look_up(question: str, records: Sequence[Record]) -> Looked | None:
    """The one cell that a question names; None where it names none, or more than one."""
    if _ELSE.search(_alike(question)):
        return None
    every = [
        found
        for record in records
        for n, table in enumerate(record.tables)
        if 0 < len(table.rows) <= MOST_ROWS
        for found in _named(question, record, n, table)
    ]
    # A cell whose row and column bear every word is meant before one of which the text around its table says a word.
    found = [cell for cell, whole in every if whole] or [cell for cell, _ in every]
    # Printed twice alike, under heads of other words, it is one answer.
    return found[0] if len({(c.text, c.row_name) for c in found}) == 1 else None


def _stems(text: str) -> set[str]:
    """The stems of a text's words, alike where they mean the same: "Q3" is the third quarter, "hourly" by the hour."""
    text = _alike(text)
    each = (stem(t) for t in tokens(text))
    return {_ALIKE.get(s, s) for s in each}


def _alike(text: str) -> str:
    text = _QUARTER.sub(lambda m: f"Q{_ALIKE[stem(m.group(1).lower())]}", text)
    text = re.sub(r"\b(?:more|greater|longer|older)\s+than\b", "over", text, flags=re.IGNORECASE)
    return re.sub(
        r"\bFY\s?'?((?:20)?\d\d)\b", lambda m: m.group(1) if len(m.group(1)) == 4 else f"20{m.group(1)}", text
    )


def _wanted(question: str) -> set[str]:
    text = _alike(question)
    said = content_stems(text) | {stem(t) for t in tokens(text) if t.isdigit()}
    return {_ALIKE.get(s, s) for s in said - _WHOSE}


def _named(question: str, record: Record, of: int, table: Table) -> Iterator[tuple[Looked, bool]]:
    """The cells of a table that a question names, each with whether its row and column bear every word."""
    heads = header_rows(table)
    width = max(map(len, table.rows), default=0)
    names = [column_name(table, heads, c) for c in range(width)]
    over = [_stems(name) for name in names]
    wanted = _wanted(question)
    # A part of a year is said by a table's heading, not by the text before it.
    titles = {w for w in _stems(f"{record.title} {table.caption}") if not _is_part(w)} | _stems(heading(table.caption))
    body = [(n, row) for n, row in enumerate(table.rows) if n >= heads and any(c.strip() for c in row)]
    rows = _grouped(body)
    # The document's own name names no row: "total assets of Glenmoor Hospital Foundation" are not what it owes to Glenmoor Hospital.
    meant = wanted - _stems(record.title)
    held = Counter(w for _, _, words in rows for w in words)
    telling = {w for w, n in held.items() if n < max(2, len(rows))}
    # What the caption says of the whole table tells no row from another: "Imaging" of "Revenue by service line".
    rowwise = {w for w in meant - _stems(table.caption) if any(w in words for _, _, words in rows)} or meant
    best = max((len(rowwise & words & telling) for _, _, words in rows), default=0)
    chosen = [r for r in rows if len(rowwise & r[2] & telling) == best]
    said = _stems(question)
    if not chosen:
        return
    fewest = min(len(_more(r[1], said)) for r in chosen)
    if fewest and len(chosen) > 1:
        # "Borrowings" is neither those that are current nor those that are not.
        return
    chosen = [r for r in chosen if len(_more(r[1], said)) == fewest]
    if (
        (best == 0 and len(rows) > 1)
        or len(chosen) != 1
        or _more(chosen[0][1], said) & _NARROWS
        or 2 * fewest > len(_label(chosen[0][1]))
    ):
        return
    ((n, row, words),) = chosen
    if any(stem(m.split()[0].lower()) not in words for m in _OF_A_KIND.findall(question)):
        return
    every = set().union(*over) if over else set()
    counted = bool(_COUNTED.search(question))
    labels = {c for c in range(len(row)) if _stems(row[c]) & meant & telling and number(row[c]) is None} | {0}
    open_columns = [c for c in range(len(row)) if c not in labels and row[c].strip() not in ("", UNKNOWN)]
    if counted:
        numbers = [c for c in open_columns if number(row[c]) is not None]
        open_columns = numbers or [c for c in open_columns if any(x.isdigit() for x in row[c])]
    shared = set.intersection(*(over[c] for c in open_columns)) if len(open_columns) > 1 else set()
    most = max((len(wanted & over[c] - shared) for c in open_columns), default=0)
    if most == 0 and len(open_columns) > 1:
        # Of a debit and a credit, one is nothing.
        open_columns = [c for c in open_columns if not (amount := number(row[c])) or amount[0] != 0]
    if any(re.fullmatch(r"(?:19|20)\d\d", w) for w in wanted) and not _PART_OF_YEAR.search(_alike(question)):
        # A half is not the year.
        open_columns = [c for c in open_columns if not _PART_OF_YEAR.search(names[c])]
    # A column of employees has no revenue.
    asked_of = wanted & _ITEMS
    open_columns = [c for c in open_columns if not (asked_of and over[c] & _ITEMS) or asked_of & over[c]]
    labelled = set().union(*(over[k] for k in labels))
    # A day is that of the whole table where it stands over any column of it.
    titles_of_days = {w for w in titles if any(kind.fullmatch(w) for kind in _TELLING_APART)} - every
    days = {w for w in wanted & every if w in _DATED or re.fullmatch(r"(?:19|20)\d\d", w)}
    # "The United States" is no state of things.
    called = _stems(" ".join(m.group() for m in _NAME.finditer(question)))
    left = {c: wanted - words - over[c] - labelled - titles - (_LOOKING - called) - days for c in open_columns}
    # A year, a quarter or a month that tells the columns apart is that of the column.
    for kind in _TELLING_APART:
        asked = {w for w in wanted if kind.fullmatch(w)}
        if len({w for w in every if kind.fullmatch(w)}) > 1:
            open_columns = [c for c in open_columns if asked <= over[c] | words | labelled | titles_of_days]
    named = [c for c in open_columns if not left[c]]
    most = max((len(wanted & over[c] - shared) for c in named), default=0)
    fitting = [c for c in named if len(wanted & over[c] - shared) == most]
    if len(fitting) > 1 and not _PART.search(_alike(question)):
        # Of a year's quarters and their sum, the year is asked for.
        whole = [c for c in fitting if over[c] & _WHOLE and not _PART.search(names[c])]
        fitting = (
            whole if len(whole) == 1 and all(_PART.search(names[c]) for c in set(fitting) - set(whole)) else fitting
        )
    if len(fitting) > 1 and _HOW_MANY.search(question):
        fitting = [c for c in fitting if over[c] & _COUNTS] or fitting
    for c in fitting:
        label = row[0].strip() or " ".join(row).strip()
        yield Looked(record.id, of, n, c, row[c].strip(), label, names[c]), not left[c]


def _is_part(word: str) -> bool:
    """Whether a stem names a quarter or a half."""
    return any(kind.fullmatch(word) for kind in _TELLING_APART[1:3])


def _grouped(body: Sequence[tuple[int, tuple[str, ...]]]) -> list[tuple[int, tuple[str, ...], set[str]]]:
    """The rows with values, each with the stems of its words and of the heading over it."""
    found: list[tuple[int, tuple[str, ...], set[str]]] = []
    group = ""
    for n, row in body:
        if row[0].strip() and not any(c.strip() for c in row[1:]):
            group = row[0]
            continue
        said = [c for k, c in enumerate(row) if k == 0 or number(c) is None]
        if not of_group(row[0].strip(), group):
            group = ""
        found.append((n, row, _stems(" ".join((group, *said)))))
    return found


def _label(row: tuple[str, ...]) -> set[str]:
    """The stems of what names a row: its first cell that is no number."""
    named = next((c for c in row if c.strip() and number(c) is None), row[0])
    return {w for w in _stems(named) if w not in FUNCTION_WORDS} or {""}


def _more(row: tuple[str, ...], said: set[str]) -> set[str]:
    """What the label of a row says beyond the question; nothing where the question names one of a list: "Tier 2 (Boston, Chicago)"."""
    listed = re.findall(r"[^,;]+", " ".join(re.findall(r"\(([^)]*[,;][^)]*)\)", row[0])))
    if any(_stems(each) and _stems(each) <= said for each in listed):
        return set()
    return _label(row) - said
