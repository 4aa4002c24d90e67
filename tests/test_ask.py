"""Questions over the bundled sample, with answers from the world; and questions that must be refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from langchain_core.tracers.langchain import wait_for_all_tracers

from muniment.agent import Agent
from tests.conftest import FILING_ROOMS, values
from tests.edgar_server import running


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What were Apple's net sales in fiscal 2024?", {"net sales FY2024": "391035000000"}),
        ("apple top line fy24", {"net sales FY2024": "391035000000"}),
        ("Appel revnue 2024", {"net sales FY2024": "391035000000"}),
        ("AAPL R&D FY'23", {"research and development expense FY2023": "29915000000"}),
        (
            "What was Apple's diluted EPS for the year ended September 28, 2024?",
            {"diluted earnings per share FY2024": "6.08"},
        ),
        ("iPhone net sales at Apple in 2024", {"iPhone net sales FY2024": "201183000000"}),
        (
            "What were Apple's net sales in Greater China in fiscal 2024?",
            {"Greater China net sales FY2024": "66952000000"},
        ),
        ("Facebook revenue 2020", {"net sales FY2020": "85965000000"}),
        ("What was Home Depot's revenue in fiscal 2023?", {"net sales FY2023": "152669000000"}),
        ("What was Lowe's inventory as of February 2, 2024?", {"inventories FY2023": "16894000000"}),
        ("Meta's US revenue in 2023", {"US net sales FY2023": "49780000000"}),
        ("Apple's US net sales in 2024", {"U.S. net sales FY2024": "142196000000"}),
        ("United States net sales of Apple in fiscal 2024", {"U.S. net sales FY2024": "142196000000"}),
        ("Meta Reality Labs operating income 2023", {"Reality Labs operating income FY2023": "-16120000000"}),
        ("What was Intel's cash in 2023?", {"cash and cash equivalents FY2023": "7079000000"}),
        ("McDonald's depreciation and amortization in 2023", {"depreciation and amortization FY2023": "1978200000"}),
        ("How much cash did Meta generate in 2024?", {"net cash from operating activities FY2024": "91328000000"}),
        ("How much did P&G earn per share in fiscal 2024?", {"diluted earnings per share FY2024": "6.02"}),
        ("In fiscal 2022, what was the net sales of Intel?", {"net sales FY2022": "63054000000"}),
        ("How much did Apple make in FY24?", {"net income FY2024": "93736000000", "net sales FY2024": "391035000000"}),
    ],
)
def test_a_filed_figure_is_found(agent: Agent, question: str, expected: dict[str, str]) -> None:
    answer = agent.ask(question)
    assert (answer.status, values(answer)) == ("answered", expected)
    assert answer.checked == answer.held > 0


def test_two_questions_in_one_get_two_answers(agent: Agent) -> None:
    answer = agent.ask("What were Apple's net sales in fiscal 2024, and how did they change from 2023?")
    found = values(answer)
    assert found["net sales FY2024"] == "391035000000"
    assert found["change in net sales FY2024"] == "7750000000"
    assert found["percent change in net sales FY2024"].startswith("0.02021994")
    assert "$391,035 million" in answer.text
    assert "2.02%" in answer.text
    assert next(c.record for c in answer.citations) == "0000320193-24-000123"


def test_that_refers_to_the_first_question(agent: Agent) -> None:
    answer = agent.ask("How much did Cisco spend on R&D in fiscal 2024 and what share of revenue was that?")
    assert values(answer)["research and development expense FY2024"] == "7983000000"
    assert "was 14.84% of net sales in fiscal 2024" in answer.text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("By what percentage did Intel's revenue change from 2022 to 2023?", Decimal("-0.139975")),
        ("CAGR of Meta's revenue from 2021 to 2024", Decimal("0.117333")),
        ("What share of Apple's net sales was R&D in 2024?", Decimal("0.080223")),
        ("ratio of Apple's total liabilities to shareholders' equity in 2024", Decimal("5.408780")),
        ("Texas Instruments' gross margin in 2023", Decimal("0.628974")),
        ("average net income of Home Depot from 2022 to 2024", Decimal("15684666666.67")),
        ("How much higher was Meta's R&D than Apple's in 2024?", Decimal("12503000000")),
        ("Apple's free cash flow in 2023", Decimal("99584000000")),
        ("Apple's net sales in the fourth quarter of fiscal 2024", Decimal("94930000000")),
        ("Apple net sales in Q2 of fiscal 2024", Decimal("90753000000")),
        ("What was Apple's effective tax rate in 2024?", Decimal("0.241")),
        ("What was Procter & Gamble's operating cash flow in the year ended June 30, 2024?", Decimal("19846000000")),
    ],
)
def test_a_computed_figure_is_right(agent: Agent, question: str, first: Decimal) -> None:
    answer = agent.ask(question)
    assert answer.status == "answered"
    assert abs(answer.values[0].value - first) <= abs(first) * Decimal("0.00001")


def test_derived_quarter_is_marked_with_its_operands(agent: Agent) -> None:
    answer = agent.ask("Apple's net sales in the fourth quarter of fiscal 2024")
    assert (answer.values[0].derived, answer.values[0].start, answer.values[0].end) == (
        True,
        date(2024, 6, 30),
        date(2024, 9, 28),
    )
    assert answer.values[0].program is not None
    assert answer.values[0].program[0] == "difference"
    assert {c.fiscal for c in answer.citations} == {"FY2024", "9M FY2024"}


def test_trailing_twelve_months_are_year_plus_now_less_before(agent: Agent) -> None:
    answer = agent.ask("Apple net income trailing twelve months", as_of=date(2025, 8, 15))
    assert answer.values[0].value == Decimal(93736 + 84544 - 79000) * 10**6
    assert answer.values[0].fiscal == "TTM Q3 FY2025"


def test_as_of_a_day_only_what_was_filed_is_known(agent: Agent) -> None:
    answer = agent.ask("What were Apple's net sales in the latest fiscal year?", as_of=date(2024, 10, 31))
    assert values(answer) == {"net sales FY2023": "383285000000"}
    assert all(c.filed is not None and c.filed <= date(2024, 10, 31) for c in answer.citations)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Did Apple's net sales exceed $390 billion in 2024?", "Yes: "),
        ("Did Apple's net sales exceed $392 billion in 2024?", "No: "),
        ("Did Intel's revenue fall in 2023?", "Yes: "),
        ("Did Intel's revenue grow in 2023?", "No: "),
        ("Was GameStop profitable in fiscal 2023?", "Yes: "),
        ("Was GameStop profitable in fiscal 2022?", "No: "),
        ("Was Meta's R&D higher than Intel's in 2023?", "Yes: "),
    ],
)
def test_yes_or_no_comes_with_the_figures(agent: Agent, question: str, begins: str) -> None:
    answer = agent.ask(question)
    assert answer.text.startswith(begins)
    assert answer.citations


def test_companies_are_compared(agent: Agent) -> None:
    answer = agent.ask("Which company had higher R&D in 2023, Meta or Intel?")
    assert answer.text.startswith("Meta Platforms, Inc. had the higher research and development expense.")
    assert [f"{v.value:f}" for v in answer.values] == ["38483000000", "16046000000"]


@pytest.mark.parametrize(
    "question",
    [
        "Which grew its net sales more in fiscal 2024, Apple or Meta?",
        "Did Apple's net sales increase more than Meta's in fiscal 2024?",
        "How much more did Apple's net sales increase than Meta's in fiscal 2024?",
    ],
)
def test_the_larger_figure_is_not_taken_for_the_larger_change(agent: Agent, question: str) -> None:
    text = agent.ask(question).text
    assert "Apple Inc.'s net sales rose by $7,750 million, or 2.02%" in text
    assert "Meta Platforms, Inc.'s net sales rose by $29,599 million, or 21.94%" in text
    assert "higher" not in text and "Yes" not in text


def test_changes_are_compared_over_the_years_named(agent: Agent) -> None:
    answer = agent.ask("Did Apple's net sales increase more than Meta's from fiscal 2022 to fiscal 2024?")
    assert (
        "Apple Inc.'s net sales fell by $3,293 million, or 0.84%, from $394,328 million in fiscal 2022" in answer.text
    )
    assert "from $116,609 million in fiscal 2022" in answer.text
    assert "2021" not in answer.text and "2023" not in answer.text
    faster = agent.ask(
        "Which rose faster from fiscal 2022 to fiscal 2023, McDonald's net sales or its operating income?"
    )
    assert faster.text.count("rose by") == 2


def test_a_comparison_is_no_change(agent: Agent) -> None:
    assert (
        "Apple Inc. had the higher net sales."
        in agent.ask("Which had higher net sales in comparison in 2024, Apple or Meta?").text
    )


def test_best_year_of_several(agent: Agent) -> None:
    answer = agent.ask("Which year did Meta have the lowest net income between 2020 and 2024?")
    assert (answer.values[0].fiscal, answer.values[0].value) == ("FY2022", Decimal(23_200_000_000))


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Should I buy Apple?", "out_of_domain"),
        ("What is the capital of France?", "out_of_domain"),
        ("What is Apple's stock price?", "out_of_domain"),
        ("What will Apple's revenue be next year?", "out_of_domain"),
        ("Zyntrax revenue 2023", "unknown_entity"),
        ("What was revenue in 2023?", "unknown_entity"),
        ("What was Apple's Vision Pro revenue in 2024?", "item_not_reported"),
        ("What was GameStop's R&D in 2023?", "item_not_reported"),
        ("Apple's net sales in euros for 2024", "item_not_reported"),
        ("Apple revenue in 2035", "period_not_reported"),
        ("Apple revenue 1975", "period_not_reported"),
        ("Apple's revenue in calendar 2023", "period_not_reported"),
        ("Why did Apple's revenue double in 2024?", "unverified"),
        ("What risks does Apple face?", "no_record"),
        ("How many iPhones did Apple sell in 2024?", "item_not_reported"),
        ("Meta's other revenue in 2023", "item_not_reported"),
        ("Apple's current income tax expense in 2024", "item_not_reported"),
        ("Apple income tax paid in 2024", "item_not_reported"),
        ("McDonald's company-owned sales 2023", "item_not_reported"),
        ("Apple's dividend yield in 2024", "item_not_reported"),
        ("Apple's net interest income in 2024", "item_not_reported"),
        ("Apple's non-GAAP net income in 2024", "item_not_reported"),
        ("Apple revenue run rate 2024", "item_not_reported"),
        ("What change was there in Apple net sales by product in 2024?", "insufficient_evidence"),
        ("Apple's average revenue in 2024", "insufficient_evidence"),
        ("CIK 4242 net income 2023", "unknown_entity"),
    ],
)
def test_what_cannot_be_proven_is_refused_with_its_reason(agent: Agent, question: str, reason: str) -> None:
    answer = agent.ask(question)
    assert (answer.status, answer.reason) == ("abstained", reason)


def test_false_premise_is_corrected_from_the_record(agent: Agent) -> None:
    answer = agent.ask("Why did Apple's revenue double in 2024?")
    assert answer.text.startswith(
        "The record does not bear out the question. Apple Inc.'s net sales rose by $7,750 million, or 2.02%"
    )
    assert answer.citations


def test_same_question_gives_the_same_bytes(agent: Agent) -> None:
    first, second = (agent.ask("Compare Apple and Meta net income 2023") for _ in range(2))
    assert (first.text, first.values, first.citations, first.run) == (
        second.text,
        second.values,
        second.citations,
        second.run,
    )


def test_rooms_are_passed_in_order(agent: Agent) -> None:
    rooms = [s.room for s in agent.ask("AAPL revenue 2024").steps]
    assert rooms == FILING_ROOMS


def test_nothing_is_traced_to_anybody(agent: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    with running() as stranger:
        for name, value in (
            ("TRACING", "true"),
            ("TRACING_V2", "true"),
            ("ENDPOINT", stranger.url),
            ("API_KEY", "key"),
        ):
            monkeypatch.setenv(f"LANGSMITH_{name}", value)
        assert agent.ask("AAPL revenue 2024").status == "answered"
        wait_for_all_tracers()
    assert stranger.asked == []


def test_a_quarter_that_is_named_without_its_year_is_never_another_quarter(agent: Agent) -> None:
    assert agent.ask("What were P&G's net sales in Q2?").reason == "period_not_reported"
    assert values(agent.ask("What were P&G's net sales in Q3?")) == {"net sales Q3 FY2025": "19776000000"}
    assert agent.ask("What were McDonald's net sales in Q4?").reason == "period_not_reported"
    fourth = agent.ask("What were Apple's net sales in the fourth quarter?")
    assert (fourth.values[0].fiscal, fourth.values[0].derived) == ("Q4 FY2025", True)


def test_a_false_premise_about_a_loss_is_corrected_by_the_loss(agent: Agent) -> None:
    answer = agent.ask("Why did GameStop's net loss grow in fiscal 2022?")
    assert (answer.status, answer.reason) == ("abstained", "unverified")
    assert answer.text.startswith("The record does not bear out the question. GameStop Corp.'s net loss fell")


def test_a_series_and_its_average_say_no_sentence_twice(agent: Agent) -> None:
    text = agent.ask("Apple net income 2022 to 2024 and the average").text
    assert text.count("$93,736 million") == 1
    assert "average net income over 3 periods was $96,844,666,667" in text


def test_a_measure_that_the_question_defines_is_computed_from_filed_figures(agent: Agent) -> None:
    """Apple: payables of 64,115 and 62,611, cost of sales of 214,137, inventories of 4,946 and 6,331 million dollars."""
    answer = agent.ask(
        "What was Apple's FY2023 days payable outstanding (DPO)? DPO is defined as: 365 * (average accounts payable between FY2022 and"
        " FY2023) / (FY2023 COGS + change in inventory between FY2022 and FY2023). Round your answer to two decimal places."
    )
    assert round(answer.values[0].value, 2) == Decimal("107.31")
    assert answer.values[0].unit == "pure"
    assert "as the question defines it, came to 107.31 for fiscal 2023: 365 × (($64,115 million + " in answer.text
    assert len(answer.citations) == 5


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (
            "For Cisco in fiscal 2024, total value = net income + diluted shares. What is total value?",
            "different units",
        ),
        ("What was Apple's fame in 2023? Fame is defined as brand strength / revenue.", "report no brand strength"),
        ("What was Apple's zero in 2023? Zero is defined as revenue / (assets - assets).", "divides by zero"),
        ("What were Apple's load and net income in 2023? Load is defined as R&D / total assets.", "one company"),
    ],
)
def test_a_definition_that_cannot_be_computed_is_refused(agent: Agent, question: str, why: str) -> None:
    answer = agent.ask(question)
    assert answer.status == "abstained"
    assert why in answer.text
