"""The plan of a question that defines its measure: each line item of its fiscal year, for one company."""

from __future__ import annotations

from dataclasses import replace

import pytest

from muniment.agents.planning.defined import with_formula
from muniment.agents.reading.defined_measures import DefinedMeasure
from muniment.agents.reading.written_formulas import Term
from muniment.errors import Abstention
from muniment.operands import operands
from muniment.records import Ask, Company, Measure, Period, Plan

APPLE, META = Company(320193, "Apple Inc."), Company(1326801, "Meta Platforms, Inc.")
DEFINED = DefinedMeasure(
    "ROA",
    "(t0 / ((t1 + t2) / 2))",
    (
        Term("net_income", "net income"),
        Term("total_assets", "assets", back=1),
        Term("total_assets", "assets", Period(2023)),
    ),
    "What was Apple's total assets in 2023?",
)
ASK = Ask("value", (Measure("total_assets"),), (APPLE,), (Period(2023),))


def test_terms_are_of_the_year_asked_about_of_the_year_before_and_of_the_years_named() -> None:
    (ask,) = with_formula(Plan("filings", (ASK,), (APPLE,)), DEFINED).asks
    assert (ask.operation, ask.formula, ask.called) == ("formula", DEFINED.formula, "ROA")
    assert [(m.item, e.name, p.year) for m, e, p in operands(ask)] == [
        ("net_income", "Apple Inc.", 2023),
        ("total_assets", "Apple Inc.", 2022),
        ("total_assets", "Apple Inc.", 2023),
    ]


@pytest.mark.parametrize(
    "asks",
    [
        (ASK, ASK),
        (replace(ASK, operation="change"),),
        (replace(ASK, entities=(APPLE, META)),),
        (replace(ASK, periods=(Period(2023), Period(2022))),),
        (replace(ASK, periods=(Period(2023, "Q1"),)),),
        (replace(ASK, periods=(Period(back=0),)),),
        (replace(ASK, measures=(Measure("total_assets", "Americas"),)),),
        (replace(ASK, measures=(Measure("net_sales"),)),),
    ],
)
def test_a_question_for_more_or_other_than_one_measure_of_one_company_and_year_is_refused(
    asks: tuple[Ask, ...],
) -> None:
    with pytest.raises(Abstention, match="one company and one fiscal year"):
        with_formula(Plan("filings", asks, (APPLE,)), DEFINED)


def test_where_the_formula_names_all_its_years_none_need_be_named() -> None:
    terms = tuple(replace(t, period=Period(2021 + n), back=0) for n, t in enumerate(DEFINED.terms))
    newest = replace(ASK, periods=(Period(back=0),))
    (ask,) = with_formula(Plan("filings", (newest,), (APPLE,)), replace(DEFINED, terms=terms)).asks
    assert [p.year for _, p in ask.terms] == [2021, 2022, 2023]
