"""Check a draft against the evidence and the locked plan; nothing is shown that does not hold.

Every value is computed again from the evidence its program names; every number in the text must be one that a value, an
evidence or its period shows; every company, period, unit, filing date and quotation is compared with what was locked and
what was filed. Deterministic by design: no model judges. A check that cannot be made counts as one that failed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from muniment.agents.amounts import show, show_date, show_multiple, show_percent
from muniment.agents.rendering import render, render_refutation, shown_value, when
from muniment.line_items import line_items
from muniment.programs import compute
from muniment.records import Check, Curated, Draft, Evidence, Figure, Passage, Plan, Pointed, Slot, Verdict
from muniment.sentences import sentences
from muniment.wording import display_name

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def verify(plan: Plan, curated: Curated, draft: Draft, read_place: Callable[[Passage], str | None]) -> Verdict:
    """Check every claim of a draft.

    Args:
        plan: what was locked.
        curated: the evidence.
        draft: what would be said.
        read_place: reads a passage's characters in the original bytes again; None where no original is kept.
    """
    checks: list[tuple[str, bool]] = []
    evidence = {e.n: e for e in curated.evidence}
    for pointed in draft.pointed:
        checks += _program(pointed, plan, evidence, (*curated.slots, *curated.premise, *curated.options))
    checks += _values(draft, evidence)
    checks += _quotations(draft, evidence, read_place)
    checks += [
        (f"citation {c.n} to {c.record}", any(e.source == c.record for e in curated.evidence)) for c in draft.citations
    ]
    checks += [(f"the number {n} in the text", held) for n, held in _numbers(draft, curated)]
    if all(held for _, held in checks):
        again = render_refutation(curated, draft.pointed[0]) if draft.refuted else render(plan, curated, draft.pointed)
        checks.append(("the text says what its values say", (again.text, again.values) == (draft.text, draft.values)))
    return Verdict(tuple(Check(claim, held) for claim, held in checks))


def _program(
    pointed: Pointed, plan: Plan, evidence: dict[int, Evidence], slots: Iterable[Slot]
) -> list[tuple[str, bool]]:
    if any(n not in evidence for n in pointed.evidence):
        return [(f"evidence {pointed.evidence} exists", False)]
    if pointed.sentence is not None:
        passage = evidence[pointed.evidence[0]].passage
        names = {e.name for e in plan.entities}
        return [
            (
                "the passage is of the company asked about",
                passage is not None and (not names or passage.entity in names),
            ),
            ("the passage was filed in time", passage is not None and _in_time(passage.filed, plan)),
        ]
    slot = next((s for s in slots if s.ask == pointed.ask), None)
    checks = [
        (
            "the program is one that the plan admits",
            slot is not None
            and len(slot.choices) == len(pointed.evidence)
            and all(n in c for n, c in zip(pointed.evidence, slot.choices, strict=True)),
        )
    ]
    expected = [(m, e, p) for m in pointed.ask.measures for e in pointed.ask.entities for p in pointed.ask.periods]
    if len(expected) != len(pointed.evidence):
        return [*checks, ("every operand is there", False)]
    for (measure, company, period), n in zip(expected, pointed.evidence, strict=True):
        figure = evidence[n].figure
        if figure is None:
            checks.append((f"evidence {n} is a figure", False))
            continue
        checks.append(
            (f"evidence {n} is of {company.name}", figure.cik == company.cik and figure.entity == company.name)
        )
        checks.append((f"evidence {n} is of {period.label}", _same_period(figure, period.label)))
        checks.append((f"evidence {n} is the item asked for", figure.item == measure.item or bool(measure.words)))
        checks += _filed(figure, plan)
    return checks


def _same_period(figure: Figure, label: str) -> bool:
    """Balances have no fourth quarter of their own: the end of Q4 is the end of the fiscal year."""
    alike = {
        label,
        label.replace("Q4 ", ""),
        label.replace("H2 ", ""),
        label.replace("H1 ", "Q2 "),
        label.replace("9M ", "Q3 "),
    }
    return figure.fiscal == label or (figure.start is None and figure.fiscal in alike)


def _filed(figure: Figure, plan: Plan) -> list[tuple[str, bool]]:
    """A figure is what was filed, or is computed again from what was filed."""
    if figure.derived:
        checks = [c for operand in figure.operands for c in _filed(operand, plan)]
        again = compute(figure.program[0], [o.value for o in figure.operands])
        return [*checks, (f"{figure.label} computed again", again == figure.value)]
    fact = figure.fact
    if fact is None:
        return [(f"{figure.label} is filed", False)]
    item = line_items().get(figure.item)
    # A cell of a caller's table has a column for its period, and no dates.
    end = fact.end if figure.end is not None else None
    same = (fact.value, fact.unit, fact.start, end, fact.cik, fact.accession)
    return [
        (
            f"{figure.label} is filed as it is shown",
            same == (figure.value, figure.unit, figure.start, figure.end, figure.cik, figure.record),
        ),
        (f"{figure.label} was filed in time", _in_time(fact.filed, plan)),
        (f"{figure.label} has the unit of its item", item is None or _unit_fits(item.unit, fact.unit)),
    ]


def _unit_fits(kind: str, unit: str) -> bool:
    if kind == "money":
        return len(unit) == 3 and unit.isupper()
    return unit.endswith("/shares") if kind == "per_share" else kind not in ("shares", "pure") or unit == kind


def _in_time(filed: object, plan: Plan) -> bool:
    return plan.as_of is None or (filed is not None and filed <= plan.as_of)  # type: ignore[operator]


def _values(draft: Draft, evidence: dict[int, Evidence]) -> list[tuple[str, bool]]:
    checks = []
    for value in draft.values:
        if value.program is None or value.program[0] in ("largest", "smallest", "above", "below", "periods"):
            held = any(
                e.figure is not None
                and (e.figure.value, e.figure.unit, e.figure.entity) == (value.value, value.unit, value.entity)
                for e in evidence.values()
            )
        else:
            held = _recomputed(value.program, evidence) == value.value
        checks.append((f"the value of {value.label}", held))
    for pointed in draft.pointed:
        limit = pointed.ask.threshold
        if limit is None or pointed.ask.operation not in ("above", "below"):
            continue
        for n in pointed.evidence:
            figure = evidence[n].figure if n in evidence else None
            passed = figure is not None and (
                figure.value > limit if pointed.ask.operation == "above" else figure.value < limit
            )
            checks.append((f"evidence {n} is {pointed.ask.operation} {limit:f}", passed))
    return checks


def _recomputed(program: tuple[str, ...], evidence: dict[int, Evidence]) -> Decimal | None:
    operands = []
    for part in program[1:]:
        if not part.startswith("E"):
            operands.append(Decimal(part))
            continue
        entry = evidence.get(int(part[1:]))
        if entry is None or entry.figure is None:
            return None
        operands.append(entry.figure.value)
    return compute(program[0], operands)


def _quotations(
    draft: Draft, evidence: dict[int, Evidence], read_place: Callable[[Passage], str | None]
) -> list[tuple[str, bool]]:
    checks = []
    for citation in draft.citations:
        if citation.kind != "passage":
            continue
        passage = next(
            (
                e.passage
                for e in evidence.values()
                if e.passage and e.passage.record == citation.record and e.passage.start == citation.start
            ),
            None,
        )
        checks.append(
            (
                "the quotation is in its passage",
                passage is not None and bool(citation.quote) and citation.quote in passage.text,
            )
        )
        if passage is None:
            continue
        original = read_place(passage)
        if original is not None:
            checks.append(
                ("the quotation is at its place in the original", _squeezed(citation.quote) in _squeezed(original))
            )
    return checks


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _numbers(draft: Draft, curated: Curated) -> list[tuple[str, bool]]:
    """Every number in the text outside quotations, and whether something shown accounts for it."""
    text = draft.text
    for citation in draft.citations:
        text = text.replace(f"“{citation.quote}”", " ") if citation.kind == "passage" else text
    for pointed in draft.pointed:
        text = text.replace(f"“{_sentence(pointed, curated)}”", " ") if pointed.words else text
    allowed: set[str] = set()
    for entry in curated.evidence:
        if entry.figure is not None:
            f = entry.figure
            allowed |= _numerals(f"{shown_value(f)} {when(f)} {f.label} {f.entity} {display_name(f.entity)}")
        elif entry.passage is not None:
            p = entry.passage
            allowed |= _numerals(f"{p.section} {p.entity} {p.form} {p.fiscal} {p.heading} {p.record}")
    for value in draft.values:
        allowed |= _numerals(f"{show(abs(value.value), value.unit)} {show_percent(abs(value.value))} {value.label}")
        allowed |= (
            _numerals(
                f"{show(value.value.quantize(Decimal('0.01')), value.unit)} {show(value.value.quantize(Decimal(1)), value.unit)}"
            )
            if abs(value.value) < Decimal(10) ** 24
            else set()
        )
        allowed |= {p for p in value.program or () if p.isdigit()} | _numerals(show_multiple(abs(value.value)))
        allowed |= _numerals(show_date(value.end)) if value.end else set()
    for pointed in draft.pointed:
        allowed |= {str(len(pointed.evidence)), *(("100",) if pointed.ask.operation == "indexed_return" else ())}
        allowed |= (
            _numerals(
                " ".join(
                    (*(show(pointed.ask.threshold, u) for u in ("USD", "number")), show_percent(pointed.ask.threshold))
                )
            )
            if pointed.ask.threshold is not None
            else set()
        )
    allowed |= {str(c.n) for c in draft.citations}
    return [(n, n in allowed) for n in sorted(_numerals(text))]


def _sentence(pointed: Pointed, curated: Curated) -> str:
    """The sentence that a quotation's words are of, from its passage."""
    passage = curated.evidence[pointed.evidence[0] - 1].passage
    assert passage is not None and pointed.sentence is not None
    return sentences(passage.text)[pointed.sentence]


def _numerals(text: str) -> set[str]:
    return {n.rstrip(",.") for n in _NUMBER.findall(text)}
