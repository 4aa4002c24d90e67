"""Lessons as examples: the value that would be right, which proposals come to it, which words answer; and the network written."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from muniment.errors import Unavailable
from muniment.learning.lessons import Expect, Lesson
from muniment.records import Record, Table
from muniment.tools.own.ranker_tuning import (
    Example,
    Fitting,
    answering_words,
    comes_to,
    examples,
    fit,
    span_examples,
    wanted_value,
    write_network,
)
from muniment.tools.own.ranking_network import as_layers
from muniment.tools.own.record_cells import Cell
from muniment.tools.own.record_programs import FEATURES, Proposal, Shape
from tests.tools.hashed import Hashed
from tests.tools.own.own_tables import STATEMENT, row

SALES, INCOME = row("Net sales"), row("Net income")


def lesson(expect: Expect, question: str = "What were net sales in 2023?", record: Record = STATEMENT) -> Lesson:
    return Lesson("1", question, expect, records=(record,))


@pytest.mark.parametrize(
    ("expect", "value"),
    [
        (Expect(values=(Decimal("383285000000"),)), "383285000000"),
        (Expect(spans=("383,285",), scale="million"), "383285000000"),
        (Expect(spans=("$ 1,310.5",), scale="thousand"), "1310500"),
        (Expect(spans=("2",), scale="billion"), "2000000000"),
        (Expect(spans=("(27)",)), "-27"),
        (Expect(spans=("44.1%",)), "0.441"),
        (Expect(spans=("44.1",), scale="percent"), "0.441"),
        (Expect(spans=("(2.8)",), scale="percent"), "-0.028"),
        (Expect(values=(Decimal(1), Decimal(2))), None),
        (Expect(spans=("1", "2")), None),
        (Expect(spans=("the town council",)), None),
        (Expect(text="No."), None),
        (Expect(abstain="no_record"), None),
    ],
)
def test_the_number_that_would_be_right_is_in_base_units(expect: Expect, value: str | None) -> None:
    assert wanted_value(lesson(expect)) == (None if value is None else Decimal(value))


def proposal(shape: Shape, *cells: Cell) -> Proposal:
    return Proposal(shape, cells)


@pytest.mark.parametrize(
    ("made", "wanted", "right"),
    [
        (proposal("value", SALES[1]), "383285000000", True),
        (proposal("value", SALES[1]), "383285", True),
        (proposal("value", SALES[1]), "383.285", True),
        (proposal("value", SALES[1]), "383285000", True),
        (proposal("value", SALES[1]), "383300", True),
        (proposal("value", SALES[1]), "383400", False),
        (proposal("value", SALES[1]), "-383285", False),
        (proposal("percent_change", SALES[0], SALES[1]), "0.0202", True),
        (proposal("percent_change", SALES[0], SALES[1]), "2.02", True),
        (proposal("percent_change", SALES[0], SALES[1]), "2.1", False),
        (proposal("ratio", INCOME[0], SALES[0]), "0.24", True),
        (proposal("ratio", INCOME[0], SALES[0]), "0.2", False),
        (proposal("ratio", INCOME[0], SALES[0]), "0.25", False),
    ],
)
def test_a_proposal_comes_to_a_value_up_to_its_unit_and_rounding(made: Proposal, wanted: str, right: bool) -> None:
    assert comes_to(made, Decimal(wanted)) is right


def test_what_divides_by_nothing_comes_to_no_value() -> None:
    nothing = row("Net sales")[0]
    zero = type(nothing)(nothing.record, 0, 9, 1, "Nothing", "2024", "0", Decimal(0), "USD")
    assert not comes_to(proposal("ratio", nothing, zero), Decimal(0))


def test_a_lesson_with_a_right_program_is_an_example() -> None:
    told: list[tuple[int, int]] = []
    asked = lesson(Expect(values=(Decimal("383285000000"),)))
    hopeless = lesson(Expect(values=(Decimal("12345.678"),)))
    in_words = lesson(Expect(spans=("the town council",)))
    found = examples([asked, hopeless, in_words], lambda done, of: told.append((done, of)))
    ((described, right),) = found
    assert described.shape == (len(right), len(FEATURES))
    assert 0 < right.sum() < len(right)
    assert told == [(0, 3), (1, 3), (2, 3)]


SIGNED = Record(
    "lease",
    "The harbour master signed the lease on 4 May 2019. The rent fell because of the strike in March.",
    "Lease",
    (Table((("", "2024"), ("Rent", "3,200"))),),
)


@pytest.mark.parametrize(
    ("expect", "words"),
    [
        (Expect(spans=("the strike in  March",)), "the strike in March"),
        (Expect(spans=("3,200",)), ""),
        (Expect(spans=("the flood",)), ""),
        (Expect(spans=("the strike in March", "4 May 2019")), ""),
        (Expect(spans=("the strike in March",), kind="arithmetic"), ""),
        (Expect(spans=("the strike in March",), kind="count"), ""),
        (Expect(values=(Decimal(1),)), ""),
    ],
)
def test_words_of_the_text_answer_where_they_are_one_stretch_of_it(expect: Expect, words: str) -> None:
    assert answering_words(lesson(expect, record=SIGNED)) == words


def test_a_lesson_that_words_answer_is_an_example_of_spans() -> None:
    told: list[tuple[int, int]] = []
    asked = lesson(Expect(spans=("strike in March",)), "Why did the rent fall?", SIGNED)
    unasked = lesson(Expect(values=(Decimal(1),)), "Why did the rent fall?", SIGNED)
    unreachable = lesson(Expect(spans=("arbour mast",)), "Why did the rent fall?", SIGNED)
    ((described, right),) = span_examples([asked, unasked, unreachable], Hashed(), lambda n, of: told.append((n, of)))
    assert described.shape[0] == len(right)
    assert 0 < right.sum() < len(right)
    assert told == [(0, 3), (1, 3), (2, 3)]


def test_a_network_appears_whole_and_reads_as_layers(tmp_path: Path) -> None:
    network = {"weight0": np.ones((2, 3), np.float16), "bias0": np.zeros(2, np.float16)}
    target = tmp_path / "ranker.npz"
    target.write_bytes(b"old")
    write_network({k: v.astype(np.float32) for k, v in network.items()}, target)
    assert [p.name for p in tmp_path.iterdir()] == ["ranker.npz"]
    with np.load(target) as held:
        ((weight, bias),) = as_layers(dict(held))
    assert (weight.shape, bias.tolist()) == ((2, 3), [0.0, 0.0])


SHORT = Fitting(2, (1, 2, 3, 4), (64, 32), 16)
EASY: list[Example] = [
    (np.eye(4, dtype=np.float32)[[n % 4, (n + 1) % 4]], np.array([n % 4 == 2, (n + 1) % 4 == 2])) for n in (1, 2) * 8
]


def test_without_torch_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(Unavailable) as refused:
        fit(EASY, SHORT)
    assert str(refused.value) == "torch is not installed; install it: pip install 'muniment[tune]'"


def test_networks_of_several_seeds_are_joined_into_their_mean() -> None:
    pytest.importorskip("torch")
    told: list[tuple[int, int]] = []
    first, again = fit(EASY, SHORT, lambda n, of: told.append((n, of))), fit(EASY, SHORT)
    assert {k: v.shape for k, v in first.items()} == {
        "weight0": (256, 4),
        "bias0": (256,),
        "weight1": (128, 256),
        "bias1": (128,),
        "weight2": (1, 128),
        "bias2": (1,),
    }
    assert all((first[k] == again[k]).all() for k in first)
    assert told == [(n, 8) for n in range(8)]
