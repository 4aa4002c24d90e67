"""A table as a list of things: its columns with the kind of what stands in them, and its rows without heads and totals.

Amounts are exact decimals with the unit that their cell, or the head of their column, states; days, months and years are stretches of time;
a number that names a thing ("Invoice #") is a name. What the columns mean is not asked here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from muniment.records import Table
from muniment.tools.digits import with_commas
from muniment.tools.library.finding import spaced
from muniment.tools.lists.spans import Span, order_of, span_of, spans_in
from muniment.tools.own.notation import with_points
from muniment.tools.own.record_cells import column_name, header_rows, heading
from muniment.wording import tokens

Kind = Literal["text", "amount", "span", "flag"]
MOST_ROWS = 20_000
KEPT = 16
"""Lists that are kept as they were last read: one of 10,000 rows takes two seconds to read."""
FEWEST_THINGS, FEWEST_PROPERTIES = 5, 3
"""Rows, and columns that are no amounts, from which on a table is a list of things."""
LONGEST_HEADING = 12
"""Words of a heading; what is longer is text."""
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "us$": "USD", "a$": "AUD", "c$": "CAD"}
_CODES = frozenset("USD EUR GBP CHF JPY INR CAD AUD SEK NOK DKK PLN CZK ZAR SGD HKD NZD CNY BRL MXN AED".split())
_AMOUNT = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[-−–+])?\s*(?P<before>US\$|A\$|C\$|[$€£¥₹]|[A-Z]{3}(?=\s?[-\d(]))?\s*(?P<sign_in>[-−–])?\s*(?P<open_in>\()?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\s*(?P<after>%|[$€£¥₹]|[A-Za-z²³µ°][\w²³/°.]*(?:\s[a-z]+)?)?\s*(?P<close>\))?\s*(?P<sign_after>[-−])?",
)
_BLANK = frozenset(("", "-", "–", "—", "--", "n/a", "na", "n.a.", "#n/a", "null", "tbc", "tbd", "?", "."))
_NOTHING = frozenset(
    (
        "",
        "-",
        "–",
        "—",
        "--",
        "n/a",
        "na",
        "n.a.",
        "#n/a",
        "null",
        "free",
        "waived",
        "none",
        "nil",
        "included",
        "gratis",
        "no charge",
    )
)
"""What stands in place of an amount where there is none; anything else ("TBC", "pending") is an amount that is not known."""
_YES = frozenset("yes y true ja oui si ✓ ✔ ☑".split())
_NO = frozenset("no n false nein non ✗ ✘ ☐".split())
_TOTAL = re.compile(
    r"\W*(?:(?:grand|overall|running)\s+|sub-?\s?)?(?:totals?|sums?)\b|\W*(?:average|mean|median|maximum|minimum|min|max|count|gesamt\w*|summe|zwischensumme|mittelwert)\b\W*$",
    re.IGNORECASE,
)
_IS_TOTAL = re.compile(
    r"\W*(?:(?:grand|overall|sub|running)[\s-]*)?(?:totals?|sums?|average|mean|median|Σ|overall|all)\W*(?:(?:19|20)\d\d|[A-Z]{3})?\W*|Σ.*",
    re.IGNORECASE,
)
_CARRIED = re.compile(
    r"\b(?:brought|carried)\s+(?:forward|down)\b|^\W*(?:opening|closing|starting|ending)\s+balance\b", re.IGNORECASE
)
_NAMES = frozenset(
    "id no nr number num code ref reference phone tel telephone mobile ext extension zip postcode postal plz sku barcode ean serial isbn iban account acct cusip"
    " isin plate registration reg vin room unit_no ctr centre center codes".split()
)
_NUMBERED = re.compile(r"#|№|\bno\.|\bnr\.", re.IGNORECASE)
_YEARS = frozenset(("year", "yr", "fy", "jahr", "vintage", "season", "cohort", "since"))
_IN_BRACKETS = re.compile(
    r"[(\[]\s*([^)\]]*)\s*[)\]]|,\s*([A-Z]{3}|%)\s*$|\b(?:in)\s+([A-Z]{3}|euros?|dollars?|pounds?|kg|km|days?|hours?)\s*$|\s([A-Z]{3}|[$€£%])\s*$"
)
_UNIT = re.compile(r"[a-z²³%°/.]{1,10}|[A-Z]{3}|[$€£¥₹%]", re.IGNORECASE)


_ODD = 3
"""At most one of so many cells of a column of amounts is a word, such as "waived"."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit: a currency's code, "%", a measure as written, or nothing."""

    value: Decimal
    unit: str


Value = str | Amount | Span | bool


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its place in the table, its head, and of which kind its values are.

    `unit` is the one unit of its amounts; `mixed` says that there are several. `distinct` says that no two rows have the same value, and each has one; `odd`
    that words stand among its amounts ("waived").
    """

    at: int
    head: str
    kind: Kind
    unit: str = ""
    mixed: bool = False
    distinct: bool = False
    odd: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its place in the table, its cells as written, and their values by column; None where a cell is blank."""

    at: int
    cells: tuple[str, ...]
    values: tuple[Value | None, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A list: what stands over it, its columns, and its rows."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def text(self, row: Row, column: Column) -> str:
        """A cell as it is written."""
        return row.cells[column.at]

    def value(self, row: Row, column: Column) -> Value | None:
        """A cell's value; None where it is blank."""
        return row.values[column.at]


@lru_cache(maxsize=KEPT)
def relation_of(table: Table, title: str) -> Relation | None:
    """A table as a list; None where it is none: without heads, of one column or row, with headings between its rows, or with times over its columns."""
    table = with_points(table)
    heads = header_rows(table)
    width = max(map(len, table.rows), default=0)
    if heads == 0 or width < 2 or len(table.rows) > MOST_ROWS:
        return None
    names = [column_name(table, heads, c) for c in range(width)]
    body = [
        (n, tuple(" ".join(c.split()) for c in (*row, *[""] * (width - len(row)))))
        for n, row in enumerate(table.rows)
        if n >= heads and any(c.strip() for c in row)
    ]
    filled = [n for n in names if n]
    # Columns of years or quarters are a statement's.
    dated = [n for n in filled if any(True for _ in spans_in(n, None))]
    if len(filled) < 2 or len(set(filled)) < len(filled):
        return None
    if len(dated) > 1 and 2 * len(dated) >= len(filled) - 1:
        return None
    kept = _things(body, tuple(names))
    if kept is None or not kept:
        return None
    columns, values = [], []
    for c, name in enumerate(names):
        column, read = _column(c, name, [cells[c] for _, cells in kept])
        columns.append(column)
        values.append(read)
    rows = tuple(Row(n, cells, tuple(v[k] for v in values)) for k, (n, cells) in enumerate(kept))
    return Relation(title, tuple(c for c in columns if c.head), rows)


def is_of_things(table: Table, properties: int = FEWEST_PROPERTIES) -> bool:
    """Whether a table is a list of things with properties, and no table of amounts: what is asked of it is asked of its rows, or not at all.

    Args:
        table: any.
        properties: how many of its columns must be no amounts.
    """
    relation = relation_of(table, "")
    if relation is None or len(relation.rows) < FEWEST_THINGS:
        return False
    return sum(c.kind != "amount" for c in relation.columns) >= properties


def list_title(document: str, page: str, caption: str, place: int) -> str:
    """What stands over a list: the names of its document and page, and its heading; what stands over a later table of a page may be the rows before it.

    >>> list_title("staff_2024.csv", "", "Staff by office", 0)
    'staff 2024 Staff by office'
    """
    head = caption if place == 0 and len(caption.split()) <= LONGEST_HEADING else ""
    return " ".join(filter(None, (spaced(document), page, heading(head))))


def is_blank(text: str) -> bool:
    """Whether a cell says nothing."""
    return text.strip().lower() in _BLANK


def amount_of(text: str) -> Amount | None:
    """The amount that a whole cell states; brackets and a minus sign make it negative.

    >>> amount_of("(1,250.50)").value, amount_of("€ 12").unit, amount_of("3 days").unit, amount_of("A-17")
    (Decimal('-1250.50'), 'EUR', 'days', None)
    """
    m = _AMOUNT.fullmatch(with_commas(text.strip()))
    if m is None or ((m["open"] or m["open_in"]) and not m["close"]):
        return None
    value = Decimal(m["digits"].replace(",", ""))
    unit = m["before"] or m["after"] or ""
    if m["after"] in ("k", "K"):
        value, unit = value * 1000, m["before"] or ""
    negative = m["sign"] in ("-", "−", "–") or m["sign_in"] or m["sign_after"] or m["open"] or m["open_in"]
    return Amount(-value if negative else value, _SIGNS.get(unit.lower(), unit))


def is_mark(head: str) -> bool:
    """Whether a head says that what stands below marks things, whatever digits it has: "Invoice No.", "Cost Ctr"."""
    return bool(_NAMES & set(tokens(head)[-1:])) or bool(_NUMBERED.search(head))


def is_unknown(text: str) -> bool:
    """Whether a cell of a column of amounts says that there is one, and not which: "TBC"."""
    return text.strip().lower() not in _NOTHING and amount_of(text) is None


def is_money(unit: str) -> bool:
    """Whether a unit is a currency."""
    return unit in _CODES


def _things(
    body: Sequence[tuple[int, tuple[str, ...]]], heads: tuple[str, ...]
) -> list[tuple[int, tuple[str, ...]]] | None:
    """The rows that are things: without totals, repeated heads, and what is carried forward; None where headings stand between rows."""
    kept: list[tuple[int, tuple[str, ...]]] = []
    for n, cells in body:
        said = [c for c in cells if c.strip()]
        words = [c for c in said if amount_of(c) is None and not is_blank(c)]
        if len(said) == 1 and len(cells) > 2:
            return None
        if words and ((_TOTAL.match(words[0]) and (len(words) == 1)) or _CARRIED.search(" ".join(words))):
            continue
        named = next((c for c in words if _IS_TOTAL.fullmatch(c)), None)
        if (named is not None and cells[0].strip() in ("", named)) or cells == heads:
            continue
        if not words and kept and len(said) < len(cells) and not cells[0].strip():
            # Amounts alone below a list are its totals.
            continue
        kept.append((n, cells))
    return kept


def _column(at: int, head: str, texts: Sequence[str]) -> tuple[Column, list[Value | None]]:
    said = [t for t in texts if not is_blank(t)]
    distinct = len(set(said)) == len(texts)
    order = order_of(said)
    spans = [None if is_blank(t) else span_of(t, order) for t in texts]
    words = tokens(head)
    bare_years = all(re.fullmatch(r"(?:19|20)\d\d", t) for t in said)
    dated = bool(said) and all(s is not None for t, s in zip(texts, spans, strict=True) if not is_blank(t))
    if dated and (not bare_years or _YEARS & set(words)):
        return Column(at, head, "span", distinct=distinct), list(spans)
    flags = {t.lower() for t in said}
    if flags and flags <= _YES | _NO and (len(flags) > 1 or len(said) > 1):
        return Column(at, head, "flag"), [None if is_blank(t) else t.lower() in _YES for t in texts]
    amounts = [None if is_blank(t) else amount_of(t) for t in texts]
    odd = [t for t, a in zip(texts, amounts, strict=True) if a is None and not is_blank(t)]
    marks = at == 0 and distinct and all(re.fullmatch(r"\d+", t) for t in said)
    named = is_mark(head) or any(re.fullmatch(r"0\d+", t) for t in said)
    if (
        said
        and not named
        and not marks
        and _ODD * len(odd) <= len(said)
        and not any(c.isdigit() for t in odd for c in t)
    ):
        own = _unit_of(head)
        read: list[Value | None] = [None if a is None else Amount(a.value, a.unit or own) for a in amounts]
        units = Counter(a.unit.lower().rstrip("s") for a in amounts if a is not None and a.unit)
        mixed = len(units) > 1 or (bool(units) and not own and sum(units.values()) < len(said) - len(odd))
        shown = next((a.unit for a in amounts if a is not None and a.unit), own)
        return Column(at, head, "amount", shown, mixed, distinct, bool(odd)), read
    return Column(at, head, "text", distinct=distinct), [None if is_blank(t) else t for t in texts]


def _unit_of(head: str) -> str:
    """The unit that a head states: "Net (EUR)", "Weight kg", "Margin %"."""
    for m in _IN_BRACKETS.finditer(head):
        said = next((g for g in m.groups() if g), "").strip()
        if said and _UNIT.fullmatch(said):
            upper = said.upper()
            return _SIGNS.get(said.lower(), upper if upper in _CODES else said)
    sign = next((s for s in _SIGNS if len(s) == 1 and s in head), "")
    if sign:
        return _SIGNS[sign]
    code = next((t.upper() for t in re.findall(r"[A-Za-z]+", head.replace("_", " ")) if t.upper() in _CODES), "")
    return code or ("%" if "%" in head else "")
