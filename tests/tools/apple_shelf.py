"""Apple's filings of fiscal 2022 to 2025 in part, as a store holds them, and those of two other companies."""

from __future__ import annotations

from muniment.records import Fact, Filing
from tests.filed import APPLE, INTEL, META
from tests.shelf import Shelf, fact

SALES = "RevenueFromContractWithCustomerExcludingAssessedTax"
SEGMENT = "us-gaap:StatementBusinessSegmentsAxis"
_REPORTS = (
    # form, filed, focus, what it states of net sales: millions, end, start
    ("10-K", "2022-10-28", 2022, ((394328, "2022-09-24", "2021-09-26"),)),
    ("10-Q", "2023-02-03", 2023, ((117154, "2022-12-31", "2022-09-25"),)),
    ("10-Q", "2023-08-04", 2023, ((293787, "2023-07-01", "2022-09-25"), (81797, "2023-07-01", "2023-04-02"))),
    ("10-K", "2023-11-03", 2023, ((383285, "2023-09-30", "2022-09-25"), (394328, "2022-09-24", "2021-09-26"))),
    ("10-Q", "2024-02-02", 2024, ((119575, "2023-12-30", "2023-10-01"),)),
    ("10-Q", "2024-05-03", 2024, ((210328, "2024-03-30", "2023-10-01"),)),
    ("10-Q", "2024-08-02", 2024, ((296105, "2024-06-29", "2023-10-01"),)),
    ("10-K", "2024-11-01", 2024, ((391035, "2024-09-28", "2023-10-01"), (383285, "2023-09-30", "2022-09-25"))),
    ("10-Q", "2025-01-31", 2025, ((124300, "2024-12-28", "2024-09-29"),)),
)
_YEAR = ("2024-09-28", "2023-10-01")
_PARTS = (("GreaterChina", 66952), ("Americas", 167045), ("Europe", 101328), ("Japan", 25052))


def _sales() -> list[Fact]:
    return [
        fact(APPLE.cik, SALES, m, end, start, filed=filed, form=form, focus=focus, label="Net sales", face=True)
        for form, filed, focus, stated in _REPORTS
        for m, end, start in stated
    ]


APPLE_FACTS = (
    *_sales(),
    fact(APPLE.cik, "NetIncomeLoss", 93736, *_YEAR, filed="2024-11-01", focus=2024, label="Net income", face=True),
    fact(APPLE.cik, "CostOfGoodsAndServicesSold", 210352, *_YEAR, filed="2024-11-01", label="Cost of sales", face=True),
    fact(APPLE.cik, "Assets", 364980, "2024-09-28", filed="2024-11-01", label="Total assets", face=True),
    fact(APPLE.cik, "Assets", 331612, "2024-06-29", filed="2024-08-02", form="10-Q", label="Total assets", face=True),
    fact(APPLE.cik, "EarningsPerShareDiluted", "6.08", *_YEAR, filed="2024-11-01", unit="USD/shares"),
    fact(APPLE.cik, "EarningsPerShareDiluted", "4.69", "2024-06-29", "2023-10-01", filed="2024-08-02", unit="USD/shares"),
    fact(APPLE.cik, "aapl:VendorNonTradeReceivables", 32833, "2024-09-28", filed="2024-11-01", label="Vendor non-trade receivables"),
    *(
        fact(APPLE.cik, SALES, m, *_YEAR, filed="2024-11-01", label=name, member=(SEGMENT, f"aapl:{name}SegmentMember"))
        for name, m in _PARTS
    ),
)  # fmt: skip
META_FACTS = tuple(
    fact(META.cik, c, m, f"{y}-12-31", f"{y}-01-01", filed=f"{y + 1}-02-01", focus=y, face=True)
    for y, m in ((2021, 117929), (2022, 116609), (2023, 134902))
    for c in (SALES, "Revenues")
)
INTEL_FACTS = (
    fact(INTEL.cik, SALES, 54228, "2023-12-30", "2023-01-01", filed="2024-01-26", focus=2023, face=True),
    fact(INTEL.cik, SALES, 53101, "2024-12-28", "2023-12-31", filed="2025-01-31", focus=2024, face=True),
    fact(INTEL.cik, "ProfitLoss", -19233, "2024-12-28", "2023-12-31", filed="2025-01-31", focus=2024),
)
FILINGS = tuple(
    Filing(f"{form} {filed}", APPLE.cik, form, None, url=f"https://www.sec.gov/{filed}.htm") for form, filed, _, _ in _REPORTS
)  # fmt: skip


def shelf(*more: Fact) -> Shelf:
    """All of them, and more facts."""
    return Shelf([APPLE, META, INTEL], (*APPLE_FACTS, *META_FACTS, *INTEL_FACTS, *more), FILINGS)
