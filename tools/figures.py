"""Find the figure for one line item, company and fiscal period, among filed facts; derive it only where that is valid.

Filed figures come first, the company's preferred concept first, the latest filing first (what was known on the `as_of`
day). Derived are: fourth quarters and other spans of additive flows by subtraction, trailing twelve months, and the
formulas of `line_items`; each carries its operands. What is not found is an `Abstention` that says what is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from muniment.errors import Abstention
from muniment.items.line_item import LineItem
from muniment.items.line_items import line_items
from muniment.programs import compute, unit_of
from muniment.records import Company, Fact, Figure, Filing, Period, Span
from muniment.store.store import Store
from muniment.tools.basis import bases_of, choose_basis, is_periodic, restatements
from muniment.tools.fiscal_calendar import FiscalCalendar, FiscalPeriod
from muniment.tools.members import Member, find_concepts, find_members, members_of
from muniment.tools.plausibility import refuse_a_share_of_nothing
from muniment.tools.wholes import BANK, EXCISE, is_part_of_revenue, whole_of
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

    def part(self, key: str, period: Period) -> Figure | None:
        """The figure of a line item as it is filed; None where it is not."""
        item = line_items()[key]
        self._load_concepts(item.concepts)
        own = sorted(item.concepts, key=lambda c: not any(f.face for f, _ in self._facts[c]))
        fact = next((f for c in own if (f := self.filed(c, period)) is not None and _unit_fits(item, f)), None)
        return None if fact is None else self._figure(item.key, item.label, fact, period)

    def parts_of(self, item: LineItem, kind: str, period: Period) -> list[str]:
        """The names of the segments, products or regions for which an item is filed for a period, the largest first.

        Args:
            item: the line item.
            kind: `segments`, `products` or `regions`; empty for whichever there are, in this order.
            period: a resolved period.
        """
        facts = self.store.facts(self.company.cik, item.concepts, self.as_of, dimensional=True)
        placed = [f for f in facts if (p := self.calendar.place(f.start, f.end)) and _matches(p, period, item.instant)]
        for axis in (kind,) if kind else ("segments", "products", "regions"):
            members = members_of(placed, axis)
            if len(members) > 1:
                names = [m.name for m in sorted(members, key=lambda m: -m.fact.value)]
                return [n for n in names if self._is_found(item, n, period)]
        return []

    def _is_found(self, item: LineItem, name: str, period: Period) -> bool:
        """Whether a part can be had by its name: two members of one name cannot."""
        try:
            self.find_words(item, name, period)
        except Abstention:
            return False
        return True

    def find_words(self, item: LineItem | None, words: str, period: Period) -> Figure:
        """The figure of a line item for a segment, product or region, or of a concept named by the company's own words.

        Raises:
            Abstention: nothing the company reports bears these words, or more than one thing does.
        """
        if item is None:
            concepts = find_concepts(self._reported(), words)
            for concept in concepts:
                self._load(self.store.facts(self.company.cik, [concept], self.as_of, dimensional=False))
            found = [f for c in concepts if (f := self.filed(c, period)) is not None]
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
        special = whole_of(self, item, period) if not trail & {item.key} else None
        if special is not None:
            return special
        concepts = [c for c in self._preferred(item) if not self._is_part(item, c, period)]
        filed = [fact for c in concepts if (fact := self.filed(c, period, item)) is not None]
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

    def _is_part(self, item: LineItem, concept: str, period: Period) -> bool:
        """True for a concept that is but a part of the item, or more than it, by what else the company files for the period."""
        if item.key != "net_sales":
            return False
        stated = {c: f.value for c in (*EXCISE, *BANK, concept) if (f := self._stated(c, period)) is not None}
        return is_part_of_revenue(concept, stated)

    def _stated(self, concept: str, period: Period) -> Fact | None:
        self._load_concepts([concept])
        return self.filed(concept, period)

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
        if operation == "ratio":
            refuse_a_share_of_nothing(operands[1], item.label)
        value = compute(operation, [o.value for o in operands])
        unit = unit_of(operation, operands[0].unit)
        return self.derived(item, operation, operands, value, unit, period)

    def _derived_span(self, item: LineItem, concept: str, period: Period) -> Figure | None:
        if period.year is None:
            return None
        if period.span == "TTM":
            return self._trailing(item, concept, period)
        for terms in _DERIVED.get(period.span, ()):
            spans = [span for _, span in terms]
            facts = self.on_one_basis(concept, [Period(period.year, span) for span in spans], item)
            if facts is not None:
                return self._signed(item, [s for s, _ in terms], facts, spans, period)
        return None

    def _trailing(self, item: LineItem, concept: str, period: Period) -> Figure | None:
        """FY of the year before, plus this year's year-to-date, less the same of the year before."""
        assert period.year is not None and period.through is not None
        spans: dict[Span, Span] = {"Q1": "Q1", "Q2": "H1", "Q3": "9M"}
        span = spans[period.through]
        wanted = [Period(period.year - 1), Period(period.year, span), Period(period.year - 1, span)]
        facts = self.on_one_basis(concept, wanted, item)
        return None if facts is None else self._signed(item, [1, 1, -1], facts, ["FY", span, span], period)

    def versions(self, concept: str, period: Period, item: LineItem | None = None) -> list[Fact]:
        """What was filed of a concept for a period, the latest filing first; of periodic reports alone, where these state it.

        Only a periodic report, or its amendment, overrules another: a proxy statement may state the same in thousands.
        """
        self._load_concepts([concept])
        same = [
            f
            for f, place in self._facts.get(concept, ())
            if _matches(place, period, f.start is None)
            and (item is None or (_unit_fits(item, f) and _row_fits(item, f)))
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
                f"{self._whose} figures for {told} do not stand on one basis: some were restated since, and the others were not.",
            )
        return [self._cited(fact, same) for fact, same in zip(chosen, each, strict=True)]

    def _restatements(self, concept: str, item: LineItem | None) -> list[date]:
        """The days on which a filing stated another figure for a period of the concept than the one before it."""
        by_place: dict[FiscalPeriod, list[Fact]] = {}
        for fact, place in self._facts.get(concept, ()):
            if is_periodic(fact.form) and (item is None or _unit_fits(item, fact)):
                by_place.setdefault(place, []).append(fact)
        return restatements(by_place.values())

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
        return self.derived(item, operation, operands, value, facts[0].unit, period)

    def derived(
        self, item: LineItem, operation: str, operands: list[Figure], value: Decimal, unit: str, period: Period
    ) -> Figure:
        """A figure computed from others."""
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

    def shown(self, figure: Figure, fact: Fact, period: Period) -> Figure:
        """The figure as another filing states it."""
        return self._figure(figure.item, figure.label, fact, period)

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
            bases=() if fact.dimensions else self._bases(fact, period, line_items().get(key)),
        )

    def _bases(self, fact: Fact, period: Period, item: LineItem | None) -> tuple[int, ...]:
        return bases_of(fact, self.versions(fact.concept, period, item), self._restatements(fact.concept, item))

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

    def places(self) -> list[tuple[date, FiscalPeriod]]:
        """The ends and the fiscal periods of the facts that the calendar was read off."""
        return [(f.end, place) for f in self._marks if (place := self.calendar.place(f.start, f.end))]

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
