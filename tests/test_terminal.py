"""`muniment chat` as a person uses it: lines on a pipe, and a real terminal."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

from muniment.agent import Agent

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
    assert "run " in done.stdout
    assert done.stdout.count("$383,285 million in fiscal 2023") >= 2
    assert "'never' is no date" in done.stderr
    assert "there is no domain toys" in done.stderr
    assert "there is no /nonsense" in done.stderr
    assert "piped on" in done.stdout
    assert (tmp_path / "chat.md").read_text().startswith("# piped\n")
    assert "Traceback" not in done.stderr


def test_ctrl_c_stops_the_turn_and_keeps_the_session(agent: Agent) -> None:
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ |= {"MUNIMENT_HOME": str(agent.settings.home), "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}
        os.execv(MUNIMENT, [MUNIMENT, "chat", "typed"])
    seen = _until(terminal, "›")
    assert "/help" in seen
    os.write(terminal, b"What were Appl\t")
    time.sleep(0.3)
    os.write(terminal, b"\x15What were Apple's net sales in fiscal 2024?\r")
    assert "391,035 million" in _until(terminal, "run ")
    os.kill(pid, signal.SIGINT)
    _until(terminal, "›")
    os.write(terminal, b"and in 2023?\r")
    assert "383,285 million" in _until(terminal, "run ")
    _until(terminal, "›")
    os.write(terminal, b"/quit\r")
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


def _until(terminal: int, wanted: str) -> str:
    """What a terminal shows until some text is there."""
    seen, end = "", time.monotonic() + 60
    while wanted not in seen:
        assert time.monotonic() < end, seen
        if select.select([terminal], [], [], 0.5)[0]:
            seen += os.read(terminal, 65536).decode("utf-8", "replace")
    return seen
