"""Which line items a clause asks for; what an earlier one asked for, where it names none."""

from __future__ import annotations

import re
from dataclasses import replace

from muniment.agents.planning.spent import flow_asked
from muniment.agents.planning.times import (
    Memory,
)
from muniment.agents.planning.verbs import NET_INCOME, by_verb
from muniment.agents.reading.items import ItemMark
from muniment.agents.reading.reading import Clause, Run
from muniment.errors import Abstention
from muniment.items.line_items import line_items
from muniment.records import Measure

_PAYING = frozenset("dividends_paid share_repurchases interest_paid income_taxes_paid".split())
_PAYEES = frozenset(
    "paid pay out spend spent spending to on its their the shareholders stockholders shareowners investors owners holders".split()
)
_SHARES = frozenset("common ordinary treasury own stock shares share".split())
_CASH = re.compile(r"\bhow\s+much\s+(?:net\s+)?cash\s+(?:did|does|do|has|have|was|were)\b([^?.;]*)")
_ACTIVITIES = re.compile(r"\b(operat|invest|financ)ing\s+activities\b", re.IGNORECASE)
_OUTFLOWS = frozenset(
    "capital_expenditures dividends_paid share_repurchases acquisitions debt_repaid purchases_of_investments interest_paid income_taxes_paid".split()
)
_HELD = re.compile(
    r"\b(?:ha[ds]|have|h[eo]ld|report\w*|show\w*|record\w*|carr\w+|sit\w*|sat|ke[ep]pt?|end\w*|own\w*|on\s+hand|disclos\w*|list\w*|state\w*|left)\b"
)


def measures_of(clause: Clause, memory: Memory) -> tuple[Measure, ...]:
    """What a clause asks for; what an earlier one asked for, where it names nothing."""
    if clause.items:
        found = [_paid(clause, m) for mark in clause.items for m in _measures_at(clause, mark)]
        return tuple(dict.fromkeys(_of_cash(clause, found)))
    if clause.left and memory.measures and not (clause.says("what") or clause.says("how", "much")):
        return (Measure(memory.measures[0].item, clause.left[0].text, clause.left[0].text),)
    if clause.left:
        return tuple(Measure(None, run.text, run.text) for run in clause.left)
    if clause.kinds & {"profit", "loss"}:
        if clause.kinds & {"more", "less", "largest", "smallest", "rank"} and "profit" in clause.kinds:
            return (Measure("net_margin", "", "net margin"),)
        income = memory.measures[0] if memory.session and memory.measures else NET_INCOME
        return (income if income.item in ("net_income", "operating_income", "pretax_income") else NET_INCOME,)
    return memory.measures or by_verb(clause)


def _paid(clause: Clause, measure: Measure) -> Measure:
    """A tax that was paid is the cash, and not the expense."""
    if measure.item == "income_tax_expense" and re.search(r"\bpa(?:y|ys|id)\b", clause.text):
        return replace(measure, item="income_taxes_paid")
    return measure


def _of_cash(clause: Clause, found: list[Measure]) -> list[Measure]:
    """The measures, with "how much cash did they generate" taken for the flow; of another verb, cash names no balance.

    Raises:
        Abstention: it is not clear what became of the cash.
    """
    match = _CASH.search(clause.text)
    spent = len(found) == 2 and found[0].item == "cash" and found[1].item in _OUTFLOWS
    if match is not None and spent and not found[0].words:
        return found[1:]
    activities = _ACTIVITIES.search(clause.text)
    if match is not None and activities and len(found) == 1 and found[0].item == "cash":
        left = " ".join(
            w
            for w in found[0].words.split()
            if not _ACTIVITIES.search(f"{w} activities") and w.lower() not in ("activities", "net")
        )
        return [Measure(f"{activities[1].lower()}ing_cash_flow", left, left)]
    if match is None or _HELD.search(match.group(1)) or len(found) != 1 or found[0].item != "cash":
        return found
    if re.search(r"\b(?:generat|produc|throw|spin|spun)\w*", match.group(1)):
        return [Measure("operating_cash_flow")]
    raise unclear(clause)


def told_by(clause: Clause, mark: ItemMark) -> frozenset[str]:
    """The line items by any of which what a clause names is told: a balance by what was spent on it, cash by what it was spent on."""
    flow = flow_asked(clause, mark) if len(mark.items) == 1 else None
    spent = _OUTFLOWS if mark.items == ("cash",) and _CASH.search(clause.text) else frozenset()
    return frozenset(mark.items) | {flow or mark.items[0]} | spent


def _measures_at(clause: Clause, mark: ItemMark) -> list[Measure]:
    """A line item with the words left over that are nearest to it, and the phrase that both make where they touch."""
    near = [r for r in clause.left if not _of_payment(mark, r.text) and _nearest(clause, r) is mark]
    phrase = ""
    for run in near:
        lo, hi = min(run.start, mark.start), max(run.end, mark.end)
        if hi - lo <= (run.end - run.start) + (mark.end - mark.start) + 8:
            phrase = clause.text[lo - clause.start : hi - clause.start]
    words = " ".join(run.text for run in near)
    keys = mark.items
    if len(keys) == 1:
        flow = flow_asked(clause, mark)
        if flow is None:
            raise Abstention(
                "item_not_reported",
                f"“{line_items()[keys[0]].label}” is a balance; what was spent on it, or came of it, is not filed under a name of its own.",
            )
        keys = (flow,)
    said = clause.text[mark.start - clause.start : mark.end - clause.start]
    return [Measure(key, words, phrase, mark.loss, said) for key in keys]


def _nearest(clause: Clause, run: Run) -> ItemMark:
    return min(clause.items, key=lambda i: min(abs(i.start - run.end), abs(run.start - i.end)))


def _of_payment(mark: ItemMark, words: str) -> bool:
    """ "Paid" says nothing more of a dividend; of a tax it is the cash, and not the expense."""
    said = set(words.lower().split())
    return mark.items[0] in _PAYING and said <= (_PAYEES | _SHARES if mark.items[0] == "share_repurchases" else _PAYEES)


def unclear(clause: Clause) -> Abstention:
    """The refusal of a clause that says too little, or too much."""
    return Abstention("insufficient_evidence", f"It is not clear what “{clause.text.strip(' ?.,')}” asks for.")
