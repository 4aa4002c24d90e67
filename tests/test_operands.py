"""The figures that an ask operates on, in order; the things they make; and relative periods settled."""

from __future__ import annotations

from decimal import Decimal

import pytest

from muniment.operands import arity, consistent, operands, passes, settled_ask, things, turned
from muniment.records import Ask, Measure, Operation, Period, Settled, Span
from tests.filed import APPLE, GAMESTOP, INTEL, META, ask

LOSS = (Measure("net_income", loss=True),)
LATEST, BEFORE = Period(back=0), Period(back=1)
SINCE = Period(2022, open="since")


def told(asked: Ask) -> list[str]:
    return [f"{m.item} {e.tickers[0]} {p.label}" for m, e, p in operands(asked)]


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        (ask("value", "net_sales", APPLE, 2024), ["net_sales AAPL FY2024"]),
        (
            ask("largest", "net_sales", (APPLE, META), (2023, 2024)),
            ["net_sales AAPL FY2023", "net_sales AAPL FY2024", "net_sales META FY2023", "net_sales META FY2024"],
        ),
        (ask("ratio", "net_income net_sales", APPLE, 2024), ["net_income AAPL FY2024", "net_sales AAPL FY2024"]),
        (
            ask("largest", "net_income net_sales", (APPLE, META), 2024, of="ratio"),
            ["net_income AAPL FY2024", "net_sales AAPL FY2024", "net_income META FY2024", "net_sales META FY2024"],
        ),
        (
            ask("ratio", "net_income net_sales", APPLE, (2023, 2024), of="ratio"),
            ["net_income AAPL FY2023", "net_sales AAPL FY2023", "net_income AAPL FY2024", "net_sales AAPL FY2024"],
        ),
        (
            ask("largest", "net_sales net_income", (INTEL, META), 2024, paired=True),
            ["net_sales INTC FY2024", "net_income META FY2024"],
        ),
    ],
)
def test_operands_stand_in_the_order_in_which_they_are_looked_up(asked: Ask, order: list[str]) -> None:
    assert told(asked) == order


def test_a_pair_needs_a_measure_for_each_company() -> None:
    with pytest.raises(ValueError, match="zip"):
        operands(ask("largest", "net_sales", (INTEL, META), 2024, paired=True))


def values(*numbers: int) -> list[Decimal]:
    return [Decimal(n) for n in numbers]


@pytest.mark.parametrize(
    ("asked", "given", "found"),
    [
        (ask("largest", "net_sales", (APPLE, META), 2024), (391035, 164501), [("391035", (0,)), ("164501", (1,))]),
        (ask("largest", LOSS, GAMESTOP, (2021, 2022)), (-381, -313), [("381", (0,)), ("313", (1,))]),
        (
            ask("every", "net_sales", APPLE, (2023, 2022, 2024, 2023), of="change"),
            (383285, 394328, 391035, 383285),
            [("-11043", (0, 1)), ("7750", (2, 3))],
        ),
        (ask("every", LOSS, GAMESTOP, (2022, 2021), of="change"), (-313, -381), [("-68", (0, 1))]),
        (ask("largest", "net_income net_sales", APPLE, 2024, of="ratio"), (1, 4), [("0.25", (0, 1))]),
    ],
)
def test_things_are_figures_or_what_two_figures_give(
    asked: Ask, given: tuple[int, ...], found: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert [(str(t.value), t.places) for t in things(asked, values(*given))] == found
    assert arity(asked) == (1 if asked.of == "value" else 2)


def test_a_thing_relative_to_nothing_is_none() -> None:
    with pytest.raises(ZeroDivisionError):
        things(ask("largest", "net_income net_sales", APPLE, 2024, of="ratio"), values(1, 0))


def test_a_loss_is_its_figure_turned() -> None:
    assert turned(LOSS[0], Decimal(-313)) == 313
    assert turned(Measure("net_income"), Decimal(-313)) == -313


@pytest.mark.parametrize(
    ("claim", "threshold", "value", "held"),
    [
        ("more", 100, 101, True),
        ("more", 100, 100, False),
        ("less", 100, 99, True),
        ("less", 100, 100, False),
        ("up", None, 1, True),
        ("up", None, 0, False),
        ("down", None, -1, True),
        ("down", None, 0, False),
    ],
)
def test_a_claim_is_passed_beyond_its_threshold_only(claim: str, threshold: int | None, value: int, held: bool) -> None:
    limit = None if threshold is None else Decimal(threshold)
    assert passes(ask("every", "net_sales", APPLE, 2024, claim=claim, threshold=limit), Decimal(value)) is held


def relative(
    operation: Operation, *periods: Period, of: str = "value", companies: tuple[object, ...] = (APPLE,)
) -> Ask:
    return Ask(operation, (Measure("net_sales"),), companies, periods, of=of)  # type: ignore[arg-type]


def test_a_relative_period_becomes_the_one_of_its_company_or_of_all() -> None:
    settled = [Settled(LATEST, APPLE.cik, (Period(2024),)), Settled(LATEST, 0, (Period(2023),))]
    assert settled_ask(relative("value", LATEST), (), settled).periods == (Period(2024),)
    assert settled_ask(relative("value", LATEST, companies=(META,)), (), settled).periods == (Period(2023),)
    assert settled_ask(relative("largest", LATEST, companies=(APPLE, META)), (), settled).periods == (Period(2023),)
    assert settled_ask(relative("value", Period(2021)), (), settled).periods == (Period(2021),)


def test_an_open_period_becomes_its_years_and_of_changes_their_pairs() -> None:
    settled = [Settled(SINCE, APPLE.cik, (Period(2022), Period(2023), Period(2024)))]
    years = settled_ask(relative("every", SINCE), (), settled)
    assert [p.year for p in years.periods] == [2022, 2023, 2024]
    pairs = settled_ask(relative("every", SINCE, of="change"), (), settled)
    assert [p.year for p in pairs.periods] == [2023, 2022, 2024, 2023]
    shares = settled_ask(relative("every", SINCE, of="ratio"), (), settled)
    assert [p.year for p in shares.periods] == [2022, 2023, 2024]


def test_every_company_becomes_those_on_record_but_those_left_aside() -> None:
    asked = ask("rank", "net_sales", (), 2024, everyone=True, without=(INTEL,))
    found = settled_ask(asked, (APPLE, INTEL, META), ())
    assert (found.entities, found.everyone) == ((APPLE, META), False)
    named = settled_ask(ask("rank", "net_sales", APPLE, 2024), (INTEL, META), ())
    assert named.entities == (APPLE,)


def settled(asked: Period, *years: int, cik: int = 1, span: Span = "FY") -> Settled:
    return Settled(asked, cik, tuple(Period(y, span) for y in years))


@pytest.mark.parametrize(
    ("each", "alike"),
    [
        ([settled(LATEST, 2024), settled(BEFORE, 2023)], True),
        ([settled(LATEST, 2024), settled(BEFORE, 2022)], False),
        ([settled(LATEST, 2024), settled(BEFORE, 2022, cik=2)], True),
        ([settled(Period(span="Q4", back=0), 2025, span="Q1"), settled(Period(span="Q4", back=1), 2024, span="Q4")], True),
        ([settled(Period(span="Q4", back=0), 2025, span="Q1"), settled(Period(span="Q4", back=1), 2024, span="Q3")], False),
        ([settled(SINCE, 2022, 2023, 2024)], True),
        ([settled(SINCE, 2022, 2024)], False),
        ([settled(SINCE, 2024, 2023)], False),
        ([settled(SINCE, 2021, 2022)], False),
        ([Settled(SINCE, 1, (Period(2022), Period(back=0)))], False),
        ([settled(Period(span="Q3", back=0, named=True), 2024, span="Q3"), settled(Period(span="Q3", back=2, named=True), 2020, span="Q3")], True),
        ([], True),
    ],
)  # fmt: skip
def test_relative_periods_must_be_settled_alike(each: list[Settled], alike: bool) -> None:
    assert consistent(each) is alike
