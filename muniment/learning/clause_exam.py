"""What an exam about clauses adds: every stretch that the clause reader finds for a question, with its chance, and how well these rank.

The file written has the form that CUAD's own script reads (`nbest_predictions_.json`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from muniment.agents.span_scoring import Graded, Ranking, rank
from muniment.learning.lessons import Lesson
from muniment.models.clause_reader import kinds
from muniment.models.opened import clause_reader
from muniment.settings import Settings
from muniment.tools.contracts.clause_kinds import clause_asked
from muniment.tools.contracts.clauses import Clause, clauses

SPANS = "nbest_predictions_.json"


def rank_clauses(
    lessons: Sequence[Lesson],
    settings: Settings,
    folder: Path | None = None,
    told: Callable[[int, int, str], None] = lambda done, of, said: None,
) -> Ranking | None:
    """How well the clauses of the lessons' contracts are ranked; None where no lesson asks for one.

    Args:
        lessons: of an exam; those of CUAD count.
        settings: where the reader is.
        folder: for the file of all graded spans; none writes none.
        told: hears how many lessons are done of how many.
    """
    asked = [(x, c.kind) for x in lessons if x.rule == "cuad" and (c := clause_asked(x.question)) is not None]
    found: dict[str, dict[str, float]] = {}
    questions = []
    text, read = "", tuple[Clause, ...]()
    for n, (lesson, kind) in enumerate(asked, 1):
        if lesson.records[0].text != text:
            text = lesson.records[0].text
            read = clauses(text, clause_reader(settings.home), kinds())
        # Two of the same words are one span, of the higher chance.
        spans = {text[c.start : c.end]: c.chance for c in reversed(read) if c.kind == kind and c.chance > 0}
        found[lesson.id] = spans
        questions.append(Graded(lesson.expect.spans, spans, kind == "Parties"))
        told(n, len(asked), "clauses graded")
    if not questions:
        return None
    if folder:
        rows = {i: [{"text": t, "probability": c} for t, c in spans.items()] for i, spans in found.items()}
        (folder / SPANS).write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return rank(questions)
