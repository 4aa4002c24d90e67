"""The suite `tables`: lessons about tables that are made of the store's own facts, to learn from and to be examined in.

Each lesson gives a table of one company: some of its line items, among them those asked for, over three fiscal years. A row
has the item's label, and is asked for by any of its usual names, so that it takes meaning to find it. Twins that must be
refused ask for a year, an item or a part that the table does not have. Splits go by company.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from muniment.errors import Abstention
from muniment.items.line_item import LineItem
from muniment.items.line_items import line_items
from muniment.learning.figure_lessons import PARTS, filed_amounts
from muniment.learning.lessons import Expect, Lesson
from muniment.programs import compute
from muniment.records import Company, Operation, Period, Record, Table
from muniment.store.store import Store
from muniment.tools.figures import Figures
from muniment.tools.settling import settled_period

_MILLION = Decimal("1E6")
COUNT, SEED, YEARS, ROWS = 300, 7, 3, (5, 9)
_TOLD: Mapping[Operation, Sequence[str]] = {
    "value": (
        "What was {a} in {new}?",
        "How much {a} was there in {new}?",
        "what is the {new} {a}?",
        "State {a} for the year {new}.",
    ),
    "change": (
        "By how much did {a} change from {old} to {new}?",
        "what was the change in {a} between {old} and {new}?",
        "How much higher or lower was {a} in {new} than in {old}?",
    ),
    "percent_change": (
        "what was the percent change in {a} from {old} to {new}?",
        "By what percentage did {a} increase or decrease from {old} to {new}?",
        "what is the growth rate in {a} in {new}?",
    ),
    "ratio": (
        "what percentage of {b} was {a} in {new}?",
        "What was {a} as a share of {b} in {new}?",
        "what was the ratio of {a} to {b} in {new}?",
    ),
    "average": (
        "what was the average {a} from {first} to {new}?",
        "What was average {a} over the three years?",
    ),
    "sum": (
        "what was the total {a} over the three years?",
        "What did {a} come to in {new} and {old} together?",
    ),
}


@dataclass(frozen=True, slots=True)
class _Book:
    """A company's line items over three fiscal years, the newest first, in money."""

    company: Company
    years: tuple[int, ...]
    rows: Mapping[str, tuple[Decimal, ...]]


def table_lessons(store: Store, count: int = COUNT, seed: int = SEED) -> list[Lesson]:
    """Lessons over the loaded companies; the same for the same store, count and seed.

    One in four is a twin that must be refused.
    """
    rng = random.Random(seed)
    books = list(_books(store))
    return [_lesson(n, rng.choice(books), rng) for n in range(count)] if books else []


def _books(store: Store) -> Iterator[_Book]:
    for company in sorted(store.companies(), key=lambda c: c.cik):
        book, rows = Figures(store, company), {}
        try:
            newest = settled_period(book, Period(back=0)).year
        except Abstention:
            continue
        if newest is None:
            continue
        years = tuple(newest - n for n in range(YEARS))
        for item in filed_amounts(book):
            values = tuple(_values(book, item, years))
            if len(values) == YEARS and all(values):
                rows[item.key] = values
        if len(rows) > ROWS[1]:
            yield _Book(company, years, rows)


def _values(book: Figures, item: LineItem, years: Sequence[int]) -> Iterator[Decimal]:
    for year in years:
        try:
            value = book.find(item, Period(year)).value
            yield value.quantize(_MILLION) if abs(value) >= 10 * _MILLION else value.quantize(_MILLION / 1000)
        except Abstention:
            return


def _lesson(n: int, book: _Book, rng: random.Random) -> Lesson:
    shown = rng.sample(sorted(book.rows), rng.randint(*ROWS))
    operation = rng.choice(tuple(_TOLD))
    a, b = rng.sample(shown, 2)
    words = {
        "a": _named(a, rng),
        "b": _named(b, rng),
        "new": book.years[0],
        "old": book.years[1],
        "first": book.years[-1],
    }
    template = rng.choice(_TOLD[operation])
    expect = Expect((_right(operation, template, book.rows[a], book.rows[b]),))
    if n % 4 == 3:
        words, expect = _twin(words, book, shown, rng), Expect(abstain="any")
    record = Record(f"{book.company.tickers[0]}-{n}", title=book.company.called, tables=(_table(book, shown, rng),))
    question = template.format(**words)
    return Lesson(f"tables-{n}", question, expect, records=(record,), document=book.company.name)


def _right(operation: Operation, template: str, a: Sequence[Decimal], b: Sequence[Decimal]) -> Decimal:
    operands = {"value": a[:1], "ratio": (a[0], b[0]), "average": a, "sum": a}.get(operation, a[:2])
    return compute(operation, a[:2] if "together" in template else operands)


def _twin(words: Mapping[str, object], book: _Book, shown: Sequence[str], rng: random.Random) -> dict[str, object]:
    """The words of a question about a year, an item or a part that the table does not have."""
    which = rng.randrange(3)
    if which == 0:
        return {**words, "new": book.years[0] + 25, "old": book.years[1] + 25, "first": book.years[-1] + 25}
    if which == 1:
        return {**words, "a": f"{rng.choice(PARTS)} {words['a']}"}
    held = {book.rows[k] for k in shown}
    absent = rng.choice(sorted(k for k, values in book.rows.items() if values not in held))
    return {**words, "a": _named(absent, rng)}


def _named(key: str, rng: random.Random) -> str:
    """The item by its label, or by another name of several words: a single one (loss, cash) may mean another item."""
    item = line_items()[key]
    return rng.choice((item.label, *(p for p in item.phrases if " " in p)))


def _table(book: _Book, shown: Sequence[str], rng: random.Random) -> Table:
    head = ("(in millions)", *(str(y) for y in book.years))
    body = [(_capital(line_items()[k].label), *(_written(v) for v in book.rows[k])) for k in shown]
    return Table((head, *body))


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _written(value: Decimal) -> str:
    """An amount in millions as tables have it: a negative one in brackets."""
    shown = f"{abs(value).scaleb(-6):,.0f}" if abs(value) >= 10**7 else f"{abs(value).scaleb(-6):,.3f}"
    return f"({shown})" if value < 0 else shown
