"""Documents of which a part could push out, or be taken for, another: each question is answered from its own place, or not at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from muniment.agent import Agent
from muniment.settings import Settings

VISIT = "Visit the museum\n\nTram line 6, stop Harbour Square. The car park has 120 spaces.\n\nGuided tours start at 14:00.\n\nSignature: {key}\n"
KEPT = """# Data Retention Policy

| Record type | Retention period | Storage place |
|---|---|---|
| Patient files | 10 years | Vault A |
| X-ray images | 15 years | PACS archive |
| Visitor logs | 90 days | Front desk safe |

Opening hours are Tuesday to Sunday. Last admission is 45 minutes before closing.
"""
HARBOUR = """# Harbour works

{said}

Work went on in all basins.

## Works by basin

| Basin | Dredging | Piling |
|---|---|---|
| North | 4,120 | 1,065 |
| South | 2,310 | 1,870 |
"""
FILES = {
    "visit.txt": VISIT.format(key="aGVsbG8gd29ybGQ" * 260),
    "kept.md": KEPT,
    "harbour.md": HARBOUR.format(said="All amounts in this report are stated in thousands of pounds."),
    "quay.md": HARBOUR.format(said="All amounts in this report are stated in pounds."),
}


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    made = Agent(Settings(home=tmp_path_factory.mktemp("home")))
    for name, text in FILES.items():
        folder = tmp_path_factory.mktemp(name.partition(".")[0])
        (folder / name).write_text(text)
        assert {a.state for a in made.library.add([folder], name.partition(".")[0])} == {"added"}
    yield made
    made.store.database.close()


def test_a_key_of_thousands_of_letters_pushes_nothing_out(agent: Agent) -> None:
    answer = agent.ask("At what time do guided tours start?", within=["visit"])
    assert answer.status == "answered", answer.text
    assert "14:00" in answer.text


def test_a_length_of_time_in_a_cell_is_told_with_its_unit(agent: Agent) -> None:
    answer = agent.ask("What is the retention period for X-ray images?", within=["kept"])
    assert answer.status == "answered", answer.text
    assert "15 years" in answer.text


def test_a_sentence_that_names_no_day_does_not_tell_on_which_day(agent: Agent) -> None:
    answer = agent.ask("On which day is the last admission?", within=["kept"])
    assert answer.status == "abstained", answer.text


def test_a_bare_figure_is_told_with_what_its_document_says_of_all_amounts(agent: Agent) -> None:
    thousands = agent.ask("What was the dredging of the North basin?", within=["harbour"])
    assert "4,120" in thousands.text
    assert (
        "harbour.md says of its amounts: “amounts in this report are stated in thousands of pounds”" in thousands.text
    )
    whole = agent.ask("What was the dredging of the North basin?", within=["quay"])
    assert "4,120" in whole.text
    assert "says of its amounts" not in whole.text
