"""Which of the versions of a figure stand on one basis: what was restated is not combined with what was not.

A filing that states another figure for a period than an earlier filing did begins a new basis for that concept (a recast for
discontinued operations, a stock split, a correction). Figures that are taken together come from one stretch between two such
filings; the newest stretch that has them all is taken.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from muniment.records import Fact

_PERIODIC = ("10-K", "10-Q", "20-F", "40-F", "6-K")


def is_periodic(form: str) -> bool:
    """True for the forms that report on a fiscal period (annual, quarterly, transitional, and their amendments); True where none is known."""
    return not form or form.startswith(_PERIODIC)


def restatements(versions: Iterable[Sequence[Fact]]) -> list[date]:
    """The days on which a period's figure was stated anew and otherwise, in order.

    Args:
        versions: for each period, what was filed of it, in any order.
    """
    days: set[date] = set()
    for facts in versions:
        dated = sorted((f for f in facts if f.known is not None), key=lambda f: (f.known or date.min, f.accession))
        whole: dict[tuple[date | None, date], Fact] = {}
        for fact in dated:
            before = whole.get((fact.start, fact.end))
            if before is not None and before.accession != fact.accession and not _alike(before, fact):
                days.add(fact.known or date.min)
            if before is None or _precision(fact) <= _precision(before) or not _alike(before, fact):
                whole[(fact.start, fact.end)] = fact
    return sorted(days)


def choose_basis(each: Sequence[Sequence[Fact]], days: Sequence[date]) -> list[Fact] | None:
    """One fact a period from the newest basis that has them all; None where no basis does.

    Args:
        each: for each period, what was filed of it, the latest first.
        days: when restatements were filed, in order.
    """
    for basis in range(len(days), -1, -1):
        chosen = [_longest([f for f in facts if _basis_of(f, days) == basis]) for facts in each]
        if all(f is not None for f in chosen):
            return [f for f in chosen if f is not None]
    return None


def bases_of(fact: Fact, versions: Sequence[Fact], days: Sequence[date]) -> tuple[int, ...]:
    """The bases on which a filed figure stands: those in which a filing states the same."""
    return tuple(sorted({_basis_of(f, days) for f in versions if _alike(f, fact)}))


def _longest(facts: Sequence[Fact]) -> Fact | None:
    """Of the latest filing's statements the longest: it may state a whole quarter and a stub of it."""
    latest = [f for f in facts if f.accession == facts[0].accession] if facts else []
    return max(latest, key=lambda f: (f.days or 0, f.end), default=None)


def _basis_of(fact: Fact, days: Sequence[date]) -> int:
    return bisect_right(list(days), fact.known or date.min)


def _alike(a: Fact, b: Fact) -> bool:
    """The same but for rounding: 5,854 million, and 5.9 billion."""
    if a.unit != b.unit:
        return True
    return abs(a.value - b.value) <= max(_precision(a), _precision(b)) / 2


def _precision(fact: Fact) -> Decimal:
    """The unit to which a figure is rounded: as it says itself, or by its zeros."""
    stated = fact.decimals if fact.decimals is not None else -_zeros(fact.value)
    return Decimal(1).scaleb(-min(stated, 4))


def _zeros(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(int(exponent), 0)
