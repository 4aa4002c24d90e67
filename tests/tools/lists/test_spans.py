from datetime import date

import pytest

from muniment.tools.lists.spans import Span, order_of, span_of, spans_in


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1969-07-16", date(1969, 7, 16), date(1969, 7, 16)),
        ("16 July 1969", date(1969, 7, 16), date(1969, 7, 16)),
        ("July 16, 1969", date(1969, 7, 16), date(1969, 7, 16)),
        ("16-Jul-69", date(2069, 7, 16), date(2069, 7, 16)),
        ("Wed 16.07.1969", date(1969, 7, 16), date(1969, 7, 16)),
        ("Oct 2024", date(2024, 10, 1), date(2024, 10, 31)),
        ("Q1 2025", date(2025, 1, 1), date(2025, 3, 31)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-03-14 09:30", date(2024, 3, 14), date(2024, 3, 14)),
    ],
)
def test_a_cell_states_a_time(text: str, first: date, last: date) -> None:
    assert span_of(text, "day first") == Span(first, last)


@pytest.mark.parametrize("text", ["04/03/2024", "31.02.2024", "soon", "12.5", "1.2.3"])
def test_what_may_be_two_days_or_is_none_is_not_read(text: str) -> None:
    assert span_of(text, None) is None


def test_a_column_tells_in_which_order_its_days_are_written() -> None:
    assert order_of(["04/03/2024", "28/02/2024"]) == "day first"
    assert order_of(["04/03/2024", "02/28/2024"]) == "month first"
    assert order_of(["28/02/2024", "02/28/2024"]) is None


def test_a_question_says_times_with_and_without_a_year() -> None:
    found = list(spans_in("between 3 March and June 2024, or in Q2", None))
    assert [(s.year, s.month, s.day, s.quarter) for s in found] == [
        (None, 3, 3, None),
        (2024, 6, None, None),
        (None, None, None, 2),
    ]


@pytest.mark.parametrize("text", ["may I see them", "who may approve it", "the march of time"])
def test_may_and_march_are_months_only_where_they_stand_as_such(text: str) -> None:
    assert not [s for s in spans_in(text, None) if s.month == 5]
