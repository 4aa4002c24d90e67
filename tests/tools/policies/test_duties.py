"""The duties that a policy lays down."""

from __future__ import annotations

import pytest

from muniment.tools.policies.duties import duties
from muniment.tools.policies.duty_questions import borne, is_of


@pytest.mark.parametrize(
    ("sentence", "who", "force", "within"),
    [
        ("Managers must approve each claim within 5 working days.", "managers", "must", "within 5 working days"),
        ("Employees and contractors may not share passwords.", "employees and contractors", "must not", ""),
        ("9.2 Managers must not approve their own claims.", "managers", "must not", ""),
        ("Claims must be approved by the line manager.", "line manager", "must", ""),
        ("Receipts must be kept for 90 days.", "", "must", "for 90 days"),
        ("No employee may accept cash.", "employee", "must not", ""),
        ("If a device is lost, the employee has to tell Security immediately.", "employee", "must", "immediately"),
        ("Travellers should book early.", "travellers", "should", ""),
        ("A contractor is entitled to a day of rest.", "contractor", "may", ""),
        ("Do not reply to the attacker.", "you", "must not", ""),
        ("You can only use the card for travel.", "you", "must", ""),
        ("Gifts of cash are prohibited.", "gifts of cash", "must not", ""),
    ],
)
def test_sentence_tells_who_is_bound_how_and_until_when(sentence: str, who: str, force: str, within: str) -> None:
    (found,) = duties(sentence)
    assert (found.who, found.force, found.within) == (who, force, within)


@pytest.mark.parametrize("sentence", ["Claims are paid monthly.", "This policy explains how we travel.", "May 2024"])
def test_what_binds_nobody_is_no_duty(sentence: str) -> None:
    assert duties(sentence) == ()


def test_item_of_a_list_has_the_force_of_what_leads_it_in() -> None:
    page = "Gifts\nStaff must not accept:\n• cash;\n• vouchers, except at Christmas.\nThey may accept tea."
    found = duties(page)
    assert len(found) == 3
    items = [d for d in found if d.lead_end]
    assert [(page[d.start : d.end], d.who, d.force) for d in items] == [
        ("cash;", "staff", "must not"),
        ("vouchers, except at Christmas.", "staff", "must not"),
    ]
    assert items[1].condition == "except at Christmas"
    assert {d.heading for d in found} == {"Gifts"}
    assert (found[-1].who, found[-1].force) == ("they", "may")


def test_place_is_that_of_the_words() -> None:
    page = "Travel\nWe like to travel. Managers must approve trips."
    assert [page[d.start : d.end] for d in duties(page)] == ["Managers must approve trips."]


def test_those_who_are_asked_for_are_among_those_who_are_bound() -> None:
    assert is_of("line managers", "manager")
    assert not is_of("employees", "manager")
    assert not is_of("", "the")


def test_words_that_are_asked_for_are_all_borne() -> None:
    assert borne("expense claims", "Each claim for an expense is paid.")
    assert not borne("expense claims", "Each claim is paid.")
