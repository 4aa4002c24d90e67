"""Programs proposed over cells: what a question's words, years and cues are, which shapes are made, and how they are described."""

from __future__ import annotations

from decimal import Decimal

import pytest

from muniment.records import Record, Table
from muniment.tools.own.program_ranker import rank_programs
from muniment.tools.own.record_cells import Cell, cells
from muniment.tools.own.record_programs import FEATURES, MOST, Proposal, Question, Shape, describe, propose
from tests.tools.own.own_tables import EVERY, row

SALES, INCOME, OTHER, MARGIN = (row(n) for n in ("Net sales", "Net income", "Other income", "Gross margin"))
(FEE,) = [c for c in EVERY if c.table is None]


@pytest.mark.parametrize(
    ("text", "history", "years"),
    [
        ("What was the change in net sales from 2023 to 2024?", (), (2023, 2024)),
        ("What was the average from 2015 to 2018?", (), (2015, 2018, 2016, 2017)),
        ("What was the total 2015-17?", (), (2015, 2016, 2017)),
        ("What was the change from 2015 to 2018?", (), (2015, 2018)),
        ("What is due after 2014?", (), ()),
        ("and in 2022?", ("What were net sales in 2023?",), (2022,)),
        ("What were net sales?", ("What were they in 2023?",), (2023,)),
        ("What was the change to that in 2022?", ("What were they in 2023?",), (2022, 2023)),
        ("What were they?", ("in 2019?", "in 2020?", "in 2021?"), (2020, 2021)),
    ],
)
def test_the_years_of_a_question(text: str, history: tuple[str, ...], years: tuple[int, ...]) -> None:
    assert Question(text, history).years == years


def test_a_follow_up_has_the_words_of_the_questions_before() -> None:
    asked = Question("and in 2022?", ("What were net sales in 2023?",))
    assert (asked.stems, asked.follows) == ({"sale"}, True)
    assert Question("What were net sales?").follows is False


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("What was the operating margin?", {"oper", "incom", "revenu", "sale"}),
        ("What was the tax rate?", {"tax", "incom"}),
        ("What is due after 2014?", {"thereaft"}),
    ],
)
def test_a_measure_with_a_name_of_its_own_has_the_words_of_its_figures(text: str, stems: set[str]) -> None:
    assert stems <= Question(text).stems


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("By what percent did it grow?", "percent"),
        ("How much did it decline?", "decrease"),
        ("What was the average?", "average"),
        ("What portion of sales was rent?", "share"),
        ("What were they in 2023 and 2024 respectively?", "respectively"),
        ("What remains?", "remaining"),
    ],
)
def test_a_question_has_cues(text: str, cue: str) -> None:
    assert cue in Question(text).cues


@pytest.mark.parametrize(
    ("shape", "chosen", "value"),
    [
        ("value", SALES[:1], "391035000000"),
        ("change", SALES[:2], "7750000000"),
        ("ratio", (INCOME[0], SALES[0]), "0.239712557699438669"),
        ("average", SALES, "389549333333.3333333"),
        ("sum", SALES[:2], "774320000000"),
        ("product", (SALES[0], MARGIN[0]), "180658170000"),
    ],
)
def test_a_proposal_comes_to_a_value(shape: Shape, chosen: list[Cell], value: str) -> None:
    made = Proposal(shape, tuple(chosen)).value
    assert made is not None
    assert abs(made - Decimal(value)) <= abs(made) / 10**10


def test_an_index_is_of_a_hundred_in_the_tables_own_scale() -> None:
    index = cells([Record("i", "", "", (Table((("in thousands", "2024"), ("Total return", "430"))),))])
    assert index[0].scale == 3
    assert Proposal("indexed_return", (index[0],)).value == Decimal("3.3")


def test_what_divides_by_nothing_has_no_value() -> None:
    zero = cells([Record("z", "", "", (Table((("", "2024", "2023"), ("Rent", "5", "0"))),))])
    assert Proposal("ratio", tuple(zero)).value is None
    assert Proposal("change", tuple(zero)).value == 5


def shapes(text: str, every: list[Cell] = EVERY) -> set[tuple[str, tuple[str, ...]]]:
    return {(p.shape, tuple(c.text for c in p.cells)) for p in propose(Question(text), every)}


@pytest.mark.parametrize(
    ("shape", "texts"),
    [
        ("value", ("391,035",)),
        ("change", ("391,035", "383,285")),
        ("change", ("383,285", "391,035")),
        ("percent_change", ("391,035", "394,328")),
        ("average", ("391,035", "383,285", "394,328")),
        ("sum", ("391,035", "383,285")),
        ("ratio", ("93,736", "391,035")),
        ("sum", ("391,035", "210,352")),
        ("value", ("$29.9 million",)),
        ("ratio", ("$29.9 million", "391,035")),
    ],
)
def test_rows_columns_and_sentences_are_combined(shape: str, texts: tuple[str, ...]) -> None:
    assert (shape, texts) in shapes("What were net sales?")


@pytest.mark.parametrize(
    ("shape", "texts"),
    [("ratio", ("46.2%", "391,035")), ("change", ("391,035", "46.2%")), ("indexed_return", ("269",))],
)
def test_percentages_and_amounts_are_not_combined(shape: str, texts: tuple[str, ...]) -> None:
    assert (shape, texts) not in shapes("What were net sales and gross margin?")


def test_an_index_is_proposed_only_for_a_return() -> None:
    assert ("indexed_return", ("269",)) in shapes("What was the return of other income?")


def test_an_average_over_a_range_holds_all_of_its_years() -> None:
    found = {texts for shape, texts in shapes("What were average net sales from 2022 to 2024?") if shape == "average"}
    assert ("391,035", "383,285", "394,328") in found
    assert ("391,035", "383,285") not in found


def test_single_figures_of_a_range_are_proposed_too() -> None:
    assert {("value", ("391,035",)), ("change", ("391,035", "394,328"))} <= shapes(
        "What were net sales in 2022, 2023 and 2024?"
    )


NOTES = cells(
    [
        Record("notes", "The fee was $5 and the tax was $7. The toll was $9.", "", (Table((("", "2024"), ("Rent", "5"))), Table((("", "2024"), ("Power", "6"))))),
    ]
)  # fmt: skip
RENT, POWER, FEES, TAX, TOLL = NOTES


@pytest.mark.parametrize(
    ("chosen", "place"),
    [
        ((RENT,), "cell"),
        ((RENT, POWER), "two tables"),
        ((RENT, FEES), "text and table"),
        ((FEES, TAX), "one sentence"),
        ((FEES, TOLL), "text"),
        ((SALES[0], SALES[1]), "one row"),
        ((SALES[0], INCOME[0]), "one column"),
        ((SALES[0], INCOME[1]), "apart"),
    ],
)
def test_where_its_figures_stand_is_described(chosen: tuple[Cell, ...], place: str) -> None:
    places = ("cell", "one row", "one column", "apart", "two tables", "text and table", "one sentence", "text")
    (made,) = describe(Question("What was the rent?"), [Proposal("sum", chosen)], [*EVERY, *NOTES])
    told = dict(zip(FEATURES, map(float, made), strict=True))
    assert [p for p in places if told[p]] == [place]


def test_an_amount_of_a_text_is_described_by_the_words_near_it() -> None:
    near, far = (
        dict(zip(FEATURES, map(float, made), strict=True))
        for made in describe(Question("What was the toll?"), [Proposal("value", (c,)) for c in (TOLL, RENT)], NOTES)
    )
    assert (near["recall"], far["recall"]) == (1, 0)


def test_no_more_than_so_many_are_proposed() -> None:
    wide = Table(
        (
            ("", *(str(y) for y in range(2014, 2025))),
            *((f"Row {n}", *(str(100 * n + y) for y in range(11))) for n in range(40)),
        )
    )
    assert len(propose(Question("What is in row 7?"), cells([Record("w", "", "", (wide,))]))) == MOST


def described(text: str, *proposals: Proposal) -> list[dict[str, float]]:
    made = describe(Question(text), proposals, EVERY)
    return [dict(zip(FEATURES, map(float, each), strict=True)) for each in made]


def test_a_proposal_that_bears_the_words_is_described_so() -> None:
    wanted, other = described(
        "What were the net sales in 2023?", Proposal("value", (SALES[1],)), Proposal("value", (INCOME[0],))
    )
    assert (wanted["recall"], wanted["full name"], wanted["all wanted years"], wanted["cell"]) == (1, 1, 1, 1)
    assert (other["recall"], other["full name"], other["missing year"], other["newest"]) == (0, 0, 1, 1)
    assert wanted["asks what was the"] == other["asks what was the"] == 1


def test_a_pair_is_described_by_how_its_parts_lie() -> None:
    forth, back, share = described(
        "What was the change in net sales from 2023 to 2024?",
        Proposal("change", (SALES[0], SALES[1])),
        Proposal("change", (SALES[1], SALES[0])),
        Proposal("ratio", (INCOME[0], SALES[0])),
    )
    assert (forth["later first"], forth["next year"], forth["one row"], forth["adjacent"]) == (1, 1, 1, 1)
    assert (back["later last"], back["year order"], forth["year reverse"]) == (1, 1, 1)
    assert (share["one column"], share["below one"], share["below"], share["one unit"]) == (1, 1, 1, 1)


def test_features_name_no_record() -> None:
    assert len(set(FEATURES)) == len(FEATURES)
    assert {f for f in FEATURES if "sales" in f or "apple" in f.lower()} == set()


def test_programs_of_one_shape_that_come_to_the_same_value_are_one() -> None:
    twice = cells([Record("t", "", "", (Table((("", "2024"), ("Rent", "5"), ("Rent again", "5"), ("Power", "9"))),))])
    ranked = rank_programs(Question("What was rent in 2024?"), twice)
    assert sum(r.chance for r in ranked) == pytest.approx(1.0, abs=1e-4)
    fives = [r for r in ranked if r.proposal.shape == "value" and r.proposal.value == 5]
    assert len(fives) == 1
    assert ranked == sorted(ranked, key=lambda r: -r.chance)


def test_programs_without_a_value_are_not_ranked() -> None:
    zero = cells([Record("z", "", "", (Table((("", "2024", "2023"), ("Rent", "5", "0"))),))])
    ranked = rank_programs(Question("What was the ratio of rent in 2024 to 2023?"), zero)
    assert {r.proposal.value for r in ranked if r.proposal.shape == "ratio"} == {Decimal(0)}


def test_of_nothing_nothing_is_ranked() -> None:
    assert rank_programs(Question("What was rent?"), []) == []
