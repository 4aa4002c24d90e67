"""Dates as contracts write them."""

from __future__ import annotations

import pytest

from muniment.tools.contracts.dating.dates import dates, named_dates, unread_name


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("this 3rd day of May, 2010", ["2010-05-03"]),
        ("20t h day of November, 2018", ["2018-11-20"]),
        ("31 January, 1994", ["1994-01-31"]),
        ("Sept. 9th, 2004 and March 3, 2021", ["2004-09-09", "2021-03-03"]),
        ("13/07/05", ["2005-07-13"]),
        ("03/24/96", ["1996-03-24"]),
        ("2021-02-28", ["2021-02-28"]),
        ("4/8/2020", []),
        ("February 30, 2020", []),
        ("1/2/3/2004", []),
        ("the first day of September, 2022", ["2022-09-01"]),
        ("the last day of February, 2024", ["2024-02-29"]),
        ("the thirty-first day of June 2022", []),
    ],
)
def test_date_is_told_where_it_is_one_day(text: str, iso: list[str]) -> None:
    assert [d.isoformat() for d, _ in dates(text)] == iso


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Commencement Date 18 March 2024", [("Commencement Date", "2024-03-18")]),
        ("“Effective Date” means May 1, 2020.", [("Effective Date", "2020-05-01")]),
        ("signed on May 1, 2020, and delivered (the “Effective Date”)", []),
        ("Effective Date: May 1, 2020. Effective Date: May 2, 2020.", []),
    ],
)
def test_date_is_named_where_the_name_stands_beside_it(text: str, named: list[tuple[str, str]]) -> None:
    assert [(n.name, n.day.isoformat()) for n in named_dates(text)] == named


def test_name_that_is_given_to_a_date_that_is_not_read_is_known() -> None:
    assert unread_name("“Effective Date” means 01/09/2022", ["Effective Date"])
    assert not unread_name("“Effective Date” means May 1, 2020", ["Effective Date"])
    assert not unread_name("made on May 1, 2020", ["Effective Date"])
