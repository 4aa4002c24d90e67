"""Check a draft against the evidence and the locked plan; nothing is shown that does not hold.

Whether the evidence is what the plan asks for is `slots`' business. Here every value is computed again from the evidence its program names; every number in the text must be one that a value, an
evidence or its period shows; every company, period, unit, filing date and quotation is compared with what was locked and
what was filed. Deterministic by design: no model judges. A check that cannot be made counts as one that failed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from muniment.agents.amounts import show, show_date, show_multiple, show_percent
from muniment.agents.reading.intents import asks_reason
from muniment.agents.telling.quotations import quotes_whole, whole
from muniment.agents.telling.rendering import render, render_refutation
from muniment.agents.telling.words import shown_as, shown_value, when
from muniment.agents.verifying.slots import walk
from muniment.agents.verifying.yes_no import check_yes_no
from muniment.formulas import written
from muniment.programs import compute
from muniment.records import Curated, Draft, Evidence, Figure, Passage, Plan, Pointed
from muniment.verdicts import Check, Verdict
from muniment.wording import display_name

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_MARK = re.compile(r"\[(\d+)\]")


def verify(
    plan: Plan,
    curated: Curated,
    draft: Draft,
    read_place: Callable[[Passage], str | None],
    stands: Callable[[Figure], bool | None] = lambda figure: None,
) -> Verdict:
    """Check every claim of a draft.

    Args:
        plan: what was locked.
        curated: the evidence.
        draft: what would be said.
        read_place: reads a passage's characters in the original bytes again; None where no original is kept.
        stands: whether a figure stands in its original as it is told; None where no original is kept.
    """
    evidence = {e.n: e for e in curated.evidence}
    if curated.listing is not None:
        again = render(plan, curated, ())
        same = (again.text, again.tables, again.citations, draft.values) == (
            draft.text,
            draft.tables,
            draft.citations,
            (),
        )
        quoted = [
            Check(claim, held, "quotation") for claim, held in _quotations(draft, evidence, read_place, any_words=True)
        ]
        marked = {int(n) for n in _MARK.findall(draft.text)} | {
            n for t in draft.tables for r in t.rows for c in r for n in c.marks
        }
        cited = marked <= {c.n for c in draft.citations}
        return Verdict(
            (
                Check("what is told is what is on record", same, "source"),
                Check("every mark is of a citation", cited, "source"),
                *quoted,
            )
        )
    checks = walk(plan, curated, draft.pointed)
    computed = {f"the value of {v.label}" for v in draft.values if v.program is not None}
    checks += [
        Check(claim, held, "arithmetic" if claim in computed else "source") for claim, held in _values(draft, evidence)
    ]
    if not draft.refuted:
        checks += check_yes_no(draft, evidence)
    checks += [Check(claim, held, "quotation") for claim, held in _quotations(draft, evidence, read_place)]
    used = sorted({n for p in draft.pointed for n in p.evidence} & evidence.keys())
    checks += [
        Check(f"{figure.label} is what its original states", stands(figure) is not False, "source")
        for n in used
        if (figure := evidence[n].figure) is not None
    ]
    checks += [
        Check(f"citation {c.n} to {c.record}", any(e.source == c.record for e in curated.evidence), "source")
        for c in draft.citations
    ]
    checks += [Check(f"the number {n} in the text", held) for n, held in _numbers(draft, curated)]
    if all(c.held for c in checks):
        again = render_refutation(curated, draft.pointed[0]) if draft.refuted else render(plan, curated, draft.pointed)
        same = (again.text, again.values, again.tables) == (draft.text, draft.values, draft.tables)
        checks.append(Check("the text says what its values say", same))
    return Verdict(tuple(checks))


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
        if limit is None or pointed.ask.operation not in ("above", "below") or pointed.ask.entities[0].name:
            continue
        for n in pointed.evidence:
            figure = evidence[n].figure if n in evidence else None
            passed = figure is not None and (
                figure.value > limit if pointed.ask.operation == "above" else figure.value < limit
            )
            checks.append((f"evidence {n} is {pointed.ask.operation} {limit:f}", passed))
    return checks


def _recomputed(program: tuple[str, ...], evidence: dict[int, Evidence]) -> Decimal | None:
    operands = [_operand(part, evidence) for part in program[1:]]
    return None if None in operands else compute(program[0], [o for o in operands if o is not None])


def _operand(part: str, evidence: dict[int, Evidence]) -> Decimal | None:
    """What a part of a program comes to: evidence, a number, or a program of its own, `percent_change(E1,E2)`."""
    if part.endswith(")"):
        operation, _, inner = part.removesuffix(")").partition("(")
        return _recomputed((operation, *inner.split(",")), evidence)
    if not part.startswith("E"):
        return Decimal(part)
    entry = evidence.get(int(part[1:]))
    return entry.figure.value if entry is not None and entry.figure is not None else None


def _quotations(
    draft: Draft, evidence: dict[int, Evidence], read_place: Callable[[Passage], str | None], any_words: bool = False
) -> list[tuple[str, bool]]:
    """Whether each quotation stands in its passage and in the original, and, unless any words may be told, is whole."""
    checks = []
    worded = any_words or any(p.words for p in draft.pointed)
    for citation in draft.citations:
        if citation.kind != "passage":
            continue
        passage = next(
            (
                e.passage
                for e in evidence.values()
                if e.passage and e.passage.place == (citation.record, citation.page, citation.start)
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
        if not worded:
            checks.append(("the quotation is whole", quotes_whole(citation, passage)))
        original = read_place(passage)
        if original is not None:
            checks.append(
                ("the quotation is at its place in the original", _squeezed(citation.quote) in _squeezed(original))
            )
    return checks


def _squeezed(text: str) -> str:
    # A word that was parted at a line's end is told whole.
    return re.sub(r"[\s-]+", "", text)


def _numbers(draft: Draft, curated: Curated) -> list[tuple[str, bool]]:
    """Every number in the text outside quotations, and whether something shown accounts for it."""
    shown = [c.text for t in draft.tables for row in t.rows for c in row]
    text = " ".join((draft.text, *shown, *(h for t in draft.tables for h in t.heads)))
    for citation in draft.citations:
        text = text.replace(f"“{citation.quote}”", " ") if citation.kind == "passage" else text
    for pointed in draft.pointed:
        text = text.replace(f"“{_quoted(pointed, curated)}”", " ") if pointed.words else text
    allowed: set[str] = set()
    for entry in curated.evidence:
        if entry.figure is not None:
            f = entry.figure
            allowed |= _numerals(
                f"{shown_value(f)} {shown_as(f, -f.value)} {when(f)} {f.label} {f.entity} {display_name(f.entity)}"
            )
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
        allowed |= (
            _numerals(written(pointed.ask.formula, [""] * len(pointed.evidence))) if pointed.ask.formula else set()
        )
        allowed |= {str(n) for n in range(len(pointed.evidence) + 1)} | {
            *(("100",) if pointed.ask.operation == "indexed_return" else ())
        }
        allowed |= (
            _numerals(
                " ".join(
                    (
                        *(show(pointed.ask.threshold / k, u) for u in ("USD", "number") for k in (1, 1000)),
                        show_percent(pointed.ask.threshold),
                    )
                )
            )
            if pointed.ask.threshold is not None
            else set()
        )
    allowed |= {str(c.n) for c in draft.citations}
    # What is said of those left out, and of transition periods, is the finder's own.
    allowed |= _numerals(" ".join((*curated.notes, *(f"{x.what} {x.why}" for x in curated.left_out))))
    return [(n, n in allowed) for n in sorted(_numerals(text))]


def _quoted(pointed: Pointed, curated: Curated) -> str:
    """The sentences among which the words stand that a program points at."""
    passage = next(e.passage for e in curated.evidence if e.n == pointed.evidence[0])
    assert passage is not None and pointed.sentence is not None
    return whole(passage.text, pointed.sentence, asks_reason(pointed.ask.measures[0].words))


def _numerals(text: str) -> set[str]:
    return {n.rstrip(",.") for n in _NUMBER.findall(text)}
