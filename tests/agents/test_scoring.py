"""The public sets' own scoring rules, on examples worked out from the papers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from muniment.agents.scoring import jaccard, mark, same_number, tatqa_score
from muniment.learning.lessons import Expect, Lesson
from muniment.records import Answer, Citation, Value


def answered(value: str, unit: str = "USD", program: tuple[str, ...] | None = None) -> Answer:
    return Answer(
        "answered",
        None,
        f"It was {value}.",
        (Value("x", Decimal(value), unit, "", None, None, None, "", False, program),),
    )


def lesson(expect: Expect, rule: str = "own") -> Lesson:
    return Lesson("1", "What?", expect, rule)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "unit", "gold", "outcome"),
    [
        # FinQA's evaluation rounds to five places: divide(9413, 20.01) and subtract(11503, 10815).
        ("0.3562123", "pure", "0.35621", "right"),
        ("0.3563", "pure", "0.35621", "wrong"),
        ("688000000", "USD", "688", "right"),
        ("687000000", "USD", "688", "wrong"),
        ("-688000000", "USD", "688", "wrong"),
        ("0.002", "pure", "0.2", "right"),
        ("6880000000", "USD", "688", "wrong"),
    ],
)
def test_finqa_is_right_when_the_program_comes_to_the_same_five_places(
    value: str, unit: str, gold: str, outcome: str
) -> None:
    assert mark(lesson(Expect((Decimal(gold),)), "finqa"), answered(value, unit)).outcome == outcome


@pytest.mark.parametrize(
    ("gold", "scale", "kind", "predicted", "wanted"),
    [
        (("-12.6",), "million", "arithmetic", (["-12600000"], ""), (True, 1.0)),
        (("-12.6",), "million", "arithmetic", (["-12.6"], "thousand"), (False, 0.0)),
        (("23.42",), "percent", "arithmetic", (["0.2342"], ""), (True, 1.0)),
        (("23.42",), "percent", "arithmetic", (["23.42"], "percent"), (True, 1.0)),
        (("$1,496.5",), "million", "span", (["1496.5"], "million"), (True, 1.0)),
        (("2019",), "", "span", (["2018"], ""), (False, 0.0)),
        (
            ("fixed-price type", "cost-plus type"),
            "",
            "multi-span",
            (["cost-plus type", "fixed-price type"], ""),
            (True, 1.0),
        ),
        (
            ("our allowable incurred costs plus a profit",),
            "",
            "span",
            (["allowable incurred costs"], ""),
            (False, 0.67),
        ),
    ],
)
def test_tatqa_counts_scale_and_bags_of_words(
    gold: tuple[str, ...], scale: str, kind: str, predicted: tuple[list[str], str], wanted: tuple[bool, float]
) -> None:
    assert tatqa_score(Expect(spans=gold, scale=scale, kind=kind), [predicted]) == wanted


def test_cuad_is_right_from_half_of_the_words_of_both() -> None:
    assert jaccard("the Term is two years", "Term is two years") == 1.0
    assert jaccard("term is two years", "term is two") == 0.75
    quoted = Answer(
        "answered", None, "x", citations=(Citation(1, "passage", "r", quote="This Agreement is made in Ohio"),)
    )
    assert mark(lesson(Expect(spans=("This Agreement is made in Ohio in 2019",)), "cuad"), quoted).outcome == "right"
    assert mark(lesson(Expect(spans=("governed by the laws of Ohio",)), "cuad"), quoted).outcome == "wrong"


def test_abstaining_is_right_only_where_it_was_wanted() -> None:
    refused = Answer("abstained", "period_not_reported", "No.")
    assert mark(lesson(Expect(abstain="any")), refused).outcome == "right"
    assert mark(lesson(Expect(abstain="period_not_reported")), refused).outcome == "right"
    assert mark(lesson(Expect(abstain="no_record")), refused).outcome == "wrong"
    assert mark(lesson(Expect((Decimal(1),))), refused).outcome == "abstained"
    assert mark(lesson(Expect(abstain="any")), answered("1")).outcome == "wrong"


def test_own_lessons_hold_base_units_and_tolerance() -> None:
    assert mark(lesson(Expect((Decimal(391035000000),), "USD")), answered("391035000000")).outcome == "right"
    assert mark(lesson(Expect((Decimal(391035000000),), "EUR")), answered("391035000000")).outcome == "wrong"
    assert mark(lesson(Expect((Decimal(391035),), "USD")), answered("391035000000")).outcome == "wrong"
    assert (
        mark(lesson(Expect((Decimal("0.02"),), tolerance=Decimal("0.02"))), answered("0.0202", "pure")).outcome
        == "right"
    )


def test_an_operand_is_not_the_answer() -> None:
    change = answered("7750000000", program=("change", "E1", "E2"))
    both = Answer("answered", None, "", (*change.values, *answered("391035000000").values))
    assert mark(lesson(Expect((Decimal(391035000000),))), both).outcome == "wrong"
    assert mark(lesson(Expect((Decimal(7750000000),))), both).outcome == "right"


def test_numbers_are_compared_after_rounding() -> None:
    assert same_number(Decimal("127.400001"), Decimal("127.4"))
    assert not same_number(Decimal("127.41"), Decimal("127.4"))
