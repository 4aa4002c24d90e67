"""Companies as people name them: common names, brands, share classes, former names, prominence; and what only looks like a name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from muniment.agents.planning.router import companies_of, with_guesses
from muniment.agents.reading.names import Directory
from muniment.agents.reading.reading import read
from muniment.errors import Abstention
from muniment.items.known_companies import with_common_names
from muniment.records import Company
from muniment.tools.edgar.submissions import read_tickers

SOME = (
    Company(320193, "Apple Inc.", ("AAPL",), rank=2),
    Company(1652044, "Alphabet Inc.", ("GOOGL", "GOOG"), rank=3),
    Company(1018724, "AMAZON COM INC", ("AMZN",), rank=4),
    Company(200406, "JOHNSON & JOHNSON", ("JNJ",), rank=15),
    Company(785956, "J&J SNACK FOODS CORP", ("JJSF",), rank=3000),
    Company(1067983, "BERKSHIRE HATHAWAY INC", ("BRK-B", "BRK-A"), rank=9),
    Company(77476, "PEPSICO INC", ("PEP",), rank=40),
    Company(1116942, "TTM TECHNOLOGIES INC", ("TTMI",), rank=2500),
    Company(1577526, "C3.ai, Inc.", ("AI",), rank=2600),
    Company(1477333, "Cloudflare, Inc.", ("NET",), rank=700),
    Company(1318605, "Tesla, Inc.", ("TSLA",), rank=8),
    Company(1805521, "Balance Labs, Inc.", ("BLNC",), rank=9000),
    Company(1083446, "B.H.W. Holdings", ("BHW-B",), rank=8000),
)


@cache
def few() -> Directory:
    return Directory(with_common_names(SOME))


def named(question: str, directory: Directory) -> list[str]:
    reading, mentions = with_guesses(read(question, directory), directory)
    return [c.tickers[0] for c in companies_of(mentions, reading.text)]


CASES = [
    ("sales of Google in 2023", ["GOOGL"]),
    ("Pepsi revenue 2023", ["PEP"]),
    ("Texas Instruments revenue 2022 vs intels", ["TXN", "INTC"]),
    ("home depots revenue 2022", ["HD"]),
    ("apples net sales 2021", ["AAPL"]),
    ("How many apples are there?", []),
    ("What were Amazon.com's net sales in 2023?", ["AMZN"]),
    ("J&J net sales 2023", ["JNJ"]),
    ("BRK.B net income 2023", ["BRK-B"]),
    ("Net income of BRK/B in 2023", ["BRK-B"]),
    ("BRK-B net income", ["BRK-B"]),
    ("What was the TTM revenue of Apple?", ["AAPL"]),
    ("Apple's revenue from AI in 2024?", ["AAPL"]),
    ("APPLE NET SALES 2024", ["AAPL"]),
    ("How much did Tesla carry as total assets on its fiscal 2018 balance sheet?", ["TSLA"]),
    ("What is the capital of France?", []),
    ("What is the net balance of all cash?", []),
]


@pytest.mark.parametrize(("question", "tickers"), CASES)
def test_a_company_is_found_by_what_people_call_it(question: str, tickers: list[str]) -> None:
    assert named(question, few()) == tickers


@pytest.fixture(scope="module")
def whole(data: Path) -> Directory:
    """EDGAR's whole list of companies."""
    return Directory(with_common_names(read_tickers((data / "edgar/files/company_tickers.json").read_bytes())))


@pytest.mark.parametrize(("question", "tickers"), CASES)
def test_with_the_whole_list_loaded_the_meaning_is_the_same(
    whole: Directory, question: str, tickers: list[str]
) -> None:
    assert named(question, whole) == tickers


def test_of_two_that_a_name_may_mean_the_far_larger_is_taken_and_said() -> None:
    (mention,) = read("J&J net sales 2023", few()).mentions
    assert mention.note.startswith("“J&J” is read as Johnson & Johnson; J&J Snack Foods Corp (JJSF) is far smaller")


@pytest.mark.parametrize(
    ("question", "tickers"),
    [
        ("Appel revenue 2024", ["AAPL"]),
        ("Johnson & Jonson net sales 2023", ["JNJ"]),
        ("Berkshire Hathway net income", ["BRK-B"]),
    ],
)
def test_a_misspelt_name_is_guessed_where_it_is_close_to_one_only(question: str, tickers: list[str]) -> None:
    assert named(question, few()) == tickers


def test_a_name_that_several_bear_alike_is_asked_back() -> None:
    twins = Directory(
        with_common_names(
            [
                Company(1, "Orchid Island Capital, Inc.", ("ORC",), rank=4000),
                Company(2, "Orchid BioSciences", ("ORCH",), rank=4001),
            ]
        )
    )
    with pytest.raises(Abstention) as refusal:
        named("Orchid net income 2023", twins)
    assert refusal.value.reason == "ambiguous_entity"
