"""What is on record, told when Muniment is asked about itself: the companies, or one company's filings, and what can be asked.

It says nothing of what a filing states.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from muniment.plugins import Key
from muniment.records import AnswerTable, Cell, Company, Filing, Found, Listing
from muniment.store.store import Store

ABILITIES = (
    "I answer from filed records on this machine: figures of companies (one, several, over years, ranked, as a share, per day) and"
    " what their filings say, each with its source; from texts and tables that you hand in; and I refuse what they do not bear out."
)
_ANNUAL = ("10-K", "20-F", "40-F")


class OnRecord:
    """List the companies on record, or the filings of those that are named."""

    name = "look"
    adds: Key = "found"

    def __init__(self, store: Callable[[], Store], named: Callable[[str], Sequence[Company]]) -> None:
        self.store = store
        self.named = named

    def __call__(self, question: str) -> Found:
        """A sentence and a table."""
        named = self.named(question)
        return Found(listing=self._filings(named[0]) if named else self._companies())

    def _companies(self) -> Listing:
        held = [(c, f) for c in self.store().companies() if (f := self.store().filings(c.cik))]
        rows = tuple(
            (
                Cell(c.called),
                Cell(", ".join(c.tickers)),
                Cell(_years([f for f in filings if f.form.startswith(_ANNUAL)])),
                Cell(str(len(filings))),
                Cell(str(max((f.filed for f in filings if f.filed), default=""))),
            )
            for c, filings in sorted(held, key=lambda pair: pair[0].called)
        )
        many = f"{len(held)} compan{'y is' if len(held) == 1 else 'ies are'}"
        table = AnswerTable("On record", ("company", "ticker", "annual reports to", "filings", "newest filed"), rows)
        fetch = "Others are fetched from EDGAR: muniment fetch TICKER."
        return Listing(f"{ABILITIES} {many} on record. {fetch}", table)

    def _filings(self, company: Company) -> Listing:
        filings = self.store().filings(company.cik)
        ticker = company.tickers[0] if company.tickers else company.cik
        if not filings:
            return Listing(
                f"No filing of {company.called} is on record. Set EDGAR_IDENTITY and run: muniment fetch {ticker}", None
            )
        rows = tuple(
            (Cell(f.form), Cell(str(f.period_end or "")), Cell(str(f.filed or "")), Cell(f.accession)) for f in filings
        )
        table = AnswerTable(
            f"{company.called}: filings on record", ("form", "period ended", "filed", "accession number"), rows
        )
        return Listing(f"{len(filings)} filings of {company.called} are on record.", table)


def _years(filings: Sequence[Filing]) -> str:
    """The first and the last year in which the reports' periods ended."""
    ends = sorted({f.period_end.year for f in filings if f.period_end})
    return "" if not ends else str(ends[0]) if len(ends) == 1 else f"{ends[0]} to {ends[-1]}"
