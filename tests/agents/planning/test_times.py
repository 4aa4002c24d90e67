"""The periods of a clause, and the pairs that a change is told between: what is counted from what, and in which order."""

from __future__ import annotations

from datetime import date

import pytest

from muniment.agents.planning.times import (
    NEWEST,
    Memory,
    age,
    ends,
    in_order,
    pairs_of,
    periods_of,
    shifted,
    wants_quarters,
    year_before,
)
from muniment.errors import Abstention
from muniment.records import Period
from tests.agents.forms import clause, period
from tests.filed import APPLE


def periods(question: str, *before: Period) -> str:
    return ", ".join(map(period, periods_of(clause(question), Memory((APPLE,), periods=before))))


def pairs(question: str, *before: Period) -> list[str]:
    """Each pair as "newer < older"."""
    found = pairs_of(clause(question), Memory((APPLE,), periods=before))
    return [" < ".join(map(period, pair)) for pair in found]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Apple's net sales", "latest"),
        ("Apple's net sales in 2024 and 2022", "FY2024, FY2022"),
        ("Apple's net sales in 2024 and in 2024", "FY2024"),
        ("Apple's net sales in the last three years", "2 back, 1 back, latest"),
        ("Apple's net sales since 2022", "since FY2022"),
        ("Apple's net sales after 2022", "after FY2022"),
        ("Apple's net sales until 2022", "until FY2022"),
        ("Apple's net sales in 2023 and the year after", "FY2023, FY2024"),
        ("Apple's net sales in 2023 and the year before", "FY2023, FY2022"),
        ("Apple's net sales the year before", "1 back"),
        ("Apple's net sales in Q1 2024 and the quarter before", "Q1 FY2024, Q4 FY2023"),
        ("Apple's net sales in the year ended September 28, 2024 and the year before", "to 2024-09-28, to 2023-09-28"),
        ("Apple's net sales in every quarter of 2024", "Q1 FY2024, Q2 FY2024, Q3 FY2024, Q4 FY2024"),
        ("Apple's quarterly net sales", "Q4 3 back, Q4 2 back, Q4 1 back, Q4 latest"),
        ("Apple's quarterly net sales in Q2 2024", "Q2 FY2024"),
        ("Apple's quarterly net sales in the latest quarter", "Q4 latest"),
        ("Apple's most recent net sales by quarter", "Q4 latest"),
        ("Apple's net sales in the last quarter", "Q4 latest"),
    ],
)
def test_periods_stand_in_the_order_named(question: str, found: str) -> None:
    assert periods(question) == found


@pytest.mark.parametrize(
    ("question", "before", "found"),
    [
        ("and net income?", Period(2023), "FY2023"),
        ("and the year before?", Period(2023), "FY2022"),
        ("and the following year?", Period(2023), "FY2024"),
        ("Q2?", Period(2023), "Q2 FY2023"),
        ("and by quarter?", Period(2023), "Q1 FY2023, Q2 FY2023, Q3 FY2023, Q4 FY2023"),
    ],
)
def test_what_was_settled_before_is_counted_from(question: str, before: Period, found: str) -> None:
    assert periods(question, before) == found


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Apple's net sales the year after", "The year after which? The question names none."),
        (
            "Apple's net sales in 2023 and the quarter before",
            "The quarter beside which? What was asked is of FY2023.",
        ),
        (
            "Apple's net sales in the first half of 2023 and the quarter before",
            "The quarter beside which? What was asked is of H1 FY2023.",
        ),
    ],
)
def test_a_period_beside_nothing_is_refused(question: str, sentence: str) -> None:
    with pytest.raises(Abstention) as refused:
        periods(question)
    assert (refused.value.reason, refused.value.sentence) == ("insufficient_evidence", sentence)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Apple's quarterly net sales", True),
        ("Apple's net sales in every quarter of 2024", True),
        ("Did Apple's net sales grow in any quarter of 2024?", True),
        ("How many quarters did Apple's net sales grow?", True),
        ("Apple's net sales every year", False),
        ("Apple's net sales in the last quarter", False),
    ],
)
def test_each_quarter_is_wanted_where_it_is_said(question: str, wanted: bool) -> None:
    assert wants_quarters(clause(question)) is wanted


@pytest.mark.parametrize(
    ("anchor", "wanted", "found"),
    [
        (Period(2024), Period(back=1), "FY2023"),
        (Period(2024), Period(back=-1), "FY2025"),
        (Period(2024, "Q3"), Period(back=1), "Q3 FY2023"),
        (Period(2024, "Q3"), Period(span="Q4", back=1), "Q2 FY2024"),
        (Period(2024, "Q1"), Period(span="Q4", back=1), "Q4 FY2023"),
        (Period(2024, "Q4"), Period(span="Q4", back=-1), "Q1 FY2025"),
        (Period(2024), Period(span="Q2", back=1, named=True), "Q2 FY2023"),
        (Period(end=date(2024, 2, 29)), Period(back=1), "to 2023-02-28"),
        (Period(end=date(2024, 9, 28)), Period(back=2), "to 2022-09-28"),
        (Period(back=0), Period(back=1), "1 back"),
        (Period(span="Q4", back=0), Period(back=1), "Q4 4 back"),
        (Period(span="Q4", back=0), Period(span="Q4", back=1), "Q4 1 back"),
        (Period(span="Q4", back=0, named=True), Period(back=1), "Q4 1 back"),
        (Period(span="Q4", back=0, of_year=True), Period(back=1), "Q4 1 back"),
        (Period(2020, open="since"), Period(back=1), "FY2019"),
    ],
)
def test_a_period_is_shifted_by_years_or_by_quarters(anchor: Period, wanted: Period, found: str) -> None:
    assert period(shifted(anchor, wanted)) == found


def test_the_year_before_has_the_same_span() -> None:
    assert year_before(Period(2024, "H1")) == Period(2023, "H1")


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("How did Apple's net sales change in 2024?", ["FY2024 < FY2023"]),
        ("How did Apple's net sales change from 2022 to 2024?", ["FY2024 < FY2022"]),
        ("How did Apple's net sales change since 2020?", ["latest < FY2020"]),
        ("How did Apple's net sales change every year since 2020?", ["since FY2020 < since FY2020"]),
        ("How did Apple's net sales change every year from 2022 to 2024?", ["FY2023 < FY2022", "FY2024 < FY2023"]),
        ("How did Apple's net sales change in 2022, 2023 and 2024?", ["FY2022 < FY2021", "FY2023 < FY2022", "FY2024 < FY2023"]),
        ("How did Apple's net sales change in 2022 and 2023?", ["FY2022 < FY2021", "FY2023 < FY2022"]),
        ("Year over year change of Apple's net sales in 2023 and 2024", ["FY2023 < FY2022", "FY2024 < FY2023"]),
        ("How did Apple's net sales change in 2023 compared to 2021?", ["FY2023 < FY2021"]),
        ("How did Apple's net sales change in 2022, against 2023?", ["FY2023 < FY2022"]),
        ("How did Apple's net sales change in 2022 and from 2020?", ["FY2022 < FY2020"]),
        ("Apple's net sales in 2021 against 2023, the change", ["FY2023 < FY2021"]),
        ("How did Apple's net sales change from 2022?", ["FY2023 < FY2022"]),
        ("How did Apple's net sales change from the year before?", ["latest < 1 back"]),
        ("How did net sales change in 2024 from the year before?", ["FY2024 < FY2023"]),
        ("Apple's net sales growth in Q2 2024", ["Q2 FY2024 < Q2 FY2023"]),
        ("Apple's net sales growth quarter over quarter in Q2 2024", ["Q2 FY2024 < Q1 FY2024"]),
        ("Apple's sequential net sales growth in Q1 2024", ["Q1 FY2024 < Q4 FY2023"]),
        ("Apple's net sales growth in the last quarter", ["Q4 latest < Q4 4 back"]),
        ("Apple's quarterly net sales growth in 2024", [f"Q{n} FY2024 < Q{n} FY2023" for n in (1, 2, 3, 4)]),
        ("Apple's net sales growth", ["latest < 1 back"]),
    ],
)  # fmt: skip
def test_a_change_is_between_a_newer_and_an_older_period(question: str, found: list[str]) -> None:
    assert pairs(question) == found


@pytest.mark.parametrize(
    ("question", "before", "found"),
    [
        ("how much did it change from 2022?", Period(2024), ["FY2024 < FY2022"]),
        ("how much did it change from the year before?", Period(2024), ["FY2024 < FY2023"]),
        ("how much did it change?", Period(2024), ["FY2024 < FY2023"]),
    ],
)
def test_a_change_from_a_year_is_to_the_one_asked_about_before(question: str, before: Period, found: list[str]) -> None:
    assert pairs(question, before) == found


def test_a_change_of_two_years_asked_about_one_after_another_is_between_them() -> None:
    memory = Memory((APPLE,), periods=(Period(2023),), said=(Period(2023), Period(2021)))
    assert pairs_of(clause("how much did it fall?"), memory) == ((Period(2023), Period(2021)),)


@pytest.mark.parametrize(
    ("first", "second", "older"),
    [
        (Period(2024), Period(2022), Period(2022)),
        (Period(2024, "Q2"), Period(2024, "Q1"), Period(2024, "Q1")),
        (Period(2024, "Q3"), Period(2024, "H1"), Period(2024, "H1")),
        (Period(back=0), Period(back=3), Period(back=3)),
        (Period(back=0), Period(2024), Period(2024)),
        (Period(end=date(2024, 6, 29)), Period(end=date(2024, 3, 30)), Period(end=date(2024, 3, 30))),
        (Period(end=date(2024, 6, 29)), Period(end=date(2023, 7, 1)), Period(end=date(2023, 7, 1))),
    ],
)
def test_of_two_periods_the_older_stands_first(first: Period, second: Period, older: Period) -> None:
    assert in_order((first, second))[0] == older
    assert in_order((second, first))[0] == older


def test_the_ends_of_several_periods_are_the_newest_and_the_oldest() -> None:
    assert ends((Period(2022), Period(2023), Period(2024))) == (Period(2024), Period(2022))
    assert ends((Period(2020, open="since"),)) == (NEWEST, Period(2020))


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        (Period(2024), (2024, 4)),
        (Period(2024, "Q1"), (2024, 1)),
        (Period(2024, "H1"), (2024, 2)),
        (Period(2024, "9M"), (2024, 3)),
        (Period(back=0), (0, 4)),
        (Period(2024, "TP"), (2024, 0)),
    ],
)
def test_a_period_is_as_old_as_its_end(asked: Period, place: tuple[int, int]) -> None:
    assert age(asked) == place
