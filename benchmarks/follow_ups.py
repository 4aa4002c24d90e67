"""Follow-ups in sessions: conversations generated over the bundled sample, each turn of which leans on those before it.

The truth is `figure_exam`'s, read from the oracle's lists with none of our code; what each follow-up means is decided here, by
the conversation's own state. A turn is right when its figure is; one that must be refused, when it is refused.

    python benchmarks/follow_ups.py [--sessions N] [--seed N] [--show]
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal

from figure_exam import ITEMS, NAMES, Truth

from muniment.agent import Agent
from muniment.records import Answer

OPENINGS = (
    "What was {c}'s {i} in fiscal {y}?",
    "{c} {i} {y}",
    "How much {i} did {c} report for {y}?",
    "Give me {c}'s {i} for fiscal year {y}.",
    "In {y}, what was the {i} of {c}?",
)
FOLLOW_UPS = {
    "year": (
        "and in {y}?",
        "What about {y}?",
        "How about fiscal {y}?",
        "And for FY{y}?",
        "{y}?",
        "And what was it in {y}?",
        "Same for {y}.",
        "Then {y}",
        "what was the figure for {y}",
    ),
    "company": (
        "what about {c}?",
        "And {c}?",
        "How about {c}?",
        "And for {c}?",
        "Same question for {c}",
        "What was {c}'s?",
        "and what did {c} report?",
        "now {c}",
    ),
    "item": ("and {i}?", "What about {i}?", "And its {i}?", "How about their {i}?", "also {i}", "now the {i}"),
    "whole": (
        "What was its {i}?",
        "How much was {i}?",
        "What was the {i} that year?",
        "What were they in terms of {i}?",
    ),
    "before": (
        "and the year before?",
        "What about the previous year?",
        "the prior year?",
        "And a year earlier?",
        "What was it the year before that?",
    ),
    "after": ("and the year after?", "the following year?", "What about the next year?", "And one year later?"),
    "wrong year": (
        "no, {y}",
        "Sorry, I meant {y}.",
        "not that, {y}",
        "make that {y}",
        "I meant fiscal {y}",
        "no, for {y}",
    ),
    "wrong company": ("no, {c}", "Sorry, I meant {c}.", "I meant {c}", "make that {c}", "no, for {c}"),
    "wrong item": ("no, {i}", "I meant {i}", "sorry, {i}", "Not that, the {i}."),
    "change": (
        "how much did it change?",
        "By how much did it change from the year before?",
        "And the change?",
        "What was the change from the prior year?",
        "how did that change compared with the previous year?",
    ),
    "percent": (
        "by what percentage did it change?",
        "What was the percent change?",
        "and in percentage terms, how did it change?",
        "How much did it grow in percent?",
    ),
    "share": (
        "as a share of {j}?",
        "As a percentage of {j}?",
        "what share of {j} was that?",
        "What percentage of {j} is that?",
        "How much is that as a percentage of {j}?",
    ),
    "refuse": (
        "that in euros",
        "and in yen?",
        "should I buy it then?",
        "what will it be in five years?",
        "is that good?",
        "and for toasters?",
        "and the weather?",
    ),
}


@dataclass(frozen=True)
class State:
    """What is being talked about."""

    cik: int
    item: str
    year: int
    kind: str = "value"
    under: str = ""
    base: int | None = None


def value_of(state: State, truth: Truth) -> Decimal | None:
    """The figure that is meant; None where the record has none."""
    held = truth.annual.get((state.cik, state.item, state.year))
    if held is None or state.kind == "value":
        return held
    if state.kind == "share":
        under = truth.annual.get((state.cik, state.under, state.year))
        return held / under if under else None
    before = truth.annual.get((state.cik, state.item, state.base or state.year - 1))
    if not before:
        return None
    new, old = (held, before) if (state.base or 0) < state.year else (before, held)
    return new - old if state.kind == "change" else (new - old) / abs(old)


def turned(state: State, move: str, rng: random.Random) -> State:
    """What a follow-up of that kind makes of the conversation; a change after two years of one figure is between these."""
    if state.kind == "value" and move in ("year", "wrong year", "before", "after"):
        return replace(turned(replace(state, kind="moved"), move, rng), kind="value", base=state.year)
    if move not in ("change", "percent", "company", "item", "wrong company", "wrong item"):
        state = replace(state, base=None)
    if state.kind == "value" and move not in ("change", "percent"):
        state = replace(state, base=None)
    if move in ("year", "wrong year"):
        return replace(state, year=rng.choice([y for y in range(2018, 2026) if y != state.year]))
    if move in ("company", "wrong company"):
        return replace(state, cik=rng.choice([c for c in NAMES if c != state.cik]))
    if move in ("item", "wrong item"):
        return replace(state, item=rng.choice([i for i in ITEMS if i not in (state.item, state.under)]))
    if move == "whole":
        return State(state.cik, rng.choice([i for i in ITEMS if i != state.item]), state.year)
    if move == "before":
        return replace(state, year=state.year - 1)
    if move == "after":
        return replace(state, year=state.year + 1)
    if move in ("change", "percent"):
        return replace(state, kind=move, under="")
    if move == "share":
        return replace(state, kind="share", under=rng.choice(["sales", "assets", "operating income"]))
    return state


def said(template: str, state: State, rng: random.Random) -> str:
    """A template with the names of what is talked about."""
    return template.format(
        c=rng.choice(NAMES[state.cik][:2]),
        i=rng.choice(ITEMS[state.item][1]),
        y=state.year,
        j=rng.choice(ITEMS[state.under][1]) if state.under else "",
    )


def is_right(answer: Answer, state: State, move: str, truth: Truth) -> bool:
    """Whether a turn's answer is the one that is meant."""
    if move == "refuse":
        return answer.status == "abstained"
    wanted = value_of(state, truth)
    if answer.status == "abstained" or wanted is None:
        return False
    limit = abs(wanted) * Decimal("0.000001")
    return any(abs(v.value - wanted) <= limit and v.cik in (state.cik, None) for v in answer.values)


def main() -> None:
    """Hold the conversations and print the counts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sessions", type=int, default=60)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    truth, rng, agent = Truth(), random.Random(options.seed), Agent()
    counts: dict[str, Counter[str]] = {}
    starts = sorted(k for k in truth.annual if 2019 <= k[2] <= 2024)
    for n in range(options.sessions):
        session = agent.chat(f"follow-ups {options.seed} {n}")
        state = State(*rng.choice(starts))
        session.ask(said(rng.choice(OPENINGS), state, rng))
        for _ in range(5):
            for _ in range(200):
                move = rng.choice(list(FOLLOW_UPS))
                if (state.kind != "value" or "eps" in state.item) and move in ("change", "percent", "share"):
                    continue
                then = turned(state, move, rng)
                if then.under == then.item or ("eps" in then.item and then.kind == "share"):
                    continue
                if move == "refuse" or value_of(then, truth) is not None:
                    break
            question = said(rng.choice(FOLLOW_UPS[move]), then, rng)
            if move in ("change", "percent") and "year" in question:
                then = replace(then, base=None)
            answer = session.ask(question)
            right = is_right(answer, then, move, truth)
            outcome = "right" if right else "refused" if answer.status == "abstained" else "wrong"
            counts.setdefault(move, Counter())[outcome] += 1
            if options.show and not right:
                print(f"{outcome}: {question!r} after {state} → {then}: {answer.text[:160]} carried={answer.carried}")
            if not right:
                break
            state = then
        session.delete()
    total = sum(counts.values(), Counter())
    for move, count in sorted(counts.items()):
        print(f"{move:<14} {dict(count)}")
    print(
        f"{total.total()} turns: {total['right'] / total.total():.1%} right, {total['wrong']} wrong, {total['refused']} refused"
    )


if __name__ == "__main__":
    main()
