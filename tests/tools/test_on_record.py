"""What Muniment tells of itself: the companies on record, one company's filings, and where there are none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from muniment.records import AnswerTable, Company, Filing, Listing
from muniment.tools.on_record import ABILITIES, OnRecord
from tests.filed import APPLE, INTEL
from tests.shelf import Shelf

LISTED = Company(999, "Nobody Corp.", ())


def filing(company: Company, form: str, filed: str, ended: str = "") -> Filing:
    return Filing(
        f"{company.cik}-{filed}",
        company.cik,
        form,
        date.fromisoformat(filed),
        date.fromisoformat(ended) if ended else None,
    )


FILINGS = (
    filing(APPLE, "10-Q", "2025-01-31", "2024-12-28"),
    filing(APPLE, "10-K", "2024-11-01", "2024-09-28"),
    filing(APPLE, "10-K/A", "2023-11-03", "2023-09-30"),
    filing(INTEL, "10-K", "2025-01-31", "2024-12-28"),
    filing(INTEL, "8-K", "2024-10-31"),
)
SHELF = Shelf([INTEL, APPLE, LISTED], filings=FILINGS)


def told(*named: Company, shelf: Shelf = SHELF) -> Listing:
    """The listing for a question that names these companies."""

    def find(question: str) -> Sequence[Company]:
        return named

    found = OnRecord(lambda: shelf.store, find)("What do you know?")
    assert found.listing is not None
    return found.listing


def rows(table: AnswerTable | None) -> list[list[str]]:
    assert table is not None
    return [[cell.text for cell in row] for row in table.rows]


def test_companies_stand_in_order_with_their_years_and_filings() -> None:
    listing = told()
    assert listing.text == (
        f"{ABILITIES} 2 companies are on record. Others are fetched from EDGAR: muniment fetch TICKER."
    )
    assert rows(listing.table) == [
        ["Apple Inc.", "AAPL", "2023 to 2024", "3", "2025-01-31"],
        ["Intel Corp", "INTC", "2024", "2", "2025-01-31"],
    ]


def test_a_single_company_is_one() -> None:
    listing = told(shelf=Shelf([APPLE], filings=FILINGS))
    assert "1 company is on record." in listing.text


def test_a_company_without_annual_reports_has_no_years() -> None:
    assert rows(told(shelf=Shelf([INTEL], filings=[FILINGS[-1]])).table) == [
        ["Intel Corp", "INTC", "", "1", "2024-10-31"]
    ]


def test_a_named_company_is_told_by_its_filings() -> None:
    listing = told(INTEL, APPLE)
    assert listing.text == "2 filings of Intel Corp are on record."
    assert listing.table is not None
    assert listing.table.caption == "Intel Corp: filings on record"
    assert rows(listing.table) == [
        ["10-K", "2024-12-28", "2025-01-31", "50863-2025-01-31"],
        ["8-K", "", "2024-10-31", "50863-2024-10-31"],
    ]


def test_a_company_without_filings_is_to_be_fetched() -> None:
    listing = told(LISTED)
    assert listing.text == ("No filing of Nobody Corp. is on record. Set EDGAR_IDENTITY and run: muniment fetch 999")
    assert listing.table is None
    assert "muniment fetch AAPL" in told(APPLE, shelf=Shelf()).text
