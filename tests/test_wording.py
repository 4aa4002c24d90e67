"""Words as they are compared, and names as people write them."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st

from muniment.wording import (
    content_stems,
    display_name,
    fold,
    held_share,
    how_common,
    is_common,
    is_english,
    name_words,
    possessive,
    singular,
    squash,
    stem,
    tokens,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Café", "cafe"), ("Lowe’s “best”", "lowe's \"best\""), ("2019–2020", "2019-2020"), ("−5", "-5"), ("a\u00a0b", "a b"), ("ﬁnance", "finance"), ("NESTLÉ", "nestle")],
)  # fmt: skip
def test_folding_straightens_signs_and_drops_accents(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("INTEL CORP", "Intel Corp"),
        ("AMAZON COM INC", "Amazon COM Inc"),
        ("PROCTER & GAMBLE CO", "Procter & Gamble Co"),
        ("HOME DEPOT, INC.", "Home Depot, Inc."),
        ("INTERNATIONAL BUSINESS MACHINES CORP", "International Business Machines Corp"),
        ("IBM", "IBM"),
        ("EXXON MOBIL CORP", "Exxon Mobil Corp"),
        ("C3.AI, INC.", "C3.AI, Inc."),
        ("Apple Inc.", "Apple Inc."),
        ("eBay Inc.", "eBay Inc."),
        ("", ""),
    ],
)
def test_a_conformed_name_loses_its_capitals(name: str, shown: str) -> None:
    assert display_name(name) == shown


@pytest.mark.parametrize(("name", "owned"), [("Apple Inc.", "Apple Inc.'s"), ("Lowes Companies", "Lowes Companies'")])
def test_a_name_owns_something(name: str, owned: str) -> None:
    assert possessive(name) == owned


@pytest.mark.parametrize(
    ("word", "one"),
    [("companies", "company"), ("sales", "sale"), ("gas", "gas"), ("class", "class"), ("surplus", "surplus"), ("basis", "basis"), ("ties", "tie"), ("is", "is"), ("net", "net"), ("inventories", "inventory")],
)  # fmt: skip
def test_a_noun_is_singular_by_its_ending(word: str, one: str) -> None:
    assert singular(word) == one


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Apple's net sales", ["apple", "net", "sale"]),
        ("R&D expenses", ["r&d", "expense"]),
        ("long-term debt", ["long", "term", "debt"]),
        ("and/or", ["and", "or"]),
        ("U.S. sales", ["us", "sale"]),
        ("10.5 %", ["10.5", "%"]),
        ("$5", ["$", "5"]),
        ("Lowes' stores", ["lowe", "store"]),
        ("", []),
    ],
)
def test_words_are_taken_apart(text: str, found: list[str]) -> None:
    assert tokens(text) == found


@pytest.mark.parametrize(("one", "other"), [("iPhone", "IPhone"), ("Greater China", "greater-china"), ("R&D", "rd"), ("products", "Product")])  # fmt: skip
def test_names_that_differ_in_writing_only_are_the_same(one: str, other: str) -> None:
    assert squash(one) == squash(other)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("aapl:WearablesHomeandAccessoriesMember", "Wearables Homeand Accessories"),
        ("aapl:GreaterChinaSegmentMember", "Greater China"),
        ("us-gaap:USTreasurySecuritiesMember", "US Treasury Securities"),
        ("country:US", "US"),
        ("aapl:Notes2024Member", "Notes 2024"),
        ("ProductsDomain", "Products"),
    ],
)
def test_the_words_of_an_xbrl_name_are_found(name: str, words: str) -> None:
    assert name_words(name) == words


def test_a_dictionary_tells_typing_errors() -> None:
    assert is_english("Revenue")
    assert not is_english("revnue")
    assert how_common("the") > how_common("revenue") > how_common("xyzzyx") == 0.0
    assert is_common("house")
    assert not is_common("zymurgy")


def test_forms_of_a_word_share_their_stem() -> None:
    assert stem("growing") == stem("grows") == "grow"
    assert stem("competition") == stem("competitive")[: len(stem("competition"))]


def test_only_words_that_carry_content_count() -> None:
    assert content_stems("What were Apple's total net sales in 2024?") == {"appl", "sale"}
    assert content_stems("please tell me which company did") == set()
    assert content_stems("a 5 x") == set()


@pytest.mark.parametrize(
    ("wanted", "text", "share"),
    [
        ({"rent", "fall"}, "The rent falls.", 1.0),
        ({"rent", "fall"}, "The rent is due.", 0.5),
        ({"compet"}, "Our competitors are strong.", 1.0),
        ({"competitor"}, "We compete.", 1.0),
        ({"rent"}, "The renter pays.", 0.0),
        (set(), "Anything.", 0.0),
    ],
)
def test_the_share_of_words_that_a_text_holds(wanted: set[str], text: str, share: float) -> None:
    assert held_share(wanted, text) == share


@given(st.text(max_size=60))
def test_what_is_folded_stays_folded_and_shares_itself(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    stems = content_stems(text)
    assert held_share(stems, text) == (1.0 if stems else 0.0)


_ENDINGS = (
    "e",
    "es",
    "ed",
    "ing",
    "al",
    "ally",
    "ement",
    "ements",
    "able",
    "ably",
    "ation",
    "ations",
    "ational",
    "ionality",
)


def test_words_that_are_stemmed_at_once_get_each_their_own_stem() -> None:
    words = [f"{first}{last}" for first in ("approv", "manag", "govern", "relat", "nation") for last in _ENDINGS]
    alone = snowballstemmer.stemmer("english")
    expected = {word: alone.stemWord(word) for word in words}
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as hands:
            for _ in range(20):
                stem.cache_clear()
                assert dict(zip(words, hands.map(stem, words), strict=True)) == expected
    finally:
        sys.setswitchinterval(usual)
        stem.cache_clear()
