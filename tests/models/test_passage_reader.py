"""The tuned reader, with its real weights through llama.cpp."""

from __future__ import annotations

import pytest

from muniment.models.passage_reader import PassageReader
from muniment.settings import Settings

PASSAGES = (
    "Net sales increased 5% during 2024, primarily due to higher net sales of laptops and favourable currencies.",
    "The Company has four reportable segments.",
    "As of September 28, 2024, the Company had approximately 164,000 full-time equivalent employees. It pays them well.",
)


@pytest.fixture(scope="module")
def reader(settings: Settings) -> PassageReader:
    return PassageReader(settings.home)


@pytest.mark.parametrize(
    ("question", "answers", "words"),
    [
        ("Why did sales go up?", 0, "higher net sales of laptops"),
        ("How many people work for the company?", 2, "164,000 full-time equivalent employees."),
    ],
)
def test_the_passage_that_answers_is_told_from_the_others_with_its_words(
    reader: PassageReader, question: str, answers: int, words: str
) -> None:
    judgements = reader.judge(question, PASSAGES)
    best = max(range(3), key=lambda n: judgements[n].answers)
    assert best == answers
    assert judgements[best].answers > 0
    assert words in PASSAGES[best][judgements[best].start : judgements[best].end]


def test_a_question_that_no_passage_answers_is_told_by_low_log_odds(reader: PassageReader) -> None:
    assert all(j.answers < -3 for j in reader.judge("Who is the chief executive?", PASSAGES))


def test_the_same_question_gets_the_same_judgements(reader: PassageReader) -> None:
    assert reader.judge("Why did sales go up?", PASSAGES) == reader.judge("Why did sales go up?", PASSAGES)


def test_a_passage_longer_than_the_reader_reads_is_cut(reader: PassageReader) -> None:
    (judgement,) = reader.judge("Why?", ["word " * 3000])
    assert judgement.end <= 5 * 384


def test_an_empty_passage_points_at_nothing(reader: PassageReader) -> None:
    (judgement,) = reader.judge("Why?", [""])
    assert (judgement.start, judgement.end) == (0, 0)
