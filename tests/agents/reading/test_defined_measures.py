"""A measure that a question defines is read into arithmetic over line items; what is not wholly understood is no definition."""

from __future__ import annotations

import pytest

from muniment.agents.reading.defined_measures import EXAMPLES, OTHERS, STAND_IN, defined_measure, seems_to_define
from muniment.agents.reading.written_formulas import Term

ASKED = "What was Apple's ROA in 2023?"


def _year(term: Term) -> int | None:
    return term.period.year if term.period else None


def read(question: str) -> tuple[str, list[tuple[str | None, int | None, int]], str] | None:
    found = defined_measure(question)
    return None if found is None else (found.formula, [(t.item, _year(t), t.back) for t in found.terms], found.question)


@pytest.mark.parametrize(
    "question",
    [
        f"{ASKED} ROA is defined as net income / total assets.",
        f"{ASKED} Define ROA as: net income divided by total assets.",
        f"{ASKED} ROA = net income over total assets",
        f"Using ROA = net income / total assets, {ASKED[0].lower()}{ASKED[1:]}",
        "What was Apple's ROA in 2023, defined as net income divided by its total assets?",
        "What was Apple's ROA in 2023, by which we mean net income over total assets?",
        "For Apple in 2023, ROA = net income / total assets. What is ROA?",
        "By 'ROA' I mean net income divided by total assets. What was Apple's ROA in 2023?",
        "Let ROA be net income / total assets. What was Apple's ROA in 2023?",
        "We define ROA as net income / total assets. What was Apple's ROA in 2023?",
        "What was Apple's ROA in 2023 if we take ROA to be net income over total assets?",
        "In 2023, what was Apple's ROA, where ROA is net income divided by total assets?",
        "ROA := net income / total assets. Apple's return on assets in 2023? Please.",
    ],
)
def test_wordings_of_one_definition_are_read_alike(question: str) -> None:
    found = read(question)
    assert found is not None
    assert found[:2] == ("(t0 / t1)", [("net_income", None, 0), ("total_assets", None, 0)])
    assert STAND_IN in found[2]
    assert "ROA" not in found[2]


@pytest.mark.parametrize(
    ("formula", "arithmetic", "terms"),
    [
        ("[revenue - COGS] x (1 - 21%)", "((t0 - t1) * (1 - (21 / 100)))", [None, None]),
        ("inventory / average COGS between FY2021 and FY2022", "(t0 / ((t1 + t2) / 2))", [None, 2021, 2022]),
        ("revenue / change in inventory between 2023 and 2022", "(t0 / (t2 - t1))", [None, 2022, 2023]),
        ("FY2023 revenue less FY2022 revenue", "(t0 - t1)", [2023, 2022]),
        ("revenue / prior-year revenue", "(t0 / t1)", [None, None]),
        ("100 * (revenue - COGS) / revenue", "((100 * (t0 - t1)) / t0)", [None, None]),
        ("revenue - COGS - capex", "((t0 - t1) - t2)", [None, None, None]),
    ],
)
def test_formulas_keep_their_order_and_their_years(formula: str, arithmetic: str, terms: list[int | None]) -> None:
    found = defined_measure(f"What was Apple's test ratio in 2023? Test ratio is defined as {formula}.")
    assert found is not None
    assert found.formula == arithmetic
    assert [_year(t) for t in found.terms] == terms


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("opex load = (R&D + SG&A) ÷ revenue. AAPL fiscal 2023?", f"What is the {STAND_IN} of AAPL fiscal 2023"),
        ("If load means R&D over revenue, what's Apple's for FY2023?", f"What is Apple's {STAND_IN} for FY2023"),
        ("What was Apple's load (R&D over revenue) in 2023?", f"What was Apple's {STAND_IN} in 2023"),
        (
            "What was Apple's load (using R&D and revenue) in 2023? Load is defined as R&D / revenue.",
            f"What was Apple's {STAND_IN} in 2023",
        ),
    ],
)
def test_the_question_that_is_left_asks_for_the_measure(question: str, left: str) -> None:
    found = defined_measure(question)
    assert found is not None
    assert found.question == left


def test_two_definitions_of_one_name_are_none() -> None:
    assert (
        defined_measure(f"ROA is defined as net income / assets. ROA is defined as revenue / assets. {ASKED}") is None
    )


def test_a_definition_may_rest_on_another() -> None:
    found = defined_measure(
        "What is Intel's FY2022 cash conversion cycle (CCC)? CCC is defined as: DIO - DPO. DIO is defined as: 365 * inventory / COGS."
        " DPO is defined as: 365 * accounts payable / COGS."
    )
    assert found is not None
    assert found.formula == "(((365 * t0) / t1) - ((365 * t2) / t1))"
    assert found.question == f"What is Intel's FY2022 {STAND_IN}"


@pytest.mark.parametrize(
    "question",
    [
        f"{ASKED} ROA is defined as average quality / total assets.",
        f"{ASKED} ROE is defined as net income / equity.",
        f"{ASKED} ROA is defined as (net income / total assets.",
        f"{ASKED} ROA is defined as net income / total assets).",
        f"{ASKED} ROA is defined as ROE * 2. ROE is defined as ROA / 2.",
        f"{ASKED} ROA is defined as net income / average.",
        f"{ASKED} ROA is defined as net income / 2022.",
        f"{ASKED} ROA is defined as net income / average total assets over 2022.",
        f"{ASKED} ROA is defined as net income / average total assets at the beginning of 2022.",
        f"{ASKED} ROA is defined as net income.",
        "What were Apple's ROA and ROE in 2023? ROA is defined as net income / total assets. ROE is defined as net income / equity.",
        "What was Apple's net income in 2023?",
    ],
)
def test_what_is_not_wholly_understood_is_no_definition(question: str) -> None:
    assert defined_measure(question) is None


def test_the_measure_asked_for_is_the_one_named_in_full() -> None:
    found = defined_measure(
        "What is Apple's FCF margin in 2022? FCF is defined as operating cash flow - capex. FCF margin is defined as FCF / revenue."
    )
    assert found is not None
    assert (found.name, found.formula) == ("FCF margin", "((t0 - t1) / t2)")


def test_all_of_it_divided_is_a_sum_in_brackets() -> None:
    found = defined_measure("What is Apple's mix in 2022? Mix is defined as R&D plus SG&A, all divided by revenue.")
    assert found is not None
    assert found.formula == "((t0 + t1) / t2)"


@pytest.mark.parametrize("text", EXAMPLES)
def test_what_seems_to_define_something_is_not_passed_over(text: str) -> None:
    assert seems_to_define(text)


@pytest.mark.parametrize("text", OTHERS)
def test_other_questions_define_nothing(text: str) -> None:
    assert not seems_to_define(text)


@pytest.mark.parametrize(
    ("formula", "arithmetic", "years"),
    [
        ("net income / the average of total assets at the end of FY2022 and of FY2023", "(t0 / ((t1 + t2) / 2))", [None, 2022, 2023]),
        ("net income / the simple average of total assets at the FY2022 and FY2023 year ends", "(t0 / ((t1 + t2) / 2))", [None, 2022, 2023]),
        ("net income / average total assets of FY2022 year end and FY2023 year end", "(t0 / ((t1 + t2) / 2))", [None, 2022, 2023]),
        ("net income / average equity at the beginning and end of FY2023", "(t0 / ((t1 + t2) / 2))", [None, 2022, 2023]),
        ("net income / average total assets", "(t0 / ((t1 + t2) / 2))", [None, None, None]),
        ("net income / average total assets over 2021, 2022 and 2023", "(t0 / ((t1 + t2 + t3) / 3))", [None, 2021, 2022, 2023]),
        ("revenue less COGS, divided by revenue", "((t0 - t1) / t0)", [None, None]),
        ("revenue less COGS divided by revenue", "(t0 - (t1 / t0))", [None, None]),
    ],
)  # fmt: skip
def test_means_are_taken_over_the_times_that_are_said(formula: str, arithmetic: str, years: list[int | None]) -> None:
    found = defined_measure(f"What was Apple's test ratio in 2023? Test ratio is defined as {formula}.")
    assert found is not None
    assert found.formula == arithmetic
    assert [_year(t) for t in found.terms] == years


def test_a_balance_is_meant_at_its_two_ends_where_no_years_are_said() -> None:
    found = defined_measure("What was Apple's ROE in 2023? ROE is net income over average equity.")
    assert found is not None
    assert [(t.item, t.back) for t in found.terms] == [
        ("net_income", 0),
        ("shareholders_equity", 1),
        ("shareholders_equity", 0),
    ]
    assert defined_measure("What was Apple's load in 2023? Load is capex over average capex.") is None


@pytest.mark.parametrize(
    "question",
    [
        "Apple's ROA in 2023: net income over total assets",
        "What was Apple's ROA in 2023? Numerator: net income. Denominator: total assets.",
        "What was Apple's ROA in 2023? It is to be calculated as net income divided by total assets.",
        "What was Apple's ROA in 2023? Define it as net income / total assets and show it to two decimals.",
        "What was Apple's ROA in 2023? Define as net income / total assets.",
        "What was Apple's ROA in 2023? ROA here is net income divided by total assets, with no further adjustment.",
        "For 2023, take net income of Apple and divide it by total assets. What is the result?",
    ],
)
def test_a_definition_may_name_the_measure_by_a_pronoun_or_not_at_all(question: str) -> None:
    found = defined_measure(question)
    assert found is not None
    assert found.formula == "(t0 / t1)"
    assert STAND_IN in found.question


def test_the_period_that_is_said_of_all_terms_is_theirs() -> None:
    found = defined_measure(
        "What was Apple's ROA in 2023? ROA is net income divided by total assets, both for the year ended September 30, 2023."
    )
    assert found is not None
    assert {str(t.period.end) if t.period else "" for t in found.terms} == {"2023-09-30"}


def test_what_is_no_line_item_is_a_row_of_the_company_s_own() -> None:
    found = defined_measure("What was Costco's load in 2023? Load is membership fees / operating income.")
    assert found is not None
    assert [(t.item, t.words) for t in found.terms] == [
        (None, "membership fees"),
        ("operating_income", "operating income"),
    ]


def test_whether_a_defined_measure_moved_is_asked_of_the_measure() -> None:
    found = defined_measure(
        "Did Corning's quick ratio improve during 2022? Define it as cash / total current liabilities."
    )
    assert found is not None
    assert (found.name, found.question) == ("quick ratio", f"Did Corning's {STAND_IN} improve during 2022")
