"""A chat session: turns one after another, each of which may lean on the one before.

A turn is written down before it is answered. While one is answered, others of the same session wait; one whose process was
killed is gone on with before the next. A session whose rows were altered is set aside.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from muniment.agents.planning.earlier_figures import left_earlier
from muniment.agents.reading.periods import find_periods
from muniment.asked import Asked
from muniment.errors import BadInput, Damaged, Denied, Stopped, Unknown
from muniment.events import Answered, Event
from muniment.manifest import run_id
from muniment.presenting import as_json, as_markdown
from muniment.records import Answer, Ask, Before, Period, Plan, Record
from muniment.store.sessions import ERASED, WITHHELD, SessionInfo, Sessions, Turn

if TYPE_CHECKING:
    from muniment.graphs.keeping import SealedSaver
    from muniment.runner import Runner

_UNTOLD = {
    WITHHELD: "withheld: this answer rests on documents that you may no longer see",
    ERASED: "erased, with a document that it was about",
}
HISTORY = 6
"""Earlier questions that a question about the caller's own records may lean on."""


def left_by(question: str, plan: Plan | None, asks: tuple[Ask, ...], answer: Answer, before: Before | None) -> Before:
    """What a question leaves to a follow-up: its asks as they were resolved.

    A follow-up that was refused established nothing, so what stood before it stands, marked as such: what the next one leaves
    out may be what was refused, so it has to say it. Likewise where nothing was asked.

    Args:
        question: as typed.
        plan: what it was understood to ask, if it was.
        asks: the plan's asks with their periods resolved, as far as they were.
        answer: what came of it.
        before: what it leaned on.
    """
    asks = asks or (plan.asks if plan is not None and plan.domain == "filings" else ())
    carried = plan is not None and plan.carried
    if before and before.asks and (not asks or (carried and answer.status == "abstained")):
        return replace(before, earlier=(), refused=answer.status == "abstained")
    return Before(question, asks, left_earlier(before), _period_named(asks, answer))


def _period_named(asks: tuple[Ask, ...], answer: Answer) -> Period | None:
    """The period that an answer to "in which year …?" names: the verdict comes first."""
    if len(asks) != 1 or asks[0].operation not in ("largest", "smallest", "first", "last") or len(asks[0].periods) < 2:
        return None
    marks = find_periods(answer.text.lower())
    return marks[0].periods[0] if answer.status == "answered" and marks and len(marks[0].periods) == 1 else None


def _of_filings(turn: Turn) -> bool:
    """Whether a turn asked for figures of filings, so that what follows may lean on it."""
    return turn.before is not None and bool(turn.before.asks) and turn.before.question == turn.question


def _left(past: Sequence[Turn], beside_records: bool = False) -> Before | None:
    """What the turns leave to the next; beside the caller's own records, only what the last one leaves."""
    if beside_records and not (past and _of_filings(past[-1])):
        return None
    return next((t.before for t in reversed(past) if t.before), None)


class Session:
    """One named session of an agent that keeps its runs."""

    def __init__(self, runner: Runner, id: str) -> None:
        if not runner.keep:
            raise BadInput("a session needs an agent that keeps its runs")
        self.runner = runner
        self.id = id
        self.sessions = Sessions(runner.store.database)

    @classmethod
    def open(cls, runner: Runner, name: str) -> Session:
        """The session of that name; a new one where there is none.

        Raises:
            BadInput: it is no name.
        """
        return cls(runner, Sessions(runner.store.database).open(name))

    @property
    def info(self) -> SessionInfo:
        """Its name, and how it stands."""
        return self.sessions.find(self.id)

    def turns(self) -> list[Turn]:
        """Its turns in order.

        Raises:
            Damaged: a turn was altered.
        """
        return self.sessions.turns(self.id)

    def ask(
        self,
        question: str,
        as_of: date | None = None,
        domain: str | None = None,
        records: Iterable[Record] = (),
        within: Iterable[str] = (),
    ) -> Answer:
        """Answer the next question; what it leaves out is taken from the one before, and named in `Answer.carried`.

        Raises:
            BadInput: the question cannot be read.
            Damaged: the session was altered, and is set aside.
        """
        (answer,) = [e.answer for e in self.stream(question, as_of, domain, records, within) if isinstance(e, Answered)]
        return answer

    def stream(
        self,
        question: str,
        as_of: date | None = None,
        domain: str | None = None,
        records: Iterable[Record] = (),
        within: Iterable[str] = (),
        stop: Callable[[], bool] = lambda: False,
    ) -> Iterator[Event]:
        """Answer the next question and tell what happens, as `Agent.stream` does.

        The records that the turn before was given are gone on with, unless other ones are given or another domain is named.

        Raises:
            BadInput: the question cannot be read.
            Damaged: the session was altered, and is set aside.
            Stopped: `stop` said so; the turn stays in the session as stopped.
        """
        given = tuple(records)
        Asked(question, records=given)
        with self.runner.kept() as saver:
            assert saver is not None
            saver.hold(f"session {self.id}")
            if self.info.damage:
                raise Damaged(f"the session is set aside: {self.info.damage}")
            past = self.sessions.turns(self.id, HISTORY)
            if past and past[-1].status == "asked":
                self._finish(past[-1], saver)
                past = self.sessions.turns(self.id, HISTORY)
            before = _left(past)
            held = self._records_of(past[-1]) if past and not given and domain in (None, "records") else ()
            given = given or held
            history = tuple(t.question for t in past if not _of_filings(t)) if given else ()
            asked = Asked(question, as_of, domain, given, history, _left(past, bool(given)), tuple(within))
            manifest = self.runner.manifest(asked)
            run = run_id(manifest)
            self.sessions.add(self.id, asked.question, as_of, domain, run)
            (turn,) = self.sessions.turns(self.id, 1)
            self.runner.begin(run, asked, manifest, saver)
            events = self.runner.events(run, asked.state(), asked.records, saver, stop)
            carried = held if self.runner.asks_own_records(asked) else ()
            yield from self._ending(turn, before, saver, events, tuple(r.title or r.id for r in carried))

    def _records_of(self, turn: Turn) -> tuple[Record, ...]:
        """The caller's own records that a turn was given, as long as its run is kept."""
        try:
            return self.runner.runs.records(self.runner.runs.get(turn.run))
        except (Unknown, Denied):
            return ()

    def _ending(
        self,
        turn: Turn,
        before: Before | None,
        saver: SealedSaver,
        events: Iterator[Event],
        carried: tuple[str, ...] = (),
    ) -> Iterator[Event]:
        """A turn's events, its end written down before the answer is told; `carried` names records gone on with."""
        status = "failed"
        try:
            for event in events:
                if isinstance(event, Answered):
                    status = event.answer.status
                    event = Answered(replace(event.answer, carried=(*carried, *event.answer.carried)))
                    # The steps stand with the run, as long as that is kept.
                    kept = replace(event.answer, steps=())
                    self.sessions.end(self.id, turn, status, kept, self._leaves(turn, before, saver))
                yield event
        except (Stopped, GeneratorExit, KeyboardInterrupt):
            status = "stopped"
            raise
        finally:
            if status in ("failed", "stopped"):
                self.sessions.end(self.id, turn, status, None, None)

    def _leaves(self, turn: Turn, before: Before | None, saver: SealedSaver) -> Before | None:
        """What a turn leaves to a follow-up, from the state that its run ended with."""
        from muniment.graphs.running import history

        values = history(self.runner.graph, saver, turn.run)[-1].values
        found = values.get("found")
        asks = tuple(r.ask for r in found.asks) if found else ()
        return left_by(turn.question, values.get("plan"), asks, values["answer"], before)

    def _finish(self, turn: Turn, saver: SealedSaver) -> None:
        """Go on with a turn whose process was killed; its answer stands in the session then."""
        earlier = self.sessions.turns(self.id, HISTORY)[:-1]
        before = _left(earlier)
        try:
            run = self.runner.runs.get(turn.run)
            if run.answer is not None:
                for _ in self._ending(turn, before, saver, iter([Answered(run.answer)])):
                    pass
                return
            records = self.runner.runs.records(run)
            history, within = (tuple(run.manifest.get(key, ())) for key in ("history", "within"))
            asked = Asked(
                turn.question, turn.as_of, turn.domain, records, history, _left(earlier, bool(records)), within
            )
            for _ in self._ending(turn, before, saver, self.runner.going_on(turn.run, asked, saver)):
                pass
        except Damaged as error:
            self.sessions.end(self.id, turn, "failed", None, None)
            self.sessions.quarantine(self.id, str(error))
        except (BadInput, Denied):
            self.sessions.end(self.id, turn, "failed", None, None)

    def rename(self, name: str) -> None:
        """Give the session another name.

        Raises:
            BadInput: it is no name, or another session's.
        """
        self.sessions.rename(self.id, name)

    def delete(self) -> None:
        """Delete the session with its turns, their runs, and the records that only these were given."""
        with self.runner.kept() as saver:
            assert saver is not None
            self.runner.forget(self.sessions.own_runs(self.id), saver)
        self.sessions.delete(self.id)

    def export(self, format: Literal["markdown", "json"] = "markdown") -> str:
        """The whole session as a document."""
        turns = self.turns()
        if format == "markdown":
            parts = [f"# {self.info.name}"]
            for turn in turns:
                said = as_markdown(turn.answer) if turn.answer else f"*{_UNTOLD.get(turn.status, turn.status)}*"
                parts.append(f"## {turn.question}\n\n{said}")
            return "\n\n".join(parts) + "\n"
        shown: list[dict[str, Any]] = [
            {
                "n": t.n,
                "question": t.question,
                "as_of": t.as_of.isoformat() if t.as_of else None,
                "asked": t.asked.isoformat(),
                "status": t.status,
                "answer": as_json(t.answer) if t.answer else None,
            }
            for t in turns
        ]
        return json.dumps({"name": self.info.name, "turns": shown}, ensure_ascii=False, indent=1)
