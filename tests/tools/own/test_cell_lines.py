"""What the program reader reads: rows and sentences with a mark for each number, and never a digit of it."""

from __future__ import annotations

from muniment.records import Record, Table
from muniment.tools.own.cell_lines import CLS, LONGEST, SEP, cell_lines
from muniment.tools.own.record_cells import Cell, cells

PAGE = Record(
    "r",
    "Rent rose to $ 7.4 million in 2024 from 5.1 million.",
    tables=(Table((("", "2024", "2023"), ("Rent", "$ 1,200", "(1,100)"), ("Share of rent", "12 %", "11 %"))),),
)


class Pieces:
    """Words as pieces, numbered as they come."""

    def __init__(self) -> None:
        self.known: list[str] = []

    def __call__(self, text: str) -> list[int]:
        found = []
        for word in text.split():
            if word not in self.known:
                self.known.append(word)
            found.append(1000 + self.known.index(word))
        return found

    def words(self, read: list[int]) -> str:
        marks = {CLS: "[", SEP: "/"}
        return " ".join(marks.get(n) or self.known[n - 1000] for n in read)


def read(question: str, proposed: list[Cell], history: tuple[str, ...] = ()) -> tuple[str, list[str]]:
    pieces = Pieces()
    ids, places = cell_lines(question, history, proposed, pieces)
    return pieces.words(ids), [pieces.words([ids[at]]) for at in places]


def test_each_number_is_a_mark_of_its_kind_behind_its_column() -> None:
    every = cells([PAGE])
    told, marks = read("rent?", [c for c in every if c.table == 0])
    assert told == "[ rent? / Rent | 2024 $ | 2023 - $ / Share of rent | 2024 % | 2023 % /"
    assert marks == ["$", "$", "%", "%"]


def test_no_digit_of_a_figure_is_read() -> None:
    told, _ = read("rent?", cells([PAGE]))
    assert not any(digits in told for digits in ("1,200", "1,100", "12 %", "7.4", "5.1"))


def test_an_amount_of_the_text_is_a_mark_in_its_sentence() -> None:
    amounts = [c for c in cells([PAGE]) if c.table is None]
    told, marks = read("rent?", amounts)
    assert told == "[ rent? / Rent rose to $ in 2024 from # . /"
    assert marks == ["$", "#"]


def test_the_last_two_questions_stand_before_the_question() -> None:
    told, _ = read("and now?", [], ("first", "second", "third"))
    assert told == "[ second ; third ; and now? /"


def test_a_line_for_which_there_is_no_room_is_left_out_and_its_numbers_have_the_first_place() -> None:
    rows = tuple((f"row {n} " + "long " * 12, str(n + 100)) for n in range(60))
    record = Record("r", "", tables=(Table((("", "2024"), *rows)),))
    proposed = cells([record])
    ids, places = cell_lines("q", (), proposed, Pieces())
    assert len(ids) <= LONGEST
    assert places[0] > 0
    assert places[-1] == 0
