"""Values of a list's columns that a question says: whole, by the digits of a mark, or by a part that is theirs alone.

A word counts as a value only where one column has it; a value of two columns is of the one that the question names beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from muniment.errors import Abstention
from muniment.items.common_words import STOP
from muniment.tools.lists.conditions.condition import Condition, within
from muniment.tools.lists.conditions.negation import is_negated
from muniment.tools.lists.heads import is_of, words_of_head
from muniment.tools.lists.question_words import Word, Words, same_words, stems_of, tokens_of
from muniment.tools.lists.relation import Column, Relation
from muniment.wording import is_common, tokens

_ASKING = frozenset(
    "total most least much many more less average number list name show give highest lowest each every what when where which first last latest amount percent over under".split()
)
_WAYS = {
    "from": frozenset(("from", "origin", "departur", "sourc", "start", "pickup")),
    "to": frozenset(("to", "destin", "arriv", "deliveri", "target")),
}
"""Words of the heads that "from" and "to" before a value mean."""
_WHO = re.compile(r"\W*(?:and\s+)?who", re.IGNORECASE)
_DATED = frozenset(("date", "day"))
_LINKS = frozenset("as is are was were the a an do does did".split())
_DESCRIBES = Decimal("0.6")
"""From this share of different values on, a column describes or names its things; below, it sorts them."""
_PROSE = 5
"""Words of a cell, on average, from which on a column is prose."""
_LONGEST_PART = 6
_SHORTEST_STATE, _SHORTEST_NAME = 4, 3
"""Letters of an everyday word that may be a state ("open"), and of a word that may be a name."""


@dataclass(frozen=True, slots=True)
class Texts:
    """A column of words: the stems of its values, by these in small letters, and those as they are written."""

    column: Column
    stems: dict[str, list[str]]
    written: dict[str, str]

    @property
    def is_prose(self) -> bool:
        """Whether what stands there is written out."""
        return sum(map(len, self.stems.values())) >= _PROSE * len(self.stems)


def texts_of(relation: Relation) -> list[Texts]:
    """The columns of words."""
    found = []
    for column in (c for c in relation.columns if c.kind == "text"):
        said = [r.cells[column.at] for r in relation.rows if r.values[column.at] is not None]
        written = {t.lower(): t for t in said}
        found.append(Texts(column, {low: stems_of(text) for low, text in written.items()}, written))
    return found


def value_conditions(words: Words, relation: Relation, columns: Sequence[Texts]) -> list[Condition]:
    """Values that stand whole in the question, the longest first."""
    every: dict[tuple[str, ...], list[tuple[Texts, str]]] = {}
    for texts in columns:
        for value, stems in texts.stems.items():
            if stems:
                every.setdefault(tuple(sorted(stems)), []).append((texts, value))
    heads = {w for c in relation.columns for w in words_of_head(c.head)}
    found = []
    for size in range(min(max(map(len, every), default=0), len(words.all)), 0, -1):
        for at in range(len(words.all) - size + 1):
            places = range(at, at + size)
            said = words.all[at : at + size]
            held = every.get(tuple(sorted(w.stem for w in said)), [])
            if any(words.is_taken(n) for n in places):
                continue
            typed = tokens_of(words.text[said[0].start : said[-1].end]) if held else []
            same = [(t, v) for t, v in held if same_words(typed, tokens_of(t.written[v]))]
            exact = [(t, v) for t, v in same if sorted(tokens_of(t.written[v])) == sorted(typed)]
            held = exact or same
            if size == 1 and at + 1 < len(words.all) and words.all[at + 1].stem in _DATED:
                # "Shipped date" names a column.
                held = []
            if size == 1:
                before = words.all[at - 1].stem if at else ""
                held = [
                    (t, v)
                    for t, v in held
                    if _is_value(said[0], at > 0, t.written[v], heads)
                    or (len(v) == 1 and before in words_of_head(t.column.head))
                ]
            chosen = _meant(words, places, [t for t, _ in held])
            if chosen is not None:
                negated = is_negated(words, at, at + size - 1, words_of_head(chosen.column.head))
                words.take(places)
                values = tuple(v for t, v in held if t is chosen)
                found.append(Condition(chosen.column, "is", values, negated=negated, places=tuple(places)))
    return found


def mark_conditions(words: Words, relation: Relation, columns: Sequence[Texts]) -> Iterator[Condition]:
    """A thing by the digits of its mark: "invoice 1043" is INV-1043, "order #7" is ORD-2025-007."""
    for texts in columns:
        marks = {v: [p for p in s if p.isdigit()] for v, s in texts.stems.items() if any(p.isdigit() for p in s)}
        if 2 * len(marks) < len(texts.stems) or not texts.column.distinct:
            continue
        nouns = {*words_of_head(texts.column.head), *stems_of(relation.title), "#", "number"}
        for n, word in words.left():
            before = {w.stem for w in words.all[max(0, n - 2) : n]}
            ends = [v for v, digits in marks.items() if digits[-1].lstrip("0") == word.text.lstrip("0")]
            if word.text.isdigit() and len(ends) == 1 and before & nouns and not words.is_taken(n):
                negated = is_negated(words, n, n)
                words.take([n])
                yield Condition(texts.column, "is", (ends[0],), negated=negated, places=(n,))


def part_conditions(words: Words, relation: Relation, columns: Sequence[Texts]) -> Iterator[Condition]:
    """Words that are a part of values: "Okafor" of "Ngozi Okafor", "laptops" of two kinds of laptop.

    Raises:
        Abstention: a name is of two values.
    """
    idle = {w for c in relation.columns for w in words_of_head(c.head)} | set(stems_of(relation.title))
    at = 0
    while at < len(words.all):
        texts, values, size = _part_at(words, at, columns, relation, idle)
        if texts is not None:
            negated = is_negated(words, at, at + size - 1)
            places = tuple(range(at, at + size))
            said = words.text[words.all[at].start : words.all[at + size - 1].end]
            words.take(places)
            if len(values) > 1 and _is_name(said, at > 0):
                names = ", ".join(f"“{texts.written[v]}”" for v in values[:5])
                of = f"{names} in the column “{texts.column.head}”"
                raise Abstention("ambiguous_entity", f"“{said}” may be any of {of}. Which is meant?")
            if len(values) > 1:
                yield Condition(texts.column, "contains", (said.lower(),), negated=negated, places=places)
            else:
                yield Condition(texts.column, "is", values, negated=negated, places=places)
        at += size


def _is_value(word: Word, inside: bool, written: str, heads: set[str]) -> bool:
    """Whether a word alone may be a value: one that joins, or names a column, is none unless it is written as the value is."""
    low = word.text.lower()
    if low.isdigit():
        # A bare number marks a thing only behind what the thing is called.
        return False
    if low in STOP or len(low) == 1:
        # "IT" is a department, "it" is none; "open" and "closed" are states.
        capitals = word.text.isupper() and written.isupper() and len(low) > 1
        return capitals or (len(low) >= _SHORTEST_STATE and low not in _ASKING and word.stem not in heads)
    return (word.is_capital and inside) or word.stem not in heads


def _meant(words: Words, places: range, held: Sequence[Texts]) -> Texts | None:
    """The column of a value: the only one that has it, or of several the one that the question names right beside it."""
    columns = list({t.column.at: t for t in held}.values())
    if len(columns) <= 1:
        return columns[0] if columns else None
    before = [words.all[n] for n in range(max(0, places.start - 2), places.start)]
    after = [
        n for n in range(places.stop, min(len(words.all), places.stop + 4)) if words.all[n].text.lower() not in _LINKS
    ][:1]
    behind = [words.all[n] for n in after]
    by = len(before) > 1 and before[-1].text.lower() == "by"
    named = []
    for texts in columns:
        own = set(tokens(texts.column.head))
        beside = any(set(tokens(w.text)) <= own for w in (*before, *behind) if w.text.lower() not in STOP)
        if beside or (by and before[0].stem in words_of_head(texts.column.head)):
            named.append(texts)
    if len(named) == 1:
        if after and words.all[after[0]].stem in words_of_head(named[0].column.head):
            # "With Baxter Ltd as client" asks for no client.
            words.take(range(places.stop, after[0] + 1))
        return named[0]
    said = {w.stem for w in words.all}
    doing = [t for t in columns if any(is_of(s, h) for s in said for h in words_of_head(t.column.head))]
    if len(doing) == 1 and not _WHO.match(words.text):
        return doing[0]
    way = _WAYS.get(words.all[places.start - 1].text.lower() if places.start else "", frozenset())
    led = [t for t in columns if {*words_of_head(t.column.head), t.column.head.lower()} & way]
    return led[0] if len(led) == 1 else None


def _part_at(
    words: Words, at: int, every: Sequence[Texts], relation: Relation, idle: set[str]
) -> tuple[Texts | None, tuple[str, ...], int]:
    """The longest stretch from a word on that is a part of the values of one column, with these, and how many words it has."""
    for size in range(min(_LONGEST_PART, len(words.all) - at), 0, -1):
        said = words.all[at : at + size]
        if any(words.is_taken(n) for n in range(at, at + size)):
            continue
        says = [w for w in said if w.text.lower() not in STOP and w.stem not in idle and len(w.text) > 1]
        if not any(not w.text.isdigit() for w in says) or {said[0].text.lower(), said[-1].text.lower()} & STOP:
            continue
        stems = [w.stem for w in said]
        typed = words.text[said[0].start : said[-1].end]
        found = []
        for texts in every:
            values = tuple(
                v
                for v, own in texts.stems.items()
                if (within(stems, own) or (size > 1 and set(stems) <= set(own))) and _are_in(typed, texts.written[v])
            )
            describes = texts.is_prose or Decimal(len(texts.stems)) / len(relation.rows) >= _DESCRIBES
            if values and (describes or _is_name(typed, at > 0)):
                found.append((texts, values))
        if len(found) > 1:
            # A name in the column of names is meant before a note that mentions it.
            short = [f for f in found if not f[0].is_prose]
            found = short if len(short) == 1 else found
        if len(found) == 1:
            return (*found[0], size)
    return None, (), 1


def _are_in(typed: str, written: str) -> bool:
    """Whether the words typed are words of a value, names in their own form."""
    left = tokens_of(written)
    return all(any(same_words([word], [w]) for w in left) for word in tokens_of(typed))


def _is_name(said: str, inside: bool) -> bool:
    """Whether words are somebody's or something's own name: written large within a sentence, or in no dictionary."""
    each = re.findall(r"[^\W\d_]+", said)
    large = inside and bool(each) and all(w[:1].isupper() for w in each)
    return large or any(not is_common(w.lower()) and len(w) >= _SHORTEST_NAME for w in each)
