"""Turn a question into a plan: which companies, which periods, which line items, what is to be done with them.

Everything is resolved once, here, by code, and locked. Every word of a figure question must be accounted for: what is
left over has to name a segment, product, region or concept of the company's own, or the question is refused later. A
question that no record can answer (advice, forecasts, general knowledge) is refused at once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from muniment.agents.common_words import COMMON, STOP
from muniment.agents.directory import Directory, Mention
from muniment.agents.item_words import ItemMention, find_items, mend, words
from muniment.agents.operation_words import (
    OperationMention,
    asks_advice,
    asks_future,
    asks_text,
    asks_yes_or_no,
    claim_of,
    find_amount,
    find_operations,
)
from muniment.agents.period_words import PeriodMention, find_periods
from muniment.errors import Abstention, BadInput
from muniment.records import Ask, Company, Measure, Period, Plan

MAX_QUESTION = 2000
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\x00-\x08\x0b-\x1f\x7f]")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-"})
_CLAUSE = re.compile(
    r"\?\s*(?=\S)|;\s*|\.\s+(?=[A-Z])|,?\s+(?:and|but|also)\s+(?=(?:also\s+)?(?:how|what|by\s+how|which|who|did|was|were|is|are|has|does|why)\b)|,\s+(?=(?:how|what|by\s+how|which)\b)",
    re.IGNORECASE,
)
_BASE = re.compile(r"(?:from|since|than|versus|vs\.?|against|over|relative\s+to|compared?\s+(?:to|with)|\bto|with)\s*(?:in|the|that\s+of|its|fiscal|those\s+of)?\s*$")
_WHICH = re.compile(r"\b(?:which|who|what)\b")


@dataclass(slots=True)
class _Clause:
    text: str
    start: int
    end: int
    entities: list[Mention] = field(default_factory=list)
    items: list[ItemMention] = field(default_factory=list)
    periods: list[PeriodMention] = field(default_factory=list)
    operations: list[OperationMention] = field(default_factory=list)
    amount: Decimal | None = None
    left: list[tuple[str, int, int]] = field(default_factory=list)


def plain(question: str) -> str:
    """A question as it is read: compatibility forms, straight quotes, nothing unseen, white space folded.

    Raises:
        BadInput: it is empty, or longer than `MAX_QUESTION` characters.
    """
    if len(question) > MAX_QUESTION:
        raise BadInput(f"the question has {len(question):,} characters; at most {MAX_QUESTION:,} can be read")
    text = unicodedata.normalize("NFKC", question.encode("utf-8", "replace").decode("utf-8")).translate(_STRAIGHT)
    text = re.sub(r"\s+", " ", _UNSEEN.sub("", text)).strip()
    if not re.search(r"\w", text):
        raise BadInput("the question is empty")
    return text


def route(
    question: str,
    directory: Directory,
    as_of: date | None = None,
    own_words: Callable[[Company], Iterable[str]] = lambda _: (),
) -> Plan:
    """Make the plan for a question about filings.

    Args:
        question: as typed.
        directory: the companies that can be named.
        as_of: answer with what was filed by that day.
        own_words: the words that a company uses for its own items and members, which are never taken for typing errors.

    Raises:
        BadInput: the question cannot be read.
        Abstention: `out_of_domain`, `unknown_entity` or `ambiguous_entity`.
    """
    text = plain(question)
    folded = _fold_same_length(text)
    if asks_advice(folded):
        raise Abstention("out_of_domain", "Muniment answers from filed records; it gives no advice, prices or valuations.")
    mentions = directory.find(text)
    clauses = _read(text, folded, mentions)
    entities = _companies(mentions, clauses, directory, text)
    clauses = _mended(text, folded, mentions, clauses, own_words, entities)
    if asks_future(folded):
        raise Abstention("out_of_domain", "Muniment answers from what was filed; it does not forecast.")
    figure = any(c.items or c.left or any(o.kind == "profitable" for o in c.operations) for c in clauses)
    if asks_text(folded) or not figure:
        return _text_plan(text, folded, mentions, clauses, entities, as_of)
    if not entities:
        _refuse_without_company(clauses, folded)
    asks = _asks(clauses, entities)
    return Plan("filings", asks, entities, as_of)


def _fold_same_length(text: str) -> str:
    """Lower case without accents, character by character, so that places stay the same."""
    return "".join((unicodedata.normalize("NFKD", c)[0] or c).lower()[:1] or c for c in text)


def _read(text: str, folded: str, mentions: list[Mention]) -> list[_Clause]:
    held = _blank(folded, mentions)
    amount = find_amount(held)
    if amount:
        held = held[: amount[0]] + "\x00" * (amount[1] - amount[0]) + held[amount[1] :]
    periods = find_periods(held)
    held = _blank(held, periods)
    items = find_items(held.replace("-", " "))
    held = _blank(held, items)
    operations = find_operations(held, text)
    held = _blank(held, operations)
    whole = "".join("\x00" if h == "\x00" else t for h, t in zip(_blank(folded, mentions), text, strict=True))
    cuts = [0, *(m.end() for m in _CLAUSE.finditer(whole)), len(text)]
    pieces = [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if folded[a:b].strip(" ?.,")]
    spoken = [m.start for m in (*items, *operations)] + [start for _, start, _ in _left_over(held, text, 0, len(text))]
    clauses = [_Clause(folded[a:b], a, b) for a, b in _joined(pieces, spoken)]
    for clause in clauses:
        inside = [clause.start, clause.end]
        clause.entities = [m for m in mentions if inside[0] <= m.start < inside[1]]
        clause.items = [m for m in items if inside[0] <= m.start < inside[1]]
        clause.periods = [m for m in periods if inside[0] <= m.start < inside[1]]
        clause.operations = [m for m in operations if inside[0] <= m.start < inside[1]]
        clause.amount = amount[2] if amount and inside[0] <= amount[0] < inside[1] else None
        clause.left = _left_over(held, text, clause.start, clause.end)
    return clauses


def _joined(pieces: list[tuple[int, int]], places: list[int]) -> list[tuple[int, int]]:
    """Clauses that ask for nothing ("In fiscal 2024, …") belong to the next one, or to the one before."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    for a, b in pieces:
        begin = a if start is None else start
        if any(begin <= p < b for p in places):
            found.append((begin, b))
            start = None
        else:
            start = begin
    if start is not None:
        if found:
            found[-1] = (found[-1][0], pieces[-1][1])
        else:
            found.append((start, pieces[-1][1]))
    return found


def _blank(text: str, mentions: Iterable[Mention | PeriodMention | ItemMention | OperationMention]) -> str:
    for m in mentions:
        text = text[: m.start] + "\x00" * (m.end - m.start) + text[m.end :]
    return text


def _left_over(held: str, text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """Runs of words that nothing accounts for, as they stand, function words between them included."""
    runs: list[tuple[int, int]] = []
    for word in words(held[start:end].replace("-", " ")):
        raw = held[start + word.start : start + word.end]
        if raw in STOP or word.norm in STOP or not re.search(r"[a-z0-9]", raw):
            continue
        at, to = start + word.start, start + word.end
        between = held[runs[-1][1] : at] if runs else ""
        if runs and "\x00" not in between and re.fullmatch(r"[\s,&-]*(?:(?:and|of|the|in|for|or|&)\s+)*", between):
            runs[-1] = (runs[-1][0], to)
        else:
            runs.append((at, to))
    return [(text[a:b], a, b) for a, b in runs]


def _companies(mentions: list[Mention], clauses: list[_Clause], directory: Directory, text: str) -> tuple[Company, ...]:
    """The companies named, each once; a misspelt one is mended when nothing else names a company."""
    if not mentions:
        for clause in clauses:
            found = next((m for run in clause.left for m in _guesses(run, directory)), None)
            if found is not None:
                mentions.append(found)
                clause.entities.append(found)
                clause.left = [part for run in clause.left for part in _without(run, found)]
                break
    for mention in mentions:
        if len(mention.companies) > 1:
            names = "; ".join(f"{c.name} ({', '.join(c.tickers) or 'CIK ' + str(c.cik)})" for c in mention.companies[:6])
            raise Abstention("ambiguous_entity", f"“{text[mention.start:mention.end]}” may be: {names}. Name one by its ticker or CIK.")
        if not mention.companies:
            raise Abstention("unknown_entity", f"No company on record has {text[mention.start:mention.end]}.")
    return tuple({m.companies[0].cik: m.companies[0] for m in sorted(mentions, key=lambda m: m.start)}.values())


def _guesses(run: tuple[str, int, int], directory: Directory) -> Iterator[Mention]:
    """The companies that a run of unknown words may name: by a part of a name, or with a typing error mended."""
    text, start, _ = run
    for match in re.finditer(r"[A-Z][\w&.-]*(?:\s+[A-Z][\w&.-]*)*", text):
        found = directory.candidates(re.sub(r"'s$", "", match.group()))
        if found:
            yield Mention(start + match.start(), start + match.end(), found, guessed=True)
    for match in re.finditer(r"[^\W_]+(?:'s)?", text):
        found = directory.guess(match.group().removesuffix("'s"))
        if found:
            yield Mention(start + match.start(), start + match.end(), found, guessed=True)


def _without(run: tuple[str, int, int], mention: Mention) -> list[tuple[str, int, int]]:
    """What is left of a run of words without the stretch that names a company."""
    text, start, end = run
    if not start <= mention.start < end:
        return [run]
    parts = ((text[: mention.start - start], start), (text[mention.end - start :], mention.end))
    return [(p.strip(), at + len(p) - len(p.lstrip()), at + len(p.rstrip())) for p, at in parts if p.strip(" '")]


def _mended(
    text: str, folded: str, mentions: list[Mention], clauses: list[_Clause],
    own_words: Callable[[Company], Iterable[str]], entities: tuple[Company, ...],
) -> list[_Clause]:
    """Read again with typing errors mended, when words are left over."""
    if not any(c.left for c in clauses):
        return clauses
    own = {w for e in entities for w in own_words(e)}
    fixed = text
    for clause in clauses:
        for run, start, _ in clause.left:
            for match in re.finditer(r"[A-Za-z]+", run):
                mended = None if match.group()[:1].isupper() and start > 0 else mend(match.group(), own)
                if mended:
                    at = start + match.start()
                    fixed = fixed[:at] + mended.ljust(len(match.group()))[: max(len(match.group()), len(mended))] + fixed[at + len(match.group()) :]
                    if len(fixed) != len(text):
                        return _again(fixed, mentions, text, at, own_words, entities)
    return _read(fixed, _fold_same_length(fixed), mentions) if fixed != text else clauses


def _again(
    fixed: str, mentions: list[Mention], text: str, at: int,
    own_words: Callable[[Company], Iterable[str]], entities: tuple[Company, ...],
) -> list[_Clause]:
    """Mending made the text longer or shorter: places after it move."""
    moved = len(fixed) - len(text)
    shifted = [m if m.start < at else Mention(m.start + moved, m.end + moved, m.companies, m.guessed) for m in mentions]
    folded = _fold_same_length(fixed)
    return _mended(fixed, folded, shifted, _read(fixed, folded, shifted), own_words, entities)


def _refuse_without_company(clauses: list[_Clause], folded: str) -> None:
    left = [run for c in clauses for run, _, _ in c.left]
    named = [run for run in left if run[:1].isupper() and run.lower() not in COMMON]
    if named and (any(c.items for c in clauses) or asks_text(folded)):
        raise Abstention("unknown_entity", f"No company on record is called “{named[0]}”. Try its ticker or CIK, or fetch it first: muniment fetch.")
    if any(c.items for c in clauses) and not left:
        raise Abstention("unknown_entity", "Which company? The question names none.")
    raise Abstention("out_of_domain", "The question names no company and nothing that filings report.")


def _text_plan(text: str, folded: str, mentions: list[Mention], clauses: list[_Clause], entities: tuple[Company, ...], as_of: date | None) -> Plan:
    if not entities:
        _refuse_without_company(clauses, folded)
    if not asks_text(folded) and not any(c.left or c.operations for c in clauses):
        raise Abstention("insufficient_evidence", f"What should be told about {entities[0].name}? Name a figure or a subject.")
    periods = tuple(p for c in clauses for m in c.periods for p in m.periods if m.relation in ("at", "range"))
    claims = _premises(clauses, entities)
    named = [*mentions, *(m for c in clauses for m in c.periods)]
    topic = re.sub(r"[\s\x00]+", " ", _blank(text, named)).strip()
    ask = Ask("quote", (Measure(None, topic, text),), entities, periods[:1])
    return Plan("filings", (ask,), entities, as_of, text=True, premise=claims)


def _premises(clauses: list[_Clause], entities: tuple[Company, ...]) -> tuple[Ask, ...]:
    """The changes that a question takes for granted ("why did sales double?"), to be checked against the record."""
    found = []
    for clause in clauses:
        for operation in clause.operations:
            claim = claim_of(operation.word)
            if operation.kind in ("change", "percent_change") and claim and clause.items:
                measures = (_measure(clause, clause.items[0]),)
                if re.search(r"\b(?:if|may|might|could|would)\b", clause.text):
                    continue
                new, old = _two_periods(clause, _Memory())
                found.append(Ask("change", measures, entities[:1], (new, old), claim=claim))
    return tuple(found[:1])


@dataclass(slots=True)
class _Memory:
    """What an earlier clause settled, for a later one that leaves it out."""

    entities: tuple[Company, ...] = ()
    measures: tuple[Measure, ...] = ()
    periods: tuple[Period, ...] = ()


def _asks(clauses: list[_Clause], entities: tuple[Company, ...]) -> tuple[Ask, ...]:
    memory = _Memory(entities=entities)
    asks: list[Ask] = []
    for clause in clauses:
        own = tuple({m.companies[0].cik: m.companies[0] for m in clause.entities if m.companies}.values())
        memory.entities = own or memory.entities
        measures = _measures(clause, memory)
        if not measures and any(o.kind == "profitable" for o in clause.operations):
            measures = (Measure("net_income", "", "net income"),)
        if not measures:
            if clause.operations or clause.left:
                raise Abstention("insufficient_evidence", f"It is not clear what “{clause.text.strip(' ?.,')}” asks for.")
            continue
        for ask in _clause_asks(clause, measures, memory):
            if ask not in asks:
                asks.append(ask)
        memory.measures = measures
    if not asks:
        raise Abstention("insufficient_evidence", "It is not clear which figure is asked for.")
    return tuple(asks)


def _measures(clause: _Clause, memory: _Memory) -> tuple[Measure, ...]:
    if clause.items:
        found = []
        for mention in clause.items:
            measure = _measure(clause, mention)
            found += [replace(measure, item=key) for key in mention.items]
        return tuple(found)
    if clause.left and memory.measures and not re.search(r"\b(?:what|how\s+much)\b", clause.text):
        return (Measure(memory.measures[0].item, clause.left[0][0], clause.left[0][0]),)
    if clause.left:
        return tuple(Measure(None, run, run) for run, _, _ in clause.left)
    return memory.measures


def _measure(clause: _Clause, mention: ItemMention) -> Measure:
    """A line item with the left-over words nearest to it, and the phrase that both make where they touch."""
    near = [run for run in clause.left if min(clause.items, key=lambda i: _distance(i, run)) is mention]
    words_near = " ".join(run for run, _, _ in near)
    base = clause.start
    name = clause.text[mention.start - base : mention.end - base]
    phrase = name
    for _run, start, end in near:
        lo, hi = min(start, mention.start), max(end, mention.end)
        if hi - lo <= (end - start) + (mention.end - mention.start) + 8:
            phrase = clause.text[lo - base : hi - base]
    return Measure(mention.items[0], words_near, phrase)


def _distance(item: ItemMention, run: tuple[str, int, int]) -> int:
    return min(abs(item.start - run[2]), abs(run[1] - item.end))


def _clause_asks(clause: _Clause, measures: tuple[Measure, ...], memory: _Memory) -> list[Ask]:
    entities = memory.entities
    kinds = {o.kind for o in clause.operations}
    yes_no = asks_yes_or_no(clause.text)
    if "growth_rate" in kinds:
        return [Ask("growth_rate", (m,), (e,), _ends(_series(clause, memory))) for m in measures[:1] for e in entities]
    if kinds & {"ratio_of", "ratio_as"} and len(measures) >= 2:
        over, under = (measures[1], measures[0]) if "ratio_of" in kinds and _of_first(clause) else (measures[0], measures[1])
        return [Ask("ratio", (over, under), (e,), (p,), percent="ratio_of" in kinds or _percent(clause)) for e in entities for p in _periods(clause, memory)]
    if "profitable" in kinds:
        claim = "less" if re.search(r"\bloss|unprofitable", clause.text) else "more"
        income = Measure("net_income", "", "net income")
        return [Ask("exceeds", (income,), (e,), (p,), claim=claim, threshold=Decimal(0)) for e in entities for p in _periods(clause, memory)]  # type: ignore[arg-type]
    if kinds & {"more", "less"} and (yes_no or clause.amount is not None):
        return [_exceeds(clause, measures, memory, "more" if "more" in kinds else "less")]
    if kinds & {"largest", "smallest"} and (len(entities) > 1 or len(_periods(clause, memory)) > 1) and (_WHICH.search(clause.text) or not kinds & {"change", "difference", "percent_change", "compare"}):
        which = "largest" if "largest" in kinds else "smallest"
        return [Ask(which, measures[:1], entities, _periods(clause, memory))]  # type: ignore[arg-type]
    if "difference" in kinds and len(entities) == 2:
        return [Ask("difference", measures[:1], entities, (p,)) for p in _periods(clause, memory)[:1]]
    if "difference" in kinds and len(measures) == 2 and len(entities) == 1:
        return [Ask("difference", measures, entities, _periods(clause, memory)[:1])]
    if kinds & {"average"} and len(_periods(clause, memory)) > 1:
        return [Ask("average", (m,), (e,), _periods(clause, memory)) for m in measures for e in entities]
    if "average" in kinds and len(entities) > 1:
        return [Ask("average", measures[:1], entities, _periods(clause, memory)[:1])]
    if "average" in kinds:
        raise Abstention("insufficient_evidence", "An average needs several fiscal periods or companies.")
    if "sum" in kinds and (len(_periods(clause, memory)) > 1 or len(entities) > 1):
        return [Ask("sum", measures[:1], entities, _periods(clause, memory))]
    if kinds & {"change", "percent_change", "difference"} or any(m.relation in ("yoy",) for m in clause.periods):
        claims = [c for o in clause.operations if (c := claim_of(o.word))] if yes_no else []
        new, old = _two_periods(clause, memory)
        percent = "percent_change" in kinds or any(m.relation == "yoy" for m in clause.periods)
        return [Ask("percent_change" if percent else "change", (m,), (e,), (new, old), claim=claims[0] if claims else "") for m in measures for e in entities]
    if "compare" in kinds and len(entities) == 1 and len(_periods(clause, memory)) == 2:
        old, new = _ordered(_periods(clause, memory))
        return [Ask("change", (m,), entities, (new, old)) for m in measures]
    if "compare" in kinds and len(entities) > 1:
        return [Ask("largest", (m,), entities, _periods(clause, memory)[:1]) for m in measures]
    return [Ask("value", (m,), (e,), (p,)) for e in entities for m in measures for p in _periods(clause, memory)]


def _percent(clause: _Clause) -> bool:
    return bool(re.search(r"\b(?:percent|percentage|per cent|share|fraction|proportion|portion)\b|%", clause.text))


def _of_first(clause: _Clause) -> bool:
    """True for "what share of A was B", where the first item is the whole."""
    of = next(o for o in clause.operations if o.kind == "ratio_of")
    return clause.items[0].start >= of.end


def _exceeds(clause: _Clause, measures: tuple[Measure, ...], memory: _Memory, claim: str) -> Ask:
    periods = _periods(clause, memory)
    if clause.amount is not None:
        return Ask("exceeds", measures[:1], memory.entities[:1], periods[:1], claim=claim, threshold=clause.amount)  # type: ignore[arg-type]
    if len(memory.entities) == 2:
        return Ask("exceeds", measures[:1], memory.entities, periods[:1], claim=claim)  # type: ignore[arg-type]
    if len(measures) == 2:
        return Ask("exceeds", measures, memory.entities[:1], periods[:1], claim=claim)  # type: ignore[arg-type]
    mentions = sorted((m for m in clause.periods if m.periods), key=lambda m: m.start)
    pair = [m.periods[0] for m in mentions[:2]]
    if len(pair) < 2 or any(p.back for p in pair):
        pair = list(_two_periods(clause, memory))
    return Ask("exceeds", measures[:1], memory.entities[:1], tuple(pair), claim=claim)  # type: ignore[arg-type]


def _periods(clause: _Clause, memory: _Memory) -> tuple[Period, ...]:
    """The periods of a clause, in the order named; those of an earlier clause, or the newest fiscal year, where it names none."""
    own: list[Period] = []
    for mention in clause.periods:
        for period in mention.periods:
            if mention.relation == "before":
                period = _before(own[0] if own else memory.periods[0] if memory.periods else Period(back=0), period)
            if mention.relation == "since":
                own.append(period)
                own.append(Period(back=0))
            elif period not in own:
                own.append(period)
    own = _share_year(own)
    found = tuple(own) or memory.periods or (Period(back=0),)
    memory.periods = found
    return found


def _share_year(periods: list[Period]) -> list[Period]:
    """"The first and second quarter of 2023": a quarter without a year takes the year named beside it."""
    year = next((p.year for p in periods if p.year is not None), None)
    bare = [p for p in periods if p.back == 0 and p.span not in ("FY", "TTM", "Q4")]
    if year is None or not bare:
        return periods
    spans = [p if p not in bare else Period(year, p.span) for p in periods]
    return [p for p in spans if not (p.span == "FY" and p.year == year)] or spans


def _before(anchor: Period, wanted: Period) -> Period:
    """The same span a year before the anchor ("the prior year"), or the quarter before it."""
    if wanted.span != "FY" and anchor.span.startswith("Q") and anchor.year is not None:
        quarter = anchor.year * 4 + int(anchor.span[1]) - 2
        return Period(quarter // 4, f"Q{quarter % 4 + 1}")  # type: ignore[arg-type]
    if anchor.year is not None:
        return Period(anchor.year - 1, anchor.span)
    if anchor.end is not None:
        return Period(span=anchor.span, end=_year_earlier(anchor.end))
    return Period(span=anchor.span, back=(anchor.back or 0) + (4 if anchor.span == "Q4" and wanted.span == "FY" else 1))


def _year_earlier(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


def _two_periods(clause: _Clause, memory: _Memory) -> tuple[Period, Period]:
    """The newer and the older period of a change."""
    earlier = memory.periods
    own = _periods(clause, memory)
    if len(own) >= 2:
        old, new = _ordered((own[0], own[-1]))
        return new, old
    single = own[0]
    based = clause.periods and _BASE.search(clause.text[: clause.periods[-1].start - clause.start].rstrip())
    if based and clause.periods[-1].relation != "before":
        later = earlier[0] if earlier and earlier[0] != single else _after(single)
        old, new = _ordered((single, later))
        memory.periods = (new,)
        return new, old
    if based and earlier:
        return earlier[0], single
    return single, _before(single, Period(back=1))


def _after(period: Period) -> Period:
    return Period(period.year + 1, period.span) if period.year is not None else Period(back=0)


def _ordered(pair: tuple[Period, ...]) -> tuple[Period, Period]:
    """Older first; a relative period is newer than a named one, and the smaller `back` the newer."""
    def rank(p: Period) -> tuple[int, str, str]:
        if p.year is not None:
            return p.year, p.span, ""
        if p.end is not None:
            return p.end.year, "", p.end.isoformat()
        return 9999 - (p.back or 0), "", ""

    a, b = sorted((pair[0], pair[-1]), key=rank)
    return a, b


def _series(clause: _Clause, memory: _Memory) -> tuple[Period, ...]:
    found = _periods(clause, memory)
    if len(found) == 1:
        raise Abstention("insufficient_evidence", "A growth rate needs a first and a last fiscal year.")
    return found


def _ends(periods: tuple[Period, ...]) -> tuple[Period, Period]:
    old, new = _ordered((periods[0], periods[-1]))
    return new, old
