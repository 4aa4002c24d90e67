"""The retriever for figure questions: every ask of a plan gets the figures it operates on, by SQL, or is refused.

What is relative in the plan is settled first, once for all of it (`settling`). Of a list, a ranking or a series what is not on
record is left out and said; of anything that is computed from several figures, nothing may be missing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from muniment.errors import Abstention, BadInput
from muniment.formulas import evaluate, terms_of, unit_of_formula
from muniment.items.line_items import line_items
from muniment.operands import arity, operands, settled_ask
from muniment.records import Ask, Company, Figure, Found, LeftOut, Measure, Period, Plan, Resolved
from muniment.store.store import Store
from muniment.tools.figures import Figures
from muniment.tools.members import find_concepts
from muniment.tools.part_figures import find_by_words, parts_of
from muniment.tools.plausibility import refuse_a_share_of_nothing, refuse_a_share_of_zero, refuse_implausible
from muniment.tools.settling import settle
from muniment.wording import possessive

_LISTED = frozenset(
    "value rank above below count largest smallest every any first last change percent_change ratio average sum".split()
)
"""Operations of which a company on record, or a year since another, that lacks the figure is left out and said."""
_SPLIT = (0.55, 1.8)
"""Share counts whose ratio lies outside of this stand on the two sides of a split."""


@dataclass(slots=True)
class _Books:
    """The figures of each company, opened once while a question is worked on."""

    store: Store
    as_of: date | None
    held: dict[int, Figures]

    def __call__(self, company: Company) -> Figures:
        if company.cik not in self.held:
            if not self.store.filings(company.cik):
                name = (company.tickers or (str(company.cik),))[0]
                raise Abstention(
                    "no_record",
                    f"No record of {company.called} is loaded. Set EDGAR_IDENTITY and run: muniment fetch {name}",
                )
            self.held[company.cik] = Figures(self.store, company, self.as_of)
        return self.held[company.cik]


class FigureFinder:
    """Finds figures in the store; keeps one company's figures at hand while a question is worked on."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __call__(self, plan: Plan) -> Found:
        """The figures for each ask of the plan, in order.

        Raises:
            Abstention: a figure is not on record; the reason says which part is missing.
        """
        books = _Books(self.store, plan.as_of, {})
        settled, everyone = settle(plan, books, self._on_record)
        left_out: list[LeftOut] = []
        asks = tuple(
            self._resolve(ask, _listed(ask, settled_ask(ask, everyone, settled), books), books, left_out)
            for ask in plan.asks
        )
        notes = tuple(dict.fromkeys(note for r in asks for note in _transitions(r, books)))
        return Found(
            asks=asks, settled=settled, everyone=everyone, left_out=tuple(dict.fromkeys(left_out)), notes=notes
        )

    def _on_record(self) -> Sequence[Company]:
        return [c for c in self.store.companies() if self.store.filings(c.cik)]

    def _resolve(self, asked: Ask, ask: Ask, books: Callable[[Company], Figures], left_out: list[LeftOut]) -> Resolved:
        """The figures of one settled ask: in the order of `operands`, whole things only."""
        lenient = ask.operation in _LISTED and (
            asked.everyone
            or any(p.open for p in asked.periods)
            or (ask.operation == "value" and len(ask.periods) > 2)
            or (ask.operation in ("change", "percent_change") and len(ask.periods) > 2)
        )
        each, size = operands(ask), arity(ask)
        figures: list[Figure] = []
        kept: list[tuple[Measure, Company, Period]] = []
        missing: list[tuple[Company, Period, Abstention]] = []
        for n in range(0, len(each), size):
            thing = each[n : n + size]
            try:
                found = [_figure(books(e), m, p) for m, e, p in thing]
                for figure in found:
                    refuse_implausible(figure)
                if ask.of == "ratio":
                    refuse_a_share_of_nothing(found[1])
            except Abstention as refusal:
                if not lenient or refusal.reason == "ambiguous_entity":
                    raise
                missing.append((thing[0][1], thing[0][2], refusal))
                continue
            figures += found
            kept += thing
        if missing:
            if not figures:
                raise missing[0][2]
            ask = _without(ask, asked, kept, missing)
            left_out += [LeftOut(_what(asked, e, p), _why(refusal, ask)) for e, p, refusal in missing]
            figures = _in_order(ask, figures, kept)
        if ask.operation == "growth_rate" and (ask.periods[0].year or 0) <= (ask.periods[1].year or 0):
            raise Abstention("insufficient_evidence", "A growth rate needs a first and a last fiscal year.")
        if ask.operation == "ratio" and ask.of == "value":
            refuse_a_share_of_zero(figures[1])
        figures = _on_one_basis(ask, figures, books)
        if ask.formula:
            _refuse_senseless(ask, figures)
        return Resolved(ask, tuple(figures))

    def resolve(self, ask: Ask, as_of: date | None) -> Resolved:
        """The figures of one ask by itself.

        Raises:
            Abstention: a figure is not on record.
        """
        return self(Plan("filings", (ask,), ask.entities, as_of)).asks[0]


def _refuse_senseless(ask: Ask, figures: Sequence[Figure]) -> None:
    """Refuse a formula of the asker's that cannot be computed over the figures.

    Raises:
        Abstention: `insufficient_evidence`.
    """
    try:
        size = terms_of(ask.formula)
        for n in range(0, len(figures), size):
            unit_of_formula(ask.formula, [f.unit for f in figures[n : n + size]])
            evaluate(ask.formula, [f.value for f in figures[n : n + size]])
    except (BadInput, ZeroDivisionError) as fault:
        raise Abstention(
            "insufficient_evidence", f"“{ask.called}” cannot be computed as it is defined: {fault}."
        ) from None


def _listed(asked: Ask, ask: Ask, books: Callable[[Company], Figures]) -> Ask:
    """A breakdown, or a statement, as the figures that are on record of it.

    Raises:
        Abstention: there are none.
    """
    if asked.operation not in ("parts", "statement"):
        return ask
    (company,), (period,) = ask.entities, ask.periods[:1]
    book = books(company)
    if asked.operation == "statement":
        measures = tuple(m for m in ask.measures if m.item and book.part(m.item, period) is not None)
        what = "such statement"
    else:
        item = line_items()[ask.measures[0].item or ""]
        names = parts_of(book, item, ask.measures[0].phrase, period)
        measures = tuple(Measure(item.key, name, f"{name} {item.label}") for name in names)
        what = f"{item.label} by {ask.measures[0].phrase or 'parts'}"
    if not measures:
        raise Abstention(
            "item_not_reported", f"{possessive(company.called)} loaded filings report no {what} for {period.label}."
        )
    return replace(ask, operation="value", measures=measures, periods=(period,))


def _why(refusal: Abstention, ask: Ask) -> str:
    """Why a figure is left out, in a few words."""
    items = [line_items()[m.item].label if m.item else m.words for m in ask.measures]
    if refusal.reason == "item_not_reported":
        return f"no {' or '.join(dict.fromkeys(items))} is filed"
    return "not on record for this period" if refusal.reason == "period_not_reported" else refusal.sentence.rstrip(".")


def _what(asked: Ask, company: Company, period: Period) -> str:
    return company.called if asked.everyone else f"{company.called} {period.label}"


def _without(
    ask: Ask,
    asked: Ask,
    kept: Sequence[tuple[Measure, Company, Period]],
    missing: Sequence[tuple[Company, Period, Abstention]],
) -> Ask:
    """The ask without the companies, or the periods, that lack the figure."""
    if asked.everyone:
        lacking = {e.cik for e, _, _ in missing}
        return replace(ask, entities=tuple(e for e in ask.entities if e.cik not in lacking))
    if len(ask.entities) * max(len(ask.measures) // (2 if ask.of == "ratio" else 1), 1) > 1:
        raise missing[0][2]
    return replace(
        ask,
        periods=tuple(dict.fromkeys(p for _, _, p in kept))
        if ask.of in ("value", "ratio")
        else tuple(p for _, _, p in kept),
    )


def _in_order(ask: Ask, figures: Sequence[Figure], kept: Sequence[tuple[Measure, Company, Period]]) -> list[Figure]:
    """The figures kept that the ask still wants, in its order."""
    wanted = operands(ask)
    if ask.of in ("change", "percent_change"):
        ciks = {e.cik for e in ask.entities}
        return [f for f, (_, e, _) in zip(figures, kept, strict=True) if e.cik in ciks]
    held = dict(zip(kept, figures, strict=True))
    return [held[w] for w in wanted]


def _on_one_basis(ask: Ask, figures: list[Figure], books: Callable[[Company], Figures]) -> list[Figure]:
    """The figures of several periods, each from a filing of the same basis.

    Raises:
        Abstention: `insufficient_evidence`, where they cannot be had so.
    """
    each = operands(ask)
    groups: dict[tuple[Measure, int], list[int]] = {}
    for n, (measure, company, _) in enumerate(each):
        groups.setdefault((measure, company.cik), []).append(n)
    if ask.of == "value" and (ask.operation in ("value", "rank", "periods") or ask.threshold is not None):
        return figures
    found = list(figures)
    for (measure, _), places in groups.items():
        facts = {n: figures[n].fact for n in places}
        if len({each[n][2] for n in places}) < 2 or any(f is None or f.dimensions for f in facts.values()):
            continue
        book = books(each[places[0]][1])
        concepts = {f.concept for f in facts.values() if f is not None}
        item = line_items().get(measure.item or "")
        if len(concepts) == 1:
            (concept,) = concepts
            wanted = list(dict.fromkeys(each[n][2] for n in places))
            chosen = book.on_one_basis(concept, wanted, item)
            if chosen is not None:
                by_period = dict(zip(wanted, chosen, strict=True))
                for n in places:
                    found[n] = book.shown(figures[n], by_period[each[n][2]], each[n][2])
        if item is not None and item.unit == "per_share":
            _refuse_across_a_split(book, [found[n] for n in places], [each[n][2] for n in places])
    return found


def _refuse_across_a_split(book: Figures, figures: Sequence[Figure], periods: Sequence[Period]) -> None:
    """Refuse to combine amounts per share of which some are before a split and were not restated.

    Raises:
        Abstention: `insufficient_evidence`.
    """
    if len({f.record for f in figures}) == 1:
        return
    counts = [book.part("shares_diluted", p) for p in periods]
    known = [float(c.value) for c in counts if c is not None and c.value]
    low, high = _SPLIT
    if len(known) > 1 and not all(low < b / a < high for a in known for b in known):
        raise Abstention(
            "insufficient_evidence",
            f"{possessive(book.company.called)} shares were split, or merged, between these periods, so that its amounts per share cannot be compared as filed.",
        )


def _transitions(resolved: Resolved, books: Callable[[Company], Figures]) -> list[str]:
    """What must be said of a transition period that lies between the periods of an ask."""
    found = []
    ends = [f.end for f in resolved.figures if f.end is not None]
    for company in resolved.ask.entities:
        if len(resolved.ask.entities) == 1 and ends:
            for first, last in books(company).calendar.transitions:
                if min(ends) < first and last < max(ends):
                    found.append(
                        f"Between these periods {company.called} changed its fiscal year: the transition period from {first} to {last} is in neither."
                    )
    return found


def _figure(book: Figures, measure: Measure, period: Period) -> Figure:
    item = line_items()[measure.item] if measure.item else None
    if item is None:
        return find_by_words(book, None, measure.words, period)
    if not measure.words:
        return book.find(item, period)
    if measure.phrase and find_concepts(book.store.concepts(book.company.cik), measure.phrase):
        return find_by_words(book, None, measure.phrase, period)
    try:
        return find_by_words(book, item, measure.words, period)
    except Abstention as refusal:
        # A row may be called "Other revenue" where the question's word alone, "other", names no member.
        if refusal.reason != "item_not_reported" or not measure.phrase:
            raise
        try:
            return find_by_words(book, item, measure.phrase, period)
        except Abstention:
            raise refusal from None
