"""What a contract's clauses state."""

from __future__ import annotations

import pytest

from muniment.tools.contracts.sheet import Field, dates, read_sheet


def field(name: str, *clauses: tuple[str, str]) -> Field:
    return next(f for f in read_sheet(clauses) if f.name == name)


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
    ],
)
def test_date_is_told_where_it_is_one_day(text: str, iso: list[str]) -> None:
    assert [d.isoformat() for d, _ in dates(text)] == iso


@pytest.mark.parametrize(
    ("name", "kind", "text", "values"),
    [
        ("agreement date", "Agreement Date", "March 3, 2021", ("2021-03-03",)),
        (
            "effective date",
            "Effective Date",
            "The term begins on May 1, 2020 and ends on April 30, 2022.",
            ("2020-05-01",),
        ),
        (
            "end of the term",
            "Expiration Date",
            "The term begins on May 1, 2020 and ends on April 30, 2022.",
            ("2022-04-30",),
        ),
        (
            "term",
            "Expiration Date",
            "The initial term is three (3) years; either party may end it on 30 days' notice.",
            ("P3Y",),
        ),
        (
            "renewal",
            "Renewal Term",
            "It shall automatically renew for successive one (1) year terms.",
            ("automatic, P1Y",),
        ),
        ("renewal", "Renewal Term", "Tenant has the option to extend the term for five years.", ("by choice, P5Y",)),
        ("renewal", "Renewal Term", "It is renewed automatically on a year to year basis.", ("automatic, P1Y",)),
        (
            "notice to stop the renewal",
            "Notice Period To Terminate Renewal",
            "It renews for one year unless a party gives notice at least ninety (90) days before the term ends.",
            ("P90D",),
        ),
        (
            "notice to stop the renewal",
            "Notice Period To Terminate Renewal",
            "unless notice is given ten (10) business days prior to its end",
            ("P10D, business days",),
        ),
        ("governing law", "Governing Law", "Governed by the laws of the State of Maine.", ("US-ME",)),
    ],
)
def test_field_is_read_out_of_its_clause(name: str, kind: str, text: str, values: tuple[str, ...]) -> None:
    assert field(name, ("Parties", "A and B"), (kind, text)) == Field(name, kind, "stated", values, (1,))


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("agreement date", "Agreement Date", "this ___ day of ______, 2004"),
        ("effective date", "Effective Date", "either May 1, 2020 or June 1, 2020"),
        ("term", "Expiration Date", "It lasts two years in Ohio and three years in Maine."),
        ("end of the term", "Expiration Date", "It ends with the completion of the works."),
        ("renewal", "Renewal Term", "The parties shall discuss a renewal in good faith."),
        (
            "notice to stop the renewal",
            "Notice Period To Terminate Renewal",
            "30 days' notice, or 60 days' notice to the bank",
        ),
        ("governing law", "Governing Law", "Governed by the laws of [****]."),
    ],
)
def test_clause_that_says_it_in_another_way_is_shown_and_not_guessed(name: str, kind: str, text: str) -> None:
    assert field(name, (kind, text)) == Field(name, kind, "unread", (), (0,))


def test_what_no_clause_says_is_absent() -> None:
    assert field("governing law", ("Parties", "A and B")) == Field("governing law", "Governing Law", "absent")


def test_two_laws_are_both_told() -> None:
    law = field("governing law", ("Governing Law", "the laws of Ohio"), ("Governing Law", "the laws of Maine"))
    assert law.values == ("US-OH", "US-ME")
