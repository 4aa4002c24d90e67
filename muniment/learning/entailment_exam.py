"""What an exam about ContractNLI adds: the class that the entailment reader gives each hypothesis, however sure it is, as the set's paper marks it.

An exam counts what is told above the certified line; accuracy here is of all hypotheses, F1 of those that are contradicted (Koreeda and
Manning, 2021).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from muniment.learning.lessons import Lesson
from muniment.models.entailment_reader import propositions
from muniment.models.opened import entailment_reader
from muniment.settings import Settings
from muniment.tools.contracts.entailment import Said, read_entailments
from muniment.tools.contracts.questions.proposition_questions import proposition_stated

CLASSES = {"follows": "Entailment", "contradicted": "Contradiction", "": "NotMentioned"}


@dataclass(frozen=True, slots=True)
class Classed:
    """The share of hypotheses of which the class is right, and F1 of the class of those that are contradicted."""

    accuracy: float
    contradiction_f1: float


def class_hypotheses(
    lessons: Sequence[Lesson],
    settings: Settings,
    told: Callable[[int, int, str], None] = lambda done, of, said: None,
) -> Classed | None:
    """How well the hypotheses of the lessons are classed; None where no lesson has one that the reader knows.

    Args:
        lessons: of an exam; those of ContractNLI count.
        settings: where the reader is.
        told: hears how many lessons are done of how many.
    """
    asked = [(x, proposition_stated(x.question, propositions())) for x in lessons if x.rule == "contract_nli"]
    known = [(x, n) for x, n in asked if n is not None]
    text, read = "", tuple[Said, ...]()
    pairs = []
    for done, (lesson, number) in enumerate(known, 1):
        if lesson.records[0].text != text:
            text = lesson.records[0].text
            read = read_entailments(text, entailment_reader(settings.home))
        says = next((s.says for s in read if s.proposition == number), "")
        pairs.append((CLASSES[says], lesson.expect.choice))
        told(done, len(known), "hypotheses classed")
    if not pairs:
        return None
    denied = "Contradiction"
    both = sum(found == gold == denied for found, gold in pairs)
    either = sum((found == denied) + (gold == denied) for found, gold in pairs)
    right = sum(found == gold for found, gold in pairs)
    return Classed(round(right / len(pairs), 4), round(2 * both / either, 4) if either else 0.0)
