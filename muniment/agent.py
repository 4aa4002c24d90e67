"""The front door: ask a question, get an answer with its proofs or an abstention with its reason.

Sessions of several turns are `chat`'s; looking into a run, forking and replaying it are `muniment.looking`'s.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from muniment.asked import Asked
from muniment.events import Answered, Event
from muniment.models.language_model import Adapter
from muniment.plugins import Broken, Domain, find_domains
from muniment.progress import tell
from muniment.records import Answer, Record
from muniment.runner import Runner
from muniment.settings import Settings

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

    from muniment.chat import Session
    from muniment.graphs.building import Graph
    from muniment.library import Library
    from muniment.store.runs import Runs
    from muniment.store.store import Store


class Agent:
    """An agent over the records of this machine.

    Args:
        settings: where things are; read from the environment when not given.
        domains: the domains to use; the installed ones when not given.
        adapter: the adapter of every domain, or None for the model as it is; each domain's current one when not given.
        keep: whether runs are kept in the database, so that they can be looked into, gone on with and replayed.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        domains: Iterable[Domain] | None = None,
        adapter: Adapter | Literal["current"] | None = "current",
        keep: bool = True,
    ) -> None:
        self.settings = settings or Settings.read()
        self.broken: list[Broken] = []
        if domains is None:
            self.domains, self.broken = find_domains(self.settings)
        else:
            self.domains = {d.name: d for d in domains}
        self.runner = Runner(self.settings, self.domains, adapter, keep)

    def ask(
        self,
        question: str,
        as_of: date | None = None,
        domain: str | None = None,
        records: Iterable[Record] = (),
        history: Iterable[str] = (),
        within: Iterable[str] = (),
    ) -> Answer:
        """Answer one question.

        Args:
            question: in the asker's words.
            as_of: use only what had been filed by the end of that day.
            domain: the domain to use; chosen by the router when not given.
            records: the caller's own records; then the answer comes from these alone, unless the question names a company on record
                that they do not name.
            history: the questions asked before this one, the oldest first; what this one leaves out is taken from them.
            within: look only into these collections of the library; into everything where there are none.

        Returns:
            The answer, or an abstention with a typed reason; `Answer.status` tells which.

        Raises:
            BadInput: the question or a record cannot be read.
            Unavailable: the database cannot be used.
        """
        return _last(self.stream(question, as_of, domain, records, history, within))

    def stream(
        self,
        question: str,
        as_of: date | None = None,
        domain: str | None = None,
        records: Iterable[Record] = (),
        history: Iterable[str] = (),
        within: Iterable[str] = (),
        stop: Callable[[], bool] = lambda: False,
    ) -> Iterator[Event]:
        """Answer one question and tell what happens: rooms, evidence, the draft, its check; the last event is `Answered`.

        Args:
            question: as for `ask`, like the next five.
            as_of: see `ask`.
            domain: see `ask`.
            records: see `ask`.
            history: see `ask`.
            within: see `ask`.
            stop: asked before each room and each token; an iterator that is closed stops as well.

        Raises:
            BadInput: the question or a record cannot be read.
            Unavailable: the database cannot be used.
            Stopped: `stop` said so.
        """
        return self.runner.stream(
            Asked(question, as_of, domain, tuple(records), tuple(history), within=tuple(within)), stop
        )

    def batch(self, questions: Iterable[str], as_of: date | None = None, domain: str | None = None) -> list[Answer]:
        """Answer questions one after another; a listener of `muniment.progress` hears how far it is.

        Raises:
            BadInput: a question cannot be read.
        """
        asked = [Asked(q, as_of, domain) for q in questions]
        answers = []
        for n, one in enumerate(asked, 1):
            answers.append(_last(self.runner.stream(one)))
            tell("questions", n, len(asked))
        return answers

    async def aask(self, question: str, **named: Any) -> Answer:
        """`ask`, without blocking the event loop."""
        return await asyncio.to_thread(lambda: self.ask(question, **named))

    async def astream(self, question: str, **named: Any) -> AsyncIterator[Event]:
        """`stream`, without blocking the event loop."""
        events = self.stream(question, **named)
        try:
            while (event := await asyncio.to_thread(next, events, None)) is not None:
                yield event
        finally:
            await asyncio.to_thread(events.close)  # type: ignore[attr-defined]

    async def abatch(self, questions: Iterable[str], **named: Any) -> list[Answer]:
        """`batch`, without blocking the event loop."""
        return await asyncio.to_thread(lambda: self.batch(questions, **named))

    def chat(self, name: str) -> Session:
        """The session of that name; a new one where there is none."""
        from muniment.chat import Session

        return Session.open(self.runner, name)

    def delete(self, run: str) -> None:
        """Delete a run with its steps and checkpoints, and the records that no other run was given.

        Raises:
            Unknown: there is no such run.
        """
        found = self.runs.get(run)
        with self.runner.kept() as saver:
            assert saver is not None
            self.runner.forget([found.id], saver)

    def as_tool(self) -> BaseTool:
        """This agent as a langchain-core tool for somebody else's agent: a question in, the answer as JSON out."""
        from langchain_core.tools import StructuredTool

        from muniment.presenting import as_json

        def muniment(question: str) -> dict[str, Any]:
            """Answer a question about companies from filed records, with citations; refuses what cannot be proven."""
            return as_json(self.ask(question))

        return StructuredTool.from_function(muniment)

    def as_node(
        self, question: str = "question", answer: str = "answer"
    ) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
        """This agent as a node of somebody else's graph: reads the key `question` of the state and fills `answer`."""
        return lambda state: {answer: self.ask(state[question])}

    @property
    def store(self) -> Store:
        """The store of the settings, with the bundled sample in it."""
        return self.runner.store

    @property
    def library(self) -> Library:
        """The documents of one's own."""
        from muniment.library import Library

        return Library(self.store)

    @property
    def runs(self) -> Runs:
        """The runs that are kept."""
        return self.runner.runs

    @property
    def graph(self) -> Graph:
        """The state machine, compiled."""
        return self.runner.graph


def _last(events: Iterator[Event]) -> Answer:
    """The answer at a run's end."""
    (answer,) = [e.answer for e in events if isinstance(e, Answered)]
    return answer
