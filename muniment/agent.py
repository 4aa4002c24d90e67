"""The front door: ask a question, get an answer with its proofs or an abstention with its reason."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING, Literal

from muniment.adapters import Registry
from muniment.errors import BadInput, ModelUnavailable
from muniment.gguf import Adapter, Model, open_model
from muniment.plugins import Broken, Domain, find_domains
from muniment.records import Answer, Passage, Record, Step
from muniment.settings import Settings

if TYPE_CHECKING:
    from langgraph.graph.state import CompiledStateGraph

    from muniment.graphs.state import State


class Agent:
    """An agent over the records of this machine.

    Args:
        settings: where things are; read from the environment when not given.
        domains: the domains to use; the installed ones when not given.
        adapter: the adapter of every domain, or None for the model as it is; each domain's current one when not given.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        domains: Iterable[Domain] | None = None,
        adapter: Adapter | Literal["current"] | None = "current",
    ) -> None:
        self.settings = settings or Settings.read()
        self.broken: list[Broken] = []
        self.adapter = adapter
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
        entered: Callable[[Step], None] = lambda step: None,
    ) -> Answer:
        """Answer one question.

        Args:
            question: in the asker's words.
            as_of: use only what had been filed by the end of that day.
            domain: the domain to use; chosen by the router when not given.
            records: the caller's own records; then the answer comes from these alone.
            history: the questions asked before this one, the oldest first; what this one leaves out is taken from them.
            entered: told of each room's step as it ends.

        Returns:
            The answer, or an abstention with a typed reason; `Answer.status` tells which.

        Raises:
            BadInput: the question or a record cannot be read.
            Unavailable: the database cannot be used.
        """
        given, earlier = tuple(records), tuple(history)
        if not isinstance(question, str):
            raise BadInput("the question must be text")
        if any(not isinstance(r, Record) for r in given):
            raise BadInput("records must be muniment.Record values")
        started = time.perf_counter()
        steps: list[Step] = []
        from muniment.graphs.building import run_graph

        state: State = {"question": question, "as_of": as_of, "domain": domain, "records": given, "history": earlier}
        answer = run_graph(self.graph, state, {"configurable": {"steps": steps, "entered": entered}})["answer"]
        return replace(
            answer,
            model=answer.model or self.model_name(),
            seconds=round(time.perf_counter() - started, 3),
            run=self._run(question, as_of, domain, given, earlier, answer),
            steps=tuple(steps),
        )

    @cached_property
    def graph(self) -> CompiledStateGraph[State, None, State, State]:
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
        from muniment.database import Database
        from muniment.store import Store
        from muniment.tools.original_place import read_place

        if not passage.url:
            return None
        return read_place(Store(Database.open(self.settings), self.settings.home / "records"), passage)

    def _run(
        self,
        question: str,
        as_of: date | None,
        domain: str | None,
        records: tuple[Record, ...],
        history: tuple[str, ...],
        answer: Answer,
    ) -> str:
        """The run's id: the hash of what went in and what came out, so that the same run has the same id."""
        model: Model | None
        try:
            model = open_model(self.settings)
        except ModelUnavailable:
            model = None
        manifest = {
            "question": question,
            "as_of": str(as_of),
            "domain": domain,
            "history": history,
            "version": version("muniment"),
            "records": [hashlib.sha256(repr(r).encode("utf-8", "replace")).hexdigest() for r in records],
            "model": model.sha256 if model else None,
            "adapter": answer.adapter,
            "cited": [(c.record, c.concept, str(c.start), str(c.end), c.quote) for c in answer.citations],
            "text": answer.text,
        }
        return hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()[:16]
