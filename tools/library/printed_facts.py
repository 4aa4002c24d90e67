"""Printed statements as facts, of the same shape as tagged ones: what, whose, of which period, how much, and where it is printed.

A row of a statement whose column names a period is a fact. Its amount is in base units, its sign is that of the concept (a cost is
above zero, however it is printed). What is not certain is left out: a row that is printed twice with different amounts, a scale that
is nowhere said, a tax whose sign does not add up. Not done here: `statements` says which rows are line items.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from muniment.items.line_item import LineItem
from muniment.records import PRINTED, Fact
from muniment.tools.formats.page import Page
from muniment.tools.formats.printed_table import PrintedRow, PrintedTable
from muniment.tools.library.adding_up import adding_up
from muniment.tools.library.fiscal_ends import Column, fiscal_ends, newest_balance
from muniment.tools.library.per_share_grid import per_share_grid
from muniment.tools.library.printed_fact import PrintedFact
from muniment.tools.library.printed_parts import parts_of_items
from muniment.tools.library.printed_period import (
    DATE,
    FiscalEnds,
    PrintedPeriod,
    read_date,
    read_period,
    years_of,
)
from muniment.tools.library.printed_scale import currencies_of, per_share_scale, said_of_all, scales_of, shares_scale
from muniment.tools.library.statement_totals import read_amount, with_totals
from muniment.tools.library.statements import (
    STATEMENTS,
    Statement,
    heading_of,
    items_of,
    statement_of,
)
from muniment.tools.library.summaries import believed, is_summary
from muniment.tools.library.title_page import TitlePage
from muniment.wording import squash

_COSTS = frozenset(
    "cost_of_sales selling_general_and_administrative selling_and_marketing general_and_administrative research_and_development"
    " advertising_expense interest_expense restructuring_charges operating_expenses costs_and_expenses".split()
)
"""Items that are above zero where they are spent, however a statement prints them."""
_CONTRARY = frozenset({"interest_income", "treasury_stock", "accumulated_depreciation", "credit_loss_allowance"})
"""Items that a statement may take off, and whose concept is above zero."""
_OF_INCOME = re.compile(r"\(income\)|\bincome\b(?=.*\((?:expense|loss)\))|\bincome(?=(?:,? net)?$)", re.IGNORECASE)
_PAID = frozenset(
    "capital_expenditures dividends_paid share_repurchases acquisitions debt_repaid purchases_of_investments".split()
)
"""Items of a cash flow statement that are above zero where cash goes out, which the statement prints below zero."""
PARTS = "srt:ProductOrServiceAxis"
"""The axis of what an income statement splits an item into."""
Rows = Sequence[tuple[PrintedRow, LineItem | None]]
WEEK = 7
FULL, BESIDE = 0.75, 4
"""The share of another's line items by which a table is a whole statement too, and within how many pages statements stand together."""
FEWEST = 4
"""Line items that a table must have to be a statement, or a part of one."""
_DATES = re.compile(DATE, re.IGNORECASE)
_GROUP = re.compile(r"\b(?:group|consolidated)\b", re.IGNORECASE)
_CHANGES = re.compile(r"\bchanges?\b", re.IGNORECASE)
WHOLE = 1_000_000
"""Amounts of whole dollars: a statement without a scale whose largest is less may have lost its "in thousands"."""


@dataclass(frozen=True, slots=True)
class _Printed:
    statement: Statement
    table: PrintedTable
    heading: str
    count: int


@dataclass(frozen=True, slots=True)
class ReadStatements:
    """The facts of a document's statements, and when its company's fiscal years end ("MMDD"; "" where it does not say)."""

    facts: tuple[PrintedFact, ...]
    year_end: str = ""


def read_statements(pages: Sequence[tuple[Page, Sequence[PrintedTable]]], title: TitlePage) -> ReadStatements:
    """The facts of a document's own statements.

    Args:
        pages: in their order, each with its tables.
        title: what the document says of itself.
    """
    chosen = list(_chosen(pages))
    text = "\n".join(p.text for p, _ in pages)
    days = Counter(d for said in _DATES.findall(text) if (d := read_date(said)) is not None)
    columns = [c for p in chosen for c in _columns(p)]
    ends = fiscal_ends(title, columns)
    year_end = f"{ends.month:02}{ends.day:02}" if ends else ""
    title = replace(title, end=title.end or newest_balance(columns))
    of_all = said_of_all(text)
    # "Presented in US dollars" tells the currency, "in whole dollars" the scale.
    scales = scales_of(of_all) - (set() if "whole" in of_all else {0})
    elsewhere = set().union(*map(_scales, chosen)) or scales or _whole(chosen, pages)
    currency = _currency(chosen, title.form, text, of_all)
    if currency is None:
        return ReadStatements((), year_end)
    balances = frozenset(squash(r.label) for p in chosen if p.statement == "balance" for r in p.table.rows)
    document = _Document(title, days, ends, currency, balances)
    each = [(p, items_of(with_totals(p.table.rows), p.statement)) for p in chosen]
    stated = list(_agreeing(adding_up([f for p, rows in each for f in _facts(p, rows, document, elsewhere)])))
    stated += _agreeing(f for p, rows in each for f in _parts(p, rows, document, elsewhere))
    for table in (t for _, tables in pages for t in tables if is_summary(t)):
        rows = with_totals(table.rows)
        as_each = (_facts(_Printed(s, table, "", 0), items_of(rows, s), document, elsewhere) for s in STATEMENTS)
        named = [f for facts in as_each for f in facts if f.is_sure and not f.fact.concept.startswith(PRINTED)]
        stated += believed(list(_agreeing(named)), stated)
    return ReadStatements(tuple(stated), year_end)


@dataclass(frozen=True, slots=True)
class _Document:
    """What holds for all statements of a document."""

    title: TitlePage
    days: Counter[date]
    ends: FiscalEnds | None
    currency: str
    balances: frozenset[str]


def _columns(printed: _Printed) -> list[Column]:
    """The columns of a statement with the periods that they name by themselves."""
    table, is_balance = printed.table, printed.statement == "balance"
    return [Column(h, table.caption, read_period(h, table.caption, None, None), is_balance) for h in table.heads]


def _whole(chosen: Sequence[_Printed], pages: Sequence[tuple[Page, Sequence[PrintedTable]]]) -> set[int]:
    """The power of ten 0 where no page with a statement speaks of another, and the amounts are too large for one."""
    own = {p.table.page for p in chosen}
    said = any(scales_of(page.text) - {0} for page, _ in pages if page.number in own)
    each = [
        max((abs(read_amount(c.text)) for r in p.table.rows for c in r.cells if c), default=Decimal(0)) for p in chosen
    ]
    return {0} if each and min(each) >= WHOLE and not said else set()


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
            over = page.name if page.is_laid_out else over
            firsts.setdefault(page.number, table)
            statement = statement_of(table, over)
            if statement is not None and (count := _count(table, statement)) >= FEWEST:
                each.setdefault(statement, []).append(_Printed(statement, table, over, count))
        foot = " ".join(lines[-3:])[-200:]
    for printed in each.values():
        best = _best(printed, [p for others in each.values() if others is not printed for p in others])
        near = [p for p in printed if abs(p.table.page - best.table.page) <= 1]
        last = max(near, key=lambda p: p.table.page)
        yield from near
        yield from _going_on(last, firsts.get(last.table.page + 1))
        if best.statement == "income":
            yield from _per_share(best, pages)


def _best(printed: Sequence[_Printed], others: Sequence[_Printed]) -> _Printed:
    """Of several tables the statement itself: of those with about as many line items as any, one beside the other statements.

    A discussion repeats the statement of income, without the others, and as percentages.
    """
    most = max(p.count for p in printed)
    full = [p for p in printed if p.count >= FULL * most]
    beside = [p for p in full if any(abs(p.table.page - o.table.page) <= BESIDE for o in others)]
    return max(beside or full, key=lambda p: p.count)


def _per_share(income: _Printed, pages: Sequence[tuple[Page, Sequence[PrintedTable]]]) -> Iterator[_Printed]:
    """The small tables of amounts per share on the pages of an income statement, under its heads where they have none."""
    for page, tables in pages:
        if page.number not in (income.table.page, income.table.page + 1):
            continue
        for table in tables:
            grid = per_share_grid(table) if table is not income.table else None
            if grid is not None and not any(grid.heads) and len(grid.heads) == len(income.table.heads):
                grid = replace(grid, heads=income.table.heads)
            if grid is not None:
                yield _Printed("income", replace(grid, caption=f"{income.table.caption} {grid.caption}"), "", 0)


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
    """The powers of ten that a statement says of its amounts."""
    return scales_of(f"{printed.table.caption} {' '.join(printed.table.heads)} {printed.heading}")


def _currency(chosen: Sequence[_Printed], form: str, text: str, of_all: str) -> str | None:
    """The one currency that the statements say, by sign or by name, else the document of all its amounts; that of domestic forms where nobody says one
    (17 CFR 210.3-20)."""
    said = [f"{p.heading} {p.table.caption} {' '.join(p.table.heads)}" for p in chosen]
    said += [c.text for p in chosen for r in p.table.rows for c in r.cells if c]
    found = (
        currencies_of(said, text)
        or currencies_of([of_all], text)
        or ({"USD"} if form.startswith(("10-K", "10-Q")) else set())
    )
    return found.pop() if len(found) == 1 else None


def _parts(printed: _Printed, rows: Rows, document: _Document, elsewhere: set[int]) -> Iterator[PrintedFact]:
    """The facts of the parts into which an income statement splits an item."""
    parts = parts_of_items(rows) if printed.statement == "income" else []
    for found in _facts(printed, parts, document, elsewhere):
        member = (PARTS, f"{PRINTED}{_camel(found.fact.label)}Member")
        yield replace(found, fact=replace(found.fact, dimensions=(member,)))


def _facts(printed: _Printed, rows: Rows, document: _Document, elsewhere: set[int]) -> Iterator[PrintedFact]:
    """The facts of rows of one statement; `elsewhere` are the powers of ten that the other statements say."""
    statement, table = printed.statement, printed.table
    said = _scales(printed)
    scales = said or elsewhere
    if len(scales) != 1:
        return
    (own,) = scales
    shares = shares_scale(f"{table.caption} {printed.heading}", own)
    periods = _periods(printed, document)
    for row, item in rows:
        for cell, period in zip(row.cells, periods, strict=True):
            if cell is None or period is None or (statement != "balance" and period.start is None) or "%" in cell.text:
                continue
            measured = item.unit if item else ""
            power: int | None = own
            if measured == "per_share":
                near = f"{' '.join(row.path[-1:])} {row.label} {cell.text}"
                power = per_share_scale(near, table.caption, document.currency)
            elif measured == "shares":
                power = shares or 0
            if power is None:
                continue
            amount = _signed(read_amount(cell.text).scaleb(power), item, row.label, statement)
            if amount is None:
                continue
            sure = bool(said) and shares is not None if measured == "shares" else _is_signed(item, row.label, amount)
            unit = {"per_share": f"{document.currency}/shares", "shares": "shares"}.get(measured, document.currency)
            fact = _begun(_fact(row, item, amount, unit, period, statement, document), document.days)
            yield PrintedFact(fact, table.page, cell.box, cell.text, sure)


def _periods(printed: _Printed, document: _Document) -> list[PrintedPeriod | None]:
    """The period of each column; None of the parent alone beside the group, and of two that name the same."""
    table, title = printed.table, document.title
    months = 12 if title.is_annual and printed.statement != "balance" else None
    named = _named(table, title)
    consolidated = any(_GROUP.search(h) for h in table.heads)
    found = [
        None
        if consolidated and not _GROUP.search(head)
        else _exact(read_period(head, table.caption, title.end, months, named, document.ends), document.days)
        for head in table.heads
    ]
    counts = Counter(found)
    return [p if counts[p] == 1 else None for p in found]


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
    document: _Document,
) -> Fact:
    label = row.label
    if item is None and statement == "cash" and _is_a_change(row, document):
        label = f"Cash flow from changes in {label[:1].lower()}{label[1:]}"
    concept = item.concepts[0] if item else f"{PRINTED}{_camel(label)}"
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
        form=document.title.form,
        fiscal_year_focus=_called(end, document),
        label=label,
        face=True,
    )


def _is_a_change(row: PrintedRow, document: _Document) -> bool:
    """Whether a row of a cash flow statement is what the change of a balance did to cash: it is printed under the balance's own name."""
    said = " ".join((*row.path, row.label))
    return not _CHANGES.search(row.label) and bool(_CHANGES.search(said) or squash(row.label) in document.balances)


def _called(end: date, document: _Document) -> int | None:
    """What the document calls the fiscal year of a fact that ends on a day, where it names its own."""
    named = document.title.fiscal_year is not None or (document.ends is not None and document.ends.offset)
    return document.ends.name_of(end) if document.ends and named else None


def _signed(amount: Decimal, item: LineItem | None, label: str, statement: Statement) -> Decimal | None:
    """An amount with the sign of its concept; None where what is printed cannot be told for one."""
    if item is None:
        return amount
    if item.key in _COSTS | _CONTRARY:
        return abs(amount)
    if item.key == "other_income":
        said = _OF_INCOME.search(label)
        return -amount if said and said.group().startswith("(") else amount
    if statement == "cash" and item.key in _PAID:
        return -amount if amount <= 0 else None
    return amount


def _is_signed(item: LineItem | None, label: str, amount: Decimal) -> bool:
    """Whether it is sure what the sign means: "other income, net" below zero may be income in a list of costs."""
    if item is None or item.key != "other_income":
        return True
    said = _OF_INCOME.search(label)
    return said is not None and ("(" in label or amount >= 0)


def _agreeing(found: Iterable[PrintedFact]) -> Iterator[PrintedFact]:
    """Each fact once; none of what is printed with different amounts."""
    each: dict[tuple[object, ...], list[PrintedFact]] = {}
    for printed in found:
        f = printed.fact
        each.setdefault((f.concept, f.unit, f.start, f.end, f.dimensions), []).append(printed)
    for same in each.values():
        if len({p.fact.value for p in same}) == 1:
            yield same[0]


def _camel(label: str) -> str:
    words = re.findall(r"[A-Za-z]+|\d+", label)[:14]
    return "".join(w[:1].upper() + w[1:] for w in words) or "Unnamed"
