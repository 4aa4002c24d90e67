"""Which printed tables are a company's own statements, and which line item each of their rows is.

A row is a line item only when its label, without notes and numbers in it, is a name of the item, and it stands in the statement
where that item belongs. What is not surely one is left out: it stays a cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from muniment.items import balance_items, cash_items, income_items
from muniment.items.line_item import LineItem
from muniment.tools.formats.printed_table import PrintedRow, PrintedTable
from muniment.tools.library.balance_sections import PLACED, Section, placed_item, sections
from muniment.tools.library.statement_names import PRINTED_AS, VAGUE
from muniment.tools.library.statement_totals import with_totals
from muniment.wording import squash

Statement = Literal["income", "balance", "cash"]
STATEMENTS: tuple[Statement, ...] = ("income", "balance", "cash")
_ITEMS = {"income": income_items.ITEMS, "balance": balance_items.ITEMS, "cash": cash_items.ITEMS}
_TITLES: tuple[tuple[Statement, re.Pattern[str]], ...] = (
    (
        "cash",
        re.compile(r"\bstatements?\s+of\s+(?:consolidated\s+)?cash\s+flows?\b|\bcash\s+flow\s+statements?\b", re.I),
    ),
    (
        "balance",
        re.compile(
            r"\bbalance\s+sheets?\b|\bstatements?\s+of\s+(?:consolidated\s+)?financial\s+(?:position|condition)\b", re.I
        ),
    ),
    (
        "income",
        re.compile(
            r"\bstatements?\s+of\s+(?:consolidated\s+)?(?:income|earnings|operations|profit|comprehensive\s+income|financial\s+performance)\b"
            r"|\bincome\s+statements?\b|\b(?:income|statements?\s+of\s+profit)\s+and\s+(?:expenditure|loss)\b|\bprofit\s*(?:and|&)\s*loss\b|\bP\s?&\s?L\b",
            re.I,
        ),
    ),
)
_OTHERS = re.compile(
    r"\b(?:condensed\s+consolidating|percent(?:age)?s?\s+of\s+(?:total\s+|net\s+)?(?:revenues?|sales)|consolidating|parent\s+company|guarantors?|pro\s+forma|unaudited\s+pro|selected|segments?|reconciliation)\b",
    re.I,
)
_ANCHORS: dict[Statement, tuple[re.Pattern[str], ...]] = {
    "income": (
        re.compile(r"^(?:total )?(?:net )?(?:sales|revenues?)", re.I),
        re.compile(r"^(?:consolidated )?net (?:income|earnings|loss)|^profit for|^net \(loss\)", re.I),
    ),
    "balance": (
        re.compile(r"^total assets", re.I),
        re.compile(r"^total (?:current )?liabilities|^total liabilities and|^total .*equity", re.I),
    ),
    "cash": (
        re.compile(r"operating activities|operations$", re.I),
        re.compile(r"investing activities|financing activities|capital expenditures|property", re.I),
    ),
}
_WHOLE: dict[Statement, tuple[re.Pattern[str], ...]] = {
    "income": (
        re.compile(r"^(?:total )?(?:net )?(?:operating )?(?:sales|revenues?)|^turnover$", re.I),
        re.compile(
            r"\bbefore (?:provision for |benefit from )?(?:income )?tax|^operating (?:income|profit|earnings|loss)|^(?:income|earnings) from operations",
            re.I,
        ),
        re.compile(
            r"^(?:consolidated )?net (?:income|earnings|loss|profit)\b|^profit (?:for|after)|^net \(loss\)|^\(?loss\)? for the",
            re.I,
        ),
    ),
    "balance": (
        re.compile(r"^total assets$", re.I),
        re.compile(r"^total (?:current )?liabilities|^total liabilities and|^total .*equity", re.I),
    ),
    "cash": (
        re.compile(r"\boperating activities$|\boperations$", re.I),
        re.compile(r"\binvest(?:ing|ment) activities$", re.I),
        re.compile(r"\bfinancing activities$", re.I),
    ),
}
"""Rows that together are in a statement and in nothing else, for tables whose title is lost."""
_NOTE = re.compile(
    r"\s*\((?:see\s+)?notes?\s[^)]*\)|\s*\[[^\]]*\]|\s*\(\d+\)|,?\s*(?:less|net of) .*$"
    r"|\s*[-–—,:;]\s*(?:par value|authorized|at cost).*$|,?\s*\$[\d,.]+.*$",
    re.I,
)
_ATTRIBUTED = re.compile(
    r"\s+(?:attributable|available|applicable)\s+to\s+(?!.*\b(?:non-?\s?controlling|minority|redeemable)\b).*$", re.I
)
_WITH_OTHERS = re.compile(
    r"^(?:consolidated )?net (?:income|earnings)(?: \(loss(?:es)?\))?,? including\b.*\b(?:non-?\s?controlling|minority)\b",
    re.I,
)
_EQUITY = re.compile(
    r"^total\s+(?!liabilities)(?:\S+\s+){0,6}(?:stockholders|shareholders|shareowners)\S*\s+(?:equity|investment)(?:\s+\(deficit\))?$|^total equity$",
    re.I,
)
_FLOWS = (
    (
        "operating_cash_flow",
        re.compile(r"^(?:total )?(?:net )?cash .*\boperat(?:ing activities|ions)|^total operating activities$", re.I),
    ),
    (
        "investing_cash_flow",
        re.compile(
            r"^(?:total )?(?:net )?cash .*\binvest(?:ing activities|ment activities)|^total investing activities$", re.I
        ),
    ),
    (
        "financing_cash_flow",
        re.compile(r"^(?:total )?(?:net )?cash .*\bfinancing activities|^total financing activities$", re.I),
    ),
    (
        "change_in_cash",
        re.compile(
            r"^(?:net )?(?:\(?(?:increase|decrease|change)\)?(?: ?/ ?| or | )?\(?(?:increase|decrease)?\)?) in cash",
            re.I,
        ),
    ),
    (
        "capital_expenditures",
        re.compile(
            r"^(?:capital expenditures|(?:additions to|purchases? of|payments for|acquisitions? of|expenditures for|investments? in) (?:land, buildings,? and equipment"
            r"|property|property(?:,)? plant,? and equipment|property and equipment|fixed assets).*)",
            re.I,
        ),
    ),
    (
        "dividends_paid",
        re.compile(
            r"^(?:cash )?(?:dividends? paid|dividends? payments?|payments? (?:of|for) (?:cash )?dividends|(?:common stock )?dividends)\b(?!.*(?:non-?controlling|received|from|declared))",
            re.I,
        ),
    ),
    (
        "share_repurchases",
        re.compile(
            r"^(?:re)?purchases? of (?:class \w )?(?:common|treasury|own) (?:stock|shares)|^repurchases? of (?:ordinary )?shares|^share repurchases|^purchases? of treasury",
            re.I,
        ),
    ),
    (
        "depreciation_and_amortization",
        re.compile(r"^depreciation,? (?:and|&) amortization$|^depreciation, depletion and amortization$", re.I),
    ),
    ("stock_based_compensation", re.compile(r"^(?:stock|share|equity)[- ]based compensation(?: expense)?$", re.I)),
)
_PER = re.compile(r"per (?:common |ordinary |diluted |basic )?share|earnings \(?loss\)? per|per share", re.I)
_BOTH = re.compile(r"\bbasic (?:and|&) dilut|\bdiluted (?:and|&) basic", re.I)
_EARNED = re.compile(r"\b(?:earnings|income|profit|loss)\b.*\bper (?:common |ordinary )?share|\bEPS\b", re.I)
_COUNTED = re.compile(r"^(?:weighted|average|number of|shares (?:used|outstanding))|\bweighted[- ]average\b", re.I)
_SHARES = re.compile(r"\bshares\b", re.I)
_PRETAX = re.compile(
    r"^(?:income|earnings|profit)(?: \(loss(?:es)?\))?(?: from continuing operations)?,? before (?:provision for |benefit from )?(?:income )?tax(?:es)?"
    r"(?: on income| expense)?(?:,? and (?:after-?\s?tax )?(?:equity in )?(?:earnings|income|losses|loss|results)(?: \(loss(?:es)?\))?(?: of| from| in)? (?:joint ventures|(?:unconsolidated |equity )?affiliates|(?:equity )?(?:method )?invest(?:ees|ments)|associates))?$",
    re.I,
)
_ENDING = re.compile(r"^cash.*\brestricted cash\b.*\b(?:end(?:ing)?|beginning)\b", re.I)
_OTHER_INCOME = re.compile(
    r"^(?:interest (?:income )?and )?(?:other|non-?\s?operating)(?:,? non-?\s?operating)?,?(?:[ /]+(?:and )?\(?(?:income|expenses?|loss(?:es)?|gains?)\)?)*(?:,? ?[-–—]? ?net)?$",
    re.I,
)
_PARTS_OF_COSTS = re.compile(r"\bcompensation\b|\b(?:included|includes|comprised|consist\w*)\b", re.I)
"""Heads a list, at the foot of an income statement, of what its costs hold of something else."""
_ABBREVIATED = re.compile(r"\s*\([A-Z][A-Z&]{1,5}\)")
_TAKEN = re.compile(r"^(?:less|add|plus|deduct)\s*:\s*", re.I)
_NET = re.compile(r"(?:,\s*|\s*[-–—]\s*)net$|^total\s+|^net\s+(?=property|sales|revenue)", re.I)


def statement_of(table: PrintedTable, heading: str) -> Statement | None:
    """Which of a company's statements a table is, or is a part of: it bears the title and a row that must be in it, or all rows that make one.

    Args:
        table: the table.
        heading: what stands at the top of its page, and over it.
    """
    title = f"{heading} {table.caption}"
    if _OTHERS.search(title):
        return None
    labels = [r.label for r in with_totals(table.rows)]
    found = [s for s, pattern in _TITLES if pattern.search(title)]
    if len(found) == 1 and any(p.search(label) for p in _ANCHORS[found[0]] for label in labels):
        return found[0]
    whole = [s for s, patterns in _WHOLE.items() if all(any(p.search(label) for label in labels) for p in patterns)]
    return whole[0] if len(whole) == 1 else None


def items_of(rows: Sequence[PrintedRow], statement: Statement) -> list[tuple[PrintedRow, LineItem | None]]:
    """Each row of a statement with the line item that it is; None where it is none, or might be two.

    Where the part of other owners is a row of its own, what is said to be attributable to the company is the item, and what is not
    is the item and that part together. Of "Net sales" and "Total revenue" in one statement the total is the item.
    """
    placed = sections([r.label for r in rows]) if statement == "balance" else [None] * len(rows)
    found = _totals([(r, _item_of(r, statement, section)) for r, section in zip(rows, placed, strict=True)])
    if not any(_OTHERS_PART.search(r.label) for r in rows):
        return found
    keys = _by_key()
    whole = {
        "net_income": "net_income_including_noncontrolling",
        "shareholders_equity": "equity_including_noncontrolling",
    }
    return [(r, keys[whole[i.key]] if i and i.key in whole and not _is_the_companys(r.label) else i) for r, i in found]


def item_called(label: str, statement: Statement) -> LineItem | None:
    """The item that a label, or a heading, names in a statement; None where it names none."""
    return _names(statement).get(squash(label))


def _totals(found: list[tuple[PrintedRow, LineItem | None]]) -> list[tuple[PrintedRow, LineItem | None]]:
    """The rows, of those that are one item only the one that is called its total."""
    each: dict[str, list[PrintedRow]] = {}
    for row, item in found:
        if item is not None:
            each.setdefault(item.key, []).append(row)
    total = {
        key: totals[0]
        for key, rows in each.items()
        if len(rows) > 1 and len(totals := [r for r in rows if r.label.lower().startswith("total ")]) == 1
    }
    return [(r, None if i and i.key in total and r is not total[i.key] else i) for r, i in found]


_OTHERS_PART = re.compile(r"\b(?:non-?\s?controlling|minority|redeemable)\b.*\binterests?\b", re.I)


def _is_the_companys(label: str) -> bool:
    """Whether a label says whose the amount is: "attributable to …", or a name before "shareholders' equity"."""
    attributed = re.search(r"\b(?:attributable|available|applicable)\s+to\b(?!.*non-?\s?controlling)", label, re.I)
    named = re.search(
        r"^total\s+(?!stockholders|shareholders|shareowners|equity)\S.*(?:stockholders|shareholders|shareowners)\S*\s+equity",
        label,
        re.I,
    )
    return bool(attributed or named)


def _item_of(row: PrintedRow, statement: Statement, section: Section | None) -> LineItem | None:
    label = _NOTE.sub("", _TAKEN.sub("", _ABBREVIATED.sub("", row.label))).strip(" ,.:")
    if not label:
        return None
    if squash(label) in PLACED:
        key = placed_item(label, section)
        return _by_key()[key] if key and statement == "balance" else _flow_named(label) if statement == "cash" else None
    if statement == "income" and any(_PARTS_OF_COSTS.search(head) for head in row.path):
        return None
    if statement == "income" and _OTHER_INCOME.search(label):
        return _by_key()["other_income"]
    if statement == "income" and (item := _per_share(label, row)) is not None:
        return item
    if statement == "income" and _PER.search(" ".join((*row.path[-1:], label))):
        return None
    if statement == "cash":
        flows = [key for key, pattern in _FLOWS if pattern.search(label)]
        if flows:
            return _by_key()[flows[0]] if len(flows) == 1 else None
    if statement == "cash" and _ENDING.search(label):
        return _by_key()["cash_and_restricted_cash"]
    if statement == "income" and _PRETAX.search(label):
        return _by_key()["pretax_income"]
    if statement == "income" and _WITH_OTHERS.search(label):
        return _by_key()["net_income_including_noncontrolling"]
    if _EQUITY.search(label):
        return _by_key()["shareholders_equity"]
    names = _names(statement)
    for said in (label, _ATTRIBUTED.sub("", label), _NET.sub("", label)):
        if item := names.get(squash(said)):
            return item
    return None


def _flow_named(label: str) -> LineItem | None:
    """What a cash flow statement names as a balance sheet names something else."""
    return (
        _by_key()["deferred_income_tax_expense"]
        if squash(label).startswith("deferred") and "tax" in label.lower()
        else None
    )


def _per_share(label: str, row: PrintedRow) -> LineItem | None:
    """Basic and diluted, per share or of shares, whose label leaves the rest to the heading over it."""
    near = row.path[-1] if row.path else ""
    whole = f"{near} {label}" if re.fullmatch(r"(?:basic|diluted|assuming dilution)", label, re.I) else label
    diluted = re.search(r"\bdilut", whole, re.I)
    basic = re.search(r"\bbasic\b", whole, re.I)
    if re.search(r"\b(?:continu|discontinu)", whole, re.I):
        return None
    if diluted and basic and _BOTH.search(whole) and _EARNED.search(whole):
        return replace(_by_key()["eps_diluted"], concepts=("us-gaap:EarningsPerShareBasicAndDiluted",))
    if bool(diluted) == bool(basic):
        return None
    if _PER.search(whole) and not _COUNTED.search(whole):
        return _by_key()["eps_diluted" if diluted else "eps_basic"]
    return _by_key()["shares_diluted" if diluted else "shares_basic"] if _SHARES.search(whole) else None


@cache
def _by_key() -> dict[str, LineItem]:
    return {i.key: i for items in _ITEMS.values() for i in items}


@cache
def _names(statement: Statement) -> dict[str, LineItem]:
    """The items of a statement by the names that they are printed under; a name of two is of neither."""
    names: dict[str, LineItem | None] = {}
    for item in _ITEMS[statement]:
        for phrase in item.phrases:
            key = squash(phrase)
            names[key] = item if key not in names or names[key] is item else None
    if statement != "cash":
        names |= {squash(label): None for label in VAGUE}
    for label, key in PRINTED_AS[statement].items():
        names[squash(label)] = _by_key()[key]
    return {label: item for label, item in names.items() if item is not None and item.concepts}


def heading_of(lines: Sequence[str]) -> str:
    """What stands at the top of a page: its first lines, up to the first that is prose."""
    return " ".join(lines[:6])[:400]
