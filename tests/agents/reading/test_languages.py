"""A question in another language is answered with one sentence in it; an English one, however short, is not."""

from __future__ import annotations

import pytest

from muniment.agent import Agent
from muniment.agents.reading.languages import SENTENCES, in_its_language


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Wie hoch war der Umsatz von Apple 2024?", "de"),
        ("¿Cuánto vendió Apple en 2024?", "es"),
        ("苹果公司2024年的收入是多少？", "zh"),
        ("Quel était le chiffre d'affaires d'Apple en 2024 ?", "fr"),
        ("アップルの2024年の売上高は？", "ja"),
        ("Jaka była sprzedaż Apple w 2024?", "pl"),
    ],
)
def test_the_language_of_a_question_is_told(question: str, language: str) -> None:
    assert in_its_language(question) == SENTENCES[language]


@pytest.mark.parametrize(
    "question", ["apple rev 24", "gme ni fy22 vs fy21", "waht was aples revnue 2024", "ibm q2 fcf", "?"]
)
def test_short_or_misspelt_english_is_english(question: str) -> None:
    assert in_its_language(question) is None


def test_a_german_question_is_refused_in_german(agent: Agent) -> None:
    answer = agent.ask("Wie hoch war der Umsatz von Apple 2024?")
    assert (answer.status, answer.text) == ("abstained", SENTENCES["de"])
