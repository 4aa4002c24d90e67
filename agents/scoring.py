"""Mark an answer against a lesson, by the scoring rule of the set the lesson is from.

FinQA: execution accuracy, the program's result equal after rounding to five places (Chen et al., 2021, section 5). TAT-QA:
exact match and F1 over bags of words with scale, one-to-one alignment left to its one joined string (Zhu et al., 2021,
section 4.3). CUAD: overlap of the spans' word sets by Jaccard, right from one half, and of parties what holds them (Hendrycks et al.,
2021, section 4, and the set's `evaluate.py`).
ContractNLI: the class. An abstention is never wrong, and right only where one was wanted.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import Literal

from muniment.learning.lessons import Expect, Lesson
from muniment.records import Answer, Value

Outcome = Literal["right", "wrong", "abstained"]
_SCALES = {"": 0, "thousand": 3, "million": 6, "billion": 9}


@dataclass(frozen=True, slots=True)
class Mark:
    """How an answer was marked; `f1` is that of TAT-QA, and 1 or 0 elsewhere."""

    outcome: Outcome
    f1: float = 0.0


_CHOICES = {"entailment": "it follows", "contradiction": "it is contradicted"}
"""How the classes of ContractNLI are told."""


def mark(lesson: Lesson, answer: Answer) -> Mark:
    """Mark an answer by its lesson's rule."""
    expect = lesson.expect
    if expect.abstain:
        held = answer.status == "abstained" and expect.abstain in ("any", answer.reason)
        return Mark("right" if held else "wrong", float(held))
    if answer.status == "abstained":
        if expect.choice.lower() == "notmentioned" and answer.reason == "insufficient_evidence":
            return Mark("right", 1.0)
        return Mark("abstained")
    if lesson.rule == "tatqa":
        exact, f1 = tatqa_score(expect, predictions(answer))
        return Mark("right" if exact else "wrong", f1)
    if lesson.rule == "cuad":
        of_parties = '"Parties"' in lesson.question
        held = any(jaccard(q, s) >= 0.5 or (of_parties and s in q) for q in quotations(answer) for s in expect.spans)
    elif expect.choice:
        said = answer.text.lower()
        held = said.startswith((expect.choice.lower(), _CHOICES.get(expect.choice.lower(), expect.choice.lower())))
    elif expect.values:
        held = _values_right(lesson, answer)
    else:
        held = _text_right(expect, answer)
    return Mark("right" if held else "wrong", float(held))


def told_values(answer: Answer) -> tuple[Value, ...]:
    """The values an answer is about: what was computed, or else what was looked up; not the operands of either."""
    computed = [v for v in answer.values if v.program]
    if not computed:
        return answer.values
    first = computed[0].program
    assert first is not None
    twins = [v for v in computed if v.program is not None and v.program[1:] == first[1:]]
    return tuple(twins)


def quotations(answer: Answer) -> list[str]:
    """What an answer quotes."""
    return [c.quote for c in answer.citations if c.kind == "passage"]


def same_number(found: Decimal, wanted: Decimal, tolerance: Decimal = Decimal(0)) -> bool:
    """Equal within a relative tolerance, or after rounding to five places."""
    near = abs(wanted) * tolerance
    return abs(found - wanted) <= near or _five(found) == _five(wanted)


def _five(value: Decimal) -> Decimal:
    try:
        return value.quantize(Decimal("0.00001"), ROUND_HALF_EVEN)
    except InvalidOperation:
        return value


def _values_right(lesson: Lesson, answer: Answer) -> bool:
    expect, told = lesson.expect, told_values(answer)
    if lesson.rule == "finqa":
        (wanted,) = expect.values
        # The set has no units: its numbers are in the table's own (millions), and a point of a percentage may be 1.
        return bool(told) and any(
            same_number(told[0].value.scaleb(-power), wanted)
            for power in ((0, -2) if told[0].unit == "pure" else (0, 3, 6, 9))
        )
    left = list(told if len(expect.values) == 1 else answer.values)
    for wanted in expect.values:
        found = next(
            (v for v in left if same_number(v.value, wanted, expect.tolerance) and expect.unit in ("", v.unit)), None
        )
        if found is None:
            return False
        left.remove(found)
    return True


def _text_right(expect: Expect, answer: Answer) -> bool:
    """The wanted words are said or quoted, or a quotation shares half of its words with them."""
    wanted = [s for s in (expect.text, *expect.spans) if s]
    said = [answer.text, *quotations(answer)]
    whole = normal(" ".join(said))
    return any(normal(w) in whole or max(jaccard(w, s) for s in said) >= 0.5 for w in wanted)


def predictions(answer: Answer) -> list[tuple[list[str], str]]:
    """What TAT-QA's rule may read an answer as: strings with a scale.

    A value in base units is the same number at each scale; the year or the name of what is largest answers "which".
    """
    told = told_values(answer)
    if not told:
        return [(quotations(answer), "")]
    first = told[0]
    if first.program and first.program[0] in ("above", "below", "periods"):
        return [([v.fiscal.removeprefix("FY") for v in told], ""), ([str(len(told))], "")]
    if not first.program and len(told) > 1:
        if first.unit == "pure":
            return [([str(v.value * 100) for v in told], "percent")]
        return [([f"{v.value.scaleb(-power):f}" for v in told], scale) for scale, power in _SCALES.items()]
    if first.program and first.program[0] in ("largest", "smallest"):
        return [([first.fiscal.removeprefix("FY")], ""), ([first.label], "")]
    if not first.program and "”: " in first.label:
        # An amount of the text, as the text writes it: $1.1 million.
        return [([first.label.rpartition("”: ")[2]], ""), ([f"{first.value:f}"], "")]
    if first.unit == "pure":
        return [([str(first.value * 100)], "percent"), ([str(first.value)], "")]
    return [([f"{first.value.scaleb(-power):f}"], scale) for scale, power in _SCALES.items()]


def tatqa_score(expect: Expect, predicted: Iterable[tuple[Sequence[str], str]]) -> tuple[bool, float]:
    """TAT-QA's exact match and F1 of the best reading of a prediction.

    Numbers are written with four places after rounding to two and scaling; a percentage without a scale is also read as a
    fraction. Of an arithmetic or counting question F1 is the exact match.
    """
    gold = _joined(expect.spans, expect.scale)
    best = (False, 0.0)
    for strings, scale in predicted:
        if not strings:
            continue
        readings = [_joined(strings, scale)]
        if len(strings) == 1 and not scale and "%" not in strings[0] and (number := _number(strings[0])) is not None:
            readings.append(f"{number:.4f}")
        for reading in readings:
            exact = normal(reading) == normal(gold)
            f1 = float(exact) if expect.kind in ("arithmetic", "count") else _bag_f1(reading, gold)
            best = max(best, (exact, f1))
    return best


def _joined(strings: Sequence[str], scale: str) -> str:
    parts = []
    for text in sorted(strings):
        number = _number(text)
        if number is None:
            parts.append(f"{text} {scale}".strip())
        elif "%" in text:
            parts.append(f"{number:.4f}")
        else:
            factor = Decimal("0.01") if scale == "percent" else Decimal(10) ** _SCALES.get(scale, 0)
            parts.append(f"{round(number, 2) * factor:.4f}")
    return " ".join(parts)


def _number(text: str) -> Decimal | None:
    """A number as the set's rule reads it: without currency and commas, parentheses for a minus, a percentage as a fraction."""
    bare = re.sub(r"[$€£,\s]", "", text)
    match = re.fullmatch(r"(\()?(-?\d*\.?\d+)(\))?(%)?(\))?", bare)
    if match is None:
        return None
    value = Decimal(match.group(2))
    value = -value if match.group(1) else value
    return round(value / 100, 4) if match.group(4) else value


def normal(text: str) -> str:
    """Words as DROP's rule compares them: small, without articles and punctuation, numbers as numbers."""
    words = []
    for token in re.split(r"[\s-](?!\d)|\s", text.lower()):
        number = _number(token)
        if number is not None:
            words.append(str(float(number)))
            continue
        bare = token.translate(str.maketrans("", "", string.punctuation))
        if bare and bare not in ("a", "an", "the"):
            words.append(bare)
    return " ".join(words)


def _bag_f1(one: str, other: str) -> float:
    a, b = set(normal(one).split()), set(normal(other).split())
    shared = len(a & b)
    return round(2 * shared / (len(a) + len(b)), 2) if shared else 0.0


def jaccard(one: str, other: str) -> float:
    """The share of two texts' words that both have."""
    a, b = set(normal(one).split()), set(normal(other).split())
    return len(a & b) / len(a | b) if a | b else 0.0
