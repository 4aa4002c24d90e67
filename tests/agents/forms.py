"""Questions as the forms of question look at them, and asks written in short, for the tests of planning."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.agents.planning.asks import make_asks
from muniment.agents.planning.form import Form
from muniment.agents.planning.times import Memory
from muniment.agents.reading.names import Directory
from muniment.agents.reading.reading import Clause, read
from muniment.errors import Abstention
from muniment.items.known_companies import with_common_names
from muniment.records import Ask, Period
from tests.filed import APPLE, GAMESTOP, INTEL, META, MICROSOFT

DIRECTORY = Directory(with_common_names([APPLE, META, INTEL, GAMESTOP, MICROSOFT]))
TICKERS = {c.cik: c.tickers[0] for c in (APPLE, META, INTEL, GAMESTOP, MICROSOFT)}


def clauses(question: str) -> tuple[Clause, ...]:
    return read(question, DIRECTORY).clauses


def clause(question: str) -> Clause:
    (found,) = clauses(question)
    return found


def form(question: str, memory: Memory | None = None) -> Form:
    """The one clause of a question, with the companies that it names."""
    found = clause(question)
    memory = memory or Memory()
    memory.entities = tuple(dict.fromkeys(m.companies[0] for m in found.companies)) or memory.entities
    return Form(found, memory)


def asks(question: str, memory: Memory | None = None) -> list[str]:
    return list(map(told, make_asks(clauses(question), memory or Memory())))


def refusal(question: str) -> tuple[str, str]:
    """The reason and the sentence with which a question is refused; empty where it is not."""
    try:
        make_asks(clauses(question), Memory())
    except Abstention as refused:
        return refused.reason, refused.sentence
    return "", ""


def shown(found: Sequence[Ask]) -> list[str]:
    return list(map(told, found))


def told(ask: Ask) -> str:
    """An ask in short: "largest of ratio: net_income & net_sales | AAPL META | FY2024 | more 0.2"."""
    of = "" if ask.of == "value" else f" of {ask.of}"
    items = [f"{m.words} {m.item or ''}".strip() + (" (loss)" if m.loss else "") for m in ask.measures]
    who = "everyone" if ask.everyone else " ".join(TICKERS[e.cik] for e in ask.entities)
    times = " ".join(map(period, ask.periods))
    limit = "" if ask.threshold is None else f"{ask.threshold:f}"
    marks = [ask.claim, limit, "percent" if ask.percent else "", "paired" if ask.paired else ""]
    marks += [f"per {ask.per}" if ask.per else "", f"x{ask.times}" if ask.times else ""]
    marks += [f"top {ask.most}" if ask.most else "", "joined" if ask.joined else ""]
    marks += [f"without {TICKERS[e.cik]}" for e in ask.without]
    more = " ".join(m for m in marks if m)
    return f"{ask.operation}{of}: {' & '.join(items)} | {who} | {times}" + (f" | {more}" if more else "")


def period(asked: Period) -> str:
    """A period in short: "FY2024", "since FY2020", "latest", "2 back", "to 2024-06-29"."""
    if asked.end is not None:
        return f"to {asked.end}"
    if asked.back is not None:
        span = "" if asked.span == "FY" else f"{asked.span} "
        return span + ("latest" if asked.back == 0 else f"{asked.back} back")
    return f"{asked.open} {asked.label}".strip()
