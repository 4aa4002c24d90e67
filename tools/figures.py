"""Find the figure for one line item, company and fiscal period, among filed facts; derive it only where that is valid.

Filed figures come first, the company's preferred concept first, the latest filing first (what was known on the `as_of`
day). Derived are: fourth quarters and other spans of additive flows by subtraction, trailing twelve months, and the
formulas of `line_items`; each carries its operands. What is not found is an `Abstention` that says what is missing.
"""

from __future__ import annotations

from muniment.items.line_item import LineItem
from muniment.items.line_items import line_items
from muniment.programs import compute, unit_of
from muniment.records import Fact, Figure, Period
from muniment.tools.derivation import derived, derived_span
from muniment.tools.filed_facts import FiledFacts, unit_fits
from muniment.tools.fiscal_calendar import FiscalPeriod
from muniment.tools.plausibility import refuse_a_share_of_nothing
from muniment.tools.wholes import BANK, EXCISE, is_part_of_revenue, whole_of
from muniment.wording import squash


class Figures(FiledFacts):
    """The figures of one company as known on one day."""

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
        raise self.missing(item.label, period, self.periods(item.concepts) or self._formula_periods(item))

    def part(self, key: str, period: Period) -> Figure | None:
        """The figure of a line item as it is filed; None where it is not."""
        item = line_items()[key]
        self.load(item.concepts)
        own = sorted(item.concepts, key=lambda c: not any(f.face for f, _ in self.placed(c)))
        fact = next((f for c in own if (f := self.filed(c, period)) is not None and unit_fits(item, f)), None)
        return None if fact is None else self.figure(item.key, item.label, fact, period)

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
            return self.figure(item.key, item.label, fact, period)
        if item.additive:
            for concept in concepts:
                figure = derived_span(self, item, concept, period)
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
        self.load([concept])
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
        return derived(self.company, item, operation, operands, value, unit, period)

    def _preferred(self, item: LineItem) -> list[str]:
        """The item's concepts, those in the company's own statements first; failing all, rows that bear the item's name."""
        self.load(item.concepts)
        used = [c for c in item.concepts if self.placed(c)]
        if not used and item.concepts:
            names = {squash(phrase) for phrase in item.phrases}
            used = list({c for c, label in self.reported() if label and squash(label) in names})
            self.load(used)
            # A cash flow statement prints the change of a balance under the balance's own name.
            used = [
                c
                for c in used
                if (facts := [f for f, _ in self.placed(c) if f.face])
                and all((f.start is None) == item.instant for f in facts)
            ]
            if len(used) != 1:
                return []
        return sorted(used, key=lambda c: not any(f.face for f, _ in self.placed(c)))

    def _formula_periods(self, item: LineItem) -> set[FiscalPeriod]:
        if item.formula is None:
            return set()
        each = [
            self.periods(line_items()[k].concepts) or self._formula_periods(line_items()[k]) for k in item.formula[1]
        ]
        return set.intersection(*each) if each else set()
