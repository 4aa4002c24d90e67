"""What one company filed, as known on one day: its facts in their fiscal periods, the latest version of each, and their basis.

It computes nothing: `derivation` does, and `figures` chooses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from muniment.errors import Abstention
from muniment.items.line_item import LineItem
from muniment.items.line_items import line_items
from muniment.records import Company, Fact, Figure, Filing, Period
from muniment.store.seen import ADDRESS
from muniment.store.store import Store
from muniment.tools.basis import bases_of, choose_basis, is_periodic, restatements
from muniment.tools.fiscal_calendar import FiscalCalendar, FiscalPeriod
from muniment.wording import content_stems, possessive

_CALENDAR_CONCEPTS = (
    "us-gaap:NetIncomeLoss",
    "us-gaap:ProfitLoss",
    "us-gaap:NetCashProvidedByUsedInOperatingActivities",
    "us-gaap:Assets",
    "us-gaap:StockholdersEquity",
    "us-gaap:EarningsPerShareBasic",
    "us-gaap:IncomeTaxExpenseBenefit",
    "us-gaap:NetIncomeLossAvailableToCommonStockholdersBasic",
    "us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax",
    "us-gaap:Revenues",
    "ifrs-full:ProfitLoss",
    "ifrs-full:Assets",
    "ifrs-full:Revenue",
    "ifrs-full:Equity",
)


class FiledFacts:
    """The facts of one company as known on one day, read as they are needed."""

    def __init__(self, store: Store, company: Company, as_of: date | None = None) -> None:
        self.store = store
        self.company = company
        self.as_of = as_of
        self.filings: dict[str, Filing] = {f.accession: f for f in store.filings(company.cik, as_of)}
        marks = store.facts(company.cik, _CALENDAR_CONCEPTS, as_of, dimensional=False)
        self.calendar = FiscalCalendar.of(marks, _month_day(company.fiscal_year_end))
        self.places: list[tuple[date, FiscalPeriod]] = [
            (f.end, place) for f in marks if (place := self.calendar.place(f.start, f.end))
        ]
        """The ends and the fiscal periods of the facts that the calendar was read off."""
        self._facts: dict[str, list[tuple[Fact, FiscalPeriod]]] = {}
        self._rows: list[tuple[str, str]] | None = None
        self._keep(marks)

    def versions(self, concept: str, period: Period, item: LineItem | None = None) -> list[Fact]:
        """What was filed of a concept for a period, the latest filing first; of periodic reports alone, where these state it.

        Only a periodic report, or its amendment, overrules another: a proxy statement may state the same in thousands.
        """
        self.load([concept])
        same = [
            f
            for f, place in self._facts.get(concept, ())
            if matches(place, period, f.start is None) and (item is None or (unit_fits(item, f) and _row_fits(item, f)))
        ]
        return [f for f in same if is_periodic(f.form)] or same

    def on_one_basis(self, concept: str, periods: Sequence[Period], item: LineItem | None = None) -> list[Fact] | None:
        """The facts of several periods as one basis states them; None where a period is missing.

        Raises:
            Abstention: all are filed, but what was restated stands beside what was not.
        """
        each = [self.versions(concept, p, item) for p in periods]
        if not all(each):
            return None
        chosen = choose_basis(each, self._restatements(concept, item))
        if chosen is None:
            told = " and ".join(p.label for p in periods)
            raise Abstention(
                "insufficient_evidence",
                f"{self.whose} figures for {told} do not stand on one basis: some were restated since, and the others were not.",
            )
        return [self._cited(fact, same) for fact, same in zip(chosen, each, strict=True)]

    def _restatements(self, concept: str, item: LineItem | None) -> list[date]:
        """The days on which a filing stated another figure for a period of the concept than the one before it."""
        by_place: dict[FiscalPeriod, list[Fact]] = {}
        for fact, place in self._facts.get(concept, ()):
            if is_periodic(fact.form) and (item is None or unit_fits(item, fact)):
                by_place.setdefault(place, []).append(fact)
        return restatements(by_place.values())

    def filed(self, concept: str, period: Period, item: LineItem | None = None) -> Fact | None:
        """The latest filed fact of a concept for a period, in the item's kind of unit."""
        same = self.versions(concept, period, item)
        if not same:
            return None
        latest = [f for f in same if f.accession == same[0].accession]
        # One filing may state both a whole quarter and a stub of it; the longer is the fiscal period.
        newest = max(latest, key=lambda f: (f.days or 0, f.end))
        return self._cited(newest, same)

    @staticmethod
    def _cited(fact: Fact, same: Sequence[Fact]) -> Fact:
        """What was never restated is cited from where it was first filed, if that document was read."""
        alike = [f for f in same if (f.value, f.start, f.end, f.unit) == (fact.value, fact.start, fact.end, fact.unit)]
        return next((f for f in reversed(alike) if f.element), alike[-1])

    def _bases(self, fact: Fact, period: Period, item: LineItem | None) -> tuple[int, ...]:
        return bases_of(fact, self.versions(fact.concept, period, item), self._restatements(fact.concept, item))

    def shown(self, figure: Figure, fact: Fact, period: Period) -> Figure:
        """The figure as another filing states it."""
        return self.figure(figure.item, figure.label, fact, period)

    def figure(self, key: str, label: str, fact: Fact, period: Period) -> Figure:
        """A fact as a figure of a line item: with its fiscal period as filed, its filing, and the bases it stands on."""
        place = self.calendar.place(fact.start, fact.end)
        filing = self.filings.get(fact.accession)
        return Figure(
            key,
            label,
            self.company.name,
            self.company.cik,
            place.label if place else period.label,
            fact.value,
            fact.unit,
            fact.start,
            fact.end,
            fact,
            filing.url if filing else "",
            fact.accession,
            bases=() if fact.dimensions else self._bases(fact, period, line_items().get(key)),
            document=filing.document if filing and filing.url.startswith(ADDRESS) else "",
        )

    def reported(self) -> list[tuple[str, str]]:
        """Every concept that the company files, with what its own statements call it."""
        if self._rows is None:
            self._rows = self.store.concepts(self.company.cik)
        return self._rows

    def placed(self, concept: str) -> list[tuple[Fact, FiscalPeriod]]:
        """The facts read of a concept, each with its fiscal period."""
        return self._facts[concept]

    def load(self, concepts: Iterable[str]) -> None:
        """Read the facts of concepts that were not read yet."""
        missing = [c for c in concepts if c not in self._facts]
        if missing:
            self._keep(self.store.facts(self.company.cik, missing, self.as_of, dimensional=False))
            for concept in missing:
                self._facts.setdefault(concept, [])

    def _keep(self, facts: Iterable[Fact]) -> None:
        by_concept: dict[str, list[tuple[Fact, FiscalPeriod]]] = {}
        for fact in facts:
            place = self.calendar.place(fact.start, fact.end)
            if place is not None:
                by_concept.setdefault(fact.concept, []).append((fact, place))
        self._facts.update(by_concept)

    def periods(self, concepts: Iterable[str]) -> set[FiscalPeriod]:
        """The fiscal periods for which any of the concepts is filed."""
        self.load(concepts)
        return {place for c in concepts for _, place in self._facts.get(c, ())}

    @property
    def whose(self) -> str:
        """The company's name as an owner: “Apple's”."""
        return possessive(self.company.called)

    def missing(self, what: str, period: Period, known: set[FiscalPeriod]) -> Abstention:
        """Why there is no figure: never reported, or not for this period but for those known."""
        if not known:
            return Abstention("item_not_reported", f"{self.whose} loaded filings report no {what}.")
        same = sorted(known, key=lambda p: (p.year, p.span))
        same = [p for p in same if (p.span == "FY") == (period.span == "FY")] or same
        spans = ", ".join(p.label for p in same[-6:])
        return Abstention(
            "period_not_reported",
            f"{self.whose} loaded filings do not report {what} for {period.label}; they do for {spans}.",
        )


def _month_day(text: str) -> tuple[int, int] | None:
    return (int(text[:2]), int(text[2:])) if len(text) == 4 and text.isdigit() else None


def matches(place: FiscalPeriod, period: Period, instant: bool) -> bool:
    """Whether a fact in a fiscal period is one of the period wanted; a balance of a year is that of its end."""
    if place.year != period.year:
        return False
    if instant and period.span in ("FY", "Q4", "H2"):
        return place.span == "FY"
    if instant and period.span in ("H1", "9M"):
        return place.span == {"H1": "Q2", "9M": "Q3"}[period.span]
    return place.span == period.span


def _row_fits(item: LineItem, fact: Fact) -> bool:
    """A row of a statement that shares no word with the item is something else, whatever its concept.

    McDonald's files the occupancy expenses of franchised restaurants as cost of goods and services sold. What is printed was taken for the
    item by its label.
    """
    row = content_stems(fact.label) if fact.face and not fact.accession.startswith(ADDRESS) else set()
    return not row or bool(row & _stems(item.key))


@cache
def _stems(key: str) -> frozenset[str]:
    return frozenset(s for phrase in line_items()[key].phrases for s in content_stems(phrase))


def unit_fits(item: LineItem, fact: Fact) -> bool:
    """Whether a fact has the kind of unit that a line item's figures have."""
    if item.unit == "money":
        return len(fact.unit) == 3 and fact.unit.isupper()
    if item.unit == "per_share":
        return fact.unit.endswith("/shares")
    return item.unit in ("pure", "people") or fact.unit == item.unit
