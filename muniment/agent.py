"""The front door: ask a question, get an answer with its proofs or an abstention with its reason.

Sessions of several turns are `chat`'s; looking into a run, forking and replaying it are `muniment.looking`'s.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from muniment.agents.reading.words import plain
from muniment.asked import Asked
from muniment.errors import Abstention, ModelUnavailable, Stopped, Unavailable
from muniment.events import Answered, Began, Event, RoomLeft
from muniment.learning.adapters import Registry
from muniment.manifest import make_manifest, run_id
from muniment.models.gguf import Adapter, open_model
from muniment.plugins import Broken, Domain, find_domains
from muniment.progress import tell
from muniment.records import Answer, Passage, Record, Step
from muniment.settings import Settings
from muniment.store.runs import Runs

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

    from muniment.chat import Session
    from muniment.graphs.building import Graph
    from muniment.graphs.keeping import SealedSaver
    from muniment.graphs.state import State
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
        self.adapter = adapter
        self.keep = keep
        if domains is None:
            self.domains, self.broken = find_domains(self.settings)
        else:
            self.domains = {d.name: d for d in domains}

    def ask(
        self,
        question: str,
        as_of: date | None = None,
        domain: str | None = None,
        records: Iterable[Record] = (),
        history: Iterable[str] = (),
    ) -> Answer:
        """Answer one question.

        Args:
            question: in the asker's words.
            as_of: use only what had been filed by the end of that day.
            domain: the domain to use; chosen by the router when not given.
            records: the caller's own records; then the answer comes from these alone, unless the question names a company on record
                that they do not name.
            history: the questions asked before this one, the oldest first; what this one leaves out is taken from them.

        Returns:
            The answer, or an abstention with a typed reason; `Answer.status` tells which.

        Raises:
            BadInput: the question or a record cannot be read.
            Unavailable: the database cannot be used.
        """
        return _last(self.stream(question, as_of, domain, records, history))

    def stream(
        self,
        question: str,
        as_of: date | None = None,
        domain: str | None = None,
        records: Iterable[Record] = (),
        history: Iterable[str] = (),
        stop: Callable[[], bool] = lambda: False,
    ) -> Iterator[Event]:
        """Answer one question and tell what happens: rooms, evidence, the draft, its check; the last event is `Answered`.

        Args:
            question: as for `ask`, like the next four.
            as_of: see `ask`.
            domain: see `ask`.
            records: see `ask`.
            history: see `ask`.
            stop: asked before each room and each token; an iterator that is closed stops as well.

        Raises:
            BadInput: the question or a record cannot be read.
            Unavailable: the database cannot be used.
            Stopped: `stop` said so.
        """
        return self.answering(Asked(question, as_of, domain, tuple(records), tuple(history)), stop)

    def batch(self, questions: Iterable[str], as_of: date | None = None, domain: str | None = None) -> list[Answer]:
        """Answer questions one after another; a listener of `muniment.progress` hears how far it is.

        Raises:
            BadInput: a question cannot be read.
        """
        asked = [Asked(q, as_of, domain) for q in questions]
        answers = []
        for n, one in enumerate(asked, 1):
            answers.append(_last(self.answering(one)))
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

        return Session.open(self, name)

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

    def answering(self, asked: Asked, stop: Callable[[], bool] = lambda: False) -> Iterator[Event]:
        """The events of one run; what `stream` gives."""
        manifest = self.manifest(asked)
        run = run_id(manifest)
        with self.kept(needed=not asked.records) as saver:
            if saver is not None:
                self.begin(run, asked, manifest, saver)
            yield from self.events(run, asked.state(), asked.records, saver, stop)

    def begin(
        self, run: str, asked: Asked, manifest: Mapping[str, Any], saver: SealedSaver, parent: str | None = None
    ) -> None:
        """Write down that a run begins, and hold it: the same run asked for at once elsewhere waits."""
        saver.hold(run)
        saver.delete_thread(run)
        self.runs.begin(run, asked.question, manifest, asked.records, parent)

    def events(
        self,
        run: str,
        state: State | None,
        records: tuple[Record, ...],
        saver: SealedSaver | None,
        stop: Callable[[], bool] = lambda: False,
    ) -> Iterator[Event]:
        """The events of a run that was begun; its steps and its end are written down as they come.

        Args:
            run: its id.
            state: what goes in; None goes on from the last checkpoint.
            records: the caller's own.
            saver: keeps the checkpoints; none keeps nothing.
            stop: see `stream`.
        """
        from muniment.graphs.running import run_graph
        from muniment.graphs.state import Given

        started = time.perf_counter()
        status: Literal["stopped", "failed"] | None = "failed"
        steps: list[Step] = self.runs.steps(run) if saver is not None else []
        yield Began(run)
        try:
            for event in run_graph(self.graph, run, state, Given(records), saver, stop):
                if isinstance(event, RoomLeft):
                    steps.append(event.step)
                    if saver is not None:
                        saver.step(run, len(steps), event.step)
                elif isinstance(event, Answered):
                    status = None
                    answer = replace(
                        event.answer,
                        model=event.answer.model or self.model_name(),
                        seconds=round(time.perf_counter() - started, 3),
                        run=run,
                        steps=tuple(steps),
                    )
                    if saver is not None:
                        self.runs.end(run, answer.status, replace(answer, steps=()))
                        self._prune(saver)
                    event = Answered(answer)
                yield event
        except (Stopped, GeneratorExit, KeyboardInterrupt):
            status = "stopped" if status else None
            raise
        finally:
            if status is not None and saver is not None:
                self.runs.end(run, status)

    def going_on(
        self, run: str, asked: Asked, saver: SealedSaver, stop: Callable[[], bool] = lambda: False
    ) -> Iterator[Event]:
        """The events of a run that was cut off, from its last checkpoint on.

        Raises:
            Damaged: its checkpoints are not what was written.
        """
        saver.hold(run)
        begun = saver.get_tuple({"configurable": {"thread_id": run}}) is not None
        return self.events(run, None if begun else asked.state(), asked.records, saver, stop)

    @contextmanager
    def kept(self, needed: bool = True) -> Iterator[SealedSaver | None]:
        """What keeps a run; None where this agent keeps none.

        Args:
            needed: whether a database that cannot be used is a fault; the caller's own records need none.
        """
        from muniment.graphs.keeping import keeping

        if not self.keep:
            yield None
            return
        try:
            database = self.store.database
        except Unavailable:
            if needed:
                raise
            yield None
            return
        with keeping(database) as saver:
            yield saver

    def _prune(self, saver: SealedSaver) -> None:
        surplus = self.runs.surplus()
        if surplus:
            saver.prune(surplus, strategy="delete")
            self.runs.forget(surplus)

    def manifest(self, asked: Asked) -> dict[str, Any]:
        """What the answer depends on, see `muniment.manifest`."""
        try:
            model = open_model(self.settings)
        except ModelUnavailable:
            model = None
        return make_manifest(
            asked.question,
            asked.as_of,
            asked.domain,
            asked.records,
            asked.history,
            asked.before,
            model,
            {name: self.adapter_for(name) for name in self.domains} if model else {},
            "" if "filings" not in self.domains or self.asks_own_records(asked) else self.store.state(),
            self.settings.edgar_identity is not None,
        )

    def asks_own_records(self, asked: Asked) -> bool:
        """Whether a question is answered from the caller's own records alone, so that its answer does not depend on the store."""
        from muniment.graphs.choosing import OWN, choose_domain

        try:
            chosen, _ = choose_domain(self.domains, plain(asked.question), asked.domain, asked.records, asked.before)
        except Abstention:
            return bool(asked.records)
        return chosen.name == OWN

    @cached_property
    def store(self) -> Store:
        """The store of the settings, with the bundled sample in it."""
        from muniment.store.database import Database
        from muniment.store.sample import load_sample
        from muniment.store.store import Store

        store = Store(Database.open(self.settings), self.settings.home / "records")
        load_sample(store)
        return store

    @property
    def runs(self) -> Runs:
        """The runs that are kept."""
        return Runs(self.store.database)

    @cached_property
    def graph(self) -> Graph:
        """The state machine, compiled."""
        from muniment.graphs.building import build_graph

        return build_graph(self.domains, lambda: open_model(self.settings), self._read_place, self.adapter_for)

    def adapter_for(self, domain: str) -> Adapter | None:
        """The adapter that a domain's questions are reasoned over with; none is the model as it is."""
        if self.adapter != "current":
            return self.adapter
        return Registry(self.settings.home).current(domain, open_model(self.settings).sha256)

    def model_name(self) -> str:
        """The name of the reasoning model; empty where there is none."""
        try:
            return open_model(self.settings).name
        except ModelUnavailable:
            return ""

    def _read_place(self, passage: Passage) -> str | None:
        """The text at a passage's place in the original bytes; None where the record has no original here."""
        from muniment.tools.documents.original_place import read_place

        return read_place(self.store, passage) if passage.url else None


def _last(events: Iterator[Event]) -> Answer:
    """The answer at a run's end."""
    (answer,) = [e.answer for e in events if isinstance(e, Answered)]
    return answer
