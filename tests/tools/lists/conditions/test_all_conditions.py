import pytest

from muniment.errors import Abstention
from muniment.tools.lists.conditions.all_conditions import conditions
from muniment.tools.lists.question_words import Words
from muniment.tools.lists.relation import Relation
from tests.tools.lists.lists_read import BILLED, MISSIONS, list_of


def rows_of(question: str, relation: Relation) -> list[str]:
    """The first cells of the rows that fulfil what a question says."""
    found = conditions(Words(question), relation)
    assert found
    return [r.cells[0] for r in relation.rows if all(c.holds(r) for c in found)]


@pytest.mark.parametrize(
    ("question", "missions"),
    [
        ("launched before 1970", ["Apollo 11", "Apollo 12"]),
        ("launched since July 1971", ["Apollo 15", "Apollo 16", "Apollo 17"]),
        ("launched between 1 April 1970 and 31 January 1971", ["Apollo 13", "Apollo 14"]),
        ("launched from 1970 to 1971", ["Apollo 13", "Apollo 14", "Apollo 15"]),
        ("launched after the end of 1971", ["Apollo 16", "Apollo 17"]),
        ("launched before the end of 1969", ["Apollo 11", "Apollo 12"]),
        ("launched in Q3 1971", ["Apollo 15"]),
        ("from 1969", ["Apollo 11", "Apollo 12"]),
        ("from 1972 onwards", ["Apollo 16", "Apollo 17"]),
        ("with over 90 kg", ["Apollo 16", "Apollo 17"]),
        ("with at least 95.7 kg of samples", ["Apollo 16", "Apollo 17"]),
        ("with between 40 and 80 kg", ["Apollo 14", "Apollo 15"]),
        ("with less than 30 kg", ["Apollo 11"]),
        ("that did not land", ["Apollo 13"]),
        ("without a site", ["Apollo 13"]),
        ("under Cernan", ["Apollo 17"]),
        ("mission 13", ["Apollo 13"]),
    ],
)
def test_what_a_question_says_of_rows_is_what_they_must_fulfil(question: str, missions: list[str]) -> None:
    assert rows_of(question, MISSIONS) == missions


@pytest.mark.parametrize(
    ("question", "invoices"),
    [
        ("paid", ["RE-101"]),
        ("open or part paid", ["RE-102", "RE-103", "RE-104"]),
        ("not open", ["RE-101", "RE-102", "GS-007"]),
        ("neither open nor credited", ["RE-101", "RE-102"]),
        ("for Acme Ltd", ["RE-101", "RE-104"]),
        ("approved by Mark", ["RE-104", "GS-007"]),
        ("open ones of Norvik", ["RE-103"]),
        ("GS-7", ["GS-007"]),
    ],
)
def test_states_are_whole_and_names_are_their_own(question: str, invoices: list[str]) -> None:
    found = conditions(Words(question), BILLED)
    assert [r.cells[0] for r in BILLED.rows if found and all(c.holds(r) for c in found)] == invoices


def test_a_name_that_two_values_bear_is_refused() -> None:
    with pytest.raises(Abstention, match=r"Acme Ltd.*Acme GmbH"):
        conditions(Words("how much for Acme"), BILLED)


def test_a_time_of_which_there_is_no_row_is_refused() -> None:
    with pytest.raises(Abstention, match="runs from 1969-07-16 to 1972-12-07"):
        conditions(Words("launched in 1975"), MISSIONS)


def test_a_month_of_several_years_is_refused() -> None:
    with pytest.raises(Abstention, match="Of which year"):
        conditions(Words("launched in April"), MISSIONS)


def test_a_value_of_two_columns_is_of_the_one_that_the_question_names() -> None:
    trips = list_of(
        ("Trip", "Origin", "Destination"),
        ("T1", "Berlin", "Munich"),
        ("T2", "Munich", "Berlin"),
        ("T3", "Oslo", "Berlin"),
    )
    assert rows_of("from Berlin", trips) == ["T1"]
    assert rows_of("to Berlin", trips) == ["T2", "T3"]
    assert rows_of("with Berlin as destination", trips) == ["T2", "T3"]
    assert conditions(Words("of Berlin"), trips) == []


def test_a_year_that_is_a_number_of_things_is_no_time() -> None:
    assert rows_of("over 2000 EUR net", BILLED) == ["RE-103"]


def test_an_amount_in_another_currency_than_the_column_is_not_read() -> None:
    assert conditions(Words("net over $500"), BILLED) is None
