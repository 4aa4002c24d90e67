"""Printed statements as facts, of the same shape as tagged ones: what, whose, of which period, how much, and where it is printed.

A row of a statement whose column names a period is a fact. Its amount is in base units, its sign is that of the concept (a cost is
above zero, however it is printed). What is not certain is left out: a row that is printed twice with different amounts, a scale that
is nowhere said, a tax whose sign does not add up. Not done here: `statements` says which rows are line items.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from muniment.items.line_item import LineItem
from muniment.records import Fact
from muniment.tools.formats.page import Box, Page
from muniment.tools.formats.printed_table import PrintedRow, PrintedTable
from muniment.tools.library.printed_period import DATE, PrintedPeriod, read_date, read_period, years_of
from muniment.tools.library.statements import Statement, heading_of, items_of, read_amount, statement_of, with_totals
from muniment.tools.library.title_page import TitlePage

_SCALES = (("thousands", 3), ("millions", 6), ("billions", 9))
_MONEY = r"(?:USD|EUR|GBP|CHF|US\s?\$|[$€£]|euros?|dollars|pounds)"
_SCALE = tuple(
    (re.compile(pattern, re.IGNORECASE), power)
    for pattern, power in (
        (
            r"\b(?:expressed|stated|amounts?|figures|all|shown|presented)\s+(?:are\s+)?in\s+(?:whole\s+|US\s+|U\.S\.\s+)?"
            r"(?:dollars|euros|pounds|USD|EUR|GBP|CHF)\b(?!,?\s*(?:in\s+)?(?:thousand|million|billion))",
            0,
        ),
        (rf"\bthousands\b|(?:\bin|{_MONEY})\s*thousand\b|(?:{_MONEY}\s?|\(|['’])000(?:['’]?s)?\b", 3),
        (rf"\bmillions\b|(?:\bin|{_MONEY})\s*million\b|[$€£]\s?mn?\b|\b(?:EUR|USD|GBP)\s?mn?\b", 6),
        (rf"\bbillions\b|(?:\bin|{_MONEY})\s*billion\b|[$€£]\s?bn\b", 9),
    )
)
"""How a statement says the power of ten of its amounts: "(in thousands)", "EUR million", "£'000", "in US dollars"."""
_SHARES_IN = re.compile(
    r"\bshares\b[^;)]{0,40}?\b(?:reflected |stated |are )?in (thousands|millions|billions)", re.IGNORECASE
)
_SHARES_APART = re.compile(
    r"\bexcept\b[^)]*(?<!per )(?<!per-)(?<!per common )(?<!per ordinary )\bshares?\b", re.IGNORECASE
)
_COSTS = frozenset(
    "cost_of_sales selling_general_and_administrative selling_and_marketing general_and_administrative research_and_development"
    " advertising_expense interest_expense restructuring_charges operating_expenses costs_and_expenses".split()
)
"""Items that are above zero where they are spent, however a statement prints them."""
_CONTRARY = frozenset({"interest_income", "treasury_stock", "accumulated_depreciation", "credit_loss_allowance"})
"""Items that a statement may take off, and whose concept is above zero."""
_OF_INCOME = re.compile(r"\(income\)|\bincome\b(?=.*\((?:expense|loss)\))", re.IGNORECASE)
_PAID = frozenset(
    "capital_expenditures dividends_paid share_repurchases acquisitions debt_repaid purchases_of_investments".split()
)
"""Items of a cash flow statement that are above zero where cash goes out, which the statement prints below zero."""
_CURRENCIES = (
    (re.compile(r"€|\beuros?\b|\bEUR\b", re.IGNORECASE), "EUR"),
    (re.compile(r"£|\bpounds?\b|\bsterling\b|\bpence\b", re.IGNORECASE), "GBP"),
    (re.compile(r"¥|\byen\b", re.IGNORECASE), "JPY"),
    (re.compile(r"\$|\bdollars?\b|\bUSD\b", re.IGNORECASE), "USD"),
)
WEEK = 7
FEWEST = 4
"""Line items that a table must have to be a statement, or a part of one."""
_DATES = re.compile(DATE, re.IGNORECASE)
MONTHS = {"10-K": 12, "20-F": 12, "40-F": 12, "10-KT": 12}


@dataclass(frozen=True, slots=True)
class PrintedFact:
    """A fact with its place: the page, and the box of the cell on it."""

    fact: Fact
    page: int
    box: Box
    text: str


@dataclass(frozen=True, slots=True)
class _Printed:
    statement: Statement
    table: PrintedTable
    heading: str
    count: int


def printed_facts(pages: Sequence[tuple[Page, Sequence[PrintedTable]]], title: TitlePage) -> list[PrintedFact]:
    """The facts of a document's own statements.

    Args:
        pages: in their order, each with its tables.
        title: what the document says of itself.
    """
    chosen = list(_chosen(pages))
    days = Counter(d for p, _ in pages for said in _DATES.findall(p.text) if (d := read_date(said)) is not None)
    scales = [_scales(p) for p in chosen]
    elsewhere = set().union(*scales)
    currency = _currency(chosen, title.form)
    found = [f for p, s in zip(chosen, scales, strict=True) for f in _facts(p, title, days, s or elsewhere, currency)]
    return list(_agreeing(_with_tax(found)))


def _chosen(pages: Sequence[tuple[Page, Sequence[PrintedTable]]]) -> Iterator[_Printed]:
    """Of each statement the table with the most line items, and what of it stands on the page before or after."""
    each: dict[Statement, list[_Printed]] = {}
    firsts: dict[int, PrintedTable] = {}
    foot = ""
    for page, tables in pages:
        lines = [line.text for line in page.lines]
        heading = heading_of(lines)
        for table in tables:
            # A title may be the last line of the page before.
            over = heading if page.number in firsts else f"{foot} {heading}"
            # On a page that was laid out, what stands over a table is known, and its head is but where a part was cut.
            over = "" if page.is_laid_out else over
            firsts.setdefault(page.number, table)
            statement = statement_of(table, over)
            if statement is not None and (count := _count(table, statement)) >= FEWEST:
                each.setdefault(statement, []).append(_Printed(statement, table, over, count))
        foot = " ".join(lines[-3:])[-200:]
    for printed in each.values():
        best = max(printed, key=lambda p: p.count)
        near = [p for p in printed if abs(p.table.page - best.table.page) <= 1]
        last = max(near, key=lambda p: p.table.page)
        yield from near
        yield from _going_on(last, firsts.get(last.table.page + 1))


def _count(table: PrintedTable, statement: Statement) -> int:
    return len({i.key for _, i in items_of(with_totals(table.rows), statement) if i})


def _going_on(last: _Printed, table: PrintedTable | None) -> Iterator[_Printed]:
    """The first table of the next page, where it goes on without a title: as many columns, under the same heads or none."""
    if (
        table is None
        or len(table.heads) != len(last.table.heads)
        or (any(table.heads) and table.heads != last.table.heads)
    ):
        return
    same = replace(table, heads=last.table.heads, caption=last.table.caption)
    if (count := _count(same, last.statement)) >= FEWEST:
        yield _Printed(last.statement, same, last.heading, count)


def _scales(printed: _Printed) -> set[int]:
    """The powers of ten that a statement says of its amounts; what it says of shares is not meant."""
    said = _SHARES_IN.sub(" ", f"{printed.table.caption} {' '.join(printed.table.heads)} {printed.heading}")
    found = {power for pattern, power in _SCALE if pattern.search(said)}
    # "In US dollars, in thousands" names the currency apart.
    return found - {0} or found


def _shares_scale(said: str, own: int) -> int | None:
    """The power of ten of counts of shares: as is said of them, else that of the amounts; None where they are only said to differ."""
    if named := _SHARES_IN.search(said):
        return dict(_SCALES)[named.group(1).lower()]
    return None if _SHARES_APART.search(said) else own


def _currency(chosen: Sequence[_Printed], form: str) -> str | None:
    """The one currency that the statements say, by sign or by name; that of domestic forms where they say none (17 CFR 210.3-20)."""
    said = " ".join(
        [f"{p.heading} {p.table.caption} {' '.join(p.table.heads)}" for p in chosen]
        + [c.text for p in chosen for r in p.table.rows for c in r.cells if c]
    )
    found = {code for pattern, code in _CURRENCIES if pattern.search(said)}
    if not found and form.startswith(("10-K", "10-Q")):
        return "USD"
    return found.pop() if len(found) == 1 else None


def _facts(
    printed: _Printed, title: TitlePage, days: Counter[date], scales: set[int], currency: str | None
) -> Iterator[PrintedFact]:
    statement, table = printed.statement, printed.table
    months = MONTHS.get(title.form) if statement != "balance" else None
    named = _named(table, title)
    periods = [_exact(read_period(head, table.caption, title.end, months, named), days) for head in table.heads]
    if len(scales) != 1 or currency is None:
        return
    (own,) = scales
    shares = _shares_scale(f"{table.caption} {printed.heading}", own)
    for row, item in items_of(with_totals(table.rows), statement):
        for cell, period in zip(row.cells, periods, strict=True):
            if cell is None or period is None or (statement != "balance" and period.start is None) or "%" in cell.text:
                continue
            power = {"per_share": 0, "shares": shares}.get(item.unit, own) if item else own
            if power is None:
                continue
            unit = (
                {"per_share": f"{currency}/shares", "shares": "shares"}.get(item.unit, currency) if item else currency
            )
            amount = _signed(read_amount(cell.text).scaleb(power), item, row.label, statement)
            if amount is not None:
                fact = _fact(row, item, amount, unit, period, statement, title)
                yield PrintedFact(_begun(fact, days), table.page, cell.box, cell.text)


def _exact(period: PrintedPeriod | None, days: Counter[date]) -> PrintedPeriod | None:
    """A period whose end is a day that the document names, the nearest where a column says but a year; or the end of a month.

    None where neither is: a year of 52 or 53 weeks may end on any day of a week.
    """
    if period is None or days[period.end]:
        return period
    near = [d for d in days if abs((d - period.end).days) <= WEEK]
    if near:
        return replace(period, end=max(near, key=lambda d: days[d]))
    return period if (period.end + timedelta(days=1)).day == 1 else None


def _begun(fact: Fact, days: Counter[date]) -> Fact:
    """A fact that begins on the day after one that the document names, where there is one within a week of where it was reckoned."""
    if fact.start is None:
        return fact
    ended = fact.start - timedelta(days=1)
    near = [d for d in days if abs((d - ended).days) <= WEEK]
    return (
        replace(fact, start=max(near, key=lambda d: days[d]) + timedelta(days=1)) if near and not days[ended] else fact
    )


def _named(table: PrintedTable, title: TitlePage) -> int | None:
    """What the year that ended at the document's end is called: the newest over the table's columns, where that can be."""
    newest = max(years_of(table.heads), default=None)
    return newest if newest and title.end and title.end.year - newest in (0, 1) else title.fiscal_year


def _fact(
    row: PrintedRow,
    item: LineItem | None,
    amount: Decimal,
    unit: str,
    period: PrintedPeriod,
    statement: Statement,
    title: TitlePage,
) -> Fact:
    concept = item.concepts[0] if item else f"printed:{_camel(row.label)}"
    start: date | None = None if statement == "balance" else period.start
    end = period.end
    if item is not None and item.instant and start is not None:
        # A balance in a cash flow statement is that of the period's end, or of the day before its beginning.
        end = start - timedelta(days=1) if "beginning" in row.label.lower() else end
        start = None
    return Fact(
        0,
        concept,
        amount,
        unit,
        end,
        start,
        form=title.form,
        fiscal_year_focus=_called(end, title),
        label=row.label,
        face=True,
    )


def _called(end: date, title: TitlePage) -> int | None:
    """What the document calls the fiscal year of a fact that ends on a day, from what it calls its own."""
    if title.fiscal_year is None or title.end is None:
        return None
    return title.fiscal_year + round((end - title.end).days / 365.25)


def _signed(amount: Decimal, item: LineItem | None, label: str, statement: Statement) -> Decimal | None:
    """An amount with the sign of its concept; None where what is printed cannot be told for one."""
    if item is None:
        return amount
    if item.key in _COSTS | _CONTRARY:
        return abs(amount)
    if item.key == "other_income":
        said = _OF_INCOME.search(label)
        return None if said is None else -amount if said.group().startswith("(") else amount
    if statement == "cash" and item.key in _PAID:
        return -amount if amount <= 0 else None
    return amount


def _with_tax(found: Sequence[PrintedFact]) -> Iterator[PrintedFact]:
    """The facts, the income tax with the sign by which it and what is left add up to the income before it; else without it."""
    by = {(f.fact.concept, f.fact.start, f.fact.end): f.fact.value for f in found}
    tax, before = "us-gaap:IncomeTaxExpenseBenefit", _concept("pretax_income")
    after = [_concept(k) for k in ("income_continuing_operations", "net_income", "net_income_including_noncontrolling")]
    for printed in found:
        fact = printed.fact
        if fact.concept != tax:
            yield printed
            continue
        whole = by.get((before, fact.start, fact.end))
        left = [v for c in after if (v := by.get((c, fact.start, fact.end))) is not None]
        if whole is None or not left:
            continue
        fits = [v for v in (fact.value, -fact.value) if any(abs(whole - v - rest) <= abs(whole) / 50 for rest in left)]
        if len(set(fits)) == 1:
            yield replace(printed, fact=replace(fact, value=fits[0]))


def _concept(key: str) -> str:
    from muniment.items.line_items import line_items

    return line_items()[key].concepts[0]


def _agreeing(found: Iterator[PrintedFact]) -> Iterator[PrintedFact]:
    """Each fact once; none of what is printed with different amounts."""
    each: dict[tuple[str, str, date | None, date], list[PrintedFact]] = {}
    for printed in found:
        f = printed.fact
        each.setdefault((f.concept, f.unit, f.start, f.end), []).append(printed)
    for same in each.values():
        if len({p.fact.value for p in same}) == 1:
            yield same[0]


def _camel(label: str) -> str:
    words = re.findall(r"[A-Za-z]+|\d+", label)[:14]
    return "".join(w[:1].upper() + w[1:] for w in words) or "Unnamed"
