"""The part of a message that asks: stories around it, and what the writer takes back, are blanked.

A small model tells the words that ask from those that tell (`muniment.models.question_tagger`); a stretch of which it is sure is blanked, unless
it says which part of a figure is meant. Of a story stay the company, the period and the line item where the rest names none. Places of
characters stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from muniment.agents.reading.corrections import without_corrections
from muniment.agents.reading.definitions import without_own_definitions
from muniment.agents.reading.instructions import without_instructions
from muniment.agents.reading.intents import asks_advice, asks_text
from muniment.agents.reading.items import item_at
from muniment.agents.reading.names import Mention
from muniment.agents.reading.operations import spoken
from muniment.agents.reading.periods import find_periods
from muniment.agents.reading.phrases import groups
from muniment.agents.reading.roles import PREPOSITIONS, opens
from muniment.agents.reading.words import fold_same_length, words
from muniment.models.question_tagger import TaggedWord
from muniment.wording import is_common, squash

Tagger = Callable[[str], Sequence[TaggedWord]]
Find = Callable[[str], Sequence[Mention]]
TELLS, SURELY, SURELY_OURS = 0.15, 0.03, 0.08
"""The mean chance of asking below which a stretch tells, and below which it does though a word in it restricts as a rule; the last where the
writer speaks of themselves."""
ROOM = 9
"""Words of a message in which there is room for a story; a shorter one may be the rest of the question before it."""
INSERTED = 8
"""Words of an insertion behind a preposition, at most, that may be a part: "On the night shift, …"."""
MOST = 0.6
"""The share of the letters between two signs that must tell, for the rest to do so too."""
_LOOSELY = frozenset(
    "no none not non mean means meant meaning line lines care cares store stores concern concerned product products brand brands customer customers country"
    " countries part parts unit units arm arms market markets interested interest topic subject theme leave leaving minus talking".split()
)
"""Words that say which part of a figure is meant, and much else besides."""
_LEANING = frozenset("same likewise instead too both each".split())
"""Words by which a question leans on another; a story has them rarely."""
_RELATIVES = frozenset("where whose whom when that which who".split())
_TIMES = frozenset("ago year quarter month half earlier later previous prior last last-named next first second".split())
_ASKERS = frozenset("i i'm i'd i've me my mine we our us you your he his she her they their".split())
_POINTS = re.compile(
    r"\b(?:there|them|those|these|such)\b(?!\s+(?:\w+\s+)?(?:years?|quarters?|months?|periods?|two|three|four|five|companies|is|are|was|were|a|an)\b)"
    r"|\bthat\s+(?:\w+\s+)?(?:segment|division|unit|region|business|part|product|brand|market|line|category|one)\b",
    re.IGNORECASE,
)
"""Words that point to what was told before, so that it is no mere story: "… revenue there"."""
_ASKING = re.compile(r"\b(?:what|how|which|who|when|why|did|does)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words one after another that tell, as places of characters: whether they are a sentence, and whether they stand between signs."""

    start: int
    end: int
    asks: float
    whole: bool
    apart: bool


def asked_part(text: str, find: Find, tagger: Tagger, members: Callable[[Sequence[Mention]], Iterable[str]]) -> str:
    """The message with all but what asks blanked, of the same length.

    Args:
        text: the message, cleaned.
        find: finds the companies that a text names.
        tagger: tells the chance that each word asks; nothing where there is no model, and then every word does.
        members: the names of the parts by which companies split their figures: no story is passed over that names one.
    """
    text = without_corrections(without_own_definitions(without_instructions(text)), find)
    if len(text.split()) < ROOM:
        return text
    # A passage is found by all the words of its question; only what signs part from it is a story then.
    of_text = asks_text(fold_same_length(text))
    stretches = [
        s
        for s in _stretches(tagger(text), text, find)
        if (s.apart or not of_text)
        and not _restricts(text, s)
        and not _wants_advice(text, s)
        # A brand is but a part of its company: "Instagram is where our ads go".
        and not any(m.brand for m in find(text[s.start : s.end]))
    ]
    if not stretches:
        return text
    kept = _blank(text, [(s.start, s.end) for s in stretches])
    if not re.search(r"\w", kept) or _POINTS.search(kept) or _confirms(kept):
        return text
    named = {squash(name) for name in members(find(text))} - {""}
    spans: list[tuple[int, int]] = []
    for stretch in stretches:
        if not _names_part(text[stretch.start : stretch.end], named):
            spans += _around(stretch, _needed(text, kept, stretch, find))
    return _joined(text, _blank(text, spans))


def _stretches(tags: Sequence[TaggedWord], text: str, find: Find) -> list[_Stretch]:
    """The stretches of words that tell, with the mean chance of their words.

    What stands between two signs and tells for the most part does so whole, where the rest names nothing and asks nothing; so does a
    word or two before a colon and a story ("Background: …").
    """
    tells = [t.asks < 0.5 for t in tags]
    parts = list(_between_signs(tags, text))
    for first, last in parts:
        row = tags[first:last]
        told = sum(t.end - t.start for t in row if t.asks < 0.5)
        left = " ".join(text[t.start : t.end] for t in row if t.asks >= 0.5)
        if told > MOST * sum(t.end - t.start for t in row) and not _says(left, find):
            tells[first:last] = [True] * (last - first)
    for (first, last), (_, end) in pairwise(parts):
        heading = text[tags[first].start : tags[last - 1].end] if first < last else ""
        if heading.endswith(":") and last - first <= 2 and all(tells[last:end]) and not _says(heading, find):
            tells[first:last] = [True] * (last - first)
    found: list[_Stretch] = []
    for told, group in groupby(range(len(tags)), key=lambda n: tells[n]):
        row = [tags[n] for n in group]
        mean = sum(t.asks for t in row if t.asks < 0.5) / max(1, sum(t.asks < 0.5 for t in row))
        if told and mean < TELLS:
            start, end = row[0].start, row[-1].end
            before, behind = text[:start].rstrip()[-1:], text[end:].lstrip()[:1]
            opened = not before.isalnum() or not text[start].isalnum()
            apart = opened and not (text[end - 1].isalnum() and behind.isalnum())
            found.append(_Stretch(start, end, mean, opens(text, start) and text[end - 1] in ".?!:;", apart))
    return found


def _says(text: str, find: Find) -> bool:
    """Whether words ask, or name a company, a period, a line item or a number."""
    names = find(text) or find_periods(fold_same_length(text)) or _items(text)
    return bool(names or _ASKING.search(text) or re.search(r"\d", text))


def _between_signs(tags: Sequence[TaggedWord], text: str) -> Iterator[tuple[int, int]]:
    """The words between two signs, as places of words."""
    start = 0
    for n, tag in enumerate(tags):
        following = tags[n + 1].start if n + 1 < len(tags) else len(text)
        if (
            text[tag.end - 1] in ".?!;:,)"
            or "\n" in text[tag.end : following]
            or text[following : following + 1] == "("
        ):
            yield start, n + 1
            start = n + 1
    yield start, len(tags)


def _restricts(text: str, stretch: _Stretch) -> bool:
    """Whether a stretch may say which part is meant.

    It does by a number that no sign parts from what asks; by a word that says nothing else; by one that mostly does, where the model is not sure that it does not; as a short
    insertion behind a preposition (", for overdue,"), as a relative clause, or by a word of time ("And a year ago?").
    """
    said = [w.norm for w in words(fold_same_length(text[stretch.start : stretch.end])) if not w.is_sign] or [""]
    ours = not _ASKERS.isdisjoint(said)
    behind = said[0] in PREPOSITIONS and not ours
    inserted = behind and (not stretch.apart or (len(said) <= INSERTED and not stretch.whole))
    relative = not stretch.apart and said[0] in _RELATIVES and not ours
    asks_when = (
        len(said) <= INSERTED
        and not (stretch.apart and text[stretch.end - 1] != "?")
        and not _TIMES.isdisjoint(said)
        and not ours
    )
    if (not stretch.apart and any(w[:1].isdigit() for w in said)) or not _LEANING.isdisjoint(said):
        return True
    restricting = {w for w in said if w in groups("talk")["restricts"]}
    return (
        inserted
        or relative
        or asks_when
        or bool(restricting - _LOOSELY)
        or (stretch.asks > (SURELY_OURS if ours else SURELY) and bool(restricting))
    )


def _confirms(kept: str) -> bool:
    """Whether what is left wants to know whether what was told is so: "Is she right?"."""
    row = words(fold_same_length(kept))
    found = (spoken().at(row, n) for n in range(len(row)))
    return any(p is not None and p.kind == "confirm" for p in found)


def _wants_advice(text: str, stretch: _Stretch) -> bool:
    """Whether a stretch asks for what no record holds: it is refused, and never passed over."""
    said = fold_same_length(text[stretch.start : stretch.end])
    return "?" in said and asks_advice(said)


def _names_part(told: str, members: set[str]) -> bool:
    """Whether a story names a part by which a company splits its figures: "everyone says Reality Labs burns money"."""
    row = re.findall(r"[^\W_]+", told)
    longest = max((len(m) for m in members), default=0)
    return any(
        squash(" ".join(row[a:b])) in members
        for a in range(len(row))
        for b in range(a + 1, min(len(row), a + 6) + 1)
        if len("".join(row[a:b])) <= longest + 3
    )


def _needed(text: str, kept: str, stretch: _Stretch, find: Find) -> list[tuple[int, int]]:
    """The places in a story of what the rest of the message leaves open (company, period, line item), and of what reaches beyond it."""
    folded, rest = fold_same_length(text), fold_same_length(kept)
    every = (
        (bool(find(kept)), [(m.start, m.end) for m in find(text)]),
        (bool(find_periods(rest)), [(p.start, p.end) for p in find_periods(folded)]),
        (bool(_items(kept)), _items(text)),
    )
    return [
        (max(a, stretch.start), min(b, stretch.end))
        for said, marks in every
        for a, b in marks
        if a < stretch.end
        and b > stretch.start
        # A name is never cut: "income before | taxes".
        and (not said or a < stretch.start or b > stretch.end)
    ]


def _items(text: str) -> list[tuple[int, int]]:
    """The places of line items, and of words that say a profit or a loss."""
    row = words(fold_same_length(text))
    found = [item_at(row, n) for n in range(len(row))]
    said = [
        (row[n].start, row[n + p.length - 1].end)
        for n in range(len(row))
        if (p := spoken().at(row, n)) is not None and p.kind.split()[0] in ("item", "profit", "loss")
    ]
    return [(f[0].start, f[0].end) for f in found if f is not None] + said


def _around(stretch: _Stretch, needed: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """A stretch without what is needed of it."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted(needed):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    edges = [stretch.start, *(x for span in apart for x in span), stretch.end]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def _joined(text: str, kept: str) -> str:
    """What is kept, with a sentence of which only names are left joined to the next one."""
    for match in reversed(list(re.finditer(r"[^.?!]*[.?!]+(?=\s+\S)", text))):
        left = kept[match.start() : match.end()]
        if (
            left != match.group()
            and left.strip(" .?!")
            and not re.search(r"\b(?:what|how|which|who|did|does|was|were|is)\b", left, re.IGNORECASE)
        ):
            end = match.end()
            following = re.search(r"\w+", kept[end:])
            kept = kept[: end - 1] + " " + kept[end:]
            # A capital at the head of a sentence would be taken for a name within one.
            if following and is_common(following.group().lower()):
                at = end + following.start()
                kept = kept[:at] + kept[at].lower() + kept[at + 1 :]
    return kept


def _blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with spans made of spaces; the sign that ends a sentence stays."""
    for start, end in spans:
        last = text[end - 1] if text[end - 1] in ".?!;:," else " "
        text = text[:start] + " " * (end - start - 1) + last + text[end:]
    return text
