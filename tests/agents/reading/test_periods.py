"""The periods that a question names: each rule by its own examples, and spans shared by the years beside them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.agents.reading.periods import ROWS, find_periods, shared
from muniment.records import Period


def written(period: Period) -> str:
    """A period in the notation of the rules' examples."""
    if period.end is not None:
        return f"{period.span} to {period.end}"
    if period.back is not None:
        rank = "latest" if period.back == 0 else f"{period.back} back"
        return rank if period.span == "FY" else f"{period.span} {rank}"
    return f"TTM to {period.through} FY{period.year}" if period.through else period.label


def labels(text: str) -> str:
    return ", ".join(written(p) for m in shared(find_periods(text)) for p in m.periods)


@pytest.mark.parametrize(("text", "says"), [(t, s) for row in ROWS for t, s in row.says.items()])
def test_a_rule_says_what_its_example_says(text: str, says: str) -> None:
    assert ", ".join(written(p) for m in find_periods(text) for p in m.periods) == says


@pytest.mark.parametrize(("place", "text"), [(n, t) for n, row in enumerate(ROWS) for t in row.silent])
def test_a_rule_says_nothing_of_what_only_looks_alike(place: int, text: str) -> None:
    row = ROWS[place]
    assert [m for match in row.pattern.finditer(text) if (m := row.make(match)) is not None] == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("q3 sales in 2024 and 2025", "Q3 FY2024, Q3 FY2025"),
        ("how much did third-quarter revenue grow from 2024 to 2025", "Q3 FY2024, Q3 FY2025"),
        ("first nine months of fiscal 2023 compared with 2022", "9M FY2023, 9M FY2022"),
        ("q1 and q2 revenue of 2023", "Q1 FY2023, Q2 FY2023"),
        ("q3 2023 against the full year 2022", "Q3 FY2023, FY2022"),
        ("h1 2022, 2023 and 2024", "H1 FY2022, H1 FY2023, H1 FY2024"),
        ("ttm sales as of june 28, 2025", "TTM to 2025-06-28"),
        ("net sales in 2023 and in q4 2024", "FY2023, Q4 FY2024"),
    ],
)
def test_a_span_named_once_is_shared_by_the_years_beside_it(text: str, says: str) -> None:
    assert labels(text) == says


@given(st.text(alphabet="q1234h fy9m'05/-,.12in of the quarter year ttm since to and second", max_size=60))
def test_whatever_is_typed_the_periods_stand_in_order_and_apart(text: str) -> None:
    marks = find_periods(text)
    assert all(a.end <= b.start for a, b in pairwise(marks))
    assert all(0 <= m.start < m.end <= len(text) for m in marks)
