"""Walk the plan slot by slot, and ask of the evidence whether it is what was asked for.

For each figure: is it of that company, that item, that part or the whole, that period and a period of that length, in a unit of that
kind; was it filed, in time, as it is shown; and of figures taken together: do they span alike, in one unit, on one basis. The plan's
relative periods are settled here again, by the same step as the finder's, so that evidence for another year cannot pass. A thing
that cannot be compared counts as one that does not hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from muniment.items.line_item import LineItem
from muniment.items.line_items import line_items
from muniment.operands import consistent, operands, settled_ask
from muniment.programs import compute
from muniment.records import Ask, Curated, Evidence, Figure, Measure, Period, Plan, Pointed
from muniment.verdicts import Check
from muniment.wording import content_stems, squash

_DAYS: dict[str, tuple[int, int]] = {
    "FY": (350, 380),
    "TTM": (350, 385),
    "9M": (245, 300),
    "H1": (155, 215),
    "H2": (155, 215),
    "Q1": (70, 126),
    "Q2": (70, 126),
    "Q3": (70, 126),
    "Q4": (70, 126),
    "TP": (14, 350),
}
"""How many days a period of each span may have: 52/53-week years, quarters of twelve to seventeen weeks."""
_ALIKE = frozenset(
    "change percent_change sum average largest smallest rank every any first last count above below exceeds difference growth_rate".split()
)
"""Operations whose figures must span alike and be in one unit."""
_GENERIC = content_stems(
    "segment region division product category business unit geographic operating reportable line member other the"
)


def walk(plan: Plan, curated: Curated, pointed: Sequence[Pointed]) -> list[Check]:
    """The checks of a draft's programs against the plan and the evidence."""
    evidence = {e.n: e for e in curated.evidence}
    checks: list[Check] = []
    figures = [p for p in pointed if not _quotes(p)]
    for program in pointed:
        if _quotes(program):
            checks += [c for n in program.evidence for c in _of_passage(n, program.ask, plan, evidence)]
    if not figures:
        return checks
    if not all(n in evidence for p in figures for n in p.evidence):
        return [*checks, Check("the evidence pointed at exists", False, "source")]
    if any(p.ask.operation != "quote" and p in figures for p in pointed) and plan.domain == "filings":
        checks += _asks_of_plan(plan, curated, figures)
    for program in figures:
        checks += _of_program(program, plan, curated, evidence)
    return checks


def _quotes(program: Pointed) -> bool:
    return program.sentence is not None or program.ask.operation == "outline"


def _of_passage(n: int, ask: Ask, plan: Plan, evidence: Mapping[int, Evidence]) -> list[Check]:
    entry = evidence.get(n)
    passage = entry.passage if entry is not None else None
    names = {e.name for e in plan.entities}
    of_section = ask.operation != "outline" or (passage is not None and ask.measures[0].words in passage.section)
    return [
        Check("the passage is of the section asked for", of_section, "item"),
        Check(
            "the passage is of the company asked about",
            passage is not None and (not names or passage.entity in names),
            "company",
        ),
        Check("the passage was filed in time", passage is not None and _in_time(passage.filed, plan), "date"),
    ]


def _asks_of_plan(plan: Plan, curated: Curated, pointed: Sequence[Pointed]) -> list[Check]:
    """Whether the programs answer the plan's asks, one for one, with what was relative settled as the finder said."""
    asks = plan.premise if plan.text else plan.asks
    checks = [Check("relative periods are settled alike", consistent(curated.settled), "period")]
    if not plan.text:
        checks.append(Check("every question of the plan is answered", len(asks) == len(pointed), "item"))
    for asked, program in zip(asks, pointed, strict=False):
        expected = settled_ask(asked, curated.everyone, curated.settled)
        checks += _is_ask(asked, expected, program.ask)
    return checks


def _is_list(asked: Ask, expected: Ask, told: Ask) -> list[Check]:
    """A breakdown tells one item for its parts; a statement some of its items: for the company and the period asked for."""
    if asked.operation == "parts":
        held = all(m.item == expected.measures[0].item and m.words for m in told.measures)
    else:
        held = _within(told.measures, expected.measures)
    return [
        Check(f"what is done is what was asked: {asked.operation}", told.operation == "value", "operation"),
        Check("the line items are those asked for", held, "item"),
        Check("the company is the one asked about", told.entities == expected.entities, "company"),
        Check("the period is the one asked for", told.periods == expected.periods[:1], "period"),
    ]


def _is_ask(asked: Ask, expected: Ask, told: Ask) -> list[Check]:
    if asked.operation in ("parts", "statement"):
        return _is_list(asked, expected, told)
    what = f"{expected.operation} of {', '.join(m.phrase or m.words or m.item or '' for m in expected.measures)}"
    same = (
        expected.operation,
        expected.of,
        expected.claim,
        expected.threshold,
        expected.percent,
        expected.paired,
        expected.per,
        expected.times,
        expected.formula,
        expected.terms,
    )
    done = (told.operation, told.of, told.claim, told.threshold, told.percent, told.paired, told.per, told.times)
    checks = [
        Check(
            f"what is done is what was asked: {what}",
            same == (*done, told.formula, told.terms) and expected.most == told.most,
            "operation",
        ),
        Check(f"the line items are those asked for: {what}", expected.measures == told.measures, "item"),
    ]
    some = (
        asked.everyone
        or any(p.open for p in asked.periods)
        or (asked.operation in ("value", "change", "percent_change") and len(expected.periods) > 2)
    )
    companies = [e.cik for e in told.entities]
    wanted = [e.cik for e in expected.entities]
    checks.append(
        Check(
            "the companies are those asked about",
            companies == wanted or (asked.everyone and _within(companies, wanted)),
            "company",
        )
    )
    checks.append(
        Check(
            f"the periods are those asked for: {', '.join(p.label for p in expected.periods[:6])}",
            told.periods == expected.periods
            or (some and not asked.everyone and _within(told.periods, expected.periods)),
            "period",
        )
    )
    return checks


def _within(some: Sequence[object], every: Sequence[object]) -> bool:
    """Whether some are among all, in their order."""
    rest = iter(every)
    return bool(some) and all(x in rest for x in some)


def _of_program(program: Pointed, plan: Plan, curated: Curated, evidence: Mapping[int, Evidence]) -> list[Check]:
    ask = program.ask
    slots = (*curated.slots, *curated.premise, *curated.options)
    slot = next((s for s in slots if s.ask == ask), None)
    checks = [
        Check(
            "the figures are ones that were found for this",
            slot is not None
            and len(slot.choices) == len(program.evidence)
            and all(n in c for n, c in zip(program.evidence, slot.choices, strict=True)),
            "source",
        )
    ]
    wanted = operands(ask)
    if len(wanted) != len(program.evidence):
        return [*checks, Check("every operand is there", False, "operation")]
    figures = [evidence[n].figure for n in program.evidence]
    for (measure, company, period), figure in zip(wanted, figures, strict=True):
        if figure is None:
            checks.append(Check("the evidence is a figure", False, "source"))
            continue
        checks.append(
            Check(
                f"{figure.label} is of {company.name}",
                figure.cik == company.cik and figure.entity == company.name,
                "company",
            )
        )
        checks += _item(measure, figure)
        checks += _period(period, figure)
        checks += _filed(figure, plan)
    held = [f for f in figures if f is not None]
    checks += _together(ask, held, wanted)
    return checks


def _item(measure: Measure, figure: Figure) -> list[Check]:
    """Is it that item, and of that part, or of the whole?"""
    checks = []
    if measure.item is not None:
        named_by_company = not figure.item and squash(measure.phrase) == squash(figure.label)
        checks.append(
            Check(f"{figure.label} is the item asked for", figure.item == measure.item or named_by_company, "item")
        )
    dimensions = figure.fact.dimensions if figure.fact is not None else ()
    if measure.words and measure.item is not None:
        borne = content_stems(f"{figure.label} {' '.join(m for _, m in dimensions)}")
        wanted = content_stems(measure.words) - _GENERIC
        checks.append(
            Check(
                f"{figure.label} is of “{measure.words}”",
                wanted <= borne or squash(measure.words) in squash(figure.label),
                "part",
            )
        )
    elif measure.item is not None:
        checks.append(Check(f"{figure.label} is the whole", not dimensions, "part"))
    elif measure.words and figure.cik:
        checks.append(
            Check(
                f"{figure.label} is what “{measure.words}” names", squash(measure.words) == squash(figure.label), "item"
            )
        )
    return checks


def _period(period: Period, figure: Figure) -> Iterator[Check]:
    """Is it of that period, and does that last as long as it must?"""
    yield Check(f"{figure.label} is of {period.label}", _same_period(figure, period), "period")
    if figure.start is not None and figure.end is not None:
        low, high = _DAYS.get(period.span, (1, 400))
        days = (figure.end - figure.start).days + 1
        yield Check(f"{figure.label} spans {period.span}: {days} days", low <= days <= high, "span")


def _same_period(figure: Figure, period: Period) -> bool:
    """Balances have no fourth quarter of their own: the end of Q4 is the end of the fiscal year."""
    label = period.label
    ends_with = {"Q4 ": "", "H2 ": "", "H1 ": "Q2 ", "9M ": "Q3 "}
    alike = {label} | {label.replace(a, b) for a, b in ends_with.items()}
    if figure.fiscal == label or (figure.start is None and figure.fiscal in alike):
        return figure.end is None or figure.fiscal == "" or _near(figure)
    return False


def _near(figure: Figure) -> bool:
    """Whether a figure's last day lies in its fiscal year, as a year may be named by the one before its end; a part of it ends up to nine months before."""
    year = figure.fiscal[-4:]
    earliest = -400 if figure.fiscal.startswith("FY") else -400 - 280
    return not year.isdigit() or figure.end is None or earliest < (figure.end - date(int(year), 12, 31)).days < 60


def _filed(figure: Figure, plan: Plan) -> list[Check]:
    """A figure is what was filed, or is computed again from what was filed."""
    if figure.derived:
        checks = [c for operand in figure.operands for c in _filed(operand, plan)]
        again = compute(figure.program[0], [o.value for o in figure.operands])
        whose = {(o.cik, o.entity) for o in figure.operands}
        return [
            *checks,
            Check(f"{figure.label} computed again", again == figure.value, "arithmetic"),
            Check(
                f"{figure.label} is computed from figures of one company",
                whose == {(figure.cik, figure.entity)},
                "company",
            ),
            *_formula(figure),
            *_one_basis(figure.operands),
        ]
    fact = figure.fact
    if fact is None:
        return [Check(f"{figure.label} is filed", False, "source")]
    item = line_items().get(figure.item)
    # A cell of a caller's table has a column for its period, and no dates.
    end = fact.end if figure.end is not None else None
    same = (fact.value, fact.unit, fact.start, end, fact.cik, fact.accession)
    return [
        Check(
            f"{figure.label} is filed as it is shown",
            same == (figure.value, figure.unit, figure.start, figure.end, figure.cik, figure.record),
            "source",
        ),
        Check(f"{figure.label} was filed in time", _in_time(fact.filed, plan), "date"),
        Check(f"{figure.label} has the unit of its item", item is None or _unit_fits(item.unit, fact.unit), "unit"),
        Check(f"{figure.label} has a sign that its item may have", _sign_fits(item, figure), "sign"),
    ]


def _formula(figure: Figure) -> list[Check]:
    """A figure derived by a formula rests on the formula's items, each of the same period; one by subtraction, on its own item."""
    item = line_items().get(figure.item)
    keys = [o.item for o in figure.operands]
    if item is None:
        return [Check(f"{figure.label} is a line item", False, "item")]
    if all(k == item.key for k in keys):
        return [Check(f"{figure.label} is in one unit", len({o.unit for o in figure.operands}) == 1, "unit")]
    periods = {o.fiscal for o in figure.operands}
    known = item.formula is None or tuple(keys) == item.formula[1] or figure.program[0] == "sum"
    return [
        Check(f"{figure.label} is computed by its formula", known, "arithmetic"),
        Check(f"{figure.label} is computed from one period", len(periods) == 1, "period"),
        Check(f"{figure.label} is computed in one unit", len({o.unit for o in figure.operands}) == 1, "unit"),
    ]


def _together(ask: Ask, figures: Sequence[Figure], wanted: Sequence[tuple[Measure, object, Period]]) -> list[Check]:
    """Of figures that are taken together: they span alike, are in one unit, and those of several companies of one period."""
    if ask.formula:
        return list(_one_basis(figures))
    if ask.operation not in _ALIKE or len(figures) < 2 or not figures[0].entity:
        return []
    # What stands on a day spans nothing, whichever period the day ends.
    spans = {
        _span_kind(p) for (_, _, p), f in zip(wanted, figures, strict=True) if f.start is not None or f.fact is None
    }
    checks = [Check("figures taken together span alike", len(spans) <= 1, "span")]
    if ask.of == "value":
        checks.append(Check("figures taken together are in one unit", len({f.unit for f in figures}) == 1, "unit"))
    else:
        pairs = zip(figures[::2], figures[1::2], strict=False)
        checks.append(Check("figures taken together are in one unit", all(a.unit == b.unit for a, b in pairs), "unit"))
    if len({f.cik for f in figures}) > 1 and len(ask.periods) > 2 and ask.of == "value" and ask.operation == "exceeds":
        checks.append(Check("companies are compared in one period", False, "period"))
    alone = ask.of == "value" and (ask.threshold is not None or ask.operation == "rank")
    return checks if alone else [*checks, *_one_basis(figures)]


def _one_basis(figures: Sequence[Figure]) -> Iterator[Check]:
    """Figures of one concept and company stand on a basis together: what was restated is not taken with what was not."""
    groups: dict[tuple[int | None, str], list[Figure]] = {}
    for figure in figures:
        if figure.fact is not None and figure.bases:
            groups.setdefault((figure.cik, figure.fact.concept), []).append(figure)
    for group in groups.values():
        if len({f.fiscal for f in group}) > 1:
            shared = set.intersection(*(set(f.bases) for f in group))
            yield Check(f"{group[0].label} of several periods stands on one basis", bool(shared), "basis")


def _span_kind(period: Period) -> str:
    """Quarters span alike, whichever they are; halves too."""
    return {"Q": "quarter", "H": "half"}.get(period.span[0], period.span)


def _sign_fits(item: LineItem | None, figure: Figure) -> bool:
    return not (
        item is not None
        and item.key == "net_sales"
        and figure.value < 0
        and not (figure.fact and figure.fact.dimensions)
    )


def _unit_fits(kind: str, unit: str) -> bool:
    if kind == "money":
        return len(unit) == 3 and unit.isupper()
    return unit.endswith("/shares") if kind == "per_share" else kind not in ("shares", "pure") or unit == kind


def _in_time(filed: date | None, plan: Plan) -> bool:
    return plan.as_of is None or (filed is not None and filed <= plan.as_of)
