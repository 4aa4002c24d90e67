"""`muniment chat`: a session in a terminal, with history, completion, progress room by room, and commands.

Ctrl-C stops the turn and keeps the session. Where input is no terminal, its lines are asked one after another.
"""

from __future__ import annotations

import shlex
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import FrameType

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory
from rich.console import Console

from muniment.agent import Agent
from muniment.chat import Session
from muniment.command.record_files import read_records
from muniment.command.watching import watched
from muniment.errors import BadInput, MunimentError, Stopped
from muniment.presenting import as_text, citation_text, inert
from muniment.records import Answer, Record
from muniment.store.sessions import Sessions

COMMANDS = {
    "/as-of": "DATE: answer with what had been filed by that day; without one, with everything",
    "/record": "FILE …: answer from these files of yours; without one, hand in none any more",
    "/in": "COLLECTION: look only into this collection of your documents; without one, into everything",
    "/domain": "NAME: ask that domain; without one, the question chooses",
    "/sources": "the last answer's citations, whole",
    "/trace": "what each room did in the last turn",
    "/graph": "the graph, and the last turn's way through it",
    "/export": "FILE: write the session as markdown, or as JSON where the name ends in .json",
    "/sessions": "all sessions",
    "/session": "NAME: go on in another session, or begin it",
    "/rename": "NAME: rename this session",
    "/help": "these lines",
    "/quit": "leave; the session stays",
}


class _Words(Completer):
    """Completes commands at the beginning, and companies' names and tickers anywhere."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = sorted(set(names), key=str.lower)

    def get_completions(self, document: Document, complete_event: object) -> Iterator[Completion]:
        """What the word before the cursor may become."""
        line = document.text_before_cursor
        if line.startswith("/") and " " not in line:
            yield from (Completion(c, -len(line), display_meta=m) for c, m in COMMANDS.items() if c.startswith(line))
            return
        word = document.get_word_before_cursor(WORD=True)
        if len(word) >= 2:
            fits = (n for n in self.names if n.lower().startswith(word.lower()))
            yield from (Completion(n, -len(word)) for n, _ in zip(fits, range(20), strict=False))


class Terminal:
    """One chat in a terminal."""

    def __init__(self, agent: Agent, session: Session) -> None:
        self.agent = agent
        self.session = session
        self.as_of: date | None = None
        self.domain: str | None = None
        self.records: tuple[Record, ...] = ()
        self.within: tuple[str, ...] = ()
        self.last: Answer | None = None
        self.console = Console(highlight=False, markup=False)

    def run(self) -> int:
        """Ask and answer until the end of input; returns the exit code."""
        read = self._prompt() if sys.stdin.isatty() else sys.stdin.readline
        while True:
            try:
                line = read()
                if not line or line.strip() == "/quit":
                    return 0
                self.line(line.strip())
            except KeyboardInterrupt:
                continue
            except EOFError:
                return 0
            except MunimentError as error:
                print(f"muniment: {inert(' '.join(str(error).split()))}", file=sys.stderr)

    def _prompt(self) -> Callable[[], str]:
        """What reads a line in a terminal; an empty one is a line break, since nothing at all ends the chat."""
        companies = self.agent.store.companies()
        names = [c.name for c in companies] + [t for c in companies for t in c.tickers]
        history = self.agent.settings.home / "chat_history"
        history.touch(mode=0o600)
        prompts: PromptSession[str] = PromptSession(history=FileHistory(str(history)), completer=_Words(names))
        info = self.session.info
        self.console.print(f"Session “{info.name}”, {info.turns} turns. /help tells the commands.")
        return lambda: prompts.prompt("› ") + "\n"

    def line(self, text: str) -> None:
        """Answer one line: a command or a question.

        Raises:
            BadInput: it can be neither.
        """
        if text.startswith("/"):
            self._command(text)
        elif text:
            self._turn(text)

    def _turn(self, question: str) -> None:
        stop = threading.Event()
        events = self.session.stream(question, self.as_of, self.domain, self.records, self.within, stop.is_set)
        with _interrupted(stop.set):
            try:
                self.last = watched(events, self.console)
            except Stopped:
                self.console.print("Stopped. The session goes on.")
                return
        print(as_text(self.last, links=False))

    def _command(self, text: str) -> None:
        try:
            name, *rest = shlex.split(text)
        except ValueError:
            raise BadInput(f"{text} cannot be read; a quotation mark is missing") from None
        value = " ".join(rest)
        if name not in COMMANDS:
            raise BadInput(f"there is no {name}; /help tells the commands")
        if name == "/help":
            for command, meaning in COMMANDS.items():
                print(f"{command:<10} {meaning}")
        elif name == "/as-of":
            try:
                self.as_of = date.fromisoformat(value) if value else None
            except ValueError:
                raise BadInput(f"{value!r} is no date; write YYYY-MM-DD") from None
            print(
                f"Answers come from what had been filed by {self.as_of}."
                if value
                else "Answers come from everything filed."
            )
        elif name == "/record":
            self.records = read_records(rest)
            names = ", ".join(r.title for r in self.records)
            print(
                inert(f"The next questions are answered from {names}." if names else "No files are handed in any more.")
            )
        elif name == "/in":
            known = self.agent.library.documents.collections()
            if value and value not in known:
                raise BadInput(f"there is no collection {value}; there are: {', '.join(known) or 'none'}")
            self.within = (value,) if value else ()
            print(inert(f"Answers come from {value} alone." if value else "Answers come from everything."))
        elif name == "/domain":
            if value and value not in self.agent.domains:
                raise BadInput(f"there is no domain {value}; there are: {', '.join(sorted(self.agent.domains))}")
            self.domain = value or None
        elif name in ("/sources", "/trace", "/graph"):
            self._look(name)
        else:
            self._manage(name, value)

    def _look(self, name: str) -> None:
        """Show what the last answer rests on."""
        from muniment.command.trace_words import in_words
        from muniment.graphs.drawing import draw_ascii
        from muniment.looking import trace

        if name == "/graph":
            print(draw_ascii(self.agent.graph, trace(self.agent, self.last.run).way if self.last else None))
        elif self.last is None:
            raise BadInput("nothing was answered yet")
        elif name == "/trace":
            print(inert(in_words(trace(self.agent, self.last.run))))
        else:
            for citation in self.last.citations:
                quote = f"\n    “{inert(citation.quote)}”" if citation.quote else ""
                print(inert(citation_text(citation)) + quote)
            for left in self.last.left_out:
                print(inert(f"left out: {left.what}: {left.why}"))

    def _manage(self, name: str, value: str) -> None:
        """Sessions: list, change, rename, export."""
        if name == "/sessions":
            for s in Sessions(self.agent.store.database).every():
                print(inert(f"{s.turns:>4} turns  {s.name}"))
        elif not value:
            raise BadInput(f"{name} {COMMANDS[name].partition(':')[0]}")
        elif name == "/session":
            self.session, self.last = self.agent.chat(value), None
        elif name == "/rename":
            self.session.rename(value)
        else:
            document = self.session.export("json" if value.endswith(".json") else "markdown")
            try:
                Path(value).expanduser().write_text(document, encoding="utf-8")
            except OSError as error:
                raise BadInput(f"{value} cannot be written: {error.strerror}") from None
            print(f"{value} holds the session.")


@contextmanager
def _interrupted(stop: Callable[[], None]) -> Iterator[None]:
    """Inside the block, Ctrl-C calls `stop` instead of raising: the room ends within a token, and nothing is torn."""

    def handle(number: int, frame: FrameType | None) -> None:
        stop()

    before = signal.signal(signal.SIGINT, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
