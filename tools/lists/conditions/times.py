"""Times that a question says of the days of a list: in March, before the third, from May to June, since 2024."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from muniment.errors import Abstention
from muniment.tools.lists.conditions.condition import Condition, Test
from muniment.tools.lists.heads import verbs, words_of_head
from muniment.tools.lists.question_words import Words
from muniment.tools.lists.relation import Column, Relation
from muniment.tools.lists.spans import Said, Span, order_of, spans_in
from muniment.wording import stem

_LEAD = re.compile(
    r"(?:\b(?:(?P<before>before|prior\s+to|earlier\s+than|ahead\s+of)|(?P<after>after|later\s+than|past|following)"
    r"|(?P<since>since|from|starting(?:\s+(?:in|from))?|as\s+of|no\s+earlier\s+than)|(?P<until>until|till|by|up\s+to|through|no\s+later\s+than)"
    r"|(?P<between>between)|(?P<within>in|during|on|of|for|within|dated|over))\s+)?(?:the\s+)?(?P<end>end\s+of\s+)?(?:year\s+)?$",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"(?:\b(?:over|above|more\s+than|greater\s+than|higher\s+than|under|below|less\s+than|fewer\s+than|at\s+least|at\s+most|exceed\w*)\s+|[$€£¥]\s*|[<>]=?\s*)$",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"\s*(?:%|[$€£]|(?:usd|eur|gbp|chf|euros?|dollars?|pounds?|units?|pieces|pcs|kg|km|hours?|days?|miles?)\b)",
    re.IGNORECASE,
)
_TO = re.compile(r"\s*(?:and|to|through|until|till|[-–])\s*(?:the\s+)?(?:end\s+of\s+)?", re.IGNORECASE)
_DAYS_OF = re.compile(
    r"\b(?P<way>between|from)\s+(?:the\s+)?(?P<first>\d{1,2})(?:st|nd|rd|th)?\s*(?:and|to|until|till|[-–])\s*(?:the\s+)?$",
    re.IGNORECASE,
)
"""Before a day, the first of several of its month: "between 12 and 18 February"."""
_FROM = re.compile(r"^\s*from\b", re.IGNORECASE)
_ONWARDS = re.compile(r"\s*(?:on|onwards?|and\s+later|and\s+after)\b", re.IGNORECASE)
_EITHER = re.compile(r"\s*(?:,|and|or|,\s*and|,\s*or)\s*", re.IGNORECASE)
_TESTS: dict[str, Test] = {"before": "before", "after": "after", "since": "since", "until": "until"}
_DAYS = frozenset(stem(w) for w in "date day time on at month year quarter week period".split())


def time_conditions(words: Words, relation: Relation) -> list[Condition] | None:
    """The times that a question says, their words taken; None where it is not told of which days.

    Raises:
        Abstention: the list has no row of a time, or it may be of several years.
    """
    columns = [c for c in relation.columns if c.kind == "span"]
    order = order_of([r.cells[c.at] for c in columns for r in relation.rows])
    said = [s for s in spans_in(words.text, order) if _is_open(words, s)]
    found: list[Condition] = []
    while said:
        one, *rest = said
        two = rest[0] if rest else None
        start, way, end = _lead(words, one)
        if end and way == "within":
            return None
        column = None if _is_of_head(words, relation, one) else span_column(words, columns)
        if column is None:
            if not _is_elsewhere(relation, one):
                return None
            words.take(words.between(one.start, one.end))
            said = rest
            continue
        days = _DAYS_OF.search(words.text[: one.start]) if one.day is not None else None
        if days is not None:
            last = _resolved(one, None, relation, column)
            first = replace(one, day=int(days["first"])).of(last.last.year)
            if first is None or first.first > last.first:
                return None
            found.append(_timed(relation, column, "in", Span(first.first, last.last)))
            words.take_stretch(days.start(), one.end)
            said = rest
            continue
        between = words.text[one.end : two.start] if two else ""
        ranges = way == "between" or (way in ("since", "within") and "and" not in between)
        if two is not None and ranges and _TO.fullmatch(between):
            first = _resolved(one, two.year, relation, column)
            last = _resolved(two, None, relation, column)
            found.append(_timed(relation, column, "in", Span(first.first, last.last)))
            words.take_stretch(start, two.end)
            said = rest[1:]
            continue
        if two is not None and way == "within" and _EITHER.fullmatch(between):
            return None
        if way == "since" and _FROM.search(words.text[start : one.start]) and not _ONWARDS.match(words.text, one.end):
            if one.day is not None:
                return None
            # "Invoices from March" are those of March.
            way = "within"
        test = _TESTS.get({"before": "until", "since": "after"}.get(way, way) if end else way, "in")
        found.append(_timed(relation, column, test, _resolved(one, None, relation, column)))
        words.take_stretch(start, one.end)
        said = rest
    return found


def span_column(words: Words, columns: Sequence[Column]) -> Column | None:
    """The column of days that a question means: the one that it names, or says what is done of, or the only one. What says so is taken."""
    named = [c for c in columns if says_days(words, c)]
    if len(named) > 1:
        said = {w.stem for w in words.all}
        named = [c for c in named if {w for w in words_of_head(c.head) if w not in _DAYS} <= said]
    if len(named) == 1:
        words.take(says_days(words, named[0]))
        return named[0]
    return columns[0] if len(columns) == 1 and not named else None


def says_days(words: Words, column: Column) -> list[int]:
    """Where a question has a word of the head of a column of days, or a verb that says what is done on them."""
    own = {w for w in words_of_head(column.head) if w not in _DAYS}
    return [n for n, w in enumerate(words.all) if w.stem in own or verbs().get(w.stem, frozenset()) & own]


def _is_open(words: Words, said: Said) -> bool:
    """Whether a time is not read yet, and no amount: "over 2000", "2,000 units"."""
    if any(words.is_taken(n) for n in words.between(said.start, said.end)):
        return False
    bare = words.text[said.start : said.end].isdigit()
    amount = _THAN.search(words.text[: said.start]) or _COUNTS.match(words.text, said.end)
    return not (bare and amount)


def _lead(words: Words, said: Said) -> tuple[int, str, bool]:
    """Where what leads in a time begins, which way it says, and whether it says its end; what is taken leads in nothing ("week starting")."""
    lead = _LEAD.search(words.text[: said.start])
    if lead is None or any(words.is_taken(n) for n in words.between(lead.start(), said.start)):
        return said.start, "within", False
    way = next((k for k, v in lead.groupdict().items() if v and k != "end"), "within")
    return lead.start(), way, bool(lead["end"])


def _timed(relation: Relation, column: Column, test: Test, span: Span) -> Condition:
    """A condition on a time that the list has rows of.

    Raises:
        Abstention: `period_not_reported`.
    """
    own = _own(relation, column)
    first, last = min(s.first for s in own), max(s.last for s in own)
    if test == "in" and (span.last < first or span.first > last):
        runs = f"“{column.head}” runs from {first.isoformat()} to {last.isoformat()}"
        raise Abstention("period_not_reported", f"The list has no row of that time: {runs}.")
    return Condition(column, test, span=span)


def _own(relation: Relation, column: Column) -> list[Span]:
    return [v for r in relation.rows if isinstance(v := r.values[column.at], Span)]


def _resolved(said: Said, other: int | None, relation: Relation, column: Column) -> Span:
    """A time with its year: its own, that of what it is joined to, or the one year that the column has.

    Raises:
        Abstention: the column has several years, or there is no such day.
    """
    year = said.year or other
    if year is not None:
        span = said.of(year)
        if span is None:
            raise Abstention("period_not_reported", "There is no such day.")
        return span
    own = _own(relation, column)
    years = sorted({d.year for v in own for d in (v.first, v.last)})
    every = [s for y in years if (s := said.of(y)) is not None]
    held = [s for s in every if any(s.holds(v) for v in own)]
    if len(held) == 1 or len(every) == 1:
        return (held or every)[0]
    raise Abstention("ambiguous_entity", f"Of which year? “{column.head}” has several.")


def _is_of_head(words: Words, relation: Relation, said: Said) -> bool:
    """Whether a time is that of a column whose head the question has besides: "hours in 2023", of "Hours 2023"."""
    stems = {w.stem for w in words.all}
    heads = (c.head for c in relation.columns if {w for w in words_of_head(c.head) if not w.isdigit()} & stems)
    return any(_same(said, other) for head in heads for other in spans_in(head, None))


def _same(one: Said, other: Said) -> bool:
    """Whether two times are one; a day may be said without its year."""
    years = one.year == other.year or (one.year is None and one.day is not None)
    return years and (one.month, one.day, one.quarter) == (other.month, other.day, other.quarter)


def _is_elsewhere(relation: Relation, said: Said) -> bool:
    """Whether a time is that of a column, by its head, or of the whole list, by what stands over it."""
    title = re.sub(r"_|(?<=\d{4})-(?=\d)", " ", relation.title)
    others = [s for text in (title, *(c.head for c in relation.columns)) for s in spans_in(text, None)]
    return any(_same(said, other) for other in others)
