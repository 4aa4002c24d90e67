"""The stretches of a sentence that may answer: where they may begin and end, and what is said of each."""

from __future__ import annotations

import numpy as np
import pytest

from muniment.tools.own.text_spans import LONGEST_SENTENCE, propose_spans

QUESTION = "Why did the rent fall?"
STRIKE = "The rent fell because of the strike in March, and 1,200 pounds were repaid."


def spans(sentence: str, question: str = QUESTION) -> set[str]:
    return {s.text for s in propose_spans(question, [sentence], [1.0])[0]}


@pytest.mark.parametrize(
    "span",
    [
        STRIKE,
        "because of the strike in March",
        "the strike in March",
        "The rent fell because",
        "1,200 pounds were repaid.",
        "March",
    ],
)
def test_a_stretch_between_breaks_is_proposed(span: str) -> None:
    assert span in spans(STRIKE)


@pytest.mark.parametrize(
    ("sentence", "span"),
    [
        ("The rent was due.", "The rent"),
        ("The tenant pays 3,200 pounds.", "The tenant pays"),
        ("The tenant pays 3,200 pounds.", "3,200 pounds."),
        ("The tenant pays during June.", "The tenant pays"),
        ("The tenant pays which sum?", "The tenant pays"),
        ("The tenant and owner pay.", "The tenant"),
    ],
)
def test_a_stretch_may_end_before_a_verb_a_number_or_a_preposition(sentence: str, span: str) -> None:
    assert span in spans(sentence, "Who?")


@pytest.mark.parametrize("span", ["The", "because of", "because of the", "rent fell because of", "strike in", "and"])
def test_a_stretch_does_not_end_in_an_article_or_a_joining_word(span: str) -> None:
    assert span not in spans(STRIKE)


@pytest.mark.parametrize("span", ["master signed the lease", "ouncil on", "signed"])
def test_a_stretch_does_not_begin_within_a_phrase(span: str) -> None:
    assert span not in spans("The harbour master signed the lease for the council on 4 May 2019.", "Who?")


def test_a_stretch_may_begin_behind_a_word_of_the_question() -> None:
    sentence = "Harbour masters collect dues daily."
    assert "dues daily." in spans(sentence, "What do masters collect?")
    assert "dues daily." not in spans(sentence, "Who is there?")


def test_signs_at_its_end_are_cut_off() -> None:
    found, _ = propose_spans(QUESTION, [STRIKE], [1.0])
    assert [s for s in found if s.text[-1] in ",;:"] == []
    assert all(STRIKE[s.start : s.end] == s.text for s in found)


def test_of_a_long_sentence_only_the_beginning_is_looked_at() -> None:
    words = ["word"] * (LONGEST_SENTENCE - 1)
    assert [s for s in spans(" ".join(["word,", *words, "because of rain."])) if "rain" in s] == []
    assert [s for s in spans(" ".join(["word,", *words[4:], "because of rain."])) if s == "rain."] == ["rain."]


def test_each_span_names_its_sentence() -> None:
    found, described = propose_spans(QUESTION, ["Dogs bark.", STRIKE], [0.2, 0.9])
    assert {s.sentence for s in found} == {0, 1}
    assert described.shape[0] == len(found)
    assert np.isfinite(described).all()


def test_the_nearest_sentence_and_how_near_each_is_are_described() -> None:
    found, described = propose_spans(QUESTION, ["Dogs bark.", STRIKE], [0.25, 0.75])
    heads = {(s.sentence, *d[:2].tolist()) for s, d in zip(found, described, strict=True)}
    assert heads == {(0, 0.25, 0.0), (1, 0.75, 1.0)}


def test_what_the_question_asks_is_described_alike_for_every_span() -> None:
    _, why = propose_spans("Why did it fall?", [STRIKE], [1.0])
    _, when = propose_spans("When did it fall?", [STRIKE], [1.0])
    assert (why[:, -15:] == why[0, -15:]).all()
    assert (why[0, -15:] != when[0, -15:]).any()
    assert (why[:, 3:20] == when[:, 3:20]).all()


def test_an_empty_sentence_has_no_spans() -> None:
    found, described = propose_spans(QUESTION, ["", STRIKE], [0.0, 1.0])
    assert {s.sentence for s in found} == {1}
    assert described.shape[0] == len(found)
