"""A small store in memory, with the methods of the real one that tools read figures by, and facts to put in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import cast

from muniment.records import Company, Fact, Filing
from muniment.store.store import Store


class Shelf:
    """Companies, their filings and facts, in the order in which the store gives them: the latest filed first."""

    def __init__(
        self, companies: Iterable[Company] = (), facts: Iterable[Fact] = (), filings: Iterable[Filing] = ()
    ) -> None:
        self._companies = list(companies)
        self._facts = sorted(facts, key=lambda f: (f.filed or date.min, f.accession), reverse=True)
        self._filings = list(filings)

    def companies(self) -> list[Company]:
        """Every company."""
        return self._companies

    def filings(self, cik: int, as_of: date | None = None) -> list[Filing]:
        """The filings of a company, the newest first."""
        return [f for f in self._filings if f.cik == cik]

    def facts(
        self,
        cik: int,
        concepts: Iterable[str] | None = None,
        as_of: date | None = None,
        dimensional: bool | None = None,
    ) -> list[Fact]:
        """A company's facts, the latest filed first."""
        wanted = None if concepts is None else set(concepts)
        return [
            f
            for f in self._facts
            if f.cik == cik
            and (wanted is None or f.concept in wanted)
            and (as_of is None or (f.filed is not None and f.filed <= as_of))
            and (dimensional is None or bool(f.dimensions) is dimensional)
        ]

    def concepts(self, cik: int) -> list[tuple[str, str]]:
        """The concepts that a company reports as a whole, each with its row."""
        return sorted({(f.concept, f.label) for f in self._facts if f.cik == cik and not f.dimensions})

    @property
    def store(self) -> Store:
        """Itself, for what wants the real one."""
        return cast(Store, self)


def fact(
    cik: int,
    concept: str,
    millions: int | str,
    end: str,
    start: str = "",
    *,
    filed: str,
    unit: str = "USD",
    form: str = "10-K",
    focus: int | None = None,
    label: str = "",
    face: bool = False,
    member: tuple[str, str] | None = None,
    element: str | None = None,
) -> Fact:
    """A filed fact; money in millions, anything else as it is. Its accession number is its form and the day it was filed."""
    return Fact(
        cik,
        concept if ":" in concept else f"us-gaap:{concept}",
        Decimal(millions) * 1_000_000 if len(unit) == 3 else Decimal(millions),
        unit,
        date.fromisoformat(end),
        date.fromisoformat(start) if start else None,
        dimensions=(member,) if member else (),
        accession=f"{form} {filed}",
        form=form,
        filed=date.fromisoformat(filed),
        fiscal_year_focus=focus,
        label=label,
        face=face,
        element=element,
    )
