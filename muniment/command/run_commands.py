"""`muniment runs`, `trace`, `draw`, `fork`, `resume`, `replay`, `good`, `sessions`: looking into what was asked."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from muniment.agent import Agent
from muniment.chat import Session
from muniment.errors import BadInput
from muniment.events import Answered
from muniment.learning.marking import mark_good
from muniment.looking import Trace, fork, replay, resume, trace
from muniment.presenting import as_json, as_text, citation_text, inert
from muniment.settings import Settings
from muniment.store.sessions import Sessions

DIFFERS = 1


def run_runs(parsed: argparse.Namespace) -> int:
    """List the newest runs, or delete one."""
    agent = Agent(Settings.read())
    if parsed.delete:
        agent.delete(parsed.delete)
        print(f"{inert(parsed.delete)} is deleted.")
        return 0
    runs = agent.runs.newest(parsed.limit)
    if parsed.json:
        print(
            json.dumps(
                [
                    {"run": r.id, "question": r.question, "status": r.status, "started": r.started.isoformat()}
                    for r in runs
                ],
                ensure_ascii=False,
                indent=1,
            )
        )
        return 0
    for r in runs:
        print(inert(f"{r.id}  {r.started:%Y-%m-%d %H:%M}  {r.status:<9}  {r.question}"))
    return 0


def run_show(parsed: argparse.Namespace) -> int:
    """Show where a citation of a run's answer stands: its lines of a document's page, else its words and its address."""
    from muniment.web.record_pages import citation_of, citation_page, cited_lines

    agent = Agent(Settings.read())
    if parsed.html:
        parsed.html.write_text(citation_page(agent, parsed.id, parsed.n), encoding="utf-8")
        print(f"{parsed.html} shows it.")
        return 0
    citation = citation_of(agent, parsed.id, parsed.n)
    print(inert(citation_text(citation, links=True)))
    lines = cited_lines(agent, citation)
    for text, is_cited in lines:
        print(inert(f"{'▶' if is_cited else ' '} {text}"))
    if not lines and citation.quote:
        print(inert(f"    “{citation.quote}”"))
    return 0


def run_trace(parsed: argparse.Namespace) -> int:
    """Show a run room by room: a tree, an HTML file, or JSON."""
    from muniment.web.trace_views import as_html, as_tree

    agent = Agent(Settings.read())
    found = trace(agent, parsed.id)
    if parsed.json:
        print(json.dumps(found.as_json(), ensure_ascii=False, indent=1))
    elif parsed.html:
        parsed.html.write_text(as_html(found, agent, parsed.plans), encoding="utf-8")
        print(f"{parsed.html} holds the trace of run {found.run.id}")
    else:
        Console(highlight=False).print(as_tree(found, agent, parsed.plans))
    return 0


def run_draw(parsed: argparse.Namespace) -> int:
    """Draw the graph, and a run's way through it."""
    from muniment.graphs.drawing import draw_ascii, draw_mermaid, draw_png, draw_svg

    agent = Agent(Settings.read())
    way = trace(agent, parsed.id).way if parsed.id else None
    if parsed.format == "png":
        if parsed.out is None:
            raise BadInput("a PNG needs --out FILE")
        parsed.out.write_bytes(draw_png(agent.graph, way))
        return 0
    drawn = {"mermaid": draw_mermaid, "svg": draw_svg, "ascii": draw_ascii}[parsed.format](agent.graph, way)
    if parsed.out:
        parsed.out.write_text(drawn, encoding="utf-8")
    else:
        sys.stdout.write(drawn)
    return 0


def run_fork(parsed: argparse.Namespace) -> int:
    """Run on from a changed state, and show both branches side by side."""
    agent = Agent(Settings.read())
    (answer,) = [e.answer for e in fork(agent, parsed.id, parsed.at, parsed.set or ()) if isinstance(e, Answered)]
    if parsed.json:
        print(json.dumps(as_json(answer), ensure_ascii=False, indent=1))
    else:
        Console(highlight=False).print(_side_by_side(trace(agent, parsed.id), trace(agent, answer.run)))
        print(as_text(answer))
    return 0 if answer.status == "answered" else 3


def _side_by_side(old: Trace, new: Trace) -> Table:
    table = Table("room", f"run {old.run.id}", f"run {new.run.id}")
    held = {r.step.room: r.changed for r in old.rooms}
    made = {r.step.room: r.changed for r in new.rooms}
    for room in dict.fromkeys([*held, *made]):
        if room not in made:
            table.add_row(room, "as before the branch", "", style="dim")
        elif room not in held:
            table.add_row(room, "", "only here")
        else:
            same = held[room] == made[room]
            table.add_row(room, "the same" if same else _told(held[room]), "the same" if same else _told(made[room]))
    return table


def _told(changed: object) -> str:
    text = " ".join(inert(str(changed)).split())
    return text if len(text) <= 300 else f"{text[:300]} …"


def run_resume(parsed: argparse.Namespace) -> int:
    """Go on with a run that was cut off."""
    (answer,) = [e.answer for e in resume(Agent(Settings.read()), parsed.id) if isinstance(e, Answered)]
    print(as_text(answer))
    return 0 if answer.status == "answered" else 3


def run_replay(parsed: argparse.Namespace) -> int:
    """Run a run again and say whether every room gave the same bytes."""
    found = replay(Agent(Settings.read()), parsed.id, parsed.strict)
    if found.changed and not (parsed.strict and found.room):
        print(f"Changed since: {', '.join(found.changed)}")
    if found.identical:
        print(f"identical: every room of run {found.run} gave the same bytes")
        return 0
    print(inert(f"differs at {found.room}: {found.how}"))
    return DIFFERS


def run_good(parsed: argparse.Namespace) -> int:
    """Keep a run's answer as a lesson."""
    file = mark_good(Agent(Settings.read()), parsed.id)
    print(f"{file} holds it; muniment exam asks it again, muniment tune records learns from it")
    return 0


def run_sessions(parsed: argparse.Namespace) -> int:
    """List, rename, export or delete chat sessions."""
    agent = Agent(Settings.read())
    sessions = Sessions(agent.store.database)
    if parsed.action == "list":
        for s in sessions.every():
            print(
                inert(
                    f"{s.id}  {s.used:%Y-%m-%d %H:%M}  {s.turns:>4} turns  {s.name}{'  (set aside: ' + s.damage + ')' if s.damage else ''}"
                )
            )
        return 0
    if not parsed.name:
        raise BadInput(f"which session? muniment sessions {parsed.action} NAME")
    session = Session(agent.runner, sessions.find(parsed.name).id)
    if parsed.action == "rename":
        if not parsed.value:
            raise BadInput("to what? muniment sessions rename NAME NEW-NAME")
        session.rename(parsed.value)
    elif parsed.action == "delete":
        session.delete()
    else:
        document = session.export("json" if parsed.value and parsed.value.endswith(".json") else "markdown")
        if parsed.value:
            Path(parsed.value).write_text(document, encoding="utf-8")
        else:
            print(document, end="")
    return 0
