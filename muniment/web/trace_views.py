"""How a run's trace looks: a tree for a terminal, and one HTML file that needs nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from rich.markup import escape as plain
from rich.tree import Tree

from muniment.agent import Agent
from muniment.calls import Call, ModelCall, Query
from muniment.looking import RoomTrace, Trace
from muniment.presenting import inert

SHORT = 220

_STYLE = """
body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#20242b;background:#fff}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f4f5f7;padding:.7rem;border-radius:6px;font-size:13px}
details{border:1px solid #d9dce2;border-radius:6px;margin:.5rem 0;padding:.4rem .8rem}summary{cursor:pointer}
h2{font-size:1.05rem;margin:.8rem 0 .2rem}.note{color:#a3341d}.dim{color:#6a7079}svg{max-width:100%;height:auto}
@media(prefers-color-scheme:dark){body{color:#e6e8eb;background:#16181c}pre{background:#22252b}details{border-color:#3a3f47}svg{background:#fff;border-radius:6px}}
"""


def as_tree(trace: Trace, agent: Agent, plans: bool = False) -> Tree:
    """The trace as a tree: what each room changed, called and took.

    Args:
        trace: the trace.
        agent: whose database explains the statements.
        plans: ask the database how it carries out each statement.
    """
    run = trace.run
    tree = Tree(f"[bold]run {run.id}[/] · {run.status} · {plain(inert(run.question))}")
    for room in trace.rooms:
        step = room.step
        note = f" · [red]{plain(inert(step.note))}[/]" if step.note else ""
        branch = tree.add(f"[bold green]{plain(step.room)}[/] {step.seconds:.3f} s{note}")
        branch.add(f"[dim]read[/] {', '.join(sorted(room.state))}")
        for key, value in room.changed.items():
            branch.add(f"[dim]{key} =[/] {plain(_short(value))}")
        for call in step.calls:
            leaf = branch.add(plain(_call(call)))
            if isinstance(call, ModelCall):
                leaf.add(f"[dim]prompt[/] {plain(inert(call.prompt))}")
                if call.grammar:
                    leaf.add(f"[dim]grammar[/] {plain(inert(call.grammar))}")
                leaf.add(f"[dim]output[/] {plain(inert(call.output))}")
            elif plans:
                leaf.add(plain(explain(agent, call)))
    return tree


def as_html(trace: Trace, agent: Agent, plans: bool = False) -> str:
    """The trace as a page of its own, with the graph and the way through it; no script, nothing loaded."""
    from muniment.graphs.drawing import draw_svg

    run = trace.run
    rooms = "".join("".join(_room(room, agent, plans)) for room in trace.rooms)
    answer = escape(inert(run.answer.text)) if run.answer else f"({run.status})"
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>run {run.id}</title><style>{_STYLE}</style>'
        f"<h1>{escape(inert(run.question))}</h1><p>{answer}</p>"
        f'<p class="dim">run {run.id} · {run.status} · {run.started:%Y-%m-%d %H:%M:%S %Z}</p>'
        f"{draw_svg(agent.graph, trace.way)}{rooms}"
        f"<details><summary>Manifest</summary><pre>{_json(dict(run.manifest))}</pre></details></html>\n"
    )


def explain(agent: Agent, query: Query) -> str:
    """How the database carries out a statement, in its own words; empty where it cannot be told."""
    from sqlalchemy.exc import SQLAlchemyError

    if not query.sql.lstrip().upper().startswith(("SELECT", "WITH")):
        return ""
    try:
        with agent.store.database.begin() as connection:
            return "\n".join(connection.exec_driver_sql(f"EXPLAIN {query.sql.replace('%', '%%')}").scalars())
    except SQLAlchemyError:
        return ""


def _room(room: RoomTrace, agent: Agent, plans: bool) -> Iterator[str]:
    step = room.step
    note = f' <span class="note">{escape(inert(step.note))}</span>' if step.note else ""
    yield f"<details><summary><b>{escape(step.room)}</b> {step.seconds:.3f} s{note}</summary>"
    yield f"<h2>Changed</h2><pre>{_json(room.changed)}</pre>" if room.changed else '<p class="dim">Changed nothing.</p>'
    for call in step.calls:
        yield f"<h2>{escape(_call(call).splitlines()[0][:SHORT])}</h2>"
        if isinstance(call, ModelCall):
            for name in ("prompt", "grammar", "output"):
                if getattr(call, name):
                    yield f'<p class="dim">{name}</p><pre>{escape(inert(getattr(call, name)))}</pre>'
        else:
            yield f"<pre>{escape(inert(call.sql))}</pre>"
            if plans:
                yield f"<pre>{escape(explain(agent, call))}</pre>"
    yield f"<details><summary>State before</summary><pre>{_json(room.state)}</pre></details></details>"


def _call(call: Call) -> str:
    if isinstance(call, Query):
        return f"SQL {call.seconds:.4f} s: {' '.join(inert(call.sql).split())}"
    adapter = f", adapter {call.adapter}" if call.adapter else ""
    return f"model {call.kind} {call.seconds:.3f} s: {call.read} tokens read, {call.written} written{adapter}"


def _short(value: Any) -> str:
    text = " ".join(inert(str(value)).split())
    return (
        text if len(text) <= SHORT else f"{text[:SHORT]} … ({len(text):,} characters; muniment trace --html shows all)"
    )


def _json(values: Mapping[str, Any]) -> str:
    from muniment.looking import as_plain

    return escape(inert(json.dumps({k: as_plain(v) for k, v in values.items()}, ensure_ascii=False, indent=1)))
