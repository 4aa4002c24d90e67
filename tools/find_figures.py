"""The retriever for figure questions: every ask of a plan gets the figures it operates on, by SQL, or is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from muniment.errors import Abstention
from muniment.line_items import line_items
from muniment.records import Ask, Company, Figure, Measure, Period, Plan, Resolved
from muniment.store import Store
from muniment.tools.figures import Figures
from muniment.tools.members import find_concepts


class FigureFinder:
    """Finds figures in the store; keeps one company's figures at hand while a question is worked on."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __call__(self, plan: Plan) -> tuple[Resolved, ...]:
        """The figures for each ask of the plan, in order.

        Raises:
            Abstention: a figure is not on record; the reason says which part is missing.
        """
        books: dict[int, Figures] = {}
        return tuple(self.resolve(ask, plan.as_of, books) for ask in plan.asks)

    def resolve(self, ask: Ask, as_of: date | None, books: dict[int, Figures] | None = None) -> Resolved:
        """The figures of one ask: measures by companies by periods, in that order."""
        books = {} if books is None else books
        figures: list[Figure] = []
        periods: tuple[Period, ...] = ()
        for measure in ask.measures:
            for company in ask.entities:
                book = self._book(company, as_of, books)
                periods = tuple(book.resolve(p) for p in _expanded(ask, book))
                figures += [_figure(book, measure, period) for period in periods]
        if ask.operation == "growth_rate" and len(periods) == 2 and (periods[0].year or 0) <= (periods[1].year or 0):
            raise Abstention("insufficient_evidence", "A growth rate needs a first and a last fiscal year.")
        return Resolved(replace(ask, periods=periods), tuple(figures))

    def _book(self, company: Company, as_of: date | None, books: dict[int, Figures]) -> Figures:
        if company.cik not in books:
            if not self.store.filings(company.cik):
                raise Abstention(
                    "no_record",
                    f"No record of {company.called} is loaded. Set EDGAR_IDENTITY and run: muniment fetch {(company.tickers or (str(company.cik),))[0]}",
                )
            books[company.cik] = Figures(self.store, company, as_of)
        return books[company.cik]


def _expanded(ask: Ask, book: Figures) -> tuple[Period, ...]:
    """ "Since 2020" stands as its first year and the newest; sums, averages and extremes take the years between too."""
    pair = tuple(book.resolve(p) for p in ask.periods)
    between = ask.operation in ("average", "sum", "largest", "smallest", "value")
    if (
        between
        and len(ask.periods) == 2
        and ask.periods[1].back == 0
        and ask.periods[0].year
        and pair[0].span == pair[1].span == "FY"
    ):
        return tuple(Period(y) for y in range(pair[0].year or 0, (pair[1].year or 0) + 1))
    return ask.periods


def _figure(book: Figures, measure: Measure, period: Period) -> Figure:
    item = line_items()[measure.item] if measure.item else None
    if item is None:
        return book.find_words(None, measure.words, period)
    if not measure.words:
        return book.find(item, period)
    if measure.phrase and find_concepts(book.store.concepts(book.company.cik), measure.phrase):
        return book.find_words(None, measure.phrase, period)
    try:
        return book.find_words(item, measure.words, period)
    except Abstention as refusal:
        # A row may be called "Other revenue" where the question's word alone, "other", names no member.
        if refusal.reason != "item_not_reported" or not measure.phrase:
            raise
        try:
            return book.find_words(item, measure.phrase, period)
        except Abstention:
            raise refusal from None
