"""What was found as numbered evidence: each thing once, what does not fit left out with the reason, slots by number."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from muniment.records import (
    Company,
    Figure,
    Found,
    LeftOut,
    Listing,
    Passage,
    Period,
    Quote,
    Resolved,
    Settled,
)
from muniment.tools.curator import BUDGET, curate, shown
from tests.filed import APPLE, apple_income, apple_sales, ask

SALES = Resolved(ask("value", "net_sales", APPLE, 2024), (apple_sales(2024),))
CHANGE = Resolved(ask("change", "net_sales", APPLE, (2024, 2023)), (apple_sales(2024), apple_sales(2023)))


def passage(start: int, text: str, section: str = "Item 7", heading: str = "") -> Passage:
    return Passage("k24", section, text, start, start + len(text), heading)


def words(text: str) -> int:
    return len(text.split())


def margin() -> Figure:
    operands = (apple_income(2024), apple_sales(2024))
    return Figure("net_margin", "net margin", "Apple Inc.", 320193, "FY2024", Decimal("0.2397"), "pure", None, None, program=("ratio",), operands=operands)  # fmt: skip


def test_a_figure_is_numbered_once_however_often_it_is_found() -> None:
    curated = curate(Found((SALES, CHANGE)), words)
    assert [(e.n, e.figure) for e in curated.evidence] == [(1, apple_sales(2024)), (2, apple_sales(2023))]
    assert [s.choices for s in curated.slots] == [((1,),), ((1,), (2,))]


def test_a_derived_figure_brings_what_it_rests_on_down_to_filed_figures() -> None:
    outer = Figure("x", "x", "Apple Inc.", 320193, "FY2024", Decimal(1), "pure", None, None, program=("sum",), operands=(margin(), apple_sales(2023)))  # fmt: skip
    curated = curate(Found((Resolved(SALES.ask, (outer,)),)), words)
    assert [e.figure.label if e.figure else "" for e in curated.evidence] == ["x", "net margin", "net income", "net sales", "net sales"]  # fmt: skip
    assert curated.slots[0].choices == ((1,),)


def test_premise_and_options_have_slots_of_their_own() -> None:
    curated = curate(Found((), premise=(SALES,), options=(CHANGE,), chance=0.7), words)
    assert (curated.slots, curated.premise[0].choices) == ((), ((1,),))
    assert (curated.options[0].choices, curated.chance) == (((1,), (2,)), 0.7)


def test_passages_follow_the_figures() -> None:
    curated = curate(Found((SALES,), passages=(passage(0, "Net sales rose."),)), words)
    assert [(e.n, e.source) for e in curated.evidence] == [(1, apple_sales(2024).record), (2, "k24")]


def test_the_same_text_is_shown_once() -> None:
    curated = curate(Found(passages=(passage(0, "Net sales rose."), passage(90, "Net sales rose."))), words)
    assert len(curated.evidence) == 1
    assert curated.left_out == (LeftOut("k24 Item 7", "the same text stands in evidence already"),)


def test_what_does_not_fit_is_left_out_and_what_still_does_is_kept() -> None:
    found = Found(
        passages=(passage(0, "one two three", ""), passage(20, "a b c d e f g h i j", ""), passage(60, "x", "")),
        left_out=(LeftOut("r", "why"),),
    )
    curated = curate(found, words, budget=24)
    assert [e.passage.start if e.passage else -1 for e in curated.evidence] == [0, 60]
    assert curated.left_out == (LeftOut("r", "why"), LeftOut("k24", "does not fit: 18 tokens, 13 left of 24"))
    assert curated.tokens == 20


def test_a_passage_may_take_the_whole_budget() -> None:
    text = " ".join(["word"] * (BUDGET - 8))
    assert curate(Found(passages=(passage(0, text, ""),)), words).tokens == BUDGET
    assert curate(Found(passages=(passage(0, f"{text} more", ""),)), words).evidence == ()


def test_quotes_of_passages_that_were_left_out_are_too() -> None:
    held, gone = Quote("k24", 0, 0, "rose", 0.9), Quote("k24", 60, 0, "fell", 0.8)
    found = Found(
        passages=(passage(0, "It rose.", ""), passage(60, "It fell. " * 50, "")),
        quotes=(gone, held),
        read=("It rose.",),
    )
    curated = curate(found, words, budget=40)
    assert (curated.quotes, curated.read) == ((held,), ("It rose.",))


def test_a_quote_of_a_page_that_was_left_out_is_none_of_the_page_that_begins_alike() -> None:
    first, second = (replace(passage(0, text, ""), page=n) for n, text in ((1, "It rose."), (2, "It fell. " * 50)))
    of_first, of_second = Quote("k24", 0, 0, "rose", 0.9, page=1), Quote("k24", 0, 0, "fell", 0.8, page=2)
    curated = curate(Found(passages=(first, second), quotes=(of_second, of_first)), words, budget=40)
    assert curated.quotes == (of_first,)


def test_a_passage_is_shown_under_its_headings_which_count() -> None:
    assert shown(passage(0, "text", "Item 7", "Segments")) == "Item 7 – Segments\ntext"
    assert shown(passage(0, "text", "", "Segments")) == "Segments\ntext"
    assert shown(passage(0, "text", "")) == "text"
    assert curate(Found(passages=(passage(0, "text", "Item 7"),)), words).tokens == 8 + 3


def test_what_must_be_said_besides_is_handed_on() -> None:
    settled = (Settled(Period(back=0), 0, (Period(2024),)),)
    everyone = (Company(1, "A"),)
    listing = Listing("12 companies")
    found = Found(carried=("Apple Inc.",), settled=settled, everyone=everyone, notes=("a note",), listing=listing)
    curated = curate(found, words)
    assert (curated.carried, curated.settled, curated.everyone, curated.notes, curated.listing) == (
        ("Apple Inc.",),
        settled,
        everyone,
        ("a note",),
        listing,
    )
