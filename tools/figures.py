"""Find the figure for one line item, company and fiscal period, among filed facts; derive it only where that is valid.

Filed figures come first, the company's preferred concept first, the latest filing first (what was known on the `as_of`
day). Derived are: fourth quarters and other spans of additive flows by subtraction, trailing twelve months, and the
formulas of `line_items`; each carries its operands. What is not found is an `Abstention` that says what is missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from muniment.errors import Abstention
from muniment.line_items import LineItem, line_items
from muniment.programs import compute
from muniment.records import Company, Fact, Figure, Filing, Period, Span
from muniment.store import Store
from muniment.tools.fiscal_calendar import FiscalCalendar, FiscalPeriod
from muniment.tools.members import Member, find_concepts, find_members
from muniment.wording import content_stems, possessive, squash

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
# How a span that nobody filed follows from others of the same fiscal year: (sign, span) in order.
_DERIVED: dict[Span, tuple[tuple[tuple[int, Span], ...], ...]] = {
    "Q4": (((1, "FY"), (-1, "9M")), ((1, "FY"), (-1, "Q1"), (-1, "Q2"), (-1, "Q3")), ((1, "H2"), (-1, "Q3"))),
    "Q3": (((1, "9M"), (-1, "H1")),),
    "Q2": (((1, "H1"), (-1, "Q1")),),
    "H1": (((1, "Q1"), (1, "Q2")),),
    "9M": (((1, "H1"), (1, "Q3")),),
    "H2": (((1, "FY"), (-1, "H1")),),
}


class Figures:
    """The figures of one company as known on one day."""

    def __init__(self, store: Store, company: Company, as_of: date | None = None) -> None:
        self.store = store
        self.company = company
        self.as_of = as_of
        self.filings: dict[str, Filing] = {f.accession: f for f in store.filings(company.cik)}
        marks = store.facts(company.cik, _CALENDAR_CONCEPTS, as_of, dimensional=False)
        self.calendar = FiscalCalendar.of(marks, _month_day(company.fiscal_year_end))
        self._marks = marks
        self._facts: dict[str, list[tuple[Fact, FiscalPeriod]]] = {}
        self._rows: list[tuple[str, str]] | None = None
        self._load(marks)

    def resolve(self, period: Period) -> Period:
        """Turn a period that is relative ("last quarter") or given by its end into a fiscal year and span.

        Raises:
            Abstention: no such period is on record.
        """
        if period.calendar and not self._calendar_years():
            raise Abstention(
                "period_not_reported",
                f"{self.company.called} does not report by calendar years; ask for a fiscal year.",
            )
        if period.end is not None:
            return self._by_end(period, period.end)
        if period.back is None:
            return period
        return self._from_newest(period, period.back)

    def find(self, item: LineItem, period: Period) -> Figure:
        """The figure of a standard line item.

        Args:
            item: the line item.
            period: a resolved period.

        Raises:
            Abstention: `item_not_reported` or `period_not_reported`.
        """
        figure = self._find(item, period, set())
        if figure is not None:
            return figure
        raise self._missing(item.label, period, self._periods(item.concepts) or self._formula_periods(item))

    def find_words(self, item: LineItem | None, words: str, period: Period) -> Figure:
        """The figure of a line item for a segment, product or region, or of a concept named by the company's own words.

        Raises:
            Abstention: nothing the company reports bears these words, or more than one thing does.
        """
        if item is None:
            concepts = find_concepts(self._reported(), words)
            for concept in concepts:
                self._load(self.store.facts(self.company.cik, [concept], self.as_of, dimensional=False))
            found = [f for c in concepts if (f := self._filed(c, period)) is not None]
            if len({f.value for f in found}) == 1:
                return self._figure("", words, found[0], period)
            if found:
                raise Abstention(
                    "insufficient_evidence",
                    f"“{words}” fits several things {self.company.called} reports: {', '.join(f.concept for f in found)}.",
                )
            raise self._missing(words, period, self._periods(concepts))
        return self._find_member(item, words, period)

    def _find_member(self, item: LineItem, words: str, period: Period) -> Figure:
        facts = self.store.facts(self.company.cik, item.concepts, self.as_of, dimensional=True)
        members = find_members(facts, words)
        if not members:
            raise Abstention("item_not_reported", f"{self._whose} loaded filings report no {item.label} for “{words}”.")
        placed = [
            (m, p)
            for m in members
            if (p := self.calendar.place(m.fact.start, m.fact.end)) and _matches(p, period, item.instant)
        ]
        for concept in item.concepts:
            best = self._latest([m for m, _ in placed if m.fact.concept == concept], words)
            if best is not None:
                return self._figure(item.key, f"{best.name} {item.label}", best.fact, period)
        raise self._missing(
            f"{words} {item.label}",
            period,
            {p for m in members if (p := self.calendar.place(m.fact.start, m.fact.end))},
        )

    def _latest(self, members: list[Member], words: str) -> Member | None:
        if not members:
            return None
        newest = [m for m in members if m.fact.accession == members[0].fact.accession]
        if len({m.fact.value for m in newest}) > 1:
            names = "; ".join(sorted({f"{m.axis} {m.name}" for m in newest}))
            raise Abstention(
                "insufficient_evidence", f"“{words}” fits several members that {self.company.called} reports: {names}."
            )
        return newest[0]

    def _find(self, item: LineItem, period: Period, trail: set[str]) -> Figure | None:
        concepts = self._preferred(item)
        filed = [fact for c in concepts if (fact := self._filed(c, period, item)) is not None]
        if filed:
            fact = (
                max((f for f in filed if f.face == filed[0].face), key=lambda f: f.value) if item.widest else filed[0]
            )
            return self._figure(item.key, item.label, fact, period)
        if item.additive:
            for concept in concepts:
                figure = self._derived_span(item, concept, period)
                if figure is not None:
                    return figure
        if item.formula and item.key not in trail:
            return self._formula(item, period, trail | {item.key})
        return None

    def _formula(self, item: LineItem, period: Period, trail: set[str]) -> Figure | None:
        assert item.formula is not None
        operation, keys = item.formula
        operands = []
        for key in keys:
            operand = self._find(line_items()[key], period, trail)
            if operand is None:
                return None
            operands.append(operand)
        if len({o.unit for o in operands}) != 1:
            return None
        try:
            value = compute(operation, [o.value for o in operands])
        except ZeroDivisionError:
            return None
        unit = "pure" if operation == "ratio" else operands[0].unit
        return self._derived(item, operation, operands, value, unit, period)

    def _derived_span(self, item: LineItem, concept: str, period: Period) -> Figure | None:
        if period.year is None:
            return None
        if period.span == "TTM":
            return self._trailing(item, concept, period)
        for terms in _DERIVED.get(period.span, ()):
            facts = [self._filed(concept, Period(period.year, span), item) for _, span in terms]
            if all(f is not None for f in facts):
                return self._signed(item, [s for s, _ in terms], [f for f in facts if f], [p for _, p in terms], period)
        return None

    def _trailing(self, item: LineItem, concept: str, period: Period) -> Figure | None:
        """FY of the year before, plus this year's year-to-date, less the same of the year before."""
        assert period.year is not None
        spans: tuple[Span, ...] = ("9M", "H1", "Q1")
        for span in spans:
            now = self._filed(concept, Period(period.year, span), item)
            if now is None:
                continue
            full = self._filed(concept, Period(period.year - 1), item)
            before = self._filed(concept, Period(period.year - 1, span), item)
            if full is None or before is None:
                return None
            return self._signed(item, [1, 1, -1], [full, now, before], ["FY", span, span], period)
        return None

    def _signed(
        self, item: LineItem, signs: list[int], facts: list[Fact], spans: list[Span], period: Period
    ) -> Figure | None:
        if len({f.unit for f in facts}) != 1:
            return None
        operands = [
            self._figure(item.key, item.label, f, Period(p.year, span))
            for f, span in zip(facts, spans, strict=True)
            if (p := self.calendar.place(f.start, f.end))
        ]
        value = sum((s * f.value for s, f in zip(signs, facts, strict=True)), Decimal(0))
        operation = "sum" if all(s > 0 for s in signs) else "difference"
        if operation == "difference" and signs != [1] + [-1] * (len(signs) - 1):
            operation = "trailing"
        return self._derived(item, operation, operands, value, facts[0].unit, period)

    def _derived(
        self, item: LineItem, operation: str, operands: list[Figure], value: Decimal, unit: str, period: Period
    ) -> Figure:
        ends = [o.end for o in operands if o.end]
        starts = [o.start for o in operands if o.start]
        start = min(starts) if starts and not item.instant else None
        if item.additive and operation in ("difference", "trailing") and item.formula is None:
            shorter = min((o for o in operands[1:] if o.end), key=lambda o: o.end or date.min)
            start = (shorter.end or date.min) + timedelta(days=1)
        return Figure(
            item.key,
            item.label,
            self.company.name,
            self.company.cik,
            period.label,
            value,
            unit,
            start,
            max(ends) if ends else None,
            program=(operation,),
            operands=tuple(operands),
        )

    def _figure(self, key: str, label: str, fact: Fact, period: Period) -> Figure:
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
        )

    def _filed(self, concept: str, period: Period, item: LineItem | None = None) -> Fact | None:
        """The latest filed fact of a concept for a period, in the item's kind of unit."""
        same = [
            f
            for f, place in self._facts.get(concept, ())
            if _matches(place, period, f.start is None)
            and (item is None or (_unit_fits(item, f) and _row_fits(item, f)))
        ]
        if not same:
            return None
        latest = [f for f in same if f.accession == same[0].accession]
        # One filing may state both a whole quarter and a stub of it; the longer is the fiscal period.
        newest = max(latest, key=lambda f: (f.days or 0, f.end))
        # What was never restated is cited from where it was first filed, if that document was read.
        alike = [
            f
            for f in same
            if (f.value, f.start, f.end, f.unit) == (newest.value, newest.start, newest.end, newest.unit)
        ]
        return next((f for f in reversed(alike) if f.element), alike[-1])

    def _preferred(self, item: LineItem) -> list[str]:
        """The item's concepts, those in the company's own statements first; failing all, rows that bear the item's name."""
        self._load_concepts(item.concepts)
        used = [c for c in item.concepts if self._facts[c]]
        if not used and item.concepts:
            names = {squash(phrase) for phrase in item.phrases}
            used = list({c for c, label in self._reported() if label and squash(label) in names})
            self._load_concepts(used)
            used = [c for c in used if any(f.face for f, _ in self._facts[c])]
            if len(used) != 1:
                return []
        return sorted(used, key=lambda c: not any(f.face for f, _ in self._facts[c]))

    def _reported(self) -> list[tuple[str, str]]:
        if self._rows is None:
            self._rows = self.store.concepts(self.company.cik)
        return self._rows

    def _load_concepts(self, concepts: Iterable[str]) -> None:
        missing = [c for c in concepts if c not in self._facts]
        if missing:
            self._load(self.store.facts(self.company.cik, missing, self.as_of, dimensional=False))
            for concept in missing:
                self._facts.setdefault(concept, [])

    def _load(self, facts: Iterable[Fact]) -> None:
        by_concept: dict[str, list[tuple[Fact, FiscalPeriod]]] = {}
        for fact in facts:
            place = self.calendar.place(fact.start, fact.end)
            if place is not None:
                by_concept.setdefault(fact.concept, []).append((fact, place))
        self._facts.update(by_concept)

    def _periods(self, concepts: Iterable[str]) -> set[FiscalPeriod]:
        self._load_concepts(concepts)
        return {place for c in concepts for _, place in self._facts.get(c, ())}

    def _formula_periods(self, item: LineItem) -> set[FiscalPeriod]:
        if item.formula is None:
            return set()
        each = [
            self._periods(line_items()[k].concepts) or self._formula_periods(line_items()[k]) for k in item.formula[1]
        ]
        return set.intersection(*each) if each else set()

    @property
    def _whose(self) -> str:
        return possessive(self.company.called)

    def _missing(self, what: str, period: Period, known: set[FiscalPeriod]) -> Abstention:
        if not known:
            return Abstention("item_not_reported", f"{self._whose} loaded filings report no {what}.")
        same = sorted(known, key=lambda p: (p.year, p.span))
        same = [p for p in same if (p.span == "FY") == (period.span == "FY")] or same
        spans = ", ".join(p.label for p in same[-6:])
        return Abstention(
            "period_not_reported",
            f"{self._whose} loaded filings do not report {what} for {period.label}; they do for {spans}.",
        )

    def _calendar_years(self) -> bool:
        return (
            bool(self.calendar.ends)
            and self.calendar.ends[-1].month in (12, 1)
            and (
                (self.calendar.ends[-1].month == 12 and self.calendar.ends[-1].day >= 24)
                or self.calendar.ends[-1].day <= 6
            )
        )

    def _by_end(self, period: Period, end: date) -> Period:
        near = [
            (abs((f.end - end).days), place)
            for f in self._marks
            if (place := self.calendar.place(f.start, f.end)) and abs((f.end - end).days) <= 7
        ]
        if not near:
            raise Abstention(
                "period_not_reported", f"{self.company.called} has no fiscal period on record that ended {end}."
            )
        year_end = self.calendar.year_end(end)
        assert year_end is not None
        _, place = min(near, key=lambda pair: (pair[0], pair[1].label))
        at: Span = next((p.span for _, p in near if p.span.startswith("Q")), "Q4")
        span: Span = period.span if period.span != "Q4" else at
        if period.span == "FY" and abs((year_end - end).days) > 10:
            span = at
        return Period(place.year, span)

    def _from_newest(self, period: Period, back: int) -> Period:
        places = [(f.end, place) for f in self._marks if (place := self.calendar.place(f.start, f.end))]
        if period.named:
            held: dict[str, set[int]] = {}
            for _, place in places:
                held.setdefault(place.span, set()).add(place.year)
            # A span that nobody filed follows from those that end and begin it.
            whole, part = {"Q4": ("FY", "9M"), "H2": ("FY", "H1"), "Q3": ("9M", "H1")}.get(period.span, ("", ""))
            years = sorted(
                held.get(period.span, set()) | (held.get(whole, set()) & held.get(part, set())), reverse=True
            )
            if back < len(years):
                return Period(years[back], period.span)
            raise Abstention("period_not_reported", f"No such period of {self.company.called} is on record.")
        if period.span == "FY":
            years = sorted({p.year for _, p in places if p.span == "FY"}, reverse=True)
            if back < len(years):
                return Period(years[0] - back)
        elif places:
            _, newest = max(places, key=lambda pair: pair[0])
            ends_with: dict[Span, Span] = {"H1": "Q2", "9M": "Q3", "FY": "Q4", "H2": "Q4"}
            span = ends_with.get(newest.span, newest.span)
            if period.span == "TTM":
                return Period(newest.year) if span == "Q4" else Period(newest.year, "TTM")
            quarter = newest.year * 4 + int(span[1]) - 1 - back
            return Period(quarter // 4, f"Q{quarter % 4 + 1}")  # type: ignore[arg-type]
        raise Abstention("period_not_reported", f"No such period of {self.company.called} is on record.")


def _month_day(text: str) -> tuple[int, int] | None:
    return (int(text[:2]), int(text[2:])) if len(text) == 4 and text.isdigit() else None


def _matches(place: FiscalPeriod, period: Period, instant: bool) -> bool:
    if place.year != period.year:
        return False
    if instant and period.span in ("FY", "Q4", "H2"):
        return place.span == "FY"
    if instant and period.span in ("H1", "9M"):
        return place.span == {"H1": "Q2", "9M": "Q3"}[period.span]
    return place.span == period.span


def _row_fits(item: LineItem, fact: Fact) -> bool:
    """A row of a statement that shares no word with the item is something else, whatever its concept.

    McDonald's files the occupancy expenses of franchised restaurants as cost of goods and services sold.
    """
    row = content_stems(fact.label) if fact.face else set()
    return not row or bool(row & _stems(item.key))


@cache
def _stems(key: str) -> frozenset[str]:
    return frozenset(s for phrase in line_items()[key].phrases for s in content_stems(phrase))


def _unit_fits(item: LineItem, fact: Fact) -> bool:
    if item.unit == "money":
        return len(fact.unit) == 3 and fact.unit.isupper()
    if item.unit == "per_share":
        return fact.unit.endswith("/shares")
    return item.unit in ("pure", "people") or fact.unit == item.unit
