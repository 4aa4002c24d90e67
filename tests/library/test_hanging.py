"""What a clause hangs on is quoted with it: what takes it back, definitions, the sections that it refers to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from muniment.agent import Agent
from muniment.graphs.library.hanging import DANGLING, Stretch, with_what_it_hangs_on
from muniment.settings import Settings

CONTRACT = """STORAGE AGREEMENT

This Storage Agreement (the "Agreement") is made on May 2, 2024 between Ash Cold Stores Ltd ("Keeper") and Oak Foods Inc. ("Owner").

1. Definitions
"Goods" means frozen fish and nothing else.

2. Assignment
2.1 Neither party shall assign this Agreement without the prior written consent of the other party. However, the Keeper may assign it to its parent.
2.2 The Owner shall pay for the Goods subject to Section 4.1 and Section 9.7.
2.3 The Owner shall fetch the Goods in accordance with Section 9.7.

4. Price
4.1 The price is five dollars per crate.

5. Law
5.1 This Agreement shall be governed by the laws of the State of Maine. The parties agree hereby, herein and hereof.
"""


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    folder = tmp_path_factory.mktemp("stores")
    (folder / "ash storage.txt").write_text(CONTRACT)
    made = Agent(Settings(home=tmp_path_factory.mktemp("home")))
    assert [a.state for a in made.library.add([folder], "stores")] == ["added"]
    yield made
    made.store.database.close()


def hangs(agent: Agent, begins: str, ends: str) -> tuple[list[str], list[str], str]:
    (document,) = agent.library.list("stores")
    (page,) = agent.library.documents.pages([document.id])[document.id]
    start = page.text.index(begins)
    end = page.text.index(ends, start) + len(ends)
    stretch = Stretch(1, start, end, page.text[start:end], 0.9)
    ruled, hung, note = with_what_it_hangs_on(agent.library.documents, document.id, [stretch])
    return [s.text for s in ruled], [s.text for s in hung], note


def test_sentence_that_takes_a_clause_back_is_quoted_with_it(agent: Agent) -> None:
    answer = agent.ask("What does the Ash storage agreement say about assignment?", within=["stores"])
    assert answer.status == "answered", answer.text
    assert "However, the Keeper may assign it to its parent." in answer.citations[0].quote
    assert answer.held == answer.checked


def test_definitions_and_sections_that_a_clause_refers_to_come_with_it(agent: Agent) -> None:
    ruled, hung, note = hangs(agent, "2.2 The Owner", "Section 9.7.")
    assert ruled == ["2.2 The Owner shall pay for the Goods subject to Section 4.1 and Section 9.7."]
    assert hung == ['"Goods" means frozen fish and nothing else.', "4.1 The price is five dollars per crate."]
    assert note == ""


def test_reference_to_a_section_that_is_not_there_is_said(agent: Agent) -> None:
    assert hangs(agent, "2.3 The Owner", "Section 9.7.")[2] == DANGLING


def test_clause_that_hangs_on_nothing_is_quoted_alone(agent: Agent) -> None:
    assert hangs(agent, "5.1 This", "Maine.") == (
        ["5.1 This Agreement shall be governed by the laws of the State of Maine."],
        [],
        "",
    )
