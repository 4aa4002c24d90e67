"""The sheet: what is stated, computed, unread, absent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from muniment.tools.contracts.schedule import Stated
from muniment.tools.contracts.sheet import Field, may_be_renewed, read_sheet, schedule_of


@dataclass
class Said:
    """A term of a contract."""

    field: str
    value: str
    text: str = ""


def field(name: str, *terms: Said) -> Field:
    return next(f for f in read_sheet(terms) if f.name == name)


def test_end_is_computed_from_start_and_term_and_rests_on_both() -> None:
    terms = (Said("effective date", "2025-01-01"), Said("term", "P3Y", "for three years from the Effective Date"))
    assert field("end of the term", *terms) == Field(
        "end of the term", "Expiration Date", "computed", ("2027-12-31",), (1, 0), "P3Y from 2025-01-01, last day"
    )


def test_end_on_an_anniversary_is_that_day() -> None:
    terms = (Said("effective date", "2025-01-01"), Said("term", "P3Y", "until the third anniversary"))
    assert field("end of the term", *terms).values == ("2028-01-01",)


def test_end_is_not_computed_where_two_starts_are_stated() -> None:
    terms = (Said("effective date", "2025-01-01"), Said("effective date", "2025-02-01"), Said("term", "P3Y"))
    assert field("end of the term", *terms).status == "absent"


def test_day_of_signing_is_a_start_only_where_the_term_runs_from_it() -> None:
    signed = Said("agreement date", "2025-01-01")
    assert (
        field("end of the term", signed, Said("term", "P3Y", "three years from the date hereof")).status == "computed"
    )
    assert field("end of the term", signed, Said("term", "P3Y", "three years")).status == "absent"


def test_effective_date_that_is_not_read_is_not_taken_for_the_day_of_signing() -> None:
    terms = (
        Said("agreement date", "2025-01-01"),
        Said("effective date", ""),
        Said("term", "P3Y", "three years from the Effective Date"),
    )
    assert field("end of the term", *terms).status == "absent"
    assert field("end of the term", terms[0], terms[2]).status == "computed"


def test_stated_end_is_not_computed_again() -> None:
    terms = (Said("effective date", "2025-01-01"), Said("term", "P3Y"), Said("end of the term", "2028-06-30"))
    assert field("end of the term", *terms).status == "stated"


def test_value_that_another_says_more_fully_is_told_once() -> None:
    assert field("renewal", Said("renewal", "by choice, P5Y"), Said("renewal", "by choice")).values == (
        "by choice, P5Y",
    )


def test_renewal_that_is_ruled_out_leaves_no_end_open() -> None:
    ruled_out = field("renewal", Said("renewal", "not by itself"))
    assert not may_be_renewed(ruled_out, near=True)
    assert may_be_renewed(field("renewal", Said("renewal", "by choice")), near=False)


def test_what_no_term_says_is_absent() -> None:
    assert field("governing law", Said("parties", "A (Buyer)")) == Field("governing law", "Governing Law", "absent")


def test_schedule_takes_what_is_stated_once() -> None:
    terms = (
        Said("effective date", "2025-01-01"),
        Said("term", "P1Y"),
        Said("renewal", "automatic, P1Y"),
        Said("notice to stop the renewal", "P60D"),
    )
    assert schedule_of(read_sheet(terms), terms) == Stated(
        date(2025, 1, 1), "P1Y", date(2025, 12, 31), False, "P1Y", "P60D"
    )
    chosen = (*terms[:2], Said("renewal", "by choice, P1Y"), terms[3])
    assert schedule_of(read_sheet(chosen), chosen).renewal == ""


def test_term_runs_from_the_day_that_its_own_words_name() -> None:
    effective = Said("effective date", "2025-03-01", 'made on March 1, 2025 (the "Effective Date")')
    term = Said("term", "P36M", "Thirty-six (36) months from and including the Subscription Start Date")
    starts = Said("start of the term", "2025-03-15", "Subscription Start Date March 15, 2025")
    assert field("end of the term", effective, term, starts).values == ("2028-03-14",)
    assert field("end of the term", effective, term).status == "absent"
    other = Said("start of the term", "2025-06-01", "Launch Date June 1, 2025")
    assert field("end of the term", effective, term, other).status == "absent"
    plain = Said("term", "P36M", "an initial term of thirty-six months from the Effective Date")
    assert field("end of the term", effective, plain, starts).values == ("2028-02-29",)


def test_term_runs_from_the_day_behind_its_length() -> None:
    words = "Contractual Term: Ten years from and including 24 June 2022"
    terms = (Said("term", "P10Y", words), Said("start of the term", "2022-06-24", words))
    assert field("end of the term", *terms).values == ("2032-06-23",)
