"""Forms of question that are answered by a list: a breakdown, a statement, every company on record."""

from __future__ import annotations

import re

from muniment.agents.planning.form import Form
from muniment.agents.planning.measures import unclear
from muniment.agents.planning.relations import whole_first
from muniment.agents.planning.times import (
    pairs_of,
)
from muniment.errors import Abstention
from muniment.items.line_items import statement_items
from muniment.records import Ask, Measure

_HOW_MUCH = re.compile(r"\bhow\s+(?:much|many)\b", re.IGNORECASE)
LISTS = frozenset({"parts", "statement"})
"""Kinds of operations that ask for figures without naming any."""
KEY_FIGURES = (
    "net_sales",
    "gross_profit",
    "operating_income",
    "net_income",
    "eps_diluted",
    "total_assets",
    "shareholders_equity",
    "cash",
    "operating_cash_flow",
    "capital_expenditures",
)
_AXES = (
    ("regions", ("region", "geograph", "countr", "area")),
    ("products", ("product", "categor", "service", "line", "revenue mix", "type", "source")),
    ("segments", ("segment", "business", "division")),
)
_STATEMENTS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("income statement", "profit and loss", "p&l", "operations", "of income", "of earnings"), "income"),
    (("balance sheet", "financial position"), "balance"),
    (("cash flow", "cashflow"), "cash"),
)


def parts(f: Form) -> list[Ask]:
    """ "Net sales by region", "list all segments with their revenue"."""
    marks = [o for o in f.clause.operations if o.kind == "parts"]
    if not marks or f.clause.left:
        return []
    if f.changes or f.threshold is not None or f.kinds & {"share", "share_as", "ratio", "difference", "average", "sum"}:
        raise Abstention(
            "insufficient_evidence",
            "A breakdown is told as a list of figures; name one part for anything that is computed.",
        )
    kind = next((k for k, words in _AXES if any(w in m.word for m in marks for w in words)), "")
    item = next((m.item for m in f.measures if m.item), "net_sales")
    most = f.kinds & {"largest", "smallest", "rank"}
    if most:
        raise Abstention("insufficient_evidence", "Parts are listed, not ranked; ask for the list.")
    return [Ask("parts", (Measure(item, "", kind),), (e,), f.periods[:1]) for e in f.entities]


def statement(f: Form) -> list[Ask]:
    """ "Apple's income statement for 2024", "key figures of Meta"."""
    mark = next((o for o in f.clause.operations if o.kind == "statement"), None)
    if mark is None or f.clause.items or f.clause.left or f.changes:
        return []
    if _HOW_MUCH.search(f.clause.text):
        # "How much stock is on the balance sheet" asks for a row of it.
        raise unclear(f.clause)
    name = next((n for words, n in _STATEMENTS if any(w in mark.word for w in words)), "")
    measures = tuple(Measure(k) for k in (statement_items(name) if name else KEY_FIGURES))
    return [Ask("statement", measures, (e,), f.periods[:1]) for e in f.entities]


def listed_companies(f: Form) -> list[Ask]:
    """A figure of every company on record: "net income of all companies in 2023"."""
    if not f.everyone or f.kinds & {"sum", "average"}:
        return []
    ratio = f.kinds & {"share", "share_as", "ratio"} and len(f.measures) == 2
    if ratio:
        over, under = (f.measures[1], f.measures[0]) if whole_first(f.clause) else f.measures
        return [Ask("rank", (over, under), (), f.periods[:1], "more", of="ratio", percent=True, everyone=True)]
    if f.changes:
        pair = pairs_of(f.clause, f.memory)[0]
        return [Ask("rank", (m,), (), pair, "more", of="percent_change", everyone=True) for m in f.measures]
    return [Ask("rank", (m,), (), f.periods[:1], "more", everyone=True) for m in f.measures]
