"""Resolve a question that leans on the one before it ("and in 2023?", "what about Meta?", "no, fiscal 2022", "why?").

What it names is its own; what it leaves out is carried over from the earlier question's resolved asks, and named in the
plan, so that the asker sees it and can overrule it. A question that names both a company and a thing stands alone. Nothing
is guessed: every word must still be accounted for, and what cannot be carried is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from muniment.agents.planning.asks import make_asks
from muniment.agents.planning.earlier_figures import joined
from muniment.agents.planning.form import asks_yes_or_no
from muniment.agents.planning.measures import measures_of
from muniment.agents.planning.references import written_out
from muniment.agents.planning.router import (
    OwnWords,
    companies_of,
    of_everyone,
    refuse_advice,
    refuse_forecast,
    refuse_unreal,
    route,
    spoken_by,
    text_plan,
    with_guesses,
)
from muniment.agents.planning.siblings import with_item, with_sibling
from muniment.agents.planning.times import Memory, age, in_order, periods_of, year_before
from muniment.agents.reading.elements import Element
from muniment.agents.reading.intents import asks_text
from muniment.agents.reading.names import Directory
from muniment.agents.reading.operations import OperationMark
from muniment.agents.reading.periods import PeriodMark
from muniment.agents.reading.reading import Clause, Reading, read
from muniment.agents.reading.words import fold_same_length, plain
from muniment.errors import Abstention
from muniment.items.line_items import line_items
from muniment.records import Ask, Before, Company, Measure, Operation, Period, Plan

_OPENING = re.compile(
    r"^\W*(?:(?:no|nope|sorry|wait|oops|actually|rather|and|but|ok|okay|so|then|also|now|again|hmm|well|thanks|thank\s+you|great"
    r"|i\s+meant?(?:\s+to\s+(?:say|ask|type))?|make\s+(?:that|it)|(?:what|how)\s+about|(?:the\s+)?same\s+(?:question\s+)?(?:for|thing\s+for|in|again\s+for)|(?:and\s+)?likewise\s+for"
    r"|do\s+the\s+same\s+for|try|instead(?:\s+of\s+that)?|not\s+that)\b[\s,:;.!-]*)+",
    re.IGNORECASE,
)
_CURRENCY = re.compile(
    r"\b(?:in|into|to|as)\s+(?:euros?|eur|pounds?(?:\s+sterling)?|sterling|gbp|yen|jpy|yuan|renminbi|rmb|cny|(?:swiss\s+)?francs?|chf"
    r"|(?:indian\s+)?rupees?|inr|(?:canadian|australian|hong\s+kong|singapore)\s+dollars?|cad|aud|won|krw|kron[aeo]r?|sek|nok|dkk|pesos?|reals?|reais)\b|[€£¥]"
)
_WHY = re.compile(
    r"^\W*(?:why|how\s+come|for\s+what\s+reason|what\s+(?:drove|caused|explains|explained|is\s+behind|was\s+behind)\s+(?:it|that|this|the\s+\w+)"
    r"|what(?:'s|\s+is|\s+was|\s+were)?\s+the\s+reasons?)(?:\s+(?:is|was|did|does|has))?(?:\s+(?:that|it|this|so))?(?:\s+(?:happen(?:ed)?|change[d]?|so|the\s+case|for\s+(?:that|it|this)))?\W*$"
)
# A whole sentence that names no thing leans on the one before only where it asks for a figure.
_LEANING = re.compile(
    r"^\W*(?:(?:what|which|how|when|who|where|in|for|of|over|since|from|between|during|by|as|to|at|the|its|their|a|an|last|previous|prior|compared?"
    r"|versus|vs|was|were|is|are|did|does|do|has|have|had|give|show|tell|that|it|this|those|these|on|q[1-4]|fy|fiscal)\b|\d|\x00|$)"
)
_MULTIPLE = re.compile(r"^\W*(?:double|triple|twice|half|halve|quadruple|\w+\s+times)\b")
_WHOLE_YEAR = re.compile(r"\b(?:the\s+)?(?:full|whole|entire)[\s-]+(?:fiscal\s+)?year\b")
_PAIRS = ("change", "percent_change")
_AGAIN = re.compile(r"\b(?:same|do\s+(?:that|it|this)|likewise|worked\s+out|that\s+way|repeat)\b")
_CHANGES = frozenset({"change", "yoy", "percent", "difference"})
_IDLE = frozenset({"confirm", "everyone", "which_year", "who", "quarterly"})
"""Kinds of operations that ask for nothing to be done by themselves."""
_WORDS_OF: dict[Operation, str] = {
    "percent_change": "percent change",
    "growth_rate": "growth rate",
    "exceeds": "comparison",
}


def follow(
    question: str,
    directory: Directory,
    before: Before,
    as_of: date | None = None,
    own_words: OwnWords = lambda _: (),
    reported: OwnWords = lambda _: (),
) -> Plan:
    """Make the plan for a question that may lean on an earlier one.

    Args:
        question: as typed.
        directory: the companies that can be named.
        before: what the earlier question was, and asked.
        as_of: answer with what was filed by that day.
        own_words: the words that a company uses for its own items and members.
        reported: the names under which a company reports figures.

    Raises:
        BadInput: the question cannot be read.
        Abstention: as for `route`; `insufficient_evidence` also where what was said before does not make it clear.
    """
    text = plain(question)
    if _CURRENCY.search(text.lower()):
        raise Abstention(
            "insufficient_evidence",
            "A figure is told in the currency it was filed in; no exchange rate is on record.",
        )
    refuse_advice(fold_same_length(text))
    if before.refused and _AGAIN.search(text.lower()):
        raise Abstention("insufficient_evidence", "The question before was not answered; ask this one in full.")
    if not before.asks:
        return _completing(text, directory, before, as_of, own_words, reported)
    said = _spelled_out(_OPENING.sub("", text) or text, before.asks[0])
    fragment = said != text or len(said.split()) <= 3
    spelled = with_item(with_sibling(written_out(said, before), before), before)
    said, fragment = spelled, fragment or spelled != said
    everyone = tuple(dict.fromkeys(e for a in before.asks for e in a.entities))

    def spoken(mentions: object) -> Iterable[str]:
        return (w for e in everyone for w in own_words(e))

    reading = read(said, directory, spoken)
    if not reading.mentions and reading.left and not fragment:
        reading, _ = with_guesses(reading, directory)
    own = companies_of(reading.mentions, said)
    pointed_at: tuple[Ask, ...] = ()
    if not own and not any("everyone" in c.kinds for c in reading.clauses):
        said, whole = joined(said, before)
        pointed_at = whole.asks if whole is not before else ()
        fragment, before = fragment or whole is not before, whole
        reading = read(said, directory, spoken)
    clauses = [_of_like_span(c, before) for c in reading.clauses]
    fragment = fragment or all(_only_names(c) for c in clauses)
    refuse_forecast(_without_next(reading))
    about = any(c.items or c.left for c in clauses)
    alone = (own and (about or asks_text(reading.folded))) or of_everyone(reading, Memory(()))
    if alone and not fragment:
        return route(question, directory, as_of, own_words, reported)
    if before.refused:
        raise Abstention("insufficient_evidence", "The question before was not answered; ask this one in full.")
    entities = own or tuple(dict.fromkeys(e for a in before.asks for e in a.entities))
    if _WHY.search(reading.folded):
        return _why(before, own, as_of)
    if asks_text(reading.folded):
        if not own:
            _refuse_stranger(reading, {w.lower() for e in entities for o in own_words(e) for w in o.split()})
        return _telling(reading, own, before, as_of)
    refuse_unreal(reading.folded)
    if not fragment and not about and not _LEANING.search(reading.folded):
        raise Abstention("insufficient_evidence", f"It is not clear what “{text}” asks for.")
    asks = _asks(_between_the_last_two(clauses, before), own, entities, before, fragment)
    _refuse_unless_all_are_in(asks, pointed_at, text)
    carried = _carried(asks, clauses, own, before)
    text_asked = asks[0].operation == "quote"
    companies = tuple(dict.fromkeys(e for a in asks for e in a.entities))
    notes = tuple(m.note for m in reading.mentions if m.note)
    return Plan(
        "filings", asks[:1] if text_asked else asks, companies, as_of, text=text_asked, carried=carried, notes=notes
    )


def _refuse_unless_all_are_in(asks: Sequence[Ask], pointed_at: Sequence[Ask], text: str) -> None:
    """Refuse what tells but some of the figures that "the two", "each" or "these" point at.

    Raises:
        Abstention: `insufficient_evidence`.
    """
    told_measures = {m.item for a in asks for m in a.measures}
    told_ciks = {e.cik for a in asks for e in a.entities}
    for ask in pointed_at:
        several_measures = len(ask.measures) > 1 and not {m.item for m in ask.measures} <= told_measures
        several_companies = len(ask.entities) > 1 and not {e.cik for e in ask.entities} <= told_ciks
        if several_measures or several_companies:
            raise Abstention("insufficient_evidence", f"It is not clear what “{text}” asks of the figures before.")


def _only_names(clause: Clause) -> bool:
    """True where nothing is named but a company or a period: "Cisco in fiscal 2023?", "Second quarter of 2022?"."""
    named = clause.companies or clause.periods
    return bool(named) and not (clause.items or clause.left or clause.kinds - _IDLE or clause.amounts)


def _of_like_span(clause: Clause, before: Before) -> Clause:
    """The clause with a bare year taken for the span asked about before: after a second quarter "and in 2023?" is of that quarter."""
    spans = {p.span for a in before.asks for p in a.periods}
    if len(spans) != 1 or "FY" in spans or any(e.norm in ("full", "annual", "whole") for e in clause.elements):
        return clause
    (span,) = spans
    marks = tuple(
        replace(m, periods=tuple(replace(p, span=span) for p in m.periods))
        if re.fullmatch(r"'?\d{2,4}", clause.text[m.start - clause.start : m.end - clause.start])
        and not re.search(r"\bend\s+of\s*$", clause.text[: m.start - clause.start])
        and all(p.span == "FY" and p.year for p in m.periods)
        else m
        for m in clause.periods
    )
    return replace(clause, periods=marks)


def _without_next(reading: Reading) -> str:
    """The folded question without "the next year": it follows the one asked about, and is no forecast."""
    text = reading.folded
    for mark in reading.periods:
        if mark.relation == "next":
            text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    return text


def _completing(
    text: str, directory: Directory, before: Before, as_of: date | None, own_words: OwnWords, reported: OwnWords
) -> Plan:
    """After a question that was refused before anything was resolved: "Which company?" is answered by a name."""
    said = _OPENING.sub("", text) or text
    reading = read(said, directory, spoken_by(own_words))
    nothing_else = not any(c.items or c.left or c.operations for c in reading.clauses)
    if before.question and (reading.mentions or reading.periods) and nothing_else:
        earlier = plain(before.question)
        if reading.mentions and not directory.find(earlier):
            whole = f"{earlier.rstrip(' ?.!')}, {said}"
            return replace(route(whole, directory, as_of, own_words, reported), carried=(f"“{earlier}”",))
    return route(text, directory, as_of, own_words, reported)


def _spelled_out(said: str, ask: Ask) -> str:
    """ "The full year" as the year it is, by the period asked about before."""
    anchor = ask.periods[0] if ask.periods else None
    if anchor is None or anchor.year is None or anchor.span == "FY":
        return said
    return _WHOLE_YEAR.sub(f"full year {anchor.year}", said)


def _asks(
    clauses: Sequence[Clause], own: tuple[Company, ...], entities: tuple[Company, ...], before: Before, fragment: bool
) -> tuple[Ask, ...]:
    memory = _memory(entities, before)
    about = any(c.items or c.left for c in clauses)
    kinds = {k for c in clauses for k in c.kinds} - _IDLE
    if any(o.direction in ("up", "down") and not asks_yes_or_no(c) for c in clauses for o in c.operations):
        kinds |= {"change"}
    dated = [c for c in clauses if c.periods]
    last = before.asks[-1]
    if not kinds and (not about or (fragment and len(clauses) == 1)):
        if not (about or own or dated):
            raise Abstention(
                "insufficient_evidence", "It is not clear what is asked: name a figure, a company or a period."
            )
        measures = measures_of(clauses[0], memory) if about else ()
        periods = tuple(p for c in dated for p in periods_of(c, memory))
        return _changed(before.asks, measures, own, periods)
    if not about and _MULTIPLE.search(" ".join(c.text for c in clauses)):
        raise Abstention("insufficient_evidence", "It is not clear what a multiple of that is to tell.")
    grown = any(o.kind == "percent" or o.direction == "growth" for c in clauses for o in c.operations)
    if (
        kinds <= {"change", "percent", "difference", "yoy"}
        and not (about or own or dated)
        and last.operation in _PAIRS
        and last.of == "value"
    ):
        return (replace(last, operation="percent_change" if grown else "change", claim=""),)
    compared = kinds & {"compare", "more", "less", "largest", "smallest", "difference", "exceed", "below"}
    if compared and len(own) == 1 and not about and len(last.entities) == 1 and own != last.entities:
        # "Is that more than Meta's?", "compared with Meta": the company asked about before stands beside the new one.
        memory.entities = (*last.entities, *own)
        clauses = [c.without_companies() for c in clauses]
    again = {"compare", "percent", "share", "ratio", "sum", "average", "difference"}
    if last.operation in again and not (own or about) and dated and kinds <= again:
        # "Compare with 2023: what was the percentage then?": what was computed, of another period.
        return tuple(new for a in before.asks for new in _changed_periods(a, periods_of(dated[0], memory)[-1:]))
    if kinds == {"compare"} and not own and len(dated) == 1 and memory.periods:
        (period,) = periods_of(dated[0], Memory())[:1]
        old, new = in_order((period, memory.periods[0]))
        return tuple(Ask("change", (m,), (e,), (new, old)) for m in memory.measures for e in entities)
    if not own and not clauses[0].companies:
        clauses = [replace(c, elements=tuple(e for e in c.elements if not _names_all(e))) for c in clauses]
    asks = make_asks(clauses, memory)
    if "sum" in kinds and not about and all(a.operation == "value" for a in asks):
        raise Abstention("insufficient_evidence", "A sum needs several figures: name the periods or companies.")
    return asks


def _between_the_last_two(clauses: Sequence[Clause], before: Before) -> list[Clause]:
    """A change asked for without periods, after a figure of two periods, is the one between these."""
    asks = (*before.earlier, *before.asks)
    found = []
    for clause in clauses:
        wanted: set[str | None] = {i for m in clause.items for i in m.items}
        wanted = wanted or {m.item for m in before.asks[-1].measures}
        like = [a for a in asks if {m.item for m in a.measures} & wanted and a.entities == before.asks[-1].entities]
        periods = list(dict.fromkeys(p for a in like for p in a.periods))
        if len(before.asks[-1].periods) < 2 and "every" not in clause.kinds:
            periods = periods[-2:] if like and like[-1].periods == before.asks[-1].periods else []
        several = len(periods) == 2 or (len(periods) > 2 and "every" in clause.kinds)
        if clause.kinds & _CHANGES and several and not (clause.periods or clause.companies or clause.left):
            clause = replace(
                clause, periods=(PeriodMark(clause.end, clause.end, tuple(sorted(periods, key=age)), "range"),)
            )
        found.append(clause)
    return found


def _names_all(element: Element) -> bool:
    """True for "all of them", "the two": it means those asked about before."""
    return isinstance(element.value, OperationMark) and element.value.kind == "everyone"


def _memory(entities: tuple[Company, ...], before: Before) -> Memory:
    """What the earlier asks settled: of a change, the newer period."""
    measures = tuple(dict.fromkeys(m for a in before.asks for m in a.measures if a.operation != "quote"))
    each = [a.periods[:1] if a.operation in (*_PAIRS, "exceeds", "growth_rate") else a.periods for a in before.asks]
    first = before.asks[0]
    if first.operation == "ratio":
        measures = first.measures[:1]
    return Memory(entities, measures, tuple(dict.fromkeys(p for ps in each for p in ps)), session=True)


def _changed(
    asks: tuple[Ask, ...], measures: tuple[Measure, ...], own: tuple[Company, ...], periods: tuple[Period, ...]
) -> tuple[Ask, ...]:
    """The earlier asks with what was named now in its place."""
    found: list[Ask] = []
    for ask in asks:
        if measures and ask.operation == "exceeds":
            # "Yes" or "no" was asked of another figure.
            both = len(ask.entities) == 2
            ask = replace(
                ask, operation="largest" if both else "value", threshold=None, claim="", periods=ask.periods[:1]
            )
        wanted = measures or ask.measures
        if measures and ask.operation == "ratio":
            wanted = (measures[0], ask.measures[1])
        several = len(ask.entities) > 1 or (len(ask.measures) > 1 and ask.operation != "ratio")
        if (own and several) or (measures and len(ask.measures) > 1 and ask.operation != "ratio"):
            # Of a comparison one side is replaced: what is asked is its figure.
            found += [
                Ask("value", (m,), (e,), (p,))
                for m in wanted
                for e in own or ask.entities
                for p in periods or ask.periods[:1]
            ]
            continue
        companies: list[tuple[Company, ...]] = [(e,) for e in own] or [ask.entities]
        things = [(m,) for m in measures] if measures and ask.operation != "ratio" else [wanted]
        found += [
            replace(new, measures=m, entities=e)
            for e in companies
            for m in things
            for new in _changed_periods(ask, periods)
        ]
    return tuple(dict.fromkeys(found))


def _changed_periods(ask: Ask, periods: tuple[Period, ...]) -> list[Ask]:
    """The ask over other periods: of a change, a single one is compared with the same a year before."""
    if not periods:
        return [ask]
    if ask.operation in _PAIRS and ask.of != "value":
        flat = tuple(x for p in periods for x in (p, year_before(p)))
        return [replace(ask, periods=flat)] if len(periods) > 1 else [replace(ask, of="value", periods=flat)]
    if ask.operation in _PAIRS and len(periods) > 2:
        return [replace(ask, operation="value", periods=(p,), claim="") for p in periods]
    if ask.operation in _PAIRS or (ask.operation == "exceeds" and len(ask.periods) == 2):
        new = periods[0]
        pair = in_order((periods[0], periods[-1]))[::-1] if len(periods) > 1 else (new, year_before(new))
        return [replace(ask, periods=pair)]
    if ask.operation in ("average", "sum", "largest", "smallest", "growth_rate") and len(ask.periods) > 1:
        if len(periods) > 1:
            return [replace(ask, periods=periods if ask.operation != "growth_rate" else in_order(periods)[::-1])]
        return [Ask("value", ask.measures[:1], ask.entities, periods)]
    if ask.operation == "value":
        return [replace(ask, periods=periods)]
    return [replace(ask, periods=(p,)) for p in periods]


def _why(before: Before, own: tuple[Company, ...], as_of: date | None) -> Plan:
    """ "Why?": the passage that explains what was asked before."""
    ask = before.asks[0]
    if ask.operation == "quote":
        raise Abstention(
            "insufficient_evidence", "The record gives no further reason; ask about a figure or a subject."
        )
    topic = _name(ask.measures[0])
    entities = own or ask.entities[:1]
    question = f"What were the reasons for the change in {topic}?"
    quote = Ask("quote", (Measure(ask.measures[0].item, topic, question),), entities, ask.periods[:1])
    carried = (*(() if own else _names(entities)), _name(ask.measures[0]), *_labels(ask.periods[:1]))
    return Plan("filings", (quote,), entities, as_of, text=True, carried=carried)


def _refuse_stranger(reading: Reading, own: set[str]) -> None:
    """Refuse to carry a company over to a question that names something nobody on record uses: it may be another company."""
    for run in reading.left:
        named = run.start > 0 or reading.text[run.end : run.end + 2] == "'s"
        if named and run.text[:1].isupper() and not all(w.lower() in own for w in re.findall(r"\w+", run.text)):
            raise Abstention(
                "unknown_entity",
                f"No company on record is called “{run.text}”. If it is none, name the company as well.",
            )


def _telling(reading: Reading, own: tuple[Company, ...], before: Before, as_of: date | None) -> Plan:
    """A question about text whose company, period, or thing was named before."""
    ask = before.asks[0]
    entities = own or ask.entities[:1]
    plan = text_plan(reading, entities, as_of)
    (quote,) = plan.asks
    carried = [] if own else list(_names(entities))
    if not any(c.items or c.left for c in reading.clauses) and ask.operation != "quote":
        topic = f"{quote.measures[0].words} {_name(ask.measures[0])}"
        quote = replace(quote, measures=(Measure(None, topic, reading.text),))
        carried.append(_name(ask.measures[0]))
    if not reading.periods and ask.periods:
        quote = replace(quote, periods=ask.periods[:1])
        carried += _labels(ask.periods[:1])
    return replace(plan, asks=(quote,), carried=tuple(carried))


def _carried(
    asks: tuple[Ask, ...], clauses: Sequence[Clause], own: tuple[Company, ...], before: Before
) -> tuple[str, ...]:
    """What the asks have that the question does not name."""
    named = {p for c in clauses for m in c.periods for p in m.periods}
    carried: list[str] = []
    earlier = {e for a in before.asks for e in a.entities}
    carried += _names(tuple(dict.fromkeys(e for a in asks for e in a.entities if e in earlier and e not in own)))
    old = dict.fromkeys(m for a in before.asks for m in a.measures)
    spoken = {i for c in clauses for m in c.items for i in m.items}
    carried += dict.fromkeys(_name(m) for a in asks for m in a.measures if m in old and m.item not in spoken)
    if not any(c.kinds - _IDLE for c in clauses):
        shown = [a.operation for a in asks if a.operation not in ("value", "quote")]
        carried += dict.fromkeys(_WORDS_OF.get(o, o) for o in shown)
    if not named:
        carried += _labels(dict.fromkeys(p for a in asks for p in a.periods))
    return tuple(carried)


def _names(companies: Iterable[Company]) -> tuple[str, ...]:
    return tuple(c.called for c in companies)


def _name(measure: Measure) -> str:
    label = line_items()[measure.item].label if measure.item else ""
    return " ".join(part for part in (measure.words, label) if part) or measure.phrase


def _labels(periods: Iterable[Period]) -> tuple[str, ...]:
    return tuple(p.label.replace("FY", "fiscal ") for p in periods if p.label)
