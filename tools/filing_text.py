"""The retriever for text questions about filings: choose the filing, then its best passages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from muniment.errors import Abstention
from muniment.records import Company, Filing, Found, LeftOut, Passage, Period, Plan
from muniment.store import Store
from muniment.tools.figures import Figures
from muniment.tools.retriever import Retriever
from muniment.tools.settling import settled_period

ANNUAL = ("10-K", "20-F", "40-F")


class TextFinder:
    """Finds passages of the filing that a question is about."""

    def __init__(self, store: Store, retriever: Retriever) -> None:
        self.store = store
        self.retriever = retriever

    def __call__(self, plan: Plan, question: str, count: int = 8) -> Found:
        """Passages of one filing for each company: of the period asked for, or else of the newest annual report.

        Raises:
            Abstention: `no_record` when no text is loaded, `period_not_reported` when none of that period is.
        """
        found: list[Passage] = []
        left_out: list[LeftOut] = []
        asked = plan.asks[0].periods
        for company in plan.entities:
            book = Figures(self.store, company, plan.as_of)
            filings = self._with_text(company, plan.as_of)
            chosen, fiscal = _choose(filings, book, asked[0] if asked else None, company)
            left_out += [LeftOut(f.accession, "another period") for f in filings if f.accession != chosen.accession]
            passages = self.retriever.search(question, [chosen.accession], count)
            found += [replace(p, entity=company.name, fiscal=fiscal) for p in passages]
        found.sort(key=lambda p: -p.score)
        return Found(passages=tuple(found), left_out=tuple(left_out))

    def _with_text(self, company: Company, as_of: date | None) -> list[Filing]:
        filings = [
            f
            for f in self.store.filings(company.cik)
            if self.store.has_passages(f.accession) and (as_of is None or (f.filed is not None and f.filed <= as_of))
        ]
        if not filings:
            name = (company.tickers or (str(company.cik),))[0]
            raise Abstention(
                "no_record",
                f"No text of {company.called}'s filings is loaded. Set EDGAR_IDENTITY and run: muniment fetch {name}",
            )
        return filings


def _choose(filings: list[Filing], book: Figures, asked: Period | None, company: Company) -> tuple[Filing, str]:
    """The filing of the period asked for; without one, the newest annual report, or else the newest filing."""
    placed = [(f, book.calendar.place(None, f.period_end)) for f in filings if f.period_end is not None]
    if asked is None:
        annual = [f for f in filings if f.form.startswith(ANNUAL)]
        chosen = (annual or filings)[0]
        return chosen, next((p.label for f, p in placed if f is chosen and p), "")
    period = settled_period(book, asked)
    for filing, place in placed:
        if place and place.label == (f"FY{period.year}" if period.span in ("FY", "Q4") else period.label):
            return filing, place.label
    raise Abstention("period_not_reported", f"No text of {company.called} for {period.label} is loaded.")
