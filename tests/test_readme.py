"""What the README says is what happens: its commands and snippets are run."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from muniment.agent import Agent

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text()
COMMANDS = [
    line[2:]
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("$ ")
]


def environment(agent: Agent) -> dict[str, str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith(("EDGAR", "MUNIMENT"))}
    return env | {
        "MUNIMENT_HOME": str(agent.settings.home),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }


def test_readme_opens_with_the_two_commands() -> None:
    lines = [line.strip() for line in README.splitlines() if line.startswith("    ")]
    assert lines[:2] == [
        'make ask Q="What were Apple\'s net sales in fiscal 2024, and how did they change from 2023?"',
        "make test",
    ]


def test_make_ask_prints_what_the_readme_shows(agent: Agent) -> None:
    command = next(line for line in README.splitlines() if line.startswith("    make ask"))
    question = shlex.split(command)[2].removeprefix("Q=")
    shown = README.split("```text\n")[1].split("\n\nChecked")[0]
    done = subprocess.run(
        [sys.executable, "-m", "muniment", "ask", question],
        env=environment(agent),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split("\n\nChecked")[0] == shown


@pytest.mark.parametrize("command", COMMANDS)
def test_command_of_the_readme_runs(agent: Agent, command: str) -> None:
    done = subprocess.run(
        shlex.split(command), env=environment(agent), capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)


def test_refusals_are_as_the_readme_shows(agent: Agent) -> None:
    shown = README.split("```text\n")[2].split("```")[0].splitlines()
    for asked, said in zip(shown[::2], shown[1::2], strict=True):
        answer = agent.ask(shlex.split(asked)[3])
        assert f"No answer ({(answer.reason or '').replace('_', ' ')}). {answer.text}".startswith(
            said.removesuffix("…").strip()
        )


def test_python_snippets_print_what_they_promise(agent: Agent) -> None:
    code = "\n".join(re.findall(r"```python\n(.*?)```", README, re.DOTALL))
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        env=environment(agent),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    lines = done.stdout.splitlines()
    assert lines[1] == "391035000000 USD 0000320193-24-000123"
    assert lines[2] == "FY2023 383285000000"
    assert "three months' notice" in lines[3]
    assert lines[4:6] == ["route", "filings.fetch"]
    assert lines[-2].startswith("Meta Platforms, Inc.'s net income was $39,098 million in fiscal 2023")
    assert lines[-1] == "('Apple Inc.', 'net sales')"


def test_makefile_passes_the_question_as_it_is(tmp_path: Path) -> None:
    typed = f"a \"b\" $390 $(shell touch {tmp_path}/never) `touch {tmp_path}/never` 'c'"
    echo = tmp_path / "bin" / "muniment"
    echo.parent.mkdir()
    (tmp_path / ".ready").touch()
    os.utime(tmp_path / ".ready", (2**32, 2**32))
    echo.write_text('#!/bin/sh\nprintf %s "$2"\n')
    echo.chmod(0o755)
    env = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
    done = subprocess.run(
        ["make", "-s", "ask", f"VENV={tmp_path}", f"Q={typed}"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == typed
    assert not (tmp_path / "never").exists()
