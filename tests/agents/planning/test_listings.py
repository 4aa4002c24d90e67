"""Forms of question that a list answers: breakdowns, statements, every company on record; and what a list cannot tell."""

from __future__ import annotations

import pytest

from muniment.agents.planning.listings import KEY_FIGURES, listed_companies, parts, statement
from muniment.errors import Abstention
from muniment.items.line_items import statement_items
from tests.agents.forms import form, shown
from tests.filed import APPLE, META


@pytest.mark.parametrize(
    ("question", "item", "kind"),
    [
        ("Apple's net sales by region in 2024", "net_sales", "regions"),
        ("Apple's net sales by country in 2024", "net_sales", "regions"),
        ("Apple's revenue by geography in 2024", "net_sales", "regions"),
        ("Apple's net sales by product in 2024", "net_sales", "products"),
        ("Apple's revenue by product category in 2024", "net_sales", "products"),
        ("Meta's operating income by segment in 2024", "operating_income", "segments"),
        ("Apple's revenue by business segment in 2024", "net_sales", "segments"),
        ("Apple's revenue breakdown in 2024", "net_sales", ""),
        ("Break down Apple by region in 2024", "net_sales", "regions"),
    ],
)
def test_a_breakdown_is_of_one_kind_of_part(question: str, item: str, kind: str) -> None:
    (ask,) = parts(form(question))
    assert (ask.operation, ask.measures[0].item, ask.measures[0].phrase) == ("parts", item, kind)
    assert [p.label for p in ask.periods] == ["FY2024"]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (f"{said} in 2024", "A breakdown is told as a list of figures; name one part for anything that is computed.")
        for said in (
            "The change of Apple's net sales by region",
            "Apple's net sales by product above $5 billion",
            "Apple's net sales by region as a share of net sales",
            "The average of Apple's net sales by region",
            "The sum of Apple's net sales by region",
        )
    ]
    + [
        ("The largest of Apple's net sales by segment", "Parts are listed, not ranked; ask for the list."),
        ("Rank Apple's net sales by segment", "Parts are listed, not ranked; ask for the list."),
    ],
)
def test_nothing_is_computed_of_a_breakdown(question: str, sentence: str) -> None:
    with pytest.raises(Abstention) as refused:
        parts(form(question))
    assert (refused.value.reason, refused.value.sentence) == ("insufficient_evidence", sentence)


@pytest.mark.parametrize("question", ["Apple's net sales in 2024", "Apple's net sales by region in toasters in 2024"])
def test_words_beside_a_breakdown_leave_it_to_other_forms(question: str) -> None:
    assert parts(form(question)) == []


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("Apple's income statement for 2024", statement_items("income")),
        ("Apple's P&L for 2024", statement_items("income")),
        ("Apple's statement of operations for 2024", statement_items("income")),
        ("Apple's balance sheet for 2024", statement_items("balance")),
        ("Apple's statement of financial position for 2024", statement_items("balance")),
        ("Apple's cash flow statement for 2024", statement_items("cash")),
        ("key figures of Apple for 2024", KEY_FIGURES),
    ],
)
def test_a_statement_is_its_line_items_in_order(question: str, keys: tuple[str, ...]) -> None:
    (ask,) = statement(form(question))
    assert (ask.operation, ask.entities[0].cik) == ("statement", APPLE.cik)
    assert tuple(m.item for m in ask.measures) == keys


def test_a_statement_of_two_companies_is_one_of_each() -> None:
    asks = statement(form("Balance sheets of Apple and Meta for 2024"))
    assert [a.entities[0].cik for a in asks] == [APPLE.cik, META.cik]


@pytest.mark.parametrize(
    "question",
    [
        "What were net sales in Apple's income statement for 2024?",
        "The change in Apple's balance sheet in 2024",
        "Apple's toaster balance sheet for 2024",
        "Apple's net sales in 2024",
    ],
)
def test_a_figure_of_a_statement_is_no_statement(question: str) -> None:
    assert statement(form(question)) == []


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("net income of all companies in 2023", ["rank: net_income | everyone | FY2023 | more"]),
        (
            "net sales and net income of all companies in 2023",
            ["rank: net_sales | everyone | FY2023 | more", "rank: net_income | everyone | FY2023 | more"],
        ),
        (
            "Net income as a share of net sales of all companies in 2024",
            ["rank of ratio: net_income & net_sales | everyone | FY2024 | more percent"],
        ),
        (
            "How did net sales of every company change in 2023?",
            ["rank of percent_change: net_sales | everyone | FY2023 FY2022 | more"],
        ),
        ("sum of net income of all companies in 2023", []),
        ("average net income of all companies in 2023", []),
        ("Apple's net income in 2023", []),
    ],
)
def test_a_figure_of_every_company_is_a_ranking(question: str, plan: list[str]) -> None:
    assert shown(listed_companies(form(question))) == plan


def test_how_much_of_something_a_statement_has_is_no_question_for_all_of_it() -> None:
    with pytest.raises(Abstention):
        statement(form("How much is on Apple's balance sheet for 2024?"))
