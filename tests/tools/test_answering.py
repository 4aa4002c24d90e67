"""Which passages answer, which sentence, which words: by a reader and by the question's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from muniment.models.passage_reader import NEVER, Judgement
from muniment.records import Passage
from muniment.tools.answering import CLOSER, LEAST, WORDS, judged, pointed, told
from muniment.wording import content_stems


class Loud:
    """Takes the word in capitals for what answers; the more often a text says it, the surer it is."""

    def __init__(self) -> None:
        self.read: list[int] = []

    def judge(self, question: str, passages: Sequence[str]) -> list[Judgement]:
        """One judgement for each text."""
        self.read.append(len(passages))
        found = []
        for text in passages:
            marks = list(re.finditer(r"\b[A-Z]{3,}\b", text))
            start, end = marks[0].span() if marks else (0, 0)
            found.append(Judgement(2.0 * len(marks) - 1, start, end))
        return found


def passage(text: str, start: int = 0, **more: str) -> Passage:
    return Passage("k24", more.get("section", ""), text, start, start + len(text), more.get("heading", ""))


STRIKE = passage("Rent is due monthly. The rent fell because of the STRIKE in March. Dogs are allowed.")
POLICY = passage("The policy insures the warehouse. It ends in JUNE.", 200)
EMPTY = passage("\n\n", 400)


def test_the_surest_sentence_and_its_words_are_pointed_at() -> None:
    (first, second) = judged("Why did rent fall?", "rent fell", [POLICY, STRIKE], Loud())
    assert (first.start, first.best, first.words) == (0, 1, "STRIKE")
    assert second.score == NEVER


def test_the_score_is_of_the_passage_and_its_sentence_and_the_words_both_hold() -> None:
    wanted = content_stems("rent fell")
    judgement = Judgement(1.0, 0, 0)
    answer = pointed("Why?", STRIKE, judgement, wanted, Loud())
    assert answer.score == (1.0 + 1.0) / 2 + WORDS * (1.0 + 1.0)
    half = pointed("Why?", STRIKE, judgement, wanted, Loud(), held=0.5)
    assert half.score == 1.0 + WORDS * (1.0 + 0.5)


def test_words_of_the_question_outweigh_a_reader_that_is_a_little_surer() -> None:
    text = passage("The FENCE was red. The rent fell.")
    answer = pointed("Why?", text, Judgement(1.0, 0, 0), content_stems("rent fell"), Loud())
    assert answer.best == 1
    silent = pointed("Why?", text, Judgement(1.0, 0, 0), set(), Loud())
    assert (silent.best, silent.words) == (0, "FENCE")


def test_of_sentences_alike_the_first_answers() -> None:
    assert pointed("Why?", passage("The rent fell. The rent fell."), Judgement(0.0, 0, 0), {"rent"}, Loud()).best == 0


def test_a_passage_without_a_sentence_never_answers() -> None:
    assert pointed("Why?", EMPTY, Judgement(5.0, 0, 0), {"rent"}, Loud()).score == NEVER
    assert told("Why?", {"rent"}, [EMPTY], Loud())[0].score == NEVER


def test_a_passage_that_holds_too_few_of_the_words_never_answers() -> None:
    three = "rent fell strike harbour dues"
    assert judged("Why?", three, [STRIKE], Loud())[0].score > NEVER
    many = "rent harbour dues pilot master tug berth"
    assert judged("Why?", many, [STRIKE], Loud())[0].score == NEVER
    assert LEAST == 0.5


def test_the_section_and_the_heading_of_a_passage_hold_words_too() -> None:
    bare = passage("It fell because of the STRIKE.")
    assert judged("Why?", "harbour dues", [bare], Loud())[0].score == NEVER
    headed = replace(bare, section="Harbour", heading="Dues")
    assert judged("Why?", "harbour dues", [headed], Loud())[0].score > NEVER


@pytest.mark.parametrize(
    ("text", "question", "answers"),
    [
        ("Mac net sales rose on DEMAND.", "Why did net sales rise?", False),
        ("Mac net sales rose on DEMAND.", "Why did Mac net sales rise?", True),
        ("Net sales of services rose on DEMAND.", "Why did net sales rise?", False),
        ("Net sales of the company rose on DEMAND.", "Why did net sales rise?", True),
        ("Total net sales rose on DEMAND.", "Why did net sales rise?", True),
        ("They rose on DEMAND.", "Why did net sales rise?", True),
    ],
)
def test_a_sentence_on_a_part_is_none_on_the_whole(text: str, question: str, answers: bool) -> None:
    (found,) = judged(question, "demand", [passage(text)], Loud(), ["net sales"])
    assert (found.score > NEVER) is answers


def test_a_line_item_under_one_of_its_names_is_held_under_all() -> None:
    item = ["research and development", "r&d"]
    text = passage("R&D rose on HIRING.")
    wanted = content_stems("research and development")
    with_names = pointed("Why?", text, Judgement(0.0, 0, 0), wanted, Loud(), 0.0, item)
    without = pointed("Why?", text, Judgement(0.0, 0, 0), wanted, Loud(), 0.0)
    assert with_names.score - without.score == WORDS


def test_only_the_likeliest_are_read_again_sentence_by_sentence() -> None:
    many = [passage(f"Text {'LOUD ' * n}.", n * 100) for n in range(CLOSER + 3)]
    reader = Loud()
    found = judged("Why?", "", many, reader)
    assert [p.start for p in found] == [n * 100 for n in range(CLOSER + 2, 2, -1)]
    assert reader.read == [CLOSER + 3, *[1] * CLOSER]


def test_of_own_records_the_sentence_must_bear_the_words() -> None:
    (found,) = told("Why?", content_stems("rent fell"), [STRIKE], Loud())
    assert found.score == 1.0 + WORDS * 2
    (none,) = told("Why?", content_stems("harbour berth"), [STRIKE], Loud())
    assert none.score == 1.0


@pytest.mark.parametrize(
    ("question", "echo"),
    [
        ("whats the clubs profit the last 4 yrs", "whats the clubs profit the last 4 yrs"),
        ("profit 2021 2022 2023 and the avg", "profit 2021 2022 2023 and the avg"),
        ("When must the hirer give notice?", "when must the hirer give notice to end it"),
        ("What is the profit of the club?", "Profit of the club"),
    ],
)
def test_what_only_says_a_question_again_answers_none(question: str, echo: str) -> None:
    record = passage(f"{echo}\n\nThe club was founded in MAY.")
    answer = pointed(question, record, Judgement(1.0, 0, 0), content_stems(question), Loud())
    assert (answer.best, answer.words) == (1, "MAY")
    assert pointed(question, passage(echo), Judgement(9.0, 0, 0), content_stems(question), Loud()).score == NEVER
