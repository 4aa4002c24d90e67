"""Keep and carry out runs: a run begins, its rooms' steps and checkpoints are written down, its answer stands at its end.

What is asked is an `Asked`; the front door is `muniment.agent`, sessions of several turns are `muniment.chat`'s, looking into
a run is `muniment.looking`'s.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from muniment.agents.reading.words import plain
from muniment.asked import Asked
from muniment.errors import Abstention, Lost, ModelUnavailable, Stopped, Unavailable, Unknown
from muniment.events import Answered, Began, Event, EvidenceFound, RoomLeft
from muniment.learning.adapters import Registry
from muniment.manifest import make_manifest, run_id
from muniment.models.language_model import Adapter
from muniment.models.opened import open_model
from muniment.plugins import Domain
from muniment.records import Figure, Passage, Record, Step
from muniment.settings import Settings
from muniment.store.library.documents import Documents
from muniment.store.runs import Runs
from muniment.store.trying import once_more
from muniment.trust.anchoring import anchor
from muniment.trust.told import record_unanswered, telling

if TYPE_CHECKING:
    from muniment.graphs.building import Graph
    from muniment.graphs.keeping import SealedSaver
    from muniment.graphs.state import State
    from muniment.store.store import Store

_NAMING = ("filings.", "records.")
"""How the rooms are called whose answers rest on no documents of the library but those that they name."""


class Runner:
    """Carries out the runs of one agent.

    Args:
        settings: where things are.
        domains: the domains to use, by name.
        adapter: see `Agent`.
        keep: see `Agent`.
    """

    def __init__(
        self,
        settings: Settings,
        domains: Mapping[str, Domain],
        adapter: Adapter | Literal["current"] | None = "current",
        keep: bool = True,
    ) -> None:
        self.settings = settings
        self.domains = domains
        self.adapter = adapter
        self.keep = keep

    def stream(self, asked: Asked, stop: Callable[[], bool] = lambda: False) -> Iterator[Event]:
        """The events of one run from its beginning; the last is `Answered`.

        Args:
            asked: the question with all that belongs to it.
            stop: asked before each room and each token; an iterator that is closed stops as well.

        Raises:
            Unavailable: the database cannot be used.
            Stopped: `stop` said so.
        """
        manifest = once_more(lambda: self.manifest(asked))
        run = run_id(manifest)
        with self.kept(needed=not asked.records) as saver:
            if saver is not None:
                self.begin(run, asked, manifest, saver)
            yield from self.events(run, asked.state(), asked.records, saver, stop)

    def begin(
        self, run: str, asked: Asked, manifest: Mapping[str, Any], saver: SealedSaver, parent: str | None = None
    ) -> None:
        """Write down that a run begins, and hold it: the same run asked for at once elsewhere waits.

        A run of that id that was answered stays until this one has its answer.
        """
        saver.hold(run)
        attempt = saver.attempt(run)
        saver.forget(attempt)
        self.runs.begin(attempt, asked.question, manifest, asked.records, parent)

    def events(
        self,
        run: str,
        state: State | None,
        records: tuple[Record, ...],
        saver: SealedSaver | None,
        stop: Callable[[], bool] = lambda: False,
    ) -> Iterator[Event]:
        """The events of a run that was begun; its steps and its end are written down as they come.

        A database that goes away in the midst of it is connected to once more, and the run goes on from its last checkpoint.

        Args:
            run: its id.
            state: what goes in; None goes on from the last checkpoint.
            records: the caller's own.
            saver: keeps the checkpoints; none keeps nothing.
            stop: see `stream`.
        """
        started = time.perf_counter()
        attempt = run if saver is None else saver.attempt(run)
        status: Literal["stopped", "failed"] | None = "failed"
        yield Began(run)
        try:
            for event in self._twice(run, attempt, state, records, saver, started, stop):
                status = None if isinstance(event, Answered) else status
                yield event
        except (Stopped, GeneratorExit, KeyboardInterrupt):
            status = "stopped" if status else None
            raise
        finally:
            if status is not None and saver is not None:
                self._unanswered(run, attempt, status, saver)

    def _twice(
        self,
        run: str,
        attempt: str,
        state: State | None,
        records: tuple[Record, ...],
        saver: SealedSaver | None,
        started: float,
        stop: Callable[[], bool],
    ) -> Iterator[Event]:
        """The events of the rooms; where the database goes away, once more from the last checkpoint."""
        try:
            yield from self._rooms(run, attempt, state, records, saver, started, stop)
        except Lost:
            if saver is not None:
                saver.reconnect()
                state = state if saver.empty(attempt) else None
            yield from self._rooms(run, attempt, state, records, saver, started, stop)

    def _rooms(
        self,
        run: str,
        attempt: str,
        state: State | None,
        records: tuple[Record, ...],
        saver: SealedSaver | None,
        started: float,
        stop: Callable[[], bool],
    ) -> Iterator[Event]:
        """The events of the rooms, and the answer once it is kept."""
        from muniment.graphs.running import rooms_done, run_graph
        from muniment.graphs.state import Given

        steps: list[Step] = []
        read: set[str] = set()
        if saver is not None:
            steps = self.runs.steps(attempt)
            if state is None:
                # A room that was cut off is entered again, and its step written once.
                steps = steps[: rooms_done(self.graph, saver, attempt)]
        for event in run_graph(self.graph, attempt, state, Given(records), saver, stop):
            if isinstance(event, RoomLeft):
                steps.append(event.step)
                if saver is not None:
                    saver.step(attempt, len(steps), event.step)
            elif isinstance(event, EvidenceFound):
                read |= {evidence.source for evidence in event.evidence}
            elif isinstance(event, Answered):
                answer = replace(
                    event.answer,
                    model=event.answer.model or self.model_name(),
                    seconds=round(time.perf_counter() - started, 3),
                    run=run,
                    steps=tuple(steps),
                )
                if saver is not None:
                    lanes = [step.room for step in steps if "." in step.room or step.room == "turn"]
                    searched = not all(room.startswith(_NAMING) for room in lanes)
                    database = self.store.database
                    tell = telling(database, attempt, answer, sorted(read))
                    if self.runs.end(attempt, answer.status, replace(answer, steps=()), searched, tell) is not None:
                        anchor(database)
                    saver.put_in_place(attempt, run)
                    self._prune(saver)
                event = Answered(answer)
            yield event

    def _unanswered(self, run: str, attempt: str, status: Literal["stopped", "failed"], saver: SealedSaver) -> None:
        """Write down that a run ended without an answer; one that was answered before is left as it was."""
        with suppress(Lost):
            record_unanswered(self.store.database, run, status)
            if attempt == run:
                self.runs.end(run, status)
            else:
                saver.forget(attempt)

    def going_on(
        self, run: str, asked: Asked, saver: SealedSaver, stop: Callable[[], bool] = lambda: False
    ) -> Iterator[Event]:
        """The events of a run that was cut off, from its last checkpoint on.

        Raises:
            Damaged: its checkpoints are not what was written.
        """
        saver.hold(run)
        return self.events(run, asked.state() if saver.empty(run) else None, asked.records, saver, stop)

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
            self.forget(surplus, saver)

    def forget(self, runs: Sequence[str], saver: SealedSaver) -> None:
        """Delete runs with their steps and checkpoints, and the records that no other run was given."""
        for run in runs:
            saver.forget(run)
        self.runs.forget_records()

    def manifest(self, asked: Asked) -> dict[str, Any]:
        """What the answer depends on, see `muniment.manifest`.

        Raises:
            Unknown: a collection is named that there is not.
        """
        if asked.within:
            known = Documents(self.store).collections()
            for name in set(asked.within) - set(known):
                raise Unknown(f"there is no collection called {name}; there are: {', '.join(known) or 'none'}")
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
            asked.within,
            model,
            {name: self.adapter_for(name) for name in self.domains} if model else {},
            "" if "filings" not in self.domains or self.asks_own_records(asked) else self.store.state(),
            self.store.database.person if self.settings.ticket else "",
            self.settings.edgar_identity is not None,
            self.settings.risk,
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
        from muniment.store.opening import open_store

        return open_store(self.settings)

    @property
    def runs(self) -> Runs:
        """The runs that are kept."""
        return Runs(self.store.database)

    @cached_property
    def graph(self) -> Graph:
        """The state machine, compiled."""
        from muniment.graphs.building import build_graph

        return build_graph(
            self.domains,
            lambda: open_model(self.settings),
            self._read_place,
            self._stands,
            self.adapter_for,
            lambda within: Documents(self.store).any(within),
        )

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

    def _stands(self, figure: Figure) -> bool | None:
        """Whether a figure of a filing, or of a document, stands in its original as it is told; None where it has no original here."""
        from muniment.tools.documents.original_figure import stands

        return stands(self.store, figure) if figure.cik is not None or figure.document else None

    def _read_place(self, passage: Passage) -> str | None:
        """The text at a passage's place in the original bytes; None where the record has no original here."""
        from muniment.tools.documents.original_place import read_place

        return read_place(self.store, passage) if passage.url else None
