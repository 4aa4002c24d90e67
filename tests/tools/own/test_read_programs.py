"""The reader's opinion of proposed programs: by hand-made marks, and by the real model over a real table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from muniment.models.opened import program_reader
from muniment.models.program_reader import Marks
from muniment.records import Record, Table
from muniment.settings import Settings
from muniment.tools.own.program_ranker import rank_programs
from muniment.tools.own.read_programs import ROLES, likelihoods
from muniment.tools.own.record_cells import cells
from muniment.tools.own.record_programs import SHAPES, Proposal, Question, Shape

TABLE = Record(
    "r",
    "",
    tables=(
        Table(
            (
                ("(in millions)", "2024", "2023", "2022"),
                ("Net sales", "391,035", "383,285", "394,328"),
                ("Cost of sales", "210,352", "214,137", "223,546"),
                ("Net income", "93,736", "96,995", "99,803"),
            )
        ),
    ),
)
EVERY = cells([TABLE])


class Handmade:
    """Says what it is told to say of the numbers, in the order in which they are asked for."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks

    def pieces(self, text: str, /) -> list[int]:
        return [1] * len(text.split())

    def read(self, pieces: Sequence[int], places: Sequence[int]) -> Marks:
        return self.marks


def test_a_programs_score_is_its_shapes_its_roles_and_its_pairs() -> None:
    first, second = EVERY[0], EVERY[1]
    shapes, roles, pairs = np.zeros(8), np.zeros((2, 11)), np.zeros((3, 2, 2))
    shapes[SHAPES.index("change")] = 1.0
    roles[0, ROLES["change"][0]] = 2.0
    pairs[0, 0, 1] = 3.0
    reader = Handmade(Marks(*(m.astype(np.float32) for m in (shapes, roles, pairs))))
    made = [Proposal("change", (first, second)), Proposal("change", (second, first)), Proposal("value", (first,))]
    likely = likelihoods(Question("q"), made, reader)
    assert np.exp(likely).sum() == pytest.approx(1, abs=1e-5)
    # 1 + 2 + 3 against 1 (the roles are of the first operand) and 0.
    assert likely - likely[2] == pytest.approx([6, 1, 0], abs=1e-5)


def test_every_shape_has_roles() -> None:
    assert list(ROLES) == list(SHAPES)
    assert sorted({r for roles in ROLES.values() for r in roles}) == list(range(11))


@pytest.mark.parametrize(
    ("question", "shape", "names"),
    [
        ("What was the cost of goods sold in 2023?", "value", ["Cost of sales 2023"]),
        (
            "By what percentage did revenue change from 2023 to 2024?",
            "percent_change",
            ["Net sales 2024", "Net sales 2023"],
        ),
        (
            "What portion of revenue in 2022 was net income, in percent?",
            "ratio",
            ["Net income 2022", "Net sales 2022"],
        ),
        (
            "What was the average net income from 2022 to 2024?",
            "average",
            ["Net income 2024", "Net income 2023", "Net income 2022"],
        ),
    ],
)
def test_with_the_model_other_words_find_their_figures(
    settings: Settings, question: str, shape: Shape, names: list[str]
) -> None:
    first = rank_programs(Question(question), EVERY, program_reader(settings.home))[0]
    assert first.proposal.shape == shape
    assert [f"{c.row_name} {c.column_name.split()[-1]}" for c in first.proposal.cells] == names


def test_the_same_question_gives_the_same_chances(settings: Settings) -> None:
    reader = program_reader(settings.home)
    asked = Question("What was net income in 2023?")
    twice = [[r.chance for r in rank_programs(asked, EVERY, reader)] for _ in range(2)]
    assert twice[0] == twice[1]
