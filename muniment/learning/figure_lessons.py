"""The suite `figures`: lessons generated from the store's own facts, about the companies that are loaded.

Each company's line items and fiscal years are asked for in varied wording, singly and compared; and each has
twins that must be refused: of a year that is not on record, of a company that does not exist, of a part that is not reported.
What is right is taken from the figures that the item, company and year give when no wording is read. So this suite examines
the reading of questions; that the figures are those of the filings is for other exams to say.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from muniment.errors import Abstention
from muniment.items.line_item import LineItem
from muniment.items.line_items import line_items
from muniment.learning.lessons import Expect, Lesson
from muniment.programs import compute
from muniment.records import Company, Period
from muniment.store.store import Store
from muniment.tools.figures import Figures
from muniment.tools.settling import settled_period

COUNT, SEED = 300, 7
_VALUE = (
    "What was {company}'s {item} in fiscal {year}?",
    "How much {item} did {company} report for FY{year}?",
    "{company} {item} {year}",
    "Please tell me the {item} of {company} for fiscal year {year}.",
    "In fiscal {year}, what did {company} report as {item}?",
)
_CHANGE = (
    "By how much did {company}'s {item} change from fiscal {before} to fiscal {year}?",
    "How did {item} at {company} change between FY{before} and FY{year}?",
    "What was the change in {company}'s {item} from {before} to {year}?",
)
_PERCENT = (
    "By what percentage did {company}'s {item} change from fiscal {before} to fiscal {year}?",
    "What was the percent change in {item} of {company} between FY{before} and FY{year}?",
)
_UNKNOWN = ("Qorvath Industries", "Brenneck Holdings", "Zelmora Foods")
PARTS = ("toaster", "zeppelin", "umbrella")


@dataclass(frozen=True, slots=True)
class _Topic:
    """A company's line item in a fiscal year and the year before, with the values on record."""

    company: Company
    item: LineItem
    year: int
    value: Decimal
    before: Decimal


def figure_lessons(store: Store, count: int = COUNT, seed: int = SEED) -> list[Lesson]:
    """Lessons over the loaded companies; the same for the same store, count and seed."""
    topics = list(_topics(store))
    rng = random.Random(seed)
    rng.shuffle(topics)
    ways: tuple[Callable[[_Topic, random.Random], tuple[str, Expect]], ...] = (_value, _change, _percent, _twin)
    return [
        Lesson(f"figures-{n}", *ways[n % len(ways)](topic, rng), domain="filings", document=topic.company.name)
        for n, topic in enumerate(topics[:count])
    ]


def _topics(store: Store) -> Iterator[_Topic]:
    for company in sorted(store.companies(), key=lambda c: c.cik):
        if not company.tickers or not store.filings(company.cik):
            continue
        book = Figures(store, company)
        for item in filed_amounts(book):
            yield from _years(book, company, item)


def filed_amounts(book: Figures) -> list[LineItem]:
    """The line items that are filed as amounts of money, with what a company filed of them read in one query."""
    found = [item for item in line_items().values() if item.formula is None and item.unit == "money"]
    book.load({concept for item in found for concept in item.concepts})
    return found


def _years(book: Figures, company: Company, item: LineItem) -> Iterator[_Topic]:
    for back in range(3):
        try:
            last = book.find(item, settled_period(book, Period(back=back)))
            year = int(last.fiscal[-4:])
            before = book.find(item, Period(year - 1))
        except (Abstention, ValueError):
            continue
        # What was restated since is told on one basis, and of a loss no percentage: these figures alone do not say what is right.
        alike = last.unit == before.unit and set(last.bases) & set(before.bases)
        if before.value > 0 and alike:
            yield _Topic(company, item, year, last.value, before.value)


def _words(topic: _Topic, rng: random.Random) -> dict[str, object]:
    name = rng.choice((topic.company.name, topic.company.tickers[0]))
    return {"company": name, "item": topic.item.label, "year": topic.year, "before": topic.year - 1}


def _value(topic: _Topic, rng: random.Random) -> tuple[str, Expect]:
    return rng.choice(_VALUE).format(**_words(topic, rng)), Expect((topic.value,))


def _change(topic: _Topic, rng: random.Random) -> tuple[str, Expect]:
    return rng.choice(_CHANGE).format(**_words(topic, rng)), Expect((topic.value - topic.before,))


def _percent(topic: _Topic, rng: random.Random) -> tuple[str, Expect]:
    right = compute("percent_change", [topic.value, topic.before])
    return rng.choice(_PERCENT).format(**_words(topic, rng)), Expect((right,))


def _twin(topic: _Topic, rng: random.Random) -> tuple[str, Expect]:
    """The same question of a year, a company or a part of which nothing is on record."""
    words = _words(topic, rng)
    which = rng.randrange(3)
    if which == 0:
        words |= {"year": topic.year + 25}
    elif which == 1:
        words |= {"company": rng.choice(_UNKNOWN)}
    else:
        words |= {"item": f"{rng.choice(PARTS)} {topic.item.label}"}
    return rng.choice(_VALUE).format(**words), Expect(abstain="any")
