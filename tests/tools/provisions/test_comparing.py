"""How two documents differ, provision by provision."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from muniment.tools.provisions.comparing import Comparison, Difference, changes, compare

TEMPLATE = [
    "1. [Supplier] shall deliver within 10 days of the order.",
    "2. [Supplier] warrants the goods for two years from delivery.",
    "3. Neither party may assign this agreement without consent.",
    "4. [Supplier] shall keep insurance of $1 million.",
    "5. [Supplier] shall pay for the return of faulty goods.",
]


def test_number_and_place_make_no_difference() -> None:
    moved = ["(a) Neither party may assign this agreement without consent.", *TEMPLATE[:2], *TEMPLATE[3:]]
    assert compare(TEMPLATE, moved) == Comparison(5, 0, ())


def test_name_that_is_another_throughout_is_no_difference_and_a_changed_term_is_one() -> None:
    signed = [t.replace("[Supplier]", "Harrow Ltd") for t in TEMPLATE]
    signed[1] = signed[1].replace("two years", "one year")
    found = compare(TEMPLATE, signed)
    assert (found.alike, found.renamed) == (1, 3)
    assert found.differences == (Difference(1, 1, (("[Supplier]", "Harrow Ltd"), ("two years", "one year"))),)


def test_duty_that_goes_over_to_the_other_party_is_no_renaming() -> None:
    first = [
        "The Buyer shall insure the goods.",
        "The Buyer shall clear customs.",
        "The Buyer shall unload the lorry.",
        "The Seller delivers.",
    ]
    second = [t.replace("Buyer", "Seller") for t in first]
    assert [(d.first, d.changes) for d in compare(first, second).differences] == [
        (n, (("Buyer", "Seller"),)) for n in range(3)
    ]


def test_what_only_one_has_stands_behind_what_it_stands_behind_there() -> None:
    second = [*TEMPLATE[:3], "Disputes are settled by arbitration in Paris.", TEMPLATE[4]]
    assert compare(TEMPLATE, second).differences == (Difference(None, 3), Difference(3, None))


def test_words_in_and_out_are_told_in_their_order() -> None:
    assert changes("within 30 days of receipt", "within 45 business days of its receipt") == (
        ("30", "45 business"),
        ("", "its"),
    )


@given(st.lists(st.text(alphabet="ab c.", max_size=30), max_size=8))
def test_text_does_not_differ_from_itself(texts: list[str]) -> None:
    assert compare(texts, texts) == Comparison(len(texts), 0, ())


@given(
    st.lists(st.text(alphabet="abc ", max_size=20), max_size=6),
    st.lists(st.text(alphabet="abc ", max_size=20), max_size=6),
)
def test_every_provision_is_counted_once(first: list[str], second: list[str]) -> None:
    found = compare(first, second)
    both = found.alike + found.renamed
    assert both + sum(d.first is not None for d in found.differences) == len(first)
    assert both + sum(d.second is not None for d in found.differences) == len(second)
