"""Phrases in a row of words: the longest first, optional and exact words, amounts and periods at their ends; the tables of the package."""

from __future__ import annotations

import pytest

from muniment.agents.reading.phrases import Phrase, Phrases, groups, table
from muniment.agents.reading.words import Word, words

SOME = Phrases(
    {
        "growth": ["growth rate", "grow", "rate of growth"],
        "exceed": ["more than #", "over the? #"],
        "up": ["=up @"],
        "more": ["more"],
        "later": ["grow"],
    }
)


def row(text: str) -> list[Word]:
    """Words, with "#" and "@" standing in for an amount and a period."""
    return [Word(t, t, n, n) if t in "#@" else words(t)[0] for n, t in enumerate(text.split())]


def kind_at(text: str, n: int = 0) -> tuple[str, int] | None:
    found = SOME.at(row(text), n)
    return None if found is None else (found.kind, found.length)


@pytest.mark.parametrize(
    ("text", "kind", "length"),
    [
        ("growth rate", "growth", 2),
        ("growing quickly", "growth", 1),
        ("rates of growth", "growth", 3),
        ("more than #", "exceed", 2),
        ("more sales", "more", 1),
        ("over #", "exceed", 1),
        ("over the #", "exceed", 2),
        ("up @", "up", 1),
    ],
)
def test_the_longest_phrase_is_found_and_its_neighbour_is_not_its_own(text: str, kind: str, length: int) -> None:
    assert kind_at(text) == (kind, length)


@pytest.mark.parametrize("text", ["over sales", "up #", "ups @", "rate growth", "than more"])
def test_what_lacks_its_neighbour_or_its_order_is_none(text: str) -> None:
    assert kind_at(text) is None


def test_a_phrase_does_not_run_past_the_end_of_the_row() -> None:
    assert kind_at("sales more", 1) == ("more", 1)
    assert kind_at("rate of", 0) is None


def test_of_two_kinds_with_one_phrase_the_one_further_up_keeps_it() -> None:
    assert kind_at("grew growing", 1) == ("growth", 1)


def test_an_amount_before_a_phrase_is_a_part_of_it() -> None:
    assert Phrases({"below": ["# or less"]}).at(row("# or less"), 0) == Phrase(("#", "or", "less"), "below")
    assert Phrase(("#", "or", "less"), "below").length == 3


def test_an_optional_word_alone_makes_no_empty_phrase() -> None:
    assert Phrases({"nothing": ["the?"]}).at(row("sales"), 0) is None


@pytest.mark.parametrize(
    ("kind", "phrase"),
    [
        ("growth_rate", "compound annual growth rate"),
        ("share", "share of"),
        ("average", "mean"),
        ("largest", "highest"),
        ("exceed", "more than"),
        ("count", "how many year"),
    ],
)
def test_the_table_of_operations_holds_the_phrases_of_a_kind(kind: str, phrase: str) -> None:
    assert phrase in table("operations")[kind]


def test_two_lines_of_one_kind_are_joined() -> None:
    assert {"total sales", "bring in"} <= set(table("items")["net_sales"])


def test_a_comment_is_no_kind() -> None:
    assert [k for name in ("operations", "directions", "items") for k in table(name) if "#" in k] == []


def test_groups_hold_words_and_phrases_apart() -> None:
    held = groups("corrections")
    assert held["phrases"][:2] == ("sorry i mean", "sorry i meant")
    assert "argh" in held["beside"]
    assert "no wait" not in held["beside"]
    assert "" not in (*held["phrases"], *held["beside"])
