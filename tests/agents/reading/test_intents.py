"""Questions that no figure answers: advice, the future, reasons, and what a passage tells."""

from __future__ import annotations

import pytest

from muniment.agents.reading.intents import (
    asks_advice,
    asks_expected,
    asks_future,
    asks_of_markets,
    asks_otherwise,
    asks_reason,
    asks_text,
)


@pytest.mark.parametrize(
    "question",
    [
        "should i buy apple",
        "is apple a good investment",
        "is now a good time to sell intel",
        "what is your opinion of meta",
        "what is apple's share price",
        "what is apple's market cap",
        "what is apple's market capitalization",
        "what is apple's p/e ratio",
        "is intel overvalued",
        "will my shares of apple rise",
        "how much is apple worth",
        "do i owe taxes on apple's dividend",
        "will gamestop go bankrupt",
        "what was meta's enterprise value in 2023",
    ],
)
def test_a_judgement_or_a_price_is_advice(question: str) -> None:
    assert asks_advice(question)


@pytest.mark.parametrize(
    "question",
    [
        "what were apple's net sales in 2024",
        "what was apple's price per share performance",
        "what was the market value held by non-affiliates of apple",
        "what was the selling price",
        "how much did apple invest",
        "what did apple earn per share",
    ],
)
def test_a_figure_is_no_advice(question: str) -> None:
    assert not asks_advice(question)


@pytest.mark.parametrize(
    "question",
    [
        "what will apple's net sales be in 2030",
        "how much is going to be earned",
        "what is intel's outlook",
        "net sales next year",
        "what is meta projected to spend",
        "guidance for 2025",
        "who'll lead in revenue",
    ],
)
def test_what_has_not_happened_is_the_future(question: str) -> None:
    assert asks_future(question)


@pytest.mark.parametrize(
    "question",
    [
        "what did meta guide for total expenses in 2023",
        "what were analysts expecting for apple's first quarter revenue",
        "did apple beat expectations with its revenue in 2023",
        "how much did apple anticipate to spend on r&d in 2023",
        "what was the consensus for apple's net sales in 2023",
        "what did wall street think of meta's net income in 2022",
        "what was apple's budgeted revenue for 2024",
        "what was the budget for apple's research in 2024",
    ],
)
def test_what_was_looked_forward_to_is_expected(question: str) -> None:
    assert asks_expected(question)


@pytest.mark.parametrize(
    "question",
    [
        "i would expect an answer in millions: apple's net sales in 2023",
        "my analyst wants apple's net sales in 2023",
        "what was the allowance for expected credit losses of apple in 2023",
        "what were apple's net sales in 2023",
    ],
)
def test_what_the_asker_expects_is_not(question: str) -> None:
    assert not asks_expected(question)


@pytest.mark.parametrize(
    "question",
    [
        "if apple's sales had grown 10% in 2023 instead of shrinking, what would net income have been",
        "had meta not bought back stock in 2023, what would its cash have been",
        "what would apple's net margin be if r&d were half in 2023",
        "would apple have been profitable in 2023 if services were left out",
        "what would p&g's sales have been at constant currency",
    ],
)
def test_what_would_be_if_something_else_were_so_is_not_filed(question: str) -> None:
    assert asks_otherwise(question)


@pytest.mark.parametrize(
    "question",
    [
        "what would you say apple's revenue was in 2023 if you had to name one number",
        "could you tell me if apple's revenue grew in 2023",
        "if i divide apple's net income by its net sales for 2023, what would i get",
        "i wonder if meta's net income would be above 30 billion in 2023",
    ],
)
def test_what_the_asker_would_like_is_filed(question: str) -> None:
    assert not asks_otherwise(question)


@pytest.mark.parametrize(
    "question",
    [
        "will you tell me apple's net sales",
        "i'm going to need apple's net sales",
        "we are going to compare apple and meta",
        "net sales in the next year after 2020",
        "how much did net sales change in 2024",
    ],
)
def test_the_askers_own_plans_are_no_future(question: str) -> None:
    assert not asks_future(question)


@pytest.mark.parametrize(
    "question",
    [
        "Why did net sales fall?",
        "what caused the decline",
        "WHAT DROVE THE GROWTH",
        "the factors behind it",
        "what hurt margins in 2023",
        "how come income fell",
    ],
)
def test_reasons_are_asked_for(question: str) -> None:
    assert asks_reason(question)


@pytest.mark.parametrize(
    "question", ["How much did net sales fall?", "What were net sales in 2024?", "Who is the CEO?"]
)
def test_a_figure_or_a_person_is_no_reason(question: str) -> None:
    assert not asks_reason(question)


@pytest.mark.parametrize(
    "question",
    [
        "what are apple's risk factors",
        "describe meta's business model",
        "who audits intel",
        "where is costco headquartered",
        "what does apple say about competition",
        "what does intel sell",
        "how does meta make money",
        "how does apple recognize revenue",
        "how many people does apple have",
        "which customers does intel depend on",
        "what effect did tariffs have",
        "how did inflation affect costs",
        "how dependent is apple on china",
        "would losing a customer hurt intel",
        "what are apple's patents",
        "when in the year does gamestop sell most",
        "how seasonal is gamestop",
        "what usually happens in the holidays",
    ],
)
def test_a_passage_answers(question: str) -> None:
    assert asks_text(question)


@pytest.mark.parametrize(
    "question",
    [
        "what were apple's net sales in 2024",
        "how much did meta spend on r&d",
        "net income attributable to apple",
        "which company had the most revenue",
        "who is ahead in 2024",
        "who are more profitable",
        "by how much did net income rise",
        "what is normally called free cash flow",
    ],
)
def test_a_figure_answers(question: str) -> None:
    assert not asks_text(question)


def test_what_one_can_claim_is_no_question_of_markets() -> None:
    assert asks_advice("what mileage can i claim when i drive to the office") and not asks_of_markets(
        "what mileage can i claim"
    )
    assert asks_of_markets("should i buy apple, can i sell my shares")
