"""Stretches of a contract as clauses of a kind."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from muniment.agent import Agent
from muniment.models.clause_reader import kinds
from muniment.models.opened import clause_reader
from muniment.records import Record, Table
from muniment.settings import Settings
from muniment.tools.contracts.clauses import Array, Span, clauses, features, graded, stretches

CONTRACT = """SUPPLY AGREEMENT

This Supply Agreement (the "Agreement") is made as of March 3, 2021 by and between Harrow Mills Ltd. ("Supplier") and Castle Bakeries Inc. ("Buyer").

1. Supply. Supplier shall deliver flour to the bakeries of Buyer each Monday before six in the morning.

2. Records. Buyer may, upon ten days' written notice and at its own expense, inspect and audit the books and records of Supplier that relate to this Agreement.

3. Transfer. Neither party may assign this Agreement without the prior written consent of the other party.

4. Law. This Agreement shall be governed by and construed in accordance with the laws of the State of Vermont, without regard to its conflict of laws principles.
"""
LAW = kinds().index("Governing Law")


class Told:
    """A reader that takes some words for a kind of clause."""

    def __init__(self, chances: dict[str, float], kind: int = LAW) -> None:
        self.chances, self.kind = chances, kind

    def read(self, text: str) -> tuple[list[Span], Array]:
        words = [m.span() for m in re.finditer(r"\S+", text)]
        odds = np.full((len(words), len(kinds())), -12.0, np.float32)
        for n, (a, b) in enumerate(words):
            chance = self.chances.get(text[a:b])
            if chance is not None:
                odds[n, self.kind] = np.log(chance / (1 - chance))
        return words, odds


def found(text: str, chances: dict[str, float], kind: str = "Governing Law") -> list[str]:
    words, odds = Told(chances, kinds().index(kind)).read(text)
    every = stretches(text, words, odds, kinds().index(kind), kind)
    return [text[words[s.first][0] : words[s.last][1]] for s in every]


def test_clause_is_a_sentence_with_its_heading() -> None:
    text = "Payment is due monthly on the first. Governing Law. Vermont law governs all of this. Notices go by post to both."
    assert found(text, {"Vermont": 0.9, "law": 0.8}) == ["Governing Law. Vermont law governs all of this."]


def test_sentence_that_goes_on_in_the_next_line_is_one() -> None:
    text = "All of this is governed by the laws of the\nstate of Vermont and no other.\nNotices go by post to both of them."
    assert found(text, {"Vermont": 0.9}) == [
        "All of this is governed by the laws of the\nstate of Vermont and no other."
    ]
    listed = "All of this is governed by these laws:\nlaws of the state of Vermont and no other."
    assert found(listed, {"Vermont": 0.9}) == ["laws of the state of Vermont and no other."]


def test_date_is_its_words_alone() -> None:
    text = "This lease was signed on March 3, 2021 by both of the parties."
    chances = {"March": 0.9, "3,": 0.9, "2021": 0.9}
    assert found(text, chances, "Agreement Date") == ["March 3, 2021"]


def test_words_without_a_number_are_no_date_and_their_sentence_is_told() -> None:
    text = "This lease begins on the day on which both parties have signed."
    chances = {"on": 0.9, "the": 0.9, "day": 0.9}
    assert found(text, chances, "Effective Date") == [text]
    assert found(text, chances, "Agreement Date") == []


def test_parties_are_each_name_and_the_stretch_that_holds_all() -> None:
    text = "This lease is between Harrow Ltd. and Castle Inc. of Ohio and is dated today."
    chances = {"Harrow": 0.9, "Ltd.": 0.9, "Castle": 0.9, "Inc.": 0.9}
    assert set(found(text, chances, "Parties")) == {"Harrow Ltd.", "Castle Inc.", "Harrow Ltd. and Castle Inc."}


def test_of_stretches_that_overlap_one_is_told() -> None:
    text = "This lease is between Harrow Ltd. and Castle Inc. of Ohio and is dated today."
    told = clauses(
        text, Told(dict.fromkeys(("Harrow", "Ltd.", "Castle", "Inc."), 0.9), kinds().index("Parties")), kinds()
    )
    places = sorted((c.start, c.end) for c in told if c.kind == "Parties")
    assert all(a[1] <= b[0] for a, b in pairwise(places))


def test_likelier_words_make_a_likelier_clause() -> None:
    words, odds = Told({"law": 0.9}).read(
        "Vermont law governs all of this lease. Vermont rules govern all of that one."
    )
    every = stretches(
        "Vermont law governs all of this lease. Vermont rules govern all of that one.",
        words,
        odds,
        LAW,
        "Governing Law",
    )
    assert features(every, len(words)).shape == (1, 10)
    surer = Told({"law": 0.9, "Vermont": 0.9, "governs": 0.9})
    words, odds = surer.read("Vermont law governs all of this lease.")
    sure = stretches("Vermont law governs all of this lease.", words, odds, LAW, "Governing Law")
    assert graded(sure, len(words))[0] > graded(every, len(words))[0]


def test_text_without_words_has_no_clauses(settings: Settings) -> None:
    assert clauses(" \n ", clause_reader(settings.home), kinds()) == ()


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("Document Name", "SUPPLY AGREEMENT"),
        ("Agreement Date", "March 3, 2021"),
        ("Audit Rights", "inspect and audit the books"),
        ("Anti-Assignment", "Neither party may assign"),
        ("Governing Law", "State of Vermont"),
    ],
)
def test_clauses_of_a_contract_are_told_by_the_tuned_reader(settings: Settings, kind: str, said: str) -> None:
    first = next(c for c in clauses(CONTRACT, clause_reader(settings.home), kinds()) if c.kind == kind)
    assert said in CONTRACT[first.start : first.end]
    assert first.chance > 0.5


def test_clause_that_is_asked_for_is_quoted_whole_at_its_place(agent: Agent) -> None:
    record = Record("supply.txt", CONTRACT, "Supply Agreement")
    answer = agent.ask("What does the agreement say about audit rights?", records=[record])
    assert answer.status == "answered", answer.text
    (citation,) = [c for c in answer.citations if "audit" in c.quote]
    assert citation.quote.startswith("2. Records. Buyer may, upon ten days' written notice")
    assert citation.quote.endswith("that relate to this Agreement.")


def test_kind_of_clause_that_is_not_there_is_said(agent: Agent) -> None:
    answer = agent.ask("Is there a non-compete clause?", records=[Record("supply.txt", CONTRACT, "Supply Agreement")])
    assert (answer.status, answer.reason) == ("abstained", "insufficient_evidence")
    assert "No clause of the kind “Non-Compete” was found" in answer.text


def test_clause_below_the_certified_line_is_shown_as_the_nearest(settings: Settings) -> None:
    strict = Agent(replace(settings, risk=0.01), keep=False)
    record = Record("supply.txt", CONTRACT, "Supply Agreement")
    answer = strict.ask("What does the agreement say about audit rights?", records=[record])
    assert answer.status == "abstained"
    assert "Nearest, not proven: “2. Records. Buyer may" in answer.text


def test_row_of_a_table_that_is_called_like_a_clause_is_told_as_a_figure(agent: Agent) -> None:
    costs = Record(
        "costs.csv",
        "",
        "Site costs",
        (Table((("Cost", "2023", "2024"), ("Insurance", "410", "455"), ("Rent", "900", "950"))),),
    )
    answer = agent.ask("What is the insurance in 2024?", records=[costs])
    assert "455" in answer.text


def test_word_that_the_contract_does_not_bear_makes_it_another_question(agent: Agent) -> None:
    record = Record("supply.txt", CONTRACT, "Supply Agreement")
    answer = agent.ask("Show me the audit rights for zeppelins in the agreement", records=[record])
    assert answer.status == "abstained"
