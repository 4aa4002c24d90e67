"""Questions that no figure answers: advice, the future, reasons, and what a passage tells."""

from __future__ import annotations

import pytest

from muniment.agents.reading.intents import asks_advice, asks_future, asks_of_markets, asks_reason, asks_text


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
