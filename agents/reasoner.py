"""Reason over the curated evidence: point at it. Numbers and sentences are copied and computed by code.

For figures the plan is locked and the evidence was found for it, so a slot mostly has one choice; a program that is the
only one the grammar admits is taken without asking the model (asking cannot change it and costs a prefill). Where there
is a choice, the model decides under a grammar in which only the numbers that exist can be written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from muniment.agents.prompts import NONE, option_prompt, quotation_prompt, told_option
from muniment.errors import Abstention
from muniment.gguf import Adapter, Model, Piece
from muniment.records import Curated, Evidence, Passage, Plan, Pointed, Slot
from muniment.sentences import sentences
from muniment.wording import content_stems, held_share

ENOUGH = 0.5
"""The least share of a question's content words that a passage must hold to be quoted."""

CAPABLE = 1_000_000_000
"""Parameters from which an untuned model is asked to choose a sentence.

SmolLM2-135M, untuned, picks the right one of six figures 4 times in 22, which is chance (BENCHMARKS.md); the passage
nearest in meaning is right far more often, so below this the retriever's choice stands.
"""
SHOWN = 3
"""How many passages the model chooses among."""


def point(
    plan: Plan,
    curated: Curated,
    model: Model,
    question: str,
    history: Sequence[str] = (),
    adapter: Adapter | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> tuple[Pointed, ...]:
    """Choose evidence for every ask of the plan.

    Raises:
        Abstention: `insufficient_evidence`, when nothing answers.
        ModelUnavailable: a choice is needed and the model cannot make it.
    """
    if curated.options:
        return (_choose_option(curated, model, question, history, adapter, stop),)
    if not curated.slots:
        return _quote(plan, curated, model, question, stop)
    return tuple(_choose(slot, curated, model, stop) for slot in curated.slots)


def _choose_option(
    curated: Curated,
    model: Model,
    question: str,
    history: Sequence[str],
    adapter: Adapter | None,
    stop: Callable[[], bool],
) -> Pointed:
    """The tuned model's choice among the programs proposed; untuned, the likeliest stands."""
    chosen = 1
    if adapter is not None:
        options = [told_option(slot, curated.evidence) for slot in curated.options]
        prompt, grammar = option_prompt(question, history, options)
        chosen = int(model.complete(prompt, grammar, 2, stop, adapter))
        if chosen == 0:
            raise Abstention("insufficient_evidence", "None of the computations that the records allow answers this.")
    slot = curated.options[chosen - 1]
    return Pointed(slot.ask, tuple(c[0] for c in slot.choices), forced=adapter is None)


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


def _quote(plan: Plan, curated: Curated, model: Model, question: str, stop: Callable[[], bool]) -> tuple[Pointed, ...]:
    """A sentence of the best passages that speak of what is asked: the model's choice, or the one nearest in meaning."""
    wanted = content_stems(plan.asks[0].measures[0].words or question)
    fitting = [e for e in curated.evidence if e.passage is not None and _speaks(wanted, e.passage)]
    if not fitting:
        raise Abstention("insufficient_evidence", "No passage on record speaks of what is asked.")
    if model.header.parameters < CAPABLE:
        passage = fitting[0].passage
        assert passage is not None
        return (Pointed(plan.asks[0], (fitting[0].n,), min(passage.best, len(sentences(passage.text)) - 1)),)
    prompt, grammar, labels = quotation_prompt(question, fitting[:SHOWN])
    said = model.complete(prompt, grammar, 4, stop).removesuffix("]")
    if said == NONE:
        raise Abstention("insufficient_evidence", "The model finds no sentence on record that answers.")
    evidence, sentence = labels[said]
    return (Pointed(plan.asks[0], (evidence,), sentence),)


def _speaks(wanted: set[str], passage: Passage) -> bool:
    return not wanted or held_share(wanted, f"{passage.section} {passage.heading} {passage.text}") >= ENOUGH
