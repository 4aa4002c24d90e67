"""`muniment chat` as a person uses it: lines on a pipe, and a real terminal."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from muniment.agent import Agent
from muniment.chat import Session
from muniment.command.terminal import Terminal
from muniment.events import Event, RoomEntered

MUNIMENT = str(Path(sys.executable).parent / "muniment")


def chat(agent: Agent, session: str, *lines: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [MUNIMENT, "chat", session],
        input="\n".join(lines) + "\n",
        env={"MUNIMENT_HOME": str(agent.settings.home), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )


def test_lines_are_asked_one_after_another(agent: Agent, tmp_path: Path) -> None:
    done = chat(
        agent,
        "piped",
        "What were Apple's net sales in fiscal 2024?",
        "and in 2023?",
        "/sources",
        "/graph",
        "/trace",
        "/as-of 2023-12-31",
        "/as-of never",
        "What were Apple's net sales in the latest fiscal year?",
        "/domain toys",
        "/nonsense",
        f"/export {tmp_path}/chat.md",
        "/rename piped on",
        "/sessions",
        "/help",
        "/quit",
    )
    assert done.returncode == 0
    assert "Apple Inc.'s net sales were $391,035 million in fiscal 2024" in done.stdout
    assert "(Taken from before: Apple Inc.; net sales.)" in done.stdout
    assert "● route" in done.stdout
    assert "understood: net sales of Apple Inc. for FY2023 (filings)" in done.stdout
    assert "filings.retrieve  found 1 figure; " in done.stdout
    assert "kept 1 piece of evidence, left out 0" in done.stdout
    assert "checks held" in done.stdout
    assert done.stdout.count("$383,285 million in fiscal 2023") >= 2
    assert "'never' is no date" in done.stderr
    assert "there is no domain toys" in done.stderr
    assert "there is no /nonsense" in done.stderr
    assert "piped on" in done.stdout
    assert (tmp_path / "chat.md").read_text().startswith("# piped\n")
    assert "Traceback" not in done.stderr


class _Pressed(Session):
    """A session whose user presses Ctrl-C when the first room opens."""

    def stream(self, *asked: Any, **how: Any) -> Iterator[Event]:
        for event in super().stream(*asked, **how):
            if isinstance(event, RoomEntered):
                signal.raise_signal(signal.SIGINT)
            yield event


def test_ctrl_c_stops_the_turn_and_keeps_the_session(agent: Agent, capsys: pytest.CaptureFixture[str]) -> None:
    session = _Pressed.open(agent.runner, "pressed")
    chat = Terminal(agent, session)
    chat.line("What were Apple's net sales in fiscal 2024?")
    assert "Stopped. The session goes on." in capsys.readouterr().out
    chat.session = agent.chat("pressed")
    chat.line("What were Apple's net sales in fiscal 2024?")
    assert "391,035 million" in capsys.readouterr().out
    assert [t.status for t in session.turns()] == ["stopped", "answered"]
    session.delete()


def test_a_real_terminal_completes_and_goes_on_after_ctrl_c(agent: Agent) -> None:
    pid, descriptor = pty.fork()
    if pid == 0:
        os.environ |= {"MUNIMENT_HOME": str(agent.settings.home), "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}
        os.execv(MUNIMENT, [MUNIMENT, "chat", "typed"])
    screen = _Screen(descriptor)
    assert "/help" in screen.until("›")
    os.write(descriptor, b"What were Appl\t")
    screen.until("Apple Inc.")
    os.write(descriptor, b"\x15What were Apple's net sales in fiscal 2024?\r")
    assert "391,035 million" in screen.until("run ")
    screen.until("›")
    os.write(descriptor, b"never asked\x03")
    screen.until("never asked")
    screen.until("›")
    os.write(descriptor, b"and in 2023?\r")
    assert "383,285 million" in screen.until("run ")
    screen.until("›")
    os.write(descriptor, b"/quit\r")
    assert _ended(pid) == 0
    session = agent.chat("typed")
    assert [t.status for t in session.turns()] == ["answered", "answered"]
    session.delete()


def _ended(pid: int) -> int:
    """The exit code of a process that ends by itself."""
    for _ in range(300):
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.1)
    os.kill(pid, signal.SIGKILL)
    raise AssertionError("it did not end")


class _Screen:
    """What a terminal shows, read piece by piece; what came with a piece is kept for the next."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.rest = ""

    def until(self, wanted: str) -> str:
        """What is shown up to some text, and with it."""
        end = time.monotonic() + 60
        while wanted not in self.rest:
            assert time.monotonic() < end, self.rest
            if select.select([self.descriptor], [], [], 0.5)[0]:
                self.rest += os.read(self.descriptor, 65536).decode("utf-8", "replace")
        seen, self.rest = self.rest.split(wanted, 1)
        return seen + wanted
