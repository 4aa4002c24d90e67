"""Take each guard out once and tell which test misses it: `python -m benchmarks.guards agents/planning/asks.py [--tests tests/agents …]`.

A guard is an `if` whose block ends in raise, return, continue or break: its condition is made false in a copy of the tree, and
the tests are run there until the first that fails. A guard that no test misses is printed as SURVIVED. Without `--tests` a module's
own room of tests is run (tests/agents for agents/…, and so on), which takes seconds for a guard.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COPIED = (
    "muniment",
    "agents",
    "tools",
    "graphs",
    "migrations",
    "tests",
    "pyproject.toml",
    "README.md",
    "langgraph.json",
)
ENDS = (ast.Raise, ast.Return, ast.Continue, ast.Break)
LEFT_OUT = ("-p", "no:cacheprovider", "-p", "no:schemathesis", "-p", "no:langsmith_plugin")
"""Plugins of pytest that no test here uses; to load the last two takes a quarter of a short run's time."""
NO_TESTS = (4, 5)
"""How pytest ends where the tests named are not there, or none are among them."""
FAILED = re.compile(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", re.MULTILINE)


def guards(source: str) -> Iterator[tuple[int, int, int, str]]:
    """The conditions of guards: where each begins and ends in the source's bytes, its line, and its text."""
    lines = source.encode().splitlines(keepends=True)
    begins = [sum(map(len, lines[:n])) for n in range(len(lines))]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.If) and isinstance(node.body[-1], ENDS):
            test = node.test
            assert test.end_lineno is not None
            assert test.end_col_offset is not None
            start = begins[test.lineno - 1] + test.col_offset
            end = begins[test.end_lineno - 1] + test.end_col_offset
            yield start, end, node.lineno, source.encode()[start:end].decode()


def copied(folder: Path) -> Path:
    """The folder, with what the tests need of the tree copied into it."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


def missed(copy: Path, tests: Sequence[str], seconds: float | None = None) -> str:
    """What misses something in the copy: the first test that fails, a crash or a time limit; empty where nothing does.

    Args:
        copy: of the tree.
        tests: files of tests, or single ones.
        seconds: the time limit.

    Raises:
        ValueError: there are no such tests.
    """
    # Workers and servers may outlive a test that is cut off: each run has a folder of its own, and what is said goes into a file.
    with (
        tempfile.TemporaryDirectory(dir=copy, ignore_cleanup_errors=True) as room,
        tempfile.TemporaryFile("w+") as out,
    ):
        running = subprocess.Popen(
            [sys.executable, "-m", "pytest", "-q", "-x", *LEFT_OUT, f"--basetemp={room}/temp", *tests],
            cwd=copy,
            env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            code = running.wait(seconds)
        except subprocess.TimeoutExpired:
            return "a time limit"
        finally:
            # A crash leaves processes behind, too.
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)
            running.wait()
        out.seek(0)
        said = out.read()
    if code in NO_TESTS:
        raise ValueError(f"there are no tests {' '.join(tests)}: {said[-500:]}")
    first = FAILED.search(said)
    return "" if code == 0 else first[1] if first else "a crash"


def main() -> None:
    """Try every guard of the modules, and print those that no test misses."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="+", help="files below the root, such as agents/planning/asks.py")
    parser.add_argument("--tests", nargs="+", help="what is run for each guard")
    parsed = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = copied(Path(folder))
        for module in parsed.modules:
            source = (ROOT / module).read_text()
            room = module.removeprefix("muniment/").split("/")[0]
            tests = parsed.tests or [f"tests/{room}" if (ROOT / "tests" / room).is_dir() else "tests"]
            tried = survived = 0
            for start, end, line, text in guards(source):
                tried += 1
                raw = source.encode()
                (copy / module).write_bytes(raw[:start] + b"(False)" + raw[end:])
                if not missed(copy, tests):
                    survived += 1
                    print(f"SURVIVED {module}:{line}: if {' '.join(text.split())[:100]}", flush=True)
            (copy / module).write_text(source)
            print(f"{module}: {tried} guards, {survived} that no test misses", flush=True)


if __name__ == "__main__":
    main()
