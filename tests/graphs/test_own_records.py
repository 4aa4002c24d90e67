"""The caller's own records: from these alone, or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from muniment.agent import Agent
from muniment.errors import BadInput
from muniment.records import Record, Table

LEASE = Record(
    "lease",
    "The tenant shall pay rent of 4,200 euros on the first day of each month.\n\nEither party may end the lease with three months' notice in writing.",
    "Lease of 4 Harbour Street",
)
ACCOUNTS = Record(
    "accounts",
    "",
    "Accounts",
    (
        Table(
            (
                ("In thousands of dollars", "2022", "2023"),
                ("Harbour dues", "1,310", "1,450"),
                ("Pilotage", "(20)", "35"),
            )
        ),
    ),
)


def test_quotation_from_the_callers_text(agent: Agent) -> None:
    answer = agent.ask("What notice is needed to end the lease?", records=[LEASE])
    assert answer.status == "answered"
    assert answer.citations[0].quote == "three months' notice in writing."
    assert "in: “Either party may end the lease with three months' notice in writing.”" in answer.text
    assert answer.adapter == "records/words-1"
    assert (
        answer.citations[0].record,
        LEASE.text[int(str(answer.citations[0].start)) : int(str(answer.citations[0].end))].count("notice"),
    ) == ("lease", 1)


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("What were harbour dues in 2023?", "1450000", "USD"),
        ("What was pilotage in 2022?", "-20000", "USD"),
        ("How much did harbour dues change from 2022 to 2023?", "140000", "USD"),
    ],
)
def test_figure_from_the_callers_table(agent: Agent, question: str, value: str, unit: str) -> None:
    answer = agent.ask(question, records=[ACCOUNTS])
    assert (f"{answer.values[0].value:f}", answer.values[0].unit) == (value, unit)
    assert answer.citations[0].record == "accounts"
    assert "column “202" in answer.citations[0].concept


@pytest.mark.parametrize(
    "question",
    [
        "What were harbour dues in H1 2023?",
        "What were harbour dues in the third quarter of 2023?",
        "What were harbour dues as a percentage of pilotage in 2021?",
    ],
)
def test_a_part_of_the_year_or_a_share_is_not_the_years_level(agent: Agent, question: str) -> None:
    assert agent.ask(question, records=[ACCOUNTS]).status == "abstained"
    spoken = replace(ACCOUNTS, text="H1 and the third quarter were weak.")
    assert agent.ask(question, records=[spoken]).status == "abstained"


@pytest.mark.parametrize(
    ("question", "value", "carried"),
    [
        ("and in 2022?", "1310000", ("Harbour dues",)),
        ("and pilotage?", "35000", ("2023",)),
        ("What was pilotage in 2022?", "-20000", ()),
    ],
)
def test_what_an_earlier_question_gave_is_named(
    agent: Agent, question: str, value: str, carried: tuple[str, ...]
) -> None:
    answer = agent.ask(question, records=[ACCOUNTS], history=["What were harbour dues in 2023?"])
    assert (f"{answer.values[0].value:f}", answer.carried) == (value, carried)


def test_amount_of_the_text_is_shown_in_its_sentence(agent: Agent) -> None:
    answer = agent.ask("How much is the rent?", records=[LEASE])
    assert (
        "says: “4,200 euros” [1], in: “The tenant shall pay rent of 4,200 euros on the first day of each month.”"
        in answer.text
    )
    assert answer.values == ()


def report(name: str, revenue: str) -> Record:
    rows = (("In millions of euros", "2022", "2023"), ("Revenue", "100", revenue), ("Net profit", "12", "15"))
    return Record(name, "", f"{name} annual report", (Table(rows),))


NORDHAFEN, SUEDWERFT = report("Nordhafen", "355"), report("Suedwerft", "81")


@pytest.mark.parametrize(("name", "value"), [("Nordhafen", 355_000_000), ("Suedwerft", 81_000_000)])
def test_figure_is_that_of_the_record_named(agent: Agent, name: str, value: int) -> None:
    answer = agent.ask(f"What was {name}'s revenue in 2023?", records=[NORDHAFEN, SUEDWERFT])
    assert answer.values[0].value == value
    assert (answer.values[0].unit, answer.citations[0].record) == ("EUR", name)


def test_figure_that_two_records_state_otherwise_is_refused_until_one_is_named(agent: Agent) -> None:
    answer = agent.ask("What was revenue in 2023?", records=[NORDHAFEN, SUEDWERFT])
    assert (answer.reason, "“Nordhafen” and “Suedwerft”" in answer.text) == ("ambiguous_entity", True)


LEAVE = Record(
    "hr",
    "Employees accrue 25 days of paid leave a year. Unused leave may be carried over until 31 March of the next year, but not more than five days.",
    "HR handbook",
)


def test_day_of_a_date_and_the_only_number_are_not_taken_for_the_answer(agent: Agent) -> None:
    answer = agent.ask("How many days of unused leave may be carried over?", records=[LEAVE])
    assert answer.values == ()
    assert "not more than five days" in answer.text
    accrued = agent.ask("How many days of paid leave do employees accrue a year?", records=[LEAVE])
    assert "25 days of paid leave" in accrued.text


def test_percentage_is_a_pure_value(agent: Agent) -> None:
    answer = agent.ask("By what percentage did harbour dues grow from 2022 to 2023?", records=[ACCOUNTS])
    assert answer.values[0].unit == "pure"
    assert str(answer.values[0].value).startswith("0.10687")


@pytest.mark.parametrize(
    "question",
    [
        "What were harbour dues in 2024?",
        "What is the capital of France?",
    ],
)
def test_what_the_records_do_not_say_is_refused(agent: Agent, question: str) -> None:
    assert agent.ask(question, records=[LEASE, ACCOUNTS]).status == "abstained"


def test_records_are_checked_at_the_door(agent: Agent) -> None:
    with pytest.raises(BadInput, match="Record values"):
        agent.ask("x?", records=["text"])  # type: ignore[list-item]
    with pytest.raises(BadInput, match="same id"):
        agent.ask("What notice?", records=[LEASE, LEASE])
    with pytest.raises(BadInput, match="needs records"):
        agent.ask("What notice?", domain="records")


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Who is the CEO of Acme?", "abstained"),
        ("Who is the chairman of Acme?", "abstained"),
        ("Who is the managing director of Acme?", "answered"),
    ],
)
def test_who_holds_an_office_is_told_only_by_what_names_it(agent: Agent, question: str, status: str) -> None:
    deed = Record(
        "deed", "Acme shall deliver the goods by May. For Acme signed its managing director Ada Bell.", "Deed"
    )
    assert agent.ask(question, records=[deed]).status == status


DUES = Record("dues", "Dues are due in June.", "Dues", (Table((("", "12/14", "12/13"), ("Total dues", "$40", "$32"))),))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What portion of total dues in 2013 is related to pilotage?", None),
        ("what were total dues in 12/13?", "32"),
        ("by what percentage did total dues increase from 2013 to 2014?", "0.25"),
        ("What were toaster dues in 2014?", None),
    ],
)
def test_a_common_word_narrows_nothing_and_short_dates_are_read(agent: Agent, question: str, value: str | None) -> None:
    answer = agent.ask(question, records=[DUES])
    assert (f"{answer.values[0].value:f}" if answer.values else None) == value


STAFF = Record(
    "staff",
    "Ms Tamm is employed from 1 March 2024. The gross annual salary is EUR 68,400. She reports to the head of research.",
    "Employment contract",
)
SALES = Record("sales", "Cost is not told.", "Accounts", (Table((("EUR", "2022", "2023"), ("Sales", "400", "500"))),))
COSTS = Record("costs", "", "Accounts", (Table((("EUR", "2022", "2023"), ("Cost of sales", "400", "500"))),))


@pytest.mark.parametrize(
    ("question", "record", "said"),
    [
        ("What is the salary of Mr Kessler?", STAFF, "do not name “Kessler”"),
        ("What is the salary in dollars?", STAFF, "do not name “dollars”"),
        ("What is the salary a month?", STAFF, "nothing that surely answers"),
        ("By how much did sales grow from 2022 to 2023?", COSTS, "not clear enough"),
        ("What was the cost of sales in 2023?", SALES, "not clear enough"),
    ],
)
def test_what_the_records_bear_otherwise_is_refused(agent: Agent, question: str, record: Record, said: str) -> None:
    answer = agent.ask(question, records=[record])
    assert answer.status == "abstained"
    assert said in answer.text


HUT = Record(
    "hut",
    "Fees are in EUR and are paid at the desk each month.",
    "Mountain hut",
    (Table((("Room", "Nights"), ("Larch", "12"), ("Pine", "9"))),),
)
RENTS = Record("rents", "Paid each month.", "Rents", (Table((("Room", "Annual rent"), ("Larch", "3,400"))),))


@pytest.mark.parametrize(
    ("question", "record"),
    [
        ("What are the fees for the nights in Larch?", HUT),
        ("What is the annual rent of Larch a month?", RENTS),
        ("whats the fee of the pine room", HUT),
    ],
)
def test_a_column_of_another_kind_or_length_and_the_text_beside_a_row_are_no_answer(
    agent: Agent, question: str, record: Record
) -> None:
    assert agent.ask(question, records=[record]).status == "abstained"


def test_what_the_record_says_of_it_is_quoted(agent: Agent) -> None:
    assert "The gross annual salary is EUR 68,400." in agent.ask("What is the annual salary?", records=[STAFF]).text


BRANCHES = Record(
    "branches",
    "",
    tables=(
        Table(
            (
                ("Branch", "Rent 2023", "Rent 2024", "Staff"),
                ("Harwich", "12000", "13500", "14"),
                ("Lowestoft", "9000", "9900", "9"),
            )
        ),
    ),
)


def test_what_is_likely_and_not_named_in_full_is_told_only_from_the_certified_chance_on(agent: Agent) -> None:
    question = "by what % did the rent of Harwich rise?"
    assert agent.ask(question, records=[BRANCHES]).status == "abstained"
    risked = Agent(replace(agent.settings, risk=0.2), keep=False).ask(question, records=[BRANCHES])
    assert f"{risked.values[0].value:f}" == "0.125"


def test_blank_of_a_template_is_no_answer(agent: Agent) -> None:
    filled = LEASE.text.replace("three months'", "[NOTICE PERIOD]")
    answer = agent.ask("What notice is needed to end the lease?", records=[replace(LEASE, text=filled)])
    assert answer.status == "abstained"
