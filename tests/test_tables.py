"""Many figures at once: series, rankings, breakdowns and statements, over the bundled sample; each cell cited, the verdict first."""

from __future__ import annotations

import pytest

from muniment.agent import Agent
from muniment.presenting import as_csv, as_text
from muniment.records import Answer


def rows(answer: Answer) -> list[list[str]]:
    return [[c.text for c in row] for table in answer.tables for row in table.rows]


@pytest.mark.parametrize(
    ("question", "opening", "some"),
    [
        (
            "Did Meta's revenue grow every year between 2020 and 2024?",
            "No: Meta Platforms, Inc.'s net sales were not higher than the year before in fiscal 2022 (−$1,320 million)",
            ["fiscal 2022", "−$1,320 million", "$116,609 million", "$117,929 million"],
        ),
        (
            "When did Meta's revenue first exceed $100 billion?",
            "Meta Platforms, Inc.'s net sales were above $100 billion first in fiscal 2021",
            ["fiscal 2021", "$117,929 million"],
        ),
        (
            "What was Meta's revenue growth in 2022, 2023 and 2024?",
            "Meta Platforms, Inc.'s change in net sales:",
            ["fiscal 2023", "15.69%", "$134,902 million", "$116,609 million"],
        ),
        (
            "Compare Meta's net margin with Apple's, 2022 to 2024",
            "Apple Inc. had the higher net margin in fiscal 2022; Meta Platforms, Inc. had the higher net margin in fiscal 2023 and 2024.",
            ["Fiscal 2022", "19.90%", "25.31%"],
        ),
        (
            "Which of the twelve companies had the highest net margin in fiscal 2023?",
            "Texas Instruments Inc had the highest net margin.",
            ["Texas Instruments Inc", "37.16%"],
        ),
        (
            "Rank the companies by R&D as a share of sales in 2023",
            "Highest of 7: Intel Corp, 29.59%.",
            ["1", "Intel Corp", "29.59%", "$16,046 million", "$54,228 million"],
        ),
        (
            "What were Apple's quarterly revenues in 2024?",
            "Apple Inc.'s net sales:",
            ["The third quarter of fiscal 2024", "$85,777 million"],
        ),
        ("Apple income statement 2024", "Apple Inc., fiscal 2024:", ["Cost of sales", "$210,352 million"]),
        (
            "Apple revenue by region 2024",
            "Apple Inc., fiscal 2024:",
            ["U.S. net sales", "$142,196 million"],
        ),
    ],
)
def test_many_figures_are_told_in_a_table(agent: Agent, question: str, opening: str, some: list[str]) -> None:
    answer = agent.ask(question)
    assert answer.text.startswith(opening)
    assert some in rows(answer)
    assert answer.checked == answer.held > 0


def test_every_number_of_a_table_is_cited(agent: Agent) -> None:
    answer = agent.ask("What was Meta's revenue growth in 2022, 2023 and 2024?")
    known = {c.n for c in answer.citations}
    for row in answer.tables[0].rows:
        for cell in row[1:]:
            assert cell.marks
            assert set(cell.marks) <= known


def test_who_was_left_out_is_said_with_the_reason(agent: Agent) -> None:
    answer = agent.ask("Which of the twelve companies had the highest net margin in fiscal 2023?")
    assert "Left out: International Business Machines Corp (not on record for this period)." in answer.text


def test_a_table_stands_under_the_sentence_in_text_and_is_kept_as_csv(agent: Agent) -> None:
    answer = agent.ask("What was Meta's revenue growth in 2022 and 2023?")
    lines = [" ".join(line.split()) for line in as_text(answer).splitlines()]
    assert "fiscal 2023 15.69% [3][1] $134,902 million [3] $116,609 million [1]" in lines
    assert as_csv(answer).splitlines()[0] == "period,change,citations,net sales,citations,before,citations"
    assert as_csv(answer).splitlines()[2] == 'fiscal 2023,15.69%,3 1,"$134,902 million",3,"$116,609 million",1'


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Did GameStop's net loss increase in 2022?", "No: GameStop Corp.'s net loss fell by $68.2 million"),
        ("What was GameStop's biggest net loss since 2021?", "GameStop Corp.'s net loss was highest in fiscal 2021"),
        (
            "How much higher is Apple's gross margin than Home Depot's in fiscal 2024?",
            "Apple Inc.'s gross margin was 12.79 percentage points higher than Home Depot, Inc.'s",
        ),
        (
            "Which is larger in 2023: Intel's R&D or Meta's capex?",
            "Meta Platforms, Inc.'s capital expenditures were the larger.",
        ),
        ("Is Apple more profitable than Meta?", "No: Apple Inc.'s net margin was 23.97% in fiscal 2024"),
        (
            "Which grew its net sales more in fiscal 2024, Apple or Meta?",
            "Meta Platforms, Inc.'s net sales grew more: 21.94% against 2.02%.",
        ),
        ("Did Intel lose money in 2023?", "No: Intel Corp's net income was $1,689 million"),
        ("How much did Apple earn per day in 2024?", "Apple Inc.'s net income came to $257,516,484 a day"),
        ("Apple revenue per month 2024?", "Apple Inc.'s net sales came to $32,586.25 million a month"),
        (
            "Apple's trailing twelve months net sales as of June 28, 2025",
            "Apple Inc.'s net sales were $408,625 million in the twelve months ended June 28, 2025",
        ),
        ("Apple's total debt in 2024?", "Apple Inc.'s total debt was $106,629 million"),
        ("apple rev 24", "Apple Inc.'s net sales were $391,035 million in fiscal 2024"),
    ],
)
def test_the_verdict_comes_first(agent: Agent, question: str, says: str) -> None:
    answer = agent.ask(question)
    assert answer.text.startswith(says)
    assert answer.checked == answer.held > 0
