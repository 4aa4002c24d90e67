"""Questions about a row of the caller's tables as a whole, and the words of a sentence that answer."""

from __future__ import annotations

from decimal import Decimal

import pytest

from muniment.agent import Agent
from muniment.models.language_model import Piece
from muniment.models.opened import open_file
from muniment.records import Record, Table
from muniment.settings import Settings
from muniment.tools.own.record_cells import cells
from muniment.tools.own.text_spans import propose_spans

PORT = Record(
    "port",
    "The harbour master was appointed by the town council on 4 May 2019.\nDues fell because of the strike in March.",
    "Port",
    (
        Table(
            (
                ("", "Note", "2021", "2020", "2019"),
                ("", "", "£m", "£m", "£m"),
                ("Harbour dues", "4", "1,310.5", "1,450.0", "990.0"),
                ("Pilotage", "", "(20.0)", "35.0", "12.5"),
                ("Price per ton", "", "1.25", "1.40", "1.10"),
                ("Dredging (1)", "5", "4.0", "6.0", "7.5"),
            )
        ),
    ),
)


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("In which year were harbour dues the highest?", ["2020"]),
        ("In which year was pilotage the lowest?", ["2021"]),
        ("In which year was pilotage negative?", ["2021"]),
        ("In which years did harbour dues exceed 1,000 million?", ["2021", "2020"]),
        ("In which years did harbour dues exceed 1,000?", ["2021", "2020"]),
        ("In which years was dredging less than 7 million?", ["2021", "2020"]),
        ("For which years does the table show dredging?", ["2021", "2020", "2019"]),
    ],
)
def test_year_is_named_by_its_figure(agent: Agent, question: str, years: list[str]) -> None:
    answer = agent.ask(question, records=[PORT])
    told = [v for v in answer.values if v.program]
    assert [v.fiscal.removeprefix("FY") for v in told] == years
    assert answer.checked == answer.held > 0


def test_figures_of_several_years_are_given_in_the_order_asked(agent: Agent) -> None:
    answer = agent.ask("What were harbour dues in 2019 and 2020 respectively?", records=[PORT])
    assert [v.value for v in answer.values] == [Decimal(990_000_000), Decimal(1_450_000_000)]
    assert answer.text.startswith("Harbour dues were £990 million in fiscal 2019 [1].")


def test_note_numbers_are_no_figures_and_unit_prices_are_not_scaled() -> None:
    held = {(c.row_name, c.years): c.value for c in cells([PORT]) if c.table is not None}
    assert held["Harbour dues", (2021,)] == Decimal(1_310_500_000)
    assert held["Price per ton", (2020,)] == Decimal("1.40")
    assert held["Dredging", (2019,)] == Decimal(7_500_000)
    assert len(held) == 12


def test_no_year_is_named_when_none_passes(agent: Agent) -> None:
    answer = agent.ask("In which years did harbour dues exceed 9,000 million?", records=[PORT])
    assert answer.status == "abstained"


@pytest.mark.parametrize(
    "span", ["the town council", "4 May 2019", "because of the strike in March", "the strike in March"]
)
def test_phrases_of_the_nearest_sentences_are_proposed(span: str) -> None:
    sentences = PORT.text.split("\n")
    spans, described = propose_spans("Who appointed the harbour master, and why did dues fall?", sentences, [1.0, 0.5])
    found = [s for s in spans if s.text.rstrip(".") == span]
    assert len(found) == 1
    assert sentences[found[0].sentence][found[0].start : found[0].end] == found[0].text
    assert len(described) == len(spans)


def test_likelihood_is_that_of_the_words_and_the_end_after_them(settings: Settings) -> None:
    model = open_file(settings)
    prompt = [
        Piece("<|im_start|>user\nThe capital of France?<|im_end|>\n<|im_start|>assistant\nThe capital of France is")
    ]
    alone = [model.likelihoods(prompt, [said])[0] for said in (" Paris.", " Oslo.", " Paris. Ask")]
    assert model.likelihoods(prompt, [" Paris.", " Oslo.", " Paris. Ask"]) == alone
    assert alone[0] > alone[1]
    assert alone[0] > alone[2]
