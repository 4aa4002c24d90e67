"""Tune an adapter, all the way: lessons → drills → LoRA → GGUF → parity → exam against the base → card → registry.

The held-out third of the lessons' documents is never learned from: the exam and the parity check are on it. An adapter that
falls below the base, answers more often wrongly, or says other things in GGUF than in torch, is kept and not used.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from muniment.agent import Agent
from muniment.agents.lora import Drill, Progress, Recipe, device_name, likelihoods_in_torch, tune_adapter
from muniment.agents.prompts import words_prompt
from muniment.agents.reasoner import likeliest
from muniment.learning.adapters import Registry
from muniment.learning.drills import drills
from muniment.learning.examining import Summary, examine_lessons, summarise
from muniment.learning.lessons import Lesson, held_out
from muniment.models.embeddings import Embedder
from muniment.models.gguf import Model, threads
from muniment.models.gguf_file import sha256_of
from muniment.models.language_model import END_OF_TURN, Adapter, Piece
from muniment.models.opened import embedder, open_file
from muniment.settings import Settings
from muniment.tools.own.own_records import cut
from muniment.tools.own.ranker_tuning import answering_words
from muniment.tools.own.span_ranker import rank_spans

PARITY = 0.95
"""The least share of held-out drills on which the GGUF side must choose what the torch side chooses. A broken export agrees by
chance (one in twelve); llama.cpp's 8-bit activations turn near ties over: 1 of 61 drills."""
Told = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Tuned:
    """What a tuning run came to."""

    name: str
    passed: bool
    why: str
    parity: float
    before: Summary
    after: Summary


def tune_records(
    lessons: Sequence[Lesson], settings: Settings, name: str, recipe: Recipe, exam_size: int, told: Told
) -> Tuned:
    """Tune the `records` domain's adapter: which words of the nearest sentences answer a question.

    Args:
        lessons: with records; split by document.
        settings: where the base model and the registry are.
        name: the adapter's name in the registry.
        recipe: how.
        exam_size: how many held-out lessons the gate's exam takes.
        told: hears of progress: what, done, of how many.
    """
    model, folder = open_file(settings), settings.home / "adapters" / "records" / name
    started = time.monotonic()
    learned, kept_back = split(lessons)
    made = drills(learned, model, embedder(settings.home), recipe.seed, lambda n, of: told("making drills", n, of))

    def heard(progress: Progress) -> None:
        left = progress.seconds / progress.step * (progress.of - progress.step) if progress.step else 0.0
        told(f"tuning, loss {progress.loss:.3f}, {left / 60:.0f} min left", progress.step, progress.of)

    file = tune_adapter(model, made, recipe, folder, heard)
    adapter = Adapter(file, sha256_of(file), f"records/{name}")
    told("parity", 0, 1)
    exam = kept_back[:exam_size]
    parity = agreement(model, adapter, recipe, folder, embedder(settings.home), exam)
    before = hold(Agent(settings, adapter=None, keep=False), exam, None, lambda n, of: told("exam without", n, of))
    after = hold(Agent(settings, adapter=adapter, keep=False), exam, adapter, lambda n, of: told("exam with", n, of))
    why = gate(before, after, parity)
    card = {
        "name": f"records/{name}",
        "passed": not why,
        "why": why,
        "sha256": adapter.sha256,
        "base": model.name,
        "base_sha256": model.sha256,
        "drills": len(made),
        "drills_sha256": _hash(made),
        "recipe": asdict(recipe),
        "machine": f"{platform.machine()}, {threads()} threads, Python {platform.python_version()} {device_name()}".rstrip(),
        "versions": {p: version(p) for p in ("muniment", "torch", "transformers", "peft", "llama-cpp-python")},
        "minutes": round((time.monotonic() - started) / 60, 1),
        "parity": parity,
        "exam_before": asdict(before),
        "exam_after": asdict(after),
        "losses": json.loads((folder / "losses.json").read_text()),
    }
    write_card(folder, card)
    if not why:
        Registry(settings.home).use(f"records/{name}")
    return Tuned(f"records/{name}", not why, why, parity, before, after)


def split(lessons: Sequence[Lesson]) -> tuple[list[Lesson], list[Lesson]]:
    """Lessons to learn from, and those held out, by document; the held-out ones in an order that mixes their sets."""
    learned = [x for x in lessons if not held_out(x.document)]
    kept_back = sorted((x for x in lessons if held_out(x.document)), key=lambda x: _sha256(x.id))
    return learned, kept_back


def hold(agent: Agent, exam: Sequence[Lesson], adapter: Adapter | None, told: Callable[[int, int], None]) -> Summary:
    """An exam's summary."""
    results = examine_lessons(agent, exam, told=lambda n, of, _: told(n, of))
    return summarise(results, agent.runner.model_name(), adapter.name if adapter else None, retrieval=True)


def gate(before: Summary, after: Summary, parity: float) -> str:
    """Why an adapter may not be used; empty when it may."""
    if parity < PARITY:
        return f"in GGUF it says what torch says on only {parity:.1%} of the drills"
    if after.right < before.right:
        return f"{after.right} right with it, {before.right} without"
    if after.wrong_rate > before.wrong_rate:
        return f"{after.wrong_rate:.1%} of its answers are wrong, {before.wrong_rate:.1%} without it"
    if (after.right, after.wrong) == (before.right, before.wrong):
        return "it changes nothing in the exam"
    return ""


def agreement(
    model: Model, adapter: Adapter, recipe: Recipe, folder: Path, embed: Embedder, held: Sequence[Lesson]
) -> float:
    """The share of lessons on which the GGUF adapter under llama.cpp chooses the words that the torch model chooses."""
    asked = []
    for lesson in held:
        if answering_words(lesson):
            quotes, read = rank_spans(lesson.question, cut(lesson.records), embed)
            asked.append((quotes, words_prompt(lesson.question, read)))
    if not asked:
        return 1.0
    as_tokens = [
        (model.tokens(p), [model.tokens([Piece(q.words, ours=False), Piece(END_OF_TURN)]) for q in quotes])
        for quotes, p in asked
    ]
    in_torch = likelihoods_in_torch(model, recipe, folder, as_tokens)
    same = 0
    for (quotes, prompt), other in zip(asked, in_torch, strict=True):
        own = model.likelihoods(prompt, [q.words for q in quotes], adapter)
        same += likeliest(quotes, own)[0] == likeliest(quotes, other)[0]
    return round(same / len(asked), 4)


def write_card(folder: Path, card: dict[str, Any]) -> None:
    """Write a card, and pictures of its loss curve and of its exam."""
    from muniment.learning.exam_picture import draw_bars, draw_losses

    draw_losses(folder / "losses", card["losses"])
    exams = {"without": card["exam_before"], "with": card["exam_after"]}
    draw_bars(folder / "exam", {name: (e["right"], e["wrong"], e["abstained"]) for name, e in exams.items()})
    fresh = folder / f"card.{os.getpid()}"
    fresh.write_text(json.dumps(card, indent=1) + "\n")
    fresh.replace(folder / "card.json")


def _sha256(text: str) -> str:
    """The hash of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def _hash(made: Sequence[Drill]) -> str:
    return _sha256(json.dumps([[d.prompt, d.answer] for d in made]))
