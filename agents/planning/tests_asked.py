"""Forms of question that put figures to a test: an amount to pass, a profit, a rise in every year, companies that did."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from muniment.agents.planning.form import Form, is_of_result
from muniment.agents.planning.measures import unclear
from muniment.agents.planning.relations import whole_first
from muniment.agents.planning.times import (
    pairs_of,
    wants_quarters,
)
from muniment.errors import Abstention
from muniment.items.line_items import line_items
from muniment.records import Ask, Base, Claim, Operation

_AGAINST = re.compile(r"\b(?:than|vs|versus|against|over|from|compared|relative|before)\b", re.IGNORECASE)
_BY = re.compile(r"\bby\s+(?:(?:more|less|over|under|at|least|most|than|about|some)\s+)*$")


def profit(f: Form) -> list[Ask]:
    """ "Was it profitable?", "did it lose money in any year?", "how many years did it make a profit?"."""
    said = f.kinds & {"profit", "loss"}
    if (
        not said
        or f.changes
        or (
            f.clause.items
            and not (
                f.yes_no
                or f.which_company
                or f.everyone
                or f.which_year
                or f.kinds & {"count", "every", "any", "never", "first", "last"}
            )
        )
    ):
        return []
    claim: Claim = "less" if "loss" in said else "more"
    if "never" in f.kinds:
        claim, kinds = ("more" if claim == "less" else "less"), f.kinds | {"every"}
    else:
        kinds = f.kinds
    zero = Decimal(0)
    measures = tuple(replace(m, loss=False) for m in f.measures)
    if f.which_company or f.everyone or ("count" in kinds and not f.entities):
        which: Operation = "count" if "count" in kinds else "above" if claim == "more" else "below"
        return [Ask(which, measures[:1], f.entities, f.periods[:1], claim, zero, everyone=not f.entities)]
    if folded := f.over_series(kinds, measures, claim, zero):
        return folded
    if "more" in kinds or "less" in kinds or "largest" in kinds or "smallest" in kinds:
        return []
    return [Ask("exceeds", (m,), (e,), (p,), claim, zero) for m in measures for e in f.entities for p in f.periods]


def beyond_amount(f: Form) -> list[Ask]:
    """An amount to pass: by which companies, in which years, when first, in how many years, or yes or no."""
    if f.threshold is None:
        return []
    if f.changes and not f.kinds & {"exceed", "below", "more", "less"}:
        return _by_that_much(f)
    claim = f.beyond
    if not claim:
        if not f.yes_no:
            raise unclear(f.clause)
        raise Abstention(
            "insufficient_evidence", f"It is not clear how “{f.clause.text.strip(' ?.,')}” relates to the amount."
        )
    of: Base = "percent_change" if f.changes and f.clause.amounts[0].percent else "change" if f.changes else "value"
    measures, threshold = f.measures, f.threshold
    _refuse_other_units(f, of)
    if (
        of == "value"
        and len(measures) == 2
        and f.clause.amounts[0].percent
        and (f.kinds & {"share", "share_as", "ratio"} or _of_the_second(f))
    ):
        if any(p.open for p in f.periods):
            raise unclear(f.clause)
        over, under = (measures[1], measures[0]) if whole_first(f.clause) else (measures[0], measures[1])
        return [
            Ask("exceeds", (over, under), (e,), (p,), claim, threshold, of="ratio", percent=True)
            for e in f.entities
            for p in f.periods
        ]
    if of != "value" and "down" in f.clause.directions and "up" not in f.clause.directions:
        threshold, claim = -threshold, "less" if claim == "more" else "more"
    if f.which_company or f.everyone:
        which: Operation = "count" if "count" in f.kinds else "above" if claim == "more" else "below"
        periods = f.periods[:1] if of == "value" else pairs_of(f.clause, f.memory)[0]
        return [Ask(which, measures[:1], f.entities, periods, claim, threshold, of=of, everyone=not f.entities)]
    if folded := f.over_series(f.kinds, measures, claim, threshold, of):
        return folded
    if of == "value" and (len(f.periods) > 2 or any(p.open for p in f.periods)):
        listed: Operation = "every" if f.yes_no else "above" if claim == "more" else "below"
        return [Ask(listed, (m,), (e,), f.periods, claim, threshold) for m in measures for e in f.entities]
    if of == "value":
        return [
            Ask("exceeds", (m,), (e,), (p,), claim, threshold) for m in measures for e in f.entities for p in f.periods
        ]
    pairs = pairs_of(f.clause, f.memory)
    return [
        Ask("exceeds", (m,), (e,), pair, claim, threshold, of=of)
        for m in measures
        for e in f.entities
        for pair in pairs
    ]


def _refuse_other_units(f: Form, of: Base) -> None:
    """Refuse an amount of another kind than the figures it is held against.

    Raises:
        Abstention: a percentage of money that is of nothing, or an amount by which one company passes another.
    """
    amount = f.clause.amounts[0]
    money = any(m.item and line_items()[m.item].unit == "money" for m in f.measures)
    related = len(f.measures) == 2 and (f.kinds & {"share", "share_as", "ratio"} or _of_the_second(f))
    if of == "value" and amount.percent and money and (not related or f.which_company or f.everyone):
        raise unclear(f.clause)
    before = f.clause.text[: amount.start - f.clause.start]
    if of == "value" and len(f.entities) > 1 and not f.which_company and _BY.search(before):
        raise Abstention(
            "insufficient_evidence",
            "Whether one company passes another by an amount is not told; ask for the difference.",
        )


def _of_the_second(f: Form) -> bool:
    """True for "A more than 40 % of B"."""
    amount, items = f.clause.amounts[0], f.clause.items
    return (
        len(items) == 2
        and items[0].end <= amount.start < items[1].start
        and f.clause.text[amount.end - f.clause.start :].lstrip().startswith("of ")
    )


def _by_that_much(f: Form) -> list[Ask]:
    """ "Did sales grow 5 %?" asks whether they grew by as much, which the change tells."""
    return f.changes_of(claims=f.yes_no)


def every_year(f: Form) -> list[Ask]:
    """Whether a change held in every year, in any, when first, in how many: "did it grow every year since 2020?"."""
    if not f.changes or not f.claim or f.claim not in ("up", "down") or "which_company" in f.kinds:
        return []
    kinds = f.kinds
    said = kinds & {"every", "any", "never", "count", "first", "last"} or (
        f.which_year and not kinds & {"largest", "smallest", "more", "less"}
    )
    if not said or (not f.yes_no and not kinds & {"count", "first", "last"} and not f.which_year):
        return []
    if wants_quarters(f.clause):
        # Each quarter against the one before it, or against the same a year before?
        raise unclear(f.clause)
    if f.everyone or ("count" in kinds and not f.which_year and f.counts_companies):
        return f.companies_that_moved()
    measures = tuple(replace(m, loss=m.loss and not is_of_result(f.clause)) for m in f.measures)
    return f.over_series(
        kinds | ({"every"} if f.which_year and not kinds & {"first", "last", "count"} else set()),
        measures,
        f.claim,
        Decimal(0),
        "change",
    )


def companies_that_moved(f: Form) -> list[Ask]:
    """ "Which companies grew their sales in 2023?", "whose margin fell?"."""
    if not (f.changes and f.claim in ("up", "down")) or f.kinds & {"largest", "smallest", "more", "less", "rank"}:
        return []
    return f.companies_that_moved() if f.everyone or (f.which_company and not f.yes_no) else []


def _against_the_second(f: Form) -> bool:
    """True where the second of two periods is what the first is held against: "in 2023 than in 2022", not "2022 and 2023, who spent more"."""
    mentions = f.clause.periods
    if len(mentions) != 2:
        return False
    between = f.clause.text[mentions[0].end - f.clause.start : mentions[1].start - f.clause.start]
    return _AGAINST.search(between) is not None


def companies_beyond_before(f: Form) -> list[Ask]:
    """ "Which companies had lower net income in 2023 than in 2022?"."""
    if not (f.everyone or f.which_company) or f.threshold is not None or len(f.periods) != 2 or not f.beyond:
        return []
    if not f.kinds & {"exceed", "below", "compare"} or f.changes or not _against_the_second(f):
        return []
    first, second = f.periods
    which: Operation = "above" if f.beyond == "more" else "below"
    return [
        Ask(which, (m,), f.entities, (first, second), f.beyond, Decimal(0), of="change", everyone=not f.entities)
        for m in f.measures
    ]
