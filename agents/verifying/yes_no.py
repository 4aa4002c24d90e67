"""Whether the yes or no that a draft gives is what the figures give, worked out again from the ask and its evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from muniment.formulas import evaluate, terms_of
from muniment.operands import things
from muniment.records import Ask, Draft, Evidence
from muniment.verdicts import Check

_SAID = re.compile(r"(?:^|(?<=[.:]\s))(Yes|No): ")


def check_yes_no(draft: Draft, evidence: Mapping[int, Evidence]) -> list[Check]:
    """One check of all that a draft affirms or denies, in order; none where nothing is."""
    figures = [[e.figure for n in p.evidence if (e := evidence.get(n)) is not None] for p in draft.pointed]
    wanted = []
    for program, own in zip(draft.pointed, figures, strict=True):
        values = [f.value for f in own if f is not None]
        if program.sentence is None and len(values) == len(program.evidence):
            held = holds(program.ask, values)
            wanted += [] if held is None else ["Yes" if held else "No"]
    said = _SAID.findall(draft.text)
    return [Check("yes and no are what the figures give", said == wanted, "arithmetic")] if said or wanted else []


def holds(ask: Ask, values: list[Decimal]) -> bool | None:
    """Whether what an ask claims holds of its figures; None where it claims nothing that is answered with yes or no."""
    if not ask.claim or ask.joined or not ask.entities or not ask.entities[0].name:
        return None
    if ask.operation == "formula":
        size = terms_of(ask.formula)
        return _moved(ask.claim, evaluate(ask.formula, values[:size]), evaluate(ask.formula, values[size:]))
    sign = -1 if ask.measures[0].loss else 1
    if ask.operation in ("change", "percent_change") and ask.of == "value":
        return _moved(ask.claim, sign * values[0], sign * values[1])
    several = len({e.cik for e in ask.entities}) > 1
    each = (
        [t.value for t in things(ask, values)]
        if ask.operation in ("exceeds", "every", "any", "change", "percent_change")
        else []
    )
    if ask.operation == "exceeds":
        limit = ask.threshold if ask.threshold is not None else each[1]
        return each[0] > limit if ask.claim in ("more", "up") else each[0] < limit
    limit = ask.threshold or Decimal(0)
    held = [v < limit if ask.claim in ("less", "down") else v > limit for v in each]
    if not each or several:
        return None
    return any(held) if ask.operation == "any" else all(held)


def _moved(claim: str, new: Decimal, old: Decimal) -> bool:
    """Whether a figure rose, fell, or came to so many times what it was (a tenth is let pass)."""
    if claim in ("up", "down"):
        return new > old if claim == "up" else new < old
    if old <= 0:
        return False
    if claim == "halve":
        return new / old <= Decimal("0.6")
    return new / old >= {"double": Decimal("1.9"), "triple": Decimal("2.7")}[claim]
