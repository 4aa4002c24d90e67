"""Reason over the curated evidence: point at it. Numbers and sentences are copied and computed by code.

For figures the plan is locked and the evidence was found for it, so a slot mostly has one choice; a program that is the
only one the grammar admits is taken without asking the model (asking cannot change it and costs a prefill). Where there
is a choice, the model decides under a grammar in which only the numbers that exist can be written.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from muniment.agents.prompts import NONE, quotation_prompt, words_prompt
from muniment.errors import Abstention
from muniment.gguf import Adapter, Model, Piece
from muniment.records import Curated, Evidence, Passage, Plan, Pointed, Quote, Slot
from muniment.sentences import sentences
from muniment.wording import content_stems, held_share

ENOUGH = 0.5
"""The least share of a question's content words that a passage must hold to be quoted."""
_OFFICE = re.compile(
    r"^\W*who(?:'s|\s+(?:is|was|are|were))\s+(?:the\s+)?(?P<office>.+?)(?:\s+(?:of|at|for|in|under|to)\b|'s\b|\W*$)",
    re.IGNORECASE,
)
"""Who holds an office is told only by a passage that names the office: that it names the company says nothing of it."""

MODEL_WEIGHT = 0.5
"""How much the tuned model's likelihood weighs beside the span ranker's: of 0.2, 0.5, 1 and 2, the best on 70 tuning questions."""
SURE_OF_WORDS = 0.2
"""Below this chance a whole sentence is quoted instead of words."""

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
    adapter: Adapter | None = None,
) -> tuple[Pointed, ...]:
    """Choose evidence for every ask of the plan.

    Raises:
        Abstention: `insufficient_evidence`, when nothing answers.
        ModelUnavailable: a choice is needed and the model cannot make it.
    """
    if curated.listing is not None:
        return ()
    if curated.options:
        slot = curated.options[0]
        return (Pointed(slot.ask, tuple(c[0] for c in slot.choices), forced=True),)
    if not curated.slots:
        return _quote(plan, curated, model, question, adapter)
    return tuple(_choose(slot, curated, model) for slot in curated.slots)


def _choose_words(
    plan: Plan, curated: Curated, fitting: Sequence[Evidence], model: Model, question: str, adapter: Adapter
) -> Pointed | None:
    """The words that answer, by the span ranker's chance and the tuned model's likelihood; None where they are not sure, or
    lie in a passage that does not speak of what is asked."""
    prompt = words_prompt(question, curated.read)
    likely = model.likelihoods(prompt, [q.words for q in curated.quotes], adapter)
    best, chance = likeliest(curated.quotes, likely)
    quote = curated.quotes[best]
    n = next(
        (e.n for e in fitting if e.passage and (e.passage.record, e.passage.start) == (quote.record, quote.start)), 0
    )
    if chance < SURE_OF_WORDS or n == 0:
        return None
    return Pointed(plan.asks[0], (n,), quote.sentence, words=quote.words, chance=chance)


def likeliest(quotes: Sequence[Quote], likely: Sequence[float]) -> tuple[int, float]:
    """The place of the likeliest words, by the span ranker's chance and the model's likelihood, and their chance."""
    scores = [math.log(max(q.chance, 1e-9)) + MODEL_WEIGHT * said for q, said in zip(quotes, likely, strict=True)]
    best = max(range(len(scores)), key=scores.__getitem__)
    return best, round(1 / sum(math.exp(s - scores[best]) for s in scores), 4)


def _choose(slot: Slot, curated: Curated, model: Model) -> Pointed:
    if all(len(choices) == 1 for choices in slot.choices):
        return Pointed(slot.ask, tuple(c[0] for c in slot.choices), forced=True)
    prompt, grammar = _program_prompt(slot, curated.evidence)
    said = model.complete(prompt, grammar, 8 * len(slot.choices))
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


def _quote(plan: Plan, curated: Curated, model: Model, question: str, adapter: Adapter | None) -> tuple[Pointed, ...]:
    """Words or a sentence of the passages that speak of what is asked: the model's choice, or the sentence nearest in meaning."""
    wanted = content_stems(plan.asks[0].measures[0].words or question)
    office = _OFFICE.search(question)
    needed = content_stems(office.group("office")) if office else set()
    fitting = [e for e in curated.evidence if e.passage is not None and _speaks(wanted, needed, e.passage)]
    if not fitting:
        raise Abstention("insufficient_evidence", "No passage on record speaks of what is asked.")
    if adapter is not None and curated.quotes:
        chosen = _choose_words(plan, curated, fitting, model, question, adapter)
        if chosen is not None:
            return (chosen,)
    if model.header.parameters < CAPABLE:
        passage = fitting[0].passage
        assert passage is not None
        return (Pointed(plan.asks[0], (fitting[0].n,), min(passage.best, len(sentences(passage.text)) - 1)),)
    prompt, grammar, labels = quotation_prompt(question, fitting[:SHOWN])
    said = model.complete(prompt, grammar, 4).removesuffix("]")
    if said == NONE:
        raise Abstention("insufficient_evidence", "The model finds no sentence on record that answers.")
    evidence, sentence = labels[said]
    return (Pointed(plan.asks[0], (evidence,), sentence),)


def _speaks(wanted: set[str], needed: set[str], passage: Passage) -> bool:
    text = f"{passage.section} {passage.heading} {passage.text}"
    return (not wanted or held_share(wanted, text) >= ENOUGH) and needed <= content_stems(text)
