"""Ratios and other measures that are computed from line items when no filing states them.

A margin or ratio relates figures of one fiscal period; returns use the balance at the end of the period, and the answer
says from what it was computed.
"""

from __future__ import annotations

from muniment.items.line_item import Formula, LineItem

_MULTIPLES = frozenset(
    "current_ratio quick_ratio cash_ratio debt_to_equity liabilities_to_equity asset_turnover inventory_turnover interest_coverage".split()
)


def ratio(key: str, label: str, phrases: str, over: str, under: str, concepts: str = "") -> LineItem:
    """A quotient of two line items, a pure number."""
    formula: Formula = ("ratio", (over, under))
    names = (label, *(p.strip() for p in phrases.split(",") if p.strip()))
    return LineItem(
        key, label, names, tuple(concepts.split()), formula, additive=False, unit="pure", percent=key not in _MULTIPLES
    )


ITEMS: tuple[LineItem, ...] = (
    ratio(
        "gross_margin",
        "gross margin",
        "gross margin percentage, gross profit margin, gross margin percent, gross margin rate, gross margins, gross margin %, gross % margin",
        "gross_profit",
        "net_sales",
    ),
    ratio(
        "operating_margin",
        "operating margin",
        "operating profit margin, operating income margin, ebit margin, operating margin percentage, operating margin %, operating income % margin, operating % margin",
        "operating_income",
        "net_sales",
    ),
    ratio(
        "net_margin",
        "net margin",
        "net profit margin, profit margin, net income margin, return on sales, net margin percentage, net margin %, net income % margin, net profit % margin",
        "net_income",
        "net_sales",
    ),
    ratio(
        "pretax_margin",
        "pretax margin",
        "pre-tax margin, pretax profit margin, pre tax margin",
        "pretax_income",
        "net_sales",
    ),
    ratio(
        "current_ratio",
        "current ratio",
        "liquidity ratio, working capital ratio",
        "current_assets",
        "current_liabilities",
    ),
    ratio(
        "quick_ratio",
        "quick ratio",
        "acid test ratio, acid-test ratio, quick liquidity ratio",
        "quick_assets",
        "current_liabilities",
    ),
    ratio("cash_ratio", "cash ratio", "", "cash", "current_liabilities"),
    ratio(
        "debt_to_equity",
        "debt-to-equity ratio",
        "debt to equity, debt-to-equity, d/e ratio, debt equity ratio, debt to equity ratio",
        "total_debt",
        "shareholders_equity",
    ),
    ratio(
        "liabilities_to_equity",
        "liabilities-to-equity ratio",
        "liabilities to equity, liabilities to equity ratio, total liabilities to equity",
        "total_liabilities",
        "shareholders_equity",
    ),
    ratio(
        "debt_to_assets",
        "debt-to-assets ratio",
        "debt to assets, debt ratio, debt to asset ratio, debt to assets ratio",
        "total_debt",
        "total_assets",
    ),
    ratio(
        "equity_ratio",
        "equity ratio",
        "equity to assets, equity to assets ratio",
        "shareholders_equity",
        "total_assets",
    ),
    ratio("return_on_assets", "return on assets", "roa", "net_income", "total_assets"),
    ratio("return_on_equity", "return on equity", "roe", "net_income", "shareholders_equity"),
    ratio(
        "asset_turnover", "asset turnover", "total asset turnover, asset turnover ratio", "net_sales", "total_assets"
    ),
    ratio(
        "inventory_turnover",
        "inventory turnover",
        "inventory turns, inventory turnover ratio",
        "cost_of_sales",
        "inventory",
    ),
    ratio(
        "interest_coverage",
        "interest coverage",
        "interest coverage ratio, times interest earned",
        "operating_income",
        "interest_expense",
    ),
    ratio("payout_ratio", "dividend payout ratio", "payout ratio, dividend payout", "dividends_paid", "net_income"),
    ratio(
        "rd_intensity",
        "R&D intensity",
        "r&d intensity, r&d to sales, r&d ratio",
        "research_and_development",
        "net_sales",
    ),
    ratio(
        "capex_intensity", "capital intensity", "capex to sales, capex intensity", "capital_expenditures", "net_sales"
    ),
    ratio(
        "operating_cash_flow_margin",
        "operating cash flow margin",
        "cash flow margin",
        "operating_cash_flow",
        "net_sales",
    ),
    ratio(
        "effective_tax_rate",
        "effective tax rate",
        "tax rate, effective income tax rate, etr",
        "income_tax_expense",
        "pretax_income",
        "us-gaap:EffectiveIncomeTaxRateContinuingOperations ifrs-full:AverageEffectiveTaxRate",
    ),
    ratio(
        "ebitda_margin",
        "EBITDA margin",
        "ebitda % margin, ebitda margin %, ebitda margin percentage, unadjusted ebitda margin, unadjusted ebitda % margin",
        "ebitda",
        "net_sales",
    ),
    ratio("free_cash_flow_margin", "free cash flow margin", "fcf margin", "free_cash_flow", "net_sales"),
    LineItem(
        "free_cash_flow",
        "free cash flow",
        ("free cash flow", "fcf", "free cash flows"),
        formula=("difference", ("operating_cash_flow", "capital_expenditures")),
    ),
    LineItem(
        "ebitda",
        "EBITDA",
        ("ebitda", "unadjusted ebitda", "earnings before interest taxes depreciation and amortization"),
        formula=("sum", ("operating_income", "depreciation_and_amortization")),
    ),
    LineItem(
        "working_capital",
        "working capital",
        ("working capital", "net working capital", "net current assets"),
        formula=("difference", ("current_assets", "current_liabilities")),
        instant=True,
        additive=False,
    ),
    LineItem(
        "quick_assets",
        "current assets less inventories",
        ("quick assets", "current assets less inventories"),
        formula=("difference", ("current_assets", "inventory")),
        instant=True,
        additive=False,
    ),
    LineItem(
        "net_debt",
        "net debt",
        ("net debt", "net borrowings"),
        formula=("difference", ("total_debt", "cash")),
        instant=True,
        additive=False,
    ),
    LineItem(
        "employees",
        "number of employees",
        ("number of employees", "employees", "headcount", "workforce size"),
        ("dei:EntityNumberOfEmployees", "ifrs-full:NumberOfEmployees"),
        instant=True,
        additive=False,
        unit="people",
        plural=True,
    ),
    LineItem(
        "public_float",
        "public float",
        ("public float", "market value held by non-affiliates"),
        ("dei:EntityPublicFloat",),
        instant=True,
        additive=False,
    ),
)
