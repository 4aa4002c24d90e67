"""What a person says of a contract's sheet counts from then on: in the sheet, in deadlines, in answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from muniment.agent import Agent
from muniment.errors import BadInput, Unknown
from muniment.library.contract_deadlines import ContractSheet
from muniment.settings import Settings
from muniment.store.library.field_reviews import FieldReview, put_review
from muniment.tools.contracts.sheet import Field
from tests.library.test_contract_terms import LEASE, run

TODAY = datetime.now(UTC).date()
ONE = ("deals", "bayfront lease.txt")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    made = Agent(Settings(home=tmp_path_factory.mktemp("reviewing")))
    yield made
    made.store.database.close()


@pytest.fixture
def agent(house: Agent, tmp_path: Path) -> Iterator[Agent]:
    """An agent with one lease, of which nothing was said yet."""
    folder = tmp_path / "contracts"
    folder.mkdir()
    (folder / ONE[1]).write_text(LEASE)
    list(house.library.add([folder], "deals"))
    yield house
    for collection in house.library.documents.collections():
        house.library.remove(collection)


def field(sheet: ContractSheet, name: str) -> Field:
    return next(f for f in sheet.fields if f.name == name)


def test_field_is_confirmed_corrected_and_taken_back(agent: Agent) -> None:
    review = agent.library.review
    confirmed = field(review(*ONE, "renewal"), "renewal")
    assert (confirmed.values, confirmed.by_hand, confirmed.day) == (("automatic, P1Y",), "confirmed", TODAY)
    # The notice is said to be longer than was read, with words of the contract.
    words = "written notice of\nnon-renewal at least ninety (90) days"
    corrected = review(*ONE, "notice to stop the renewal", "120 days", words)
    notice = field(corrected, "notice to stop the renewal")
    assert (notice.values, notice.by_hand) == (("P120D",), "corrected")
    assert corrected.terms[notice.terms[0]].text == " ".join(words.split())
    days = {d.day for d in agent.library.deadlines(date(2026, 12, 1), date(2027, 4, 1), "deals").deadlines}
    assert days == {date(2026, 12, 31)}
    with pytest.raises(BadInput, match="take that back first"):
        review(*ONE, "notice to stop the renewal")
    back = field(review(*ONE, "notice to stop the renewal", said="nothing"), "notice to stop the renewal")
    assert (back.values, back.by_hand) == (("P90D",), "")
    assert field(agent.library.sheets("deals")[0], "renewal").by_hand == "confirmed"


def test_answer_tells_what_was_corrected_and_cites_the_words(agent: Agent) -> None:
    words = "for a period of five (5) years"
    agent.library.review(*ONE, "term", "six years", words)
    told = agent.ask("How long is the term of the Bayfront lease?")
    assert told.text.startswith(
        f"The length of the term of “bayfront lease.txt”: 6 years [1], as corrected by hand on {TODAY}"
    )
    assert told.citations[0].quote == words


def test_field_that_is_said_to_be_absent_is_not_told(agent: Agent) -> None:
    sheet = agent.library.review(*ONE, "end of the term", said="absent")
    assert (field(sheet, "end of the term").status, field(sheet, "end of the term").by_hand) == ("absent", "corrected")
    refused = agent.ask("When does the Bayfront lease end?")
    assert refused.status == "abstained" and f"somebody said so on {TODAY}" in refused.text


def test_review_stays_when_the_same_bytes_are_added_again_and_goes_with_them(agent: Agent, tmp_path: Path) -> None:
    agent.library.review(*ONE, "governing law", "US-NY", "the laws of the Province of Ontario")
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "copy.txt").write_text(LEASE)
    list(agent.library.add([tmp_path / "again"], "deals"))
    copy = next(s for s in agent.library.sheets("deals") if s.document == "copy.txt")
    assert field(copy, "governing law").values == ("US-NY",)
    list(agent.library.add([tmp_path / "again"], "others"))
    assert field(agent.library.sheets("others")[0], "governing law").values == ("CA-ON",)
    agent.library.remove("deals")
    agent.library.remove("others")
    list(agent.library.add([tmp_path / "again"], "new"))
    assert field(agent.library.sheets("new")[0], "governing law").values == ("CA-ON",)


def test_correction_whose_words_no_longer_stand_in_the_document_does_not_count(agent: Agent) -> None:
    (lease,) = agent.library.list("deals")
    said = FieldReview("governing law", ("US-NY",), ("CA-ON",), "the laws of the State of New York", TODAY)
    put_review(agent.store, lease.id, said)
    law = field(agent.library.sheets("deals")[0], "governing law")
    assert (law.values, law.by_hand) == (("CA-ON",), "")


@pytest.mark.parametrize(
    ("name", "value", "words", "said"),
    [
        ("favourite colour", None, "", "no field called 'favourite colour'"),
        ("term", "for ever", "five (5) years", "no value of term"),
        ("term", "4 years", "", "copy the words of the contract"),
        ("term", "4 years", "four (4) years", "stand on no page of bayfront lease.txt"),
    ],
)
def test_what_cannot_be_said_of_a_field_is_refused(
    agent: Agent, name: str, value: str | None, words: str, said: str
) -> None:
    with pytest.raises(BadInput, match=said.replace("(", r"\(")):
        agent.library.review(*ONE, name, value, words)
    with pytest.raises(Unknown, match=r"no contract called other\.txt"):
        agent.library.review("deals", "other.txt", "term")


def test_command_confirms_and_tells_how_many_were_read_rightly(agent: Agent) -> None:
    done = run(agent, "review", ONE[1], "renewal")
    assert (done.returncode, done.stdout.splitlines()[1].split("  (")[1][:18]) == (0, "confirmed by hand;")
    run(agent, "review", ONE[1], "cap on liability", "--absent")
    run(agent, "review", ONE[1], "governing law", "--value", "New York", "--words", "the Province of Ontario")
    sheet = run(agent, "sheet", "--in", "deals")
    assert "of 3 fields looked at by hand 2 were read rightly" in sheet.stderr
    assert "not stated  (confirmed by hand)" in sheet.stdout
    refused = run(agent, "review", "no.txt", "renewal")
    assert (refused.returncode, refused.stderr.strip()) == (2, "muniment: there is no contract called no.txt")
