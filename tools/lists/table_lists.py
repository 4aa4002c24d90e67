"""Read a table as a list of things: without heads and totals, each column by what all its cells state.

Days, months and years are stretches of time; a number that marks a thing ("Invoice #") is a name. What the columns mean is not asked here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from muniment.records import Table
from muniment.tools.library.finding import spaced
from muniment.tools.lists.cell_amounts import Amount, amount_of, is_blank, is_money, unit_of_head
from muniment.tools.lists.relation import Column, Relation, Row, Value
from muniment.tools.lists.spans import Span, order_of, span_of, spans_in
from muniment.tools.own.notation import with_points
from muniment.tools.own.record_cells import column_name, header_rows, heading
from muniment.wording import tokens

MOST_ROWS = 20_000
FEWEST_THINGS, FEWEST_PROPERTIES = 5, 3
"""Rows, and columns that are no amounts, from which on a table is a list of things."""
LONGEST_HEADING = 12
"""Words of a heading; what is longer is text."""
LONGEST_STEP = 2
"""How far marks that are counted on lie apart, on average."""
ODD = 3
"""At most one of so many cells of a column of amounts is a word, such as "waived"."""
_YES = frozenset("yes y true ja oui si ✓ ✔ ☑".split())
_NO = frozenset("no n false nein non ✗ ✘ ☐".split())
_LIKE_TOTAL = re.compile(
    r"total|sum|average|mean|median|max|min|count|gesamt|mittelwert|overall|forward|down|balance|Σ|\ball\b",
    re.IGNORECASE,
)
"""What a row must have anywhere to be looked at as a total."""
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
_YEARS = frozenset("year yr fy jahr vintage season cohort since built joined founded established born".split())


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


def properties_of(relation: Relation | None) -> int:
    """How many columns of a list are no amounts; 0 where it is none, or too short to be one of things.

    From `FEWEST_PROPERTIES` on, what is asked of it is asked of its rows, or not at all.
    """
    if relation is None or len(relation.rows) < FEWEST_THINGS:
        return 0
    return sum(c.kind != "amount" for c in relation.columns)


def list_title(document: str, page: str, caption: str, place: int) -> str:
    """What stands over a list: the names of its document and page, and its heading; what stands over a later table of a page may be the rows before it.

    >>> list_title("staff_2024.csv", "", "Staff by office", 0)
    'staff 2024 Staff by office'
    """
    head = caption if place == 0 and len(caption.split()) <= LONGEST_HEADING else ""
    return " ".join(filter(None, (spaced(document), page, heading(head))))


def is_mark(head: str) -> bool:
    """Whether a head says that what stands below marks things, whatever digits it has: "Invoice No.", "Cost Ctr"."""
    return bool(_NAMES & set(tokens(head)[-1:])) or bool(_NUMBERED.search(head))


def _things(
    body: Sequence[tuple[int, tuple[str, ...]]], heads: tuple[str, ...]
) -> list[tuple[int, tuple[str, ...]]] | None:
    """The rows that are things: without totals, repeated heads, and what is carried forward; None where headings stand between rows."""
    kept: list[tuple[int, tuple[str, ...]]] = []
    for n, cells in body:
        said = [c for c in cells if c.strip()]
        if len(said) == 1 and len(cells) > 2:
            return None
        if cells != heads and not _is_total(cells, said, bool(kept)):
            kept.append((n, cells))
    return kept


def _is_total(cells: Sequence[str], said: Sequence[str], behind: bool) -> bool:
    """Whether a row is the sum of others, or carried from or to another list; amounts alone behind rows are their sums."""
    if cells[0].strip() and not any(_LIKE_TOTAL.search(c) for c in said):
        return False
    words = [c for c in said if not is_blank(c) and amount_of(c) is None]
    if not words:
        return behind and len(said) < len(cells) and not cells[0].strip()
    if (len(words) == 1 and _TOTAL.match(words[0])) or _CARRIED.search(" ".join(words)):
        return True
    named = next((c for c in words if _IS_TOTAL.fullmatch(c)), None)
    return named is not None and cells[0].strip() in ("", named)


def _column(at: int, head: str, texts: Sequence[str]) -> tuple[Column, list[Value | None]]:
    """A column, and the values of its cells: of the first kind that all of them are of."""
    said = [t for t in texts if not is_blank(t)]
    distinct = len(set(said)) == len(texts)
    spans = _spans(head, said)
    if spans:
        return Column(at, head, "span", distinct=distinct), [spans.get(t) for t in texts]
    flags = {t.lower() for t in said}
    if len(said) > 1 and flags <= _YES | _NO:
        return Column(at, head, "flag"), [None if is_blank(t) else t.lower() in _YES for t in texts]
    amounts = {} if _are_marks(at, texts) else _amounts(head, said)
    if not amounts:
        return Column(at, head, "text", distinct=distinct), [None if is_blank(t) else t for t in texts]
    read = [amounts.get(t) for t in texts]
    stated = [a for a in (amount_of(t) for t in dict.fromkeys(said)) if a is not None and a.unit]
    units = Counter(a.unit.lower().rstrip("s") for a in stated)
    if at == 0 and distinct and len(units) > 1 and not any(is_money(u.upper()) for u in units):
        # "1L", "1R", "2L" are flats.
        return Column(at, head, "text", distinct=distinct), [None if is_blank(t) else t for t in texts]
    bare = any(t in amounts and not amounts[t].unit for t in said)
    shown = stated[0].unit if stated else unit_of_head(head)
    odd = any(t not in amounts for t in said)
    return Column(at, head, "amount", shown, len(units) > 1 or (bool(units) and bare), distinct, odd), list(read)


def _are_marks(at: int, texts: Sequence[str]) -> bool:
    """Whether whole numbers mark the rows: in the first column no two alike, in the second counted on, as vouchers are."""
    if at > 1 or not all(t.isdigit() for t in texts) or len(set(texts)) < len(texts):
        return False
    numbers = [int(t) for t in texts]
    steps = [b - a for a, b in pairwise(numbers)]
    return at == 0 or (len(steps) >= FEWEST_THINGS - 1 and min(steps) > 0 and sum(steps) <= LONGEST_STEP * len(steps))


def _spans(head: str, said: Sequence[str]) -> dict[str, Span]:
    """The times that the cells of a column state; none where one states none, or they are bare years that nothing calls so."""
    if all(t.isdigit() for t in said) and not _YEARS & set(tokens(head)):
        return {}
    order = order_of(said)
    found: dict[str, Span] = {}
    for text in dict.fromkeys(said):
        span = span_of(text, order)
        if span is None:
            return {}
        found[text] = span
    return found


def _amounts(head: str, said: Sequence[str]) -> dict[str, Amount]:
    """The amounts that the cells of a column state, but for a few words; none where they are marks, or too many are words."""
    if is_mark(head) or any(len(t) > 1 and t.isdigit() and t[0] == "0" for t in said):
        return {}
    own = unit_of_head(head)
    found: dict[str, Amount] = {}
    odd = 0
    for text, times in Counter(said).items():
        amount = amount_of(text)
        if amount is not None:
            found[text] = Amount(amount.value, amount.unit or own)
            continue
        odd += times
        if ODD * odd > len(said) or any(c.isdigit() for c in text):
            return {}
    return found
