"""Real companies and what they filed, in millions, as the facts and figures that unit tests are made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from muniment.items.line_items import line_items
from muniment.records import Ask, Company, Evidence, Fact, Figure, Measure, Operation, Period, Pointed

APPLE = Company(320193, "Apple Inc.", ("AAPL",), fiscal_year_end="0928", rank=2)
META = Company(1326801, "Meta Platforms, Inc.", ("META",), ("Facebook Inc",), "1231", rank=6)
INTEL = Company(50863, "INTEL CORP", ("INTC",), fiscal_year_end="1228", rank=80)
GAMESTOP = Company(1326380, "GameStop Corp.", ("GME",), fiscal_year_end="0201", rank=600)
MICROSOFT = Company(789019, "MICROSOFT CORP", ("MSFT",), fiscal_year_end="0630", rank=1)

YEARS: dict[int, dict[int, tuple[str, str]]] = {
    APPLE.cik: {
        2020: ("2019-09-29", "2020-09-26"),
        2021: ("2020-09-27", "2021-09-25"),
        2022: ("2021-09-26", "2022-09-24"),
        2023: ("2022-09-25", "2023-09-30"),
        2024: ("2023-10-01", "2024-09-28"),
    },
    INTEL.cik: {
        2022: ("2021-12-26", "2022-12-31"),
        2023: ("2023-01-01", "2023-12-30"),
        2024: ("2023-12-31", "2024-12-28"),
    },
    GAMESTOP.cik: {
        2020: ("2020-02-02", "2021-01-30"),
        2021: ("2021-01-31", "2022-01-29"),
        2022: ("2022-01-30", "2023-01-28"),
        2023: ("2023-01-29", "2024-02-03"),
    },
    MICROSOFT.cik: {y: (f"{y - 1}-07-01", f"{y}-06-30") for y in range(2020, 2026)},
    META.cik: {y: (f"{y}-01-01", f"{y}-12-31") for y in range(2018, 2026)},
}
APPLE_QUARTERS = {
    "Q1": ("2023-10-01", "2023-12-30"),
    "Q2": ("2023-12-31", "2024-03-30"),
    "Q3": ("2024-03-31", "2024-06-29"),
    "Q4": ("2024-06-30", "2024-09-28"),
}
"""Apple's quarters of fiscal 2024."""
_CONCEPTS = {
    "net_sales": "us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax",
    "net_income": "us-gaap:NetIncomeLoss",
    "research_and_development": "us-gaap:ResearchAndDevelopmentExpense",
    "total_assets": "us-gaap:Assets",
    "shareholders_equity": "us-gaap:StockholdersEquity",
    "eps_diluted": "us-gaap:EarningsPerShareDiluted",
    "shares_diluted": "us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding",
}
_UNITS = {"money": "USD", "per_share": "USD/shares", "shares": "shares", "pure": "pure", "people": "pure"}


def figure(
    company: Company,
    item: str,
    period: int | str,
    amount: int | str,
    *,
    unit: str = "",
    label: str = "",
    dimensions: tuple[tuple[str, str], ...] = (),
    bases: tuple[int, ...] = (),
) -> Figure:
    """A figure as it was filed; money in millions, anything else as it is. `period` is a year, or Apple's "Q3" of fiscal 2024."""
    line = line_items()[item]
    unit = unit or _UNITS[line.unit]
    value = Decimal(amount) * 1_000_000 if len(unit) == 3 else Decimal(amount)
    year = period if isinstance(period, int) else 2024
    first, last = YEARS[company.cik][period] if isinstance(period, int) else APPLE_QUARTERS[period]
    start = None if line.instant else date.fromisoformat(first)
    end = date.fromisoformat(last)
    accession = f"{company.cik:010}-{(year + 1) % 100:02}-000001"
    fact = Fact(
        company.cik,
        _CONCEPTS.get(item, f"us-gaap:{item}"),
        value,
        unit,
        end,
        start,
        accession=accession,
        form="10-K" if isinstance(period, int) else "10-Q",
        filed=date(end.year + (end.month > 10), (end.month + 1) % 12 + 1, 1),
        element=f"f-{year}",
        dimensions=dimensions,
    )
    return Figure(
        item,
        label or line.label,
        company.name,
        company.cik,
        f"FY{period}" if isinstance(period, int) else f"{period} FY2024",
        value,
        unit,
        start,
        end,
        fact,
        f"https://www.sec.gov/{accession}.htm",
        accession,
        bases=bases,
    )


def apple_sales(year: int) -> Figure:
    """Apple's net sales of a fiscal year."""
    return figure(
        APPLE, "net_sales", year, {2020: 274515, 2021: 365817, 2022: 394328, 2023: 383285, 2024: 391035}[year]
    )


def apple_income(year: int) -> Figure:
    """Apple's net income of a fiscal year."""
    return figure(APPLE, "net_income", year, {2020: 57411, 2021: 94680, 2022: 99803, 2023: 96995, 2024: 93736}[year])


def meta_sales(year: int) -> Figure:
    """Meta's revenue of a fiscal year."""
    return figure(META, "net_sales", year, {2021: 117929, 2022: 116609, 2023: 134902, 2024: 164501}[year])


def gamestop_income(year: int) -> Figure:
    """GameStop's net income of a fiscal year: losses until 2022."""
    return figure(GAMESTOP, "net_income", year, {2020: "-215.3", 2021: "-381.3", 2022: "-313.1", 2023: "6.7"}[year])


def numbered(*figures: Figure) -> tuple[Evidence, ...]:
    """Figures as evidence, numbered from 1."""
    return tuple(Evidence(n, figure=f) for n, f in enumerate(figures, 1))


def ask(
    operation: Operation,
    items: str | Sequence[Measure],
    companies: Company | Sequence[Company],
    years: int | Sequence[int],
    **more: object,
) -> Ask:
    """An ask; of several items, by their keys with spaces between."""
    measures = tuple(map(Measure, items.split())) if isinstance(items, str) else tuple(items)
    entities = (companies,) if isinstance(companies, Company) else tuple(companies)
    periods = tuple(map(Period, (years,) if isinstance(years, int) else years))
    return Ask(operation, measures, entities, periods, **more)  # type: ignore[arg-type]


def pointed(asked: Ask, count: int) -> Pointed:
    """A program over the evidence numbered from 1 to `count`."""
    return Pointed(asked, tuple(range(1, count + 1)))
