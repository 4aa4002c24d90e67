"""What was spent on, repaid of, or raised by something that a balance sheet holds: a flow of cash, and never the balance.

"How much did they spend on property and equipment?" asks for capital expenditures. Where filings report no such flow the question is
refused: the balance would be a wrong answer whose every figure is filed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from muniment.agents.reading.items import ItemMark
from muniment.agents.reading.names import Mention
from muniment.agents.reading.operations import OperationMark
from muniment.agents.reading.reading import Clause
from muniment.items.line_items import line_items

_SPENT = """spend spends spent spending invest invests invested investing purchase purchases purchased purchasing buy buys bought buying acquire acquires
    acquired acquiring pay pays paid paying outlay outlays"""
_REPAID = "repay repays repaid repaying redeem redeems redeemed retire retires retired"
_RAISED = "raise raises raised raising borrow borrows borrowed borrowing issue issues issued issuing"
_SOLD = "sell sells sold selling"
_INVESTED = re.compile(
    r"\b(?:spen[dt]\w*|invest(?:s|ed|ing)?|purchas(?:e|es|ed|ing)|bought|buy(?:s|ing)?|acquir(?:e|es|ed|ing))\b"
)
_PAID = frozenset("pay pays paid paying".split())
_BACK = frozenset("off back down".split())
"""What is paid off, back or down is repaid."""
_FLOWS: tuple[tuple[frozenset[str], dict[str, str]], ...] = (
    (
        frozenset(_SPENT.split()),
        {
            "property_plant_equipment": "capital_expenditures",
            "marketable_securities_current": "purchases_of_investments",
            "marketable_securities_noncurrent": "purchases_of_investments",
            "treasury_stock": "share_repurchases",
            "common_stock": "share_repurchases",
        },
    ),
    (frozenset(_REPAID.split()), {"long_term_debt": "debt_repaid", "total_debt": "debt_repaid"}),
    (frozenset(_RAISED.split()), {"long_term_debt": "debt_issued", "total_debt": "debt_issued"}),
    (frozenset(_SOLD.split()), {}),
)
"""For each kind of verb the flow that it asks for of a balance; of another balance it asks for nothing that is filed."""
_DEBTS = frozenset("long_term_debt total_debt long_term_debt_current debt_current short_term_borrowings".split())
_RAISES = frozenset("raise raises raised raising".split())
_BETWEEN = frozenset(
    "on for in into of by its their his our new additional more the a back down off out and , buying purchasing acquiring cash".split()
)
_BEFORE = frozenset("did does do was were is are has have had been that which , and in".split())


def spends(text: str) -> bool:
    """Whether a folded text says that something was bought or invested in.

    >>> spends("how much was invested in tangible assets?"), spends("how much was paid to suppliers?")
    (True, False)
    """
    return bool(_INVESTED.search(text))


def flow_asked(clause: Clause, mark: ItemMark) -> str | None:
    """The line item that a clause asks for of a balance that something was spent on; the balance's own where nothing was.

    Returns:
        None where no such flow is filed.
    """
    key = mark.items[0]
    if not line_items()[key].instant or key == "cash":
        # What cash was spent on is another item, or said in words (see `measures`).
        return key
    if any(isinstance(e.value, OperationMark) and e.value.word in _RAISES and key in _DEBTS for e in clause.elements):
        # "Who raised more debt?" may ask for what was borrowed, or by how much it rose.
        return None
    for word in _governing(clause, mark):
        for verbs, flows in _FLOWS:
            if word in verbs:
                return flows.get(key)
    return key


def _governing(clause: Clause, mark: ItemMark) -> Iterator[str]:
    """The words between which and the item stands nothing but light words, comparisons, companies and other items; none is part of a name."""
    at = next(n for n, e in enumerate(clause.elements) if e.value is mark)
    for row, light in ((clause.elements[:at][::-1], _BETWEEN), (clause.elements[at + 1 :], _BEFORE)):
        for n, element in enumerate(row):
            compares = isinstance(element.value, OperationMark) and element.value.kind in ("more", "less")
            if compares or isinstance(element.value, ItemMark | Mention) or element.norm in light:
                continue
            if element.norm:
                back = {e.norm for e in (*row[:n], *row[n + 1 : n + 2])} & _BACK
                yield "repaid" if element.norm in _PAID and back else element.norm
            break
