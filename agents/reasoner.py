"""Reason over the curated evidence: point at it. Numbers and sentences are copied and computed by code.

For figures the plan is locked and the evidence was found for it, so a slot mostly has one choice; a program that is the
only one the grammar admits is taken without asking the model (asking cannot change it and costs a prefill). Where there
is a choice, the model decides under a grammar in which only the numbers that exist can be written.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import product

from muniment.agents.planning.outlines import section_named
from muniment.agents.prompts import NONE, quotation_prompt, words_prompt
from muniment.agents.telling.quotations import place_of
from muniment.errors import Abstention
from muniment.models.language_model import Adapter, LanguageModel, Piece
from muniment.models.passage_reader import NEVER, SURE
from muniment.records import Curated, Evidence, Passage, Plan, Pointed, Quote, Slot
from muniment.sentences import sentences
from muniment.wording import content_stems

NEAREST = 300
"""Characters of what is nearest that a refusal shows."""
_OFFICE = re.compile(
    r"^\W*who(?:'s|\s+(?:is|was|are|were))\s+(?:the\s+)?(?P<office>.+?)(?:\s+(?:of|at|for|in|under|to)\b|'s\b|\W*$)",
    re.IGNORECASE,
)
"""Who holds an office is told only by a passage that names the office: that it names the company says nothing of it."""

MODEL_WEIGHT = 0.5
"""How much the tuned model's likelihood weighs beside the span ranker's: of 0.2, 0.5, 1 and 2, the best on 70 tuning questions."""
SURE_OF_WORDS = 0.2
"""Below this chance a whole sentence is quoted instead of words."""

CERTAIN = 1.0
"""The chance of words that are no reader's choice: a table's cell that the question names in full."""
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
    model: LanguageModel,
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
    if plan.text and plan.asks[0].operation == "outline":
        return (_outline(plan, curated),)
    if not curated.slots:
        return _quote(plan, curated, model, question, adapter)
    return tuple(_choose(slot, curated, model) for slot in curated.slots)


def _outline(plan: Plan, curated: Curated) -> Pointed:
    """The headings of a section, which stand in the order that they have there; before them its opening, if it is asked for.

    Raises:
        Abstention: `insufficient_evidence`, when the section has neither.
    """
    (ask,) = plan.asks
    opening, headings = curated.evidence[:1], [e.n for e in curated.evidence[1:]]
    section = section_named(ask.measures[0].words)
    if not opening or not (headings or section.opening):
        raise Abstention("insufficient_evidence", "The text that is loaded has no such section.")
    return Pointed(ask, (opening[0].n, *headings), 0) if section.opening else Pointed(ask, tuple(headings), forced=True)


def _choose_words(
    plan: Plan, curated: Curated, fitting: Sequence[Evidence], model: LanguageModel, question: str, adapter: Adapter
) -> Pointed | None:
    """The words that answer, by the span ranker's chance and the tuned model's likelihood; None where they are not sure, or
    lie in a passage that does not speak of what is asked."""
    prompt = words_prompt(question, curated.read)
    likely = model.likelihoods(prompt, [q.words for q in curated.quotes], adapter)
    best, chance = likeliest(curated.quotes, likely)
    quote = curated.quotes[best]
    n = next((e.n for e in fitting if e.passage and e.passage.place == quote.place), 0)
    if chance < SURE_OF_WORDS or n == 0:
        return None
    return Pointed(plan.asks[0], (n,), quote.sentence, words=quote.words, chance=chance)


def likeliest(quotes: Sequence[Quote], likely: Sequence[float]) -> tuple[int, float]:
    """The place of the likeliest words, by the span ranker's chance and the model's likelihood, and their chance."""
    scores = [math.log(max(q.chance, 1e-9)) + MODEL_WEIGHT * said for q, said in zip(quotes, likely, strict=True)]
    best = max(range(len(scores)), key=scores.__getitem__)
    return best, round(1 / sum(math.exp(s - scores[best]) for s in scores), 4)


def _choose(slot: Slot, curated: Curated, model: LanguageModel) -> Pointed:
    if all(len(choices) == 1 for choices in slot.choices):
        return Pointed(slot.ask, tuple(c[0] for c in slot.choices), forced=True)
    prompt = _program_prompt(slot, curated.evidence)
    said = model.choose(prompt, [" ".join(map(str, chosen)) for chosen in product(*slot.choices)])
    return Pointed(slot.ask, tuple(int(n) for n in said.split(" ")))


def _program_prompt(slot: Slot, evidence: Sequence[Evidence]) -> list[Piece]:
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
    return pieces


def _quote(
    plan: Plan, curated: Curated, model: LanguageModel, question: str, adapter: Adapter | None
) -> tuple[Pointed, ...]:
    """Words or a sentence of a passage that answers: a capable model's choice, or what the reader is surest of.

    Raises:
        Abstention: `insufficient_evidence`, with what is nearest, when no passage is sure enough to answer.
    """
    numbers = {e.passage.place: e.n for e in curated.evidence if e.passage}
    certain = [q for q in curated.quotes if q.chance >= CERTAIN]
    if certain:
        return tuple(
            Pointed(
                plan.asks[0],
                (numbers[q.place],),
                q.sentence,
                words=q.words,
                chance=curated.chance,
            )
            for q in certain
        )
    office = _OFFICE.search(question)
    needed = content_stems(office.group("office")) if office else set()
    fitting = [e for e in curated.evidence if e.passage is not None and _answers(needed, e.passage)]
    if not fitting:
        raise Abstention("insufficient_evidence", _nothing(plan, curated))
    if adapter is not None and curated.quotes:
        chosen = _choose_words(plan, curated, fitting, model, question, adapter)
        if chosen is not None:
            return (chosen,)
    if model.parameters < CAPABLE:
        passage = fitting[0].passage
        assert passage is not None
        return (Pointed(plan.asks[0], (fitting[0].n,), passage.best),)
    prompt, labels = quotation_prompt(question, fitting[:SHOWN])
    said = model.choose(prompt, [*labels, NONE], "]")
    if said == NONE:
        raise Abstention("insufficient_evidence", "The model finds no sentence on record that answers.")
    evidence, sentence = labels[said]
    return (Pointed(plan.asks[0], (evidence,), sentence),)


def _answers(needed: set[str], passage: Passage) -> bool:
    sure = passage.score >= SURE if passage.entity else passage.score > NEVER
    return sure and needed <= content_stems(f"{passage.section} {passage.heading} {passage.text}")


def _nothing(plan: Plan, curated: Curated) -> str:
    """That nothing answers, and what lies nearest: the asker may judge it."""
    nearest = next((e.passage for e in curated.evidence if e.passage is not None), None)
    topic = plan.asks[0].measures[0].words.rstrip(" ?.!")
    if nearest is None:
        return f"I found nothing on “{topic}” in the text on record."
    sentence = sentences(nearest.text)[nearest.best]
    shown = sentence if len(sentence) <= NEAREST else f"{sentence[:NEAREST].rsplit(' ', 1)[0]} …"
    return f"I found nothing that surely answers this. Nearest, not proven: {place_of(nearest)}: “{shown}”"
