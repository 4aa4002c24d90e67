"""How a domain and its tools join: the contract, and finding what is installed.

A domain is a lane of tools, what the router reads about it, and how a question becomes a plan. Built-in domains come
through the same entry-point group, `muniment.domains`, as anybody's. A broken one is reported and left out.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Any, Literal, Protocol, get_args, runtime_checkable

from muniment.records import Ask, Before, Measure, Plan
from muniment.settings import Settings

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

GROUP = "muniment.domains"
Key = Literal["fetched", "loaded", "found"]
READABLE = frozenset({"question", "history", "plan", "as_of", "records", "fetched", "loaded", "widened"})


@runtime_checkable
class Tool(Protocol):
    """A callable that says what it adds; its parameters are named after what it reads.

    `adds` is one of `fetched` (records, or filings with their bytes), `loaded` (what was normalised), `found`
    (a `records.Found`). It may read `question`, `history` (earlier questions), `plan`, `as_of`, `records`, `widened` and what earlier tools added. A tool
    that cannot go on raises `errors.Abstention`.
    """

    name: str
    adds: Key

    def __call__(self, *args: Any, **named: Any) -> Any:
        """Do the work."""


def _text_plan(domain: str) -> Callable[[str, date | None], Plan]:
    def plan(question: str, as_of: date | None) -> Plan:
        return Plan(domain, (Ask("quote", (Measure(None, question, question),), (), ()),), as_of=as_of, text=True)

    return plan


@dataclass(frozen=True, slots=True)
class Domain:
    """A lane of the graph.

    Args:
        name: its name, in letters, digits and underscores.
        about: one line that says which questions are its own.
        tools: its tools in order; one of them adds `found`.
        claims: how surely a question is its own, from 0 to 1; the highest wins, `filings` says 0.5 to everything.
        plan: makes the plan; without one, a question is answered by a quotation.
        follow: makes the plan of a question that may lean on the one before it; without one, every question stands alone.
        named: the things it holds that a question names, each by all its names, as written first; a question that names one which
            the caller's own records do not is this domain's, though records were handed in.
        inside: the domain as it is within some collections: what may be named there, and what is meant where nothing is.
    """

    name: str
    about: str
    tools: tuple[Tool, ...]
    claims: Callable[[str], float] = field(default=lambda question: 0.0)
    plan: Callable[[str, date | None], Plan] | None = None
    follow: Callable[[str, date | None, Before], Plan] | None = None
    named: Callable[[str], Sequence[Sequence[str]]] = field(default=lambda question: ())
    inside: Callable[[Sequence[str]], Domain] | None = None

    def make_plan(self, question: str, as_of: date | None, before: Before | None = None) -> Plan:
        """The plan for a question."""
        if before is not None and self.follow is not None:
            return self.follow(question, as_of, before)
        return (self.plan or _text_plan(self.name))(question, as_of)


@dataclass(frozen=True, slots=True)
class Broken:
    """A plugin that was left out, and why."""

    name: str
    why: str


def find_domains(settings: Settings) -> tuple[dict[str, Domain], list[Broken]]:
    """Every installed domain by name, and the plugins that were left out.

    An entry point names a `Domain`, or a callable that makes one from the settings.
    """
    domains: dict[str, Domain] = {}
    broken: list[Broken] = []
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        try:
            domain = _load(point, settings)
            if domain.name in domains:
                raise ValueError(f"a domain called {domain.name} is there already")
            domains[domain.name] = domain
        except Exception as error:
            # Whatever a stranger's plugin raises must not take the house down with it.
            broken.append(Broken(point.name, f"{type(error).__name__}: {error}"))
    return domains, broken


def _load(point: EntryPoint, settings: Settings) -> Domain:
    made = point.load()
    domain = made if isinstance(made, Domain) else made(settings)
    if not isinstance(domain, Domain):
        raise TypeError(f"{point.value} is no Domain")
    if not domain.name.isidentifier():
        raise ValueError(f"{domain.name!r} is no name for a domain")
    if not any(tool.adds == "found" for tool in domain.tools):
        raise ValueError("no tool of it adds `found`")
    for tool in domain.tools:
        if tool.adds not in get_args(Key):
            raise ValueError(f"tool {tool.name} adds {tool.adds!r}, which nothing reads")
        unknown = set(parameters(tool)) - READABLE
        if unknown:
            raise ValueError(f"tool {tool.name} reads {', '.join(sorted(unknown))}, which does not exist")
    return domain


def parameters(tool: Tool) -> list[str]:
    """What a tool reads: the names of its parameters."""
    return [p.name for p in inspect.signature(tool).parameters.values() if p.kind is not p.VAR_KEYWORD]


def as_base_tool(tool: Tool) -> BaseTool:
    """The tool as a langchain-core `BaseTool`, for somebody else's agent."""
    from langchain_core.tools import StructuredTool

    return StructuredTool.from_function(
        func=tool.__call__, name=tool.name, description=inspect.getdoc(type(tool)) or tool.name, parse_docstring=False
    )
