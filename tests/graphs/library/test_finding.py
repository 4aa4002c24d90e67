"""What the library tells of the pages that it opened: units, without Postgres."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from muniment.errors import Abstention
from muniment.graphs.library.finding import refuse_of_long_reports
from muniment.graphs.library.open_pages import OpenPage
from muniment.records import Found, Passage, Record
from muniment.store.library.documents import Kept, PageText
from muniment.tools.library.finding import Hit
from muniment.tools.own.record_cells import Cell
from muniment.tools.own.record_finder import figure_called

SAID = "We operated 636 gas stations at the end of 2021."
CELL = Cell("r", 0, 1, 1, "California", "Stores", "133", Decimal(133), "number")


def opened(pages: int, company: str = "Costco", end: date | None = date(2021, 8, 29)) -> dict[str, OpenPage]:
    kept = Kept(1, "c", "a.pdf", "a.pdf", "sha", 5, pages, "10-K", company, end, None, "", datetime.now(UTC))
    page = OpenPage(kept, PageText(19, SAID, ""), Record("r", SAID), Hit(1, "a.pdf", 19, 0, len(SAID), SAID, 1.0))
    return {"r": page}


@pytest.mark.parametrize(
    "found",
    [
        Found(passages=(Passage("r", "", SAID, 0, len(SAID)),)),
        Found(options=(figure_called(CELL, "Stores", "number"),)),
    ],
    ids=["a sentence", "a cell"],
)
def test_of_a_long_report_only_its_statements_are_told(found: Found) -> None:
    with pytest.raises(Abstention, match=r"as long as a\.pdf .* not proven: page 19: “(?:We operated 636|Stores: 133)"):
        refuse_of_long_reports(found, opened(128))
    refuse_of_long_reports(found, opened(12))
    refuse_of_long_reports(found, opened(128, company=""))
    refuse_of_long_reports(found, opened(128, end=None))
