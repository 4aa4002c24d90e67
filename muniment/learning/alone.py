"""A model asked without any record: what the ablation of an exam compares with.

Its answers are proven by nothing, so they are marked and never shown to anybody.
"""

from __future__ import annotations

import re
from decimal import Decimal

from muniment.errors import ModelUnavailable
from muniment.learning.lessons import Lesson
from muniment.models.gguf import Model
from muniment.models.language_model import Adapter, Piece
from muniment.records import Answer, Value

_NUMBER = r"""root ::= "none" | number | words
number ::= "-"? [0-9] [0-9]? [0-9]? [0-9]? [0-9]? [0-9]? [0-9]? [0-9]? [0-9]? [0-9]? [0-9]? [0-9]? ("." [0-9] [0-9]? [0-9]? [0-9]? [0-9]?)? "%"?
words ::= [A-Z] [a-z ]+ "."
"""


def ask_alone(model: Model, lesson: Lesson, adapter: Adapter | None = None) -> Answer:
    """What the model says of a lesson's question by itself: a number, a few words, or none."""
    pieces = [
        Piece("<|im_start|>user\n"),
        Piece("\n".join((*lesson.history[-2:], lesson.question))[:900], ours=False),
        Piece("\nAnswer with one number, a few words, or none.<|im_end|>\n<|im_start|>assistant\n"),
    ]
    try:
        said = model.complete(pieces, _NUMBER, 24, adapter=adapter)
    except ModelUnavailable:
        said = "none"
    if said == "none":
        return Answer("abstained", "insufficient_evidence", "The model says nothing.", model=model.name)
    match = re.fullmatch(r"(-?[\d.]+)(%?)", said)
    if match is None:
        return Answer("answered", None, said, model=model.name, chance=0.5)
    number = Decimal(match.group(1))
    unit = "pure" if match.group(2) else "number"
    value = Value("answer", number / 100 if match.group(2) else number, unit, "", None, None, None, "", False)
    return Answer("answered", None, said, (value,), model=model.name, chance=0.5)
