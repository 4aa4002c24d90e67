"""Curate what was found into numbered evidence that fits the model's window.

Duplicates are merged, the window is counted with the model's own tokeniser, and what does not fit is left out with the
reason. The slots say which numbers satisfy each part of the locked plan.
"""

from __future__ import annotations

from collections.abc import Callable

from muniment.records import Curated, Evidence, Figure, Found, LeftOut, Passage, Resolved, Slot

BUDGET = 1200
"""Tokens for evidence: the default context of 2,048 less instructions, question and answer."""


def curate(found: Found, count: Callable[[str], int], budget: int = BUDGET) -> Curated:
    """Number the evidence.

    Args:
        found: what the lane found.
        count: how many tokens a text takes, by the model's tokeniser.
        budget: how many tokens the evidence may take.
    """
    left_out = list(found.left_out)
    evidence: list[Evidence] = []
    numbers: dict[Figure, int] = {}
    slots = tuple(_slot(resolved, evidence, numbers) for resolved in found.asks)
    premise = tuple(_slot(resolved, evidence, numbers) for resolved in found.premise)
    options = tuple(_slot(resolved, evidence, numbers) for resolved in found.options)
    used = 0
    seen: set[str] = set()
    # What a listing's marks are of stands in the order of the marks; no model reads it.
    if found.listing is not None:
        evidence += [Evidence(n, passage=p) for n, p in enumerate(found.passages, 1)]
    for passage in found.passages if found.listing is None else ():
        where = f"{passage.record} {passage.section}".strip()
        if passage.text in seen:
            left_out.append(LeftOut(where, "the same text stands in evidence already"))
            continue
        seen.add(passage.text)
        tokens = count(shown(passage)) + 8
        if used + tokens > budget:
            left_out.append(LeftOut(where, f"does not fit: {tokens} tokens, {budget - used} left of {budget}"))
            continue
        used += tokens
        evidence.append(Evidence(len(evidence) + 1, passage=passage))
    held = {e.passage.place for e in evidence if e.passage is not None}
    quotes = tuple(q for q in found.quotes if q.place in held)
    return Curated(
        tuple(evidence),
        slots,
        tuple(left_out),
        used,
        premise,
        options,
        found.chance,
        quotes,
        found.read,
        found.carried,
        found.settled,
        found.everyone,
        found.notes,
        found.listing,
    )


def shown(passage: Passage) -> str:
    """A passage as the model reads it."""
    head = " – ".join(part for part in (passage.section, passage.heading) if part)
    return f"{head}\n{passage.text}" if head else passage.text


def _slot(resolved: Resolved, evidence: list[Evidence], numbers: dict[Figure, int]) -> Slot:
    choices = []
    for figure in resolved.figures:
        for part in (figure, *_leaves(figure)):
            if part not in numbers:
                numbers[part] = len(evidence) + 1
                evidence.append(Evidence(numbers[part], figure=part))
        choices.append((numbers[figure],))
    return Slot(resolved.ask, tuple(choices))


def _leaves(figure: Figure) -> list[Figure]:
    """The figures that a derived one rests on, down to filed ones."""
    return [leaf for operand in figure.operands for leaf in (operand, *_leaves(operand))]
