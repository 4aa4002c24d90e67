"""The terminal's door: exit codes, one sentence on stderr, the stable JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from muniment.agent import Agent
from muniment.command import doctor
from muniment.presenting import as_text, inert
from muniment.settings import Settings

KEYS = [
    "status",
    "reason",
    "answer",
    "values",
    "citations",
    "tables",
    "verified",
    "model",
    "adapter",
    "seconds",
    "run",
    "carried",
    "notes",
]


def run(settings: Settings, *words: str, typed: str | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    env = (
        {k: v for k, v in os.environ.items() if not k.startswith(("EDGAR", "MUNIMENT"))}
        | {"MUNIMENT_HOME": str(settings.home)}
        | more
    )
    return subprocess.run(
        [sys.executable, "-m", "muniment", *words],
        env=env,
        input=typed,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_answer_is_printed_as_a_person_reads_it(agent: Agent) -> None:
    done = run(agent.settings, "ask", "--links", "What were Apple's net sales in fiscal 2024?")
    sentence, _, citation, link, _, last = done.stdout.splitlines()
    assert done.returncode == 0
    assert (
        sentence == "Apple Inc.'s net sales were $391,035 million in fiscal 2024 (year ended September 28, 2024) [1]."
    )
    assert (
        citation
        == "[1] Apple Inc. · 10-K · FY2024 · 0000320193-24-000123 · us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax · filed 2024-11-01"
    )
    assert link.strip().startswith(
        "https://www.sec.gov/Archives/edgar/data/320193/000032019324000123/aapl-20240928.htm#"
    )
    assert last.startswith(
        "Checked: what was asked, company, line item, whole or part, period, length, unit, sign, source, filing date, every number shown · model SmolLM2-135M-Instruct.Q4_1 · "
    )


def test_addresses_are_left_out_unless_they_are_asked_for(agent: Agent) -> None:
    done = run(agent.settings, "ask", "What were Apple's net sales in fiscal 2024?")
    assert "0000320193-24-000123" in done.stdout
    assert "https://" not in done.stdout


def test_files_handed_in_are_answered_from(agent: Agent, tmp_path: Path) -> None:
    (tmp_path / "lease.txt").write_text("The rent is $1,200 a month.")
    (tmp_path / "budget.csv").write_text("Team,Budget 2024\nSales,1200\nResearch,900\n")
    files = ["--record", str(tmp_path / "lease.txt"), "--record", str(tmp_path / "budget.csv")]
    done = run(agent.settings, "ask", *files, "What was the budget of Research in 2024?")
    assert (done.returncode, "900" in done.stdout, "budget.csv" in done.stdout) == (0, True, True)
    missing = run(agent.settings, "ask", "--record", str(tmp_path / "none.txt"), "What is the rent?")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "none.txt cannot be read" in missing.stderr


def test_an_answer_is_not_lost_where_a_terminal_cannot_show_a_character(agent: Agent) -> None:
    done = run(agent.settings, "ask", "What was Apple's Vision Pro revenue in 2024?", PYTHONIOENCODING="ascii")
    assert done.returncode == 3
    assert "report no net sales for" in done.stdout


def test_json_keeps_its_documented_shape(agent: Agent) -> None:
    done = run(agent.settings, "ask", "--json", "By what percentage did Apple's net sales change from 2023 to 2024?")
    answer = json.loads(done.stdout)
    assert list(answer) == KEYS
    assert list(answer["values"][0]) == [
        "label",
        "value",
        "unit",
        "entity",
        "cik",
        "start",
        "end",
        "fiscal",
        "derived",
        "program",
    ]
    assert list(answer["citations"][0]) == [
        "n",
        "kind",
        "record",
        "url",
        "concept",
        "section",
        "quote",
        "start",
        "end",
        "filed",
        "entity",
        "form",
        "fiscal",
        "page",
        "boxes",
    ]
    assert answer["values"][0]["unit"] == "pure"
    assert answer["values"][0]["value"].startswith("0.0202199")
    assert answer["verified"]["checked"] == answer["verified"]["held"] > 0


def test_abstention_exits_with_three(agent: Agent) -> None:
    done = run(agent.settings, "ask", "--json", "Should I buy Apple?")
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["status"], answer["reason"], answer["values"]) == (
        3,
        "abstained",
        "out_of_domain",
        [],
    )


def test_question_can_come_from_standard_input(agent: Agent) -> None:
    assert "$391,035 million" in run(agent.settings, "ask", typed="Apple revenue 2024\n").stdout


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        (("ask", ""), ""),
        (("ask", "-"), "x" * 1_000_000),
        (("ask", "--as-of", "yesterday", "Apple revenue"), None),
        (("sing",), None),
        (("ask", "--loud", "x"), None),
    ],
)
def test_bad_input_exits_with_two(agent: Agent, words: tuple[str, ...], typed: str | None) -> None:
    done = run(agent.settings, *words, typed=typed)
    assert (done.returncode, "Traceback" in done.stderr, bool(done.stderr.strip())) == (2, False, True)


def test_fault_exits_with_one_and_says_how_to_mend_it(agent: Agent) -> None:
    done = run(
        agent.settings, "ask", "Apple revenue 2024", MUNIMENT_DATABASE_URL="postgresql://me:s3cret@127.0.0.1:1/none"
    )
    assert (done.returncode, done.stderr.count("\n"), "s3cret" in done.stderr) == (1, 1, False)


def test_as_of_is_honoured(agent: Agent) -> None:
    done = run(agent.settings, "ask", "--json", "--as-of", "2024-10-31", "Apple's latest net sales")
    assert json.loads(done.stdout)["values"][0]["fiscal"] == "FY2023"


def test_doctor_tells_what_is_there(agent: Agent) -> None:
    done = run(agent.settings, "doctor")
    assert done.returncode == 0
    assert "Postgres 18" in done.stdout
    assert "12 companies on record" in done.stdout
    assert "set EDGAR_IDENTITY" in done.stdout


def test_doctor_names_a_missing_model(agent: Agent) -> None:
    done = run(agent.settings, "doctor", MUNIMENT_MODEL="/nowhere/m.gguf")
    assert (done.returncode, "BAD   Model" in done.stdout, "/nowhere/m.gguf" in done.stdout) == (1, True, True)


def test_doctor_tells_what_cannot_be_looked_at_and_looks_at_the_rest(
    agent: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(home: Path) -> Path:
        raise RecursionError("deep")

    monkeypatch.setattr(doctor, "embedding_model_path", broken)
    found = {f.what: f.said for f in doctor.examine(agent.settings)}
    assert found["Embeddings"] == "it cannot be looked at (RecursionError: deep)"
    assert "filings" in found["Domains"]


def test_what_came_from_a_record_cannot_drive_the_terminal(agent: Agent) -> None:
    assert inert("a\x1b[31mred\u202e\x07b\n") == "a[31mredb\n"
    assert "\x1b" not in as_text(agent.ask("Apple \x1b[31m revenue 2024"))
