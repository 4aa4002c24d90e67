"""Yes and no are worked out again from the ask and its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from muniment.agents.verifying.yes_no import check_yes_no, holds
from muniment.records import Ask, Company, Draft, Figure, Measure, Pointed
from tests.filed import (
    APPLE,
    GAMESTOP,
    META,
    apple_income,
    apple_sales,
    ask,
    gamestop_income,
    meta_sales,
    numbered,
    pointed,
)

LOSS = (Measure("net_income", loss=True),)


def amounts(*millions: int) -> list[Decimal]:
    return [Decimal(m) for m in millions]


@pytest.mark.parametrize(
    ("asked", "values", "held"),
    [
        (ask("change", "net_sales", APPLE, (2024, 2023), claim="up"), (391035, 383285), True),
        (ask("change", "net_sales", APPLE, (2024, 2023), claim="down"), (391035, 383285), False),
        (ask("change", "net_sales", APPLE, (2024, 2023), claim="up"), (383285, 383285), False),
        (ask("change", "net_sales", APPLE, (2024, 2023), claim="down"), (383285, 383285), False),
        (ask("percent_change", "net_sales", APPLE, (2024, 2023), claim="double"), (19, 10), True),
        (ask("percent_change", "net_sales", APPLE, (2024, 2023), claim="double"), (18, 10), False),
        (ask("change", "net_sales", APPLE, (2024, 2023), claim="triple"), (27, 10), True),
        (ask("change", "net_sales", APPLE, (2024, 2023), claim="triple"), (26, 10), False),
        (ask("change", "net_sales", APPLE, (2024, 2023), claim="halve"), (6, 10), True),
        (ask("change", "net_sales", APPLE, (2024, 2023), claim="halve"), (7, 10), False),
        (ask("change", "net_sales", APPLE, (2024, 2023), claim="double"), (5, 0), False),
        (ask("change", "net_sales", APPLE, (2024, 2023), claim="double"), (-40, -10), False),
        (ask("change", LOSS, GAMESTOP, (2022, 2021), claim="up"), (-313, -381), False),
        (ask("change", LOSS, GAMESTOP, (2022, 2021), claim="down"), (-313, -381), True),
        (ask("exceeds", "net_sales", APPLE, 2024, claim="more", threshold=Decimal(390000)), (391035,), True),
        (ask("exceeds", "net_sales", APPLE, 2024, claim="more", threshold=Decimal(391035)), (391035,), False),
        (ask("exceeds", "net_sales", APPLE, 2024, claim="less", threshold=Decimal(391035)), (391035,), False),
        (ask("exceeds", "net_sales", (APPLE, META), 2024, claim="more"), (391035, 164501), True),
        (ask("exceeds", "net_sales", (APPLE, META), 2024, claim="less"), (391035, 164501), False),
        (ask("exceeds", "net_sales", (APPLE, META), (2024, 2023), claim="more", of="percent_change"), (391035, 383285, 164501, 134902), False),
        (ask("every", "net_income", APPLE, (2022, 2023), claim="more", threshold=Decimal(0)), (99803, 96995), True),
        (ask("every", "net_income", GAMESTOP, (2022, 2023), claim="more", threshold=Decimal(0)), (-313, 7), False),
        (ask("any", "net_income", GAMESTOP, (2022, 2023), claim="more", threshold=Decimal(0)), (-313, 7), True),
        (ask("any", "net_income", APPLE, (2022, 2023), claim="less", threshold=Decimal(0)), (99803, 96995), False),
        (ask("every", "net_sales", APPLE, (2023, 2022, 2024, 2023), claim="up", of="change"), (383285, 394328, 391035, 383285), False),
        (ask("change", "net_sales", APPLE, (2023, 2022, 2024, 2023), claim="down", of="change"), (383285, 394328, 382000, 383285), True),
    ],
)  # fmt: skip
def test_what_is_claimed_holds_of_the_figures_or_does_not(asked: Ask, values: Sequence[int], held: bool) -> None:
    assert holds(asked, amounts(*values)) is held


@pytest.mark.parametrize(
    "asked",
    [
        ask("change", "net_sales", APPLE, (2024, 2023)),
        ask("above", "net_sales", APPLE, (2024, 2023), claim="more", threshold=Decimal(1)),
        ask("rank", "net_sales", (APPLE, META), 2024, claim="more"),
        ask("every", "net_sales", (APPLE, META), 2024, claim="more", threshold=Decimal(1)),
        ask("exceeds", "net_sales", APPLE, 2024, claim="more", threshold=Decimal(1), joined=True),
        ask("exceeds", "net_sales", Company(0, ""), 2024, claim="more", threshold=Decimal(1)),
        ask("exceeds", "net_sales", (), 2024, claim="more", threshold=Decimal(1)),
    ],
)
def test_what_claims_nothing_is_answered_with_neither(asked: Ask) -> None:
    assert holds(asked, amounts(391035, 383285)) is None


def checked(text: str, asked: Ask, *figures: Figure) -> list[bool]:
    program = pointed(asked, len(figures))
    return [c.held for c in check_yes_no(Draft(text, (), (), (program,)), {e.n: e for e in numbered(*figures)})]


ROSE = ask("change", "net_sales", APPLE, (2024, 2023), claim="up")
BOTH = apple_sales(2024), apple_sales(2023)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Yes: Apple Inc.'s net sales rose.", [True]),
        ("No: Apple Inc.'s net sales fell.", [False]),
        ("Apple Inc.'s net sales rose.", [False]),
        ("Noted. Yes: Apple Inc.'s net sales rose.", [True]),
        ("Yes: Apple Inc.'s net sales rose. No: they did not.", [False]),
        ("Yesterday: Apple Inc.'s net sales rose.", [False]),
    ],
)
def test_a_draft_says_yes_or_no_as_the_figures_do(text: str, held: list[bool]) -> None:
    assert checked(text, ROSE, *BOTH) == held


def test_where_nothing_is_claimed_nothing_is_to_be_said() -> None:
    plain = ask("change", "net_sales", APPLE, (2024, 2023))
    assert checked("Apple Inc.'s net sales rose.", plain, *BOTH) == []
    assert checked("Yes: Apple Inc.'s net sales rose.", plain, *BOTH) == [False]


def test_several_answers_stand_in_the_order_of_their_asks() -> None:
    asks = [ask("exceeds", "net_income", c, y, claim="more", threshold=Decimal(0)) for c, y in ((APPLE, 2022), (GAMESTOP, 2022))]  # fmt: skip
    evidence = {e.n: e for e in numbered(apple_income(2022), gamestop_income(2022))}
    programs = tuple(Pointed(a, (n,)) for n, a in enumerate(asks, 1))
    right = Draft("Yes: it was. No: it was not.", (), (), programs)
    (check,) = check_yes_no(right, evidence)
    assert (check.held, check.aspect) == (True, "arithmetic")
    (check,) = check_yes_no(replace(right, text="No: it was not. Yes: it was."), evidence)
    assert not check.held


def test_a_quotation_or_missing_evidence_gives_no_answer() -> None:
    quoted = Draft("It rose.", (), (), (Pointed(ROSE, (1, 2), sentence=0),))
    evidence = {e.n: e for e in numbered(*BOTH)}
    assert check_yes_no(quoted, evidence) == []
    gone = Draft("It rose.", (), (), (Pointed(ROSE, (1, 9)),))
    assert check_yes_no(gone, evidence) == []


def test_more_than_another_company_is_checked_by_both_figures() -> None:
    asked = ask("exceeds", "net_sales", (META, APPLE), 2024, claim="more")
    assert checked("No: it was not.", asked, meta_sales(2024), apple_sales(2024)) == [True]
    assert checked("Yes: it was.", asked, meta_sales(2024), apple_sales(2024)) == [False]
