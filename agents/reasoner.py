"""Reason over the curated evidence: point at it. Numbers and sentences are copied and computed by code.

For figures the plan is locked and the evidence was found for it, so a slot mostly has one choice; a program that is the
only one the grammar admits is taken without asking the model (asking cannot change it and costs a prefill). Where there
is a choice, the model decides under a grammar in which only the numbers that exist can be written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from muniment.errors import Abstention
from muniment.gguf import Model, Piece
from muniment.records import Curated, Evidence, Plan, Pointed, Slot
from muniment.sentences import sentences
from muniment.wording import content_stems, held_share

ENOUGH = 0.5
"""The least share of a question's content words that a passage must hold to be quoted."""


def point(
    plan: Plan, curated: Curated, model: Model, question: str, stop: Callable[[], bool] = lambda: False
) -> tuple[Pointed, ...]:
    """Choose evidence for every ask of the plan.

    Raises:
        Abstention: `insufficient_evidence`, when nothing answers.
        ModelUnavailable: a choice is needed and the model cannot make it.
    """
    if not curated.slots:
        return _quote(plan, curated, question)
    return tuple(_choose(slot, curated, model, stop) for slot in curated.slots)


def _choose(slot: Slot, curated: Curated, model: Model, stop: Callable[[], bool]) -> Pointed:
    if all(len(choices) == 1 for choices in slot.choices):
        return Pointed(slot.ask, tuple(c[0] for c in slot.choices), forced=True)
    prompt, grammar = _program_prompt(slot, curated.evidence)
    said = model.complete(prompt, grammar, 8 * len(slot.choices), stop)
    return Pointed(slot.ask, tuple(int(n) for n in said.strip(" ]").split(" ")))


def _program_prompt(slot: Slot, evidence: Sequence[Evidence]) -> tuple[list[Piece], str]:
    pieces = [Piece("<|im_start|>user\n")]
    for entry in evidence:
        if entry.figure is not None:
            f = entry.figure
            pieces += [
                Piece(f"[{entry.n}] "),
                Piece(f"{f.entity}, {f.label}, {f.fiscal}: {f.value} {f.unit}", ours=False),
                Piece("\n"),
            ]
    wanted = ", ".join(m.phrase or m.words or m.item or "" for m in slot.ask.measures)
    pieces += [Piece("Which numbers give "), Piece(wanted, ours=False), Piece("?<|im_end|>\n<|im_start|>assistant\n")]
    parts = ' " " '.join("(" + " | ".join(f'"{n}"' for n in choices) + ")" for choices in slot.choices)
    return pieces, f"root ::= {parts}"


def _quote(plan: Plan, curated: Curated, question: str) -> tuple[Pointed, ...]:
    """The sentence nearest to the question in the best passage that speaks of what is asked."""
    wanted = content_stems(plan.asks[0].measures[0].words or question)
    for entry in curated.evidence:
        passage = entry.passage
        if passage is None:
            continue
        if not wanted or held_share(wanted, f"{passage.section} {passage.heading} {passage.text}") >= ENOUGH:
            count = len(sentences(passage.text))
            return (Pointed(plan.asks[0], (entry.n,), min(passage.best, count - 1)),)
    raise Abstention("insufficient_evidence", "No passage on record speaks of what is asked.")
