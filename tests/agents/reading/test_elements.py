"""The elements of a question: their words, and the signs that part its stretches."""

from __future__ import annotations

from decimal import Decimal

import pytest

from muniment.agents.reading.amounts import AmountMark
from muniment.agents.reading.elements import Element, Kind
from muniment.agents.reading.items import ItemMark
from muniment.agents.reading.words import words


def word(text: str, kind: Kind = "word") -> Element:
    (found,) = words(text)
    return Element(found.start, found.end, kind, found)


@pytest.mark.parametrize(
    ("text", "norm", "stem"),
    [("sales", "sale", "sale"), ("growing", "growing", "grow"), ("companies", "company", "compani")],
)
def test_a_word_is_compared_by_its_singular_and_its_stem(text: str, norm: str, stem: str) -> None:
    element = word(text)
    assert (element.norm, element.stem, element.word.norm) == (norm, stem, norm)


@pytest.mark.parametrize("value", [None, AmountMark(0, 4, Decimal(5)), ItemMark(0, 9, ("net_sales",))])
def test_what_names_something_has_no_word(value: AmountMark | ItemMark | None) -> None:
    element = Element(0, 9, "item", value)
    assert (element.norm, element.stem) == ("", "")
    with pytest.raises(AssertionError):
        _ = element.word


@pytest.mark.parametrize("sign", ",;:?!.—")
def test_these_signs_part_stretches(sign: str) -> None:
    assert word(sign, "sign").breaks


@pytest.mark.parametrize(("text", "kind"), [("/", "sign"), ("-", "sign"), (",", "word"), ("and", "word")])
def test_other_signs_and_words_do_not(text: str, kind: Kind) -> None:
    assert not word(text, kind).breaks
