"""Find the page that speaks of what is asked: first the document that is meant, then pages in it, by their words.

A document is meant when it is the company's, of the kind and period that the question names, or when its first page and name bear the
question's words. Pages are ranked by BM25 (Robertson and Zaragoza 2009; k1 0.9, b 0.4, measured on ObliQA) over the stems of their
words, a line item by all its names and by the statement that it stands in.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from muniment.items import balance_items, cash_items, income_items
from muniment.items.line_items import line_items
from muniment.sentences import places
from muniment.store.library.documents import PageText
from muniment.store.seen import ADDRESS
from muniment.wording import content_stems, is_common, stem, tokens

K1, B = 0.9, 0.4
ALSO = 0.4
"""What a word counts that is only another name of a line item asked for."""
TITLE = 6.0
"""What the title of the statement counts in which a line item stands, at the top of a page."""
SAID = 0.35
"""How much the best page of a document counts for its being the one that is meant."""
EXCERPT = 300
_YEAR = re.compile(r"(?<!\d)(?:19[89]\d|20[0-4]\d)(?!\d)")
_CAPITAL = re.compile(r"(?<![.?!:]\s)(?<!^)\b[A-Z][\w&-]+")
_PERIOD = re.compile(r"(?:fy|q|h)?\d+")
_QUARTER = re.compile(r"\bq([1-4])\b|\b(first|second|third) quarter\b", re.IGNORECASE)
_KINDS = (
    (re.compile(r"\b8-?k\b", re.IGNORECASE), "8-K"),
    (re.compile(r"\b10-?q\b|\bq[1-3]\b|\bh1\b|\b(?:first|second|third) quarter\b", re.IGNORECASE), "10-Q"),
    (re.compile(r"\b10-?k\b|\bannual report\b", re.IGNORECASE), "10-K"),
)
_STATEMENTS = (
    (
        frozenset(i.key for i in balance_items.ITEMS),
        re.compile(r"balance sheets?|financial (?:position|condition)\b", re.IGNORECASE),
        re.compile(
            r"\bquick ratio|\bdays (?:payable|sales|inventory)|\b(?:dpo|dso|dio)\b|\bcash conversion|\bturnover\b|\bliquidity\b",
            re.IGNORECASE,
        ),
    ),
    (
        frozenset(i.key for i in income_items.ITEMS),
        re.compile(
            r"statements? of (?:consolidated )?(?:income|earnings|operations)|income statements?", re.IGNORECASE
        ),
        re.compile(
            r"\bmargins?\b|\bturnover\b|\b(?:dpo|dso|dio)\b|\bcash conversion|\btax rate\b|\bprofitab", re.IGNORECASE
        ),
    ),
    (
        frozenset(i.key for i in cash_items.ITEMS),
        re.compile(r"statements? of (?:consolidated )?cash flows?", re.IGNORECASE),
        re.compile(r"\bcash flows?\b|\b(?:investing|financing) activities\b|\bretention ratio|\bfcf\b", re.IGNORECASE),
    ),
)
"""For each statement: the line items in it, its title, and words of questions that are answered from it."""
HEAD = 500
"""Characters at the top of a page in which its title stands."""
FIGURES = 40
"""Numbers that a page has at least where it is a statement and does not only speak of one."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of a document before its pages are read: `bears` are the question's stems on its first page, `is_named` where it names its company."""

    id: int
    name: str
    company: str
    form: str
    period_end: date | None
    fiscal_year: int | None
    bears: frozenset[str]
    is_named: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that was found, with the part of it that speaks most of what is asked; `of` is its document's id."""

    of: int
    document: str
    page: int
    start: int
    end: int
    text: str
    score: float

    @property
    def address(self) -> str:
        """The document's address in the library."""
        return f"{ADDRESS}{self.of}"

    def about(self) -> dict[str, str | int | float]:
        """What is told of it, as JSON."""
        told: dict[str, str | int | float] = {"document": self.document, "title": self.document, "page": self.page}
        return {**told, "start": self.start, "end": self.end, "text": self.text, "score": self.score}


def stems(text: str) -> list[str]:
    """The stems of a text's words, in their order."""
    return [stem(t) for t in tokens(text)]


def stems_of(query: str) -> set[str]:
    """The stems by which a question may name a document."""
    return content_stems(query) | {stem(t) for t in tokens(query)}


def rank_documents(query: str, cards: Sequence[Card]) -> list[tuple[Card, float]]:
    """The documents, the likeliest to be meant first, each with its score."""
    words = content_stems(query)
    cards = called(query, cards)
    years = [int(y) for y in _YEAR.findall(query)]
    kind = next((form for pattern, form in _KINDS if pattern.search(query)), "")
    newest = max((c.period_end for c in cards if c.is_named and c.period_end), default=None)
    found = []
    for card in cards:
        score = _meant(card, words, years, kind, query)
        if not years and newest is not None and card.period_end == newest:
            score += 1.0
        found.append((card, score))
    return sorted(found, key=lambda f: (-f[1], f[0].name))


def called(query: str, cards: Sequence[Card]) -> Sequence[Card]:
    """The documents that a question names: those of its company, else those whose name or first page bears most of its rare words; all where none does.

    A rare word is one that is no common English word, or stands with a capital within the question, and is in few of the documents:
    "Quillpoint", "Summit Harbor", "KG-58213".
    """
    named = [c for c in cards if c.is_named]
    if named:
        return named
    asked = _without_items(query)
    capital = {t for m in _CAPITAL.findall(asked) for t in tokens(m)}
    rare = {stem(t) for t in tokens(asked) if (t in capital or not is_common(t)) and not _PERIOD.fullmatch(t)}
    borne = {c.id: rare & _own(c) for c in cards}
    held = Counter(w for words in borne.values() for w in words)
    telling = {w for w, n in held.items() if n <= max(1, len(cards) // 4)}
    most = max((len(words & telling) for words in borne.values()), default=0)
    return [c for c in cards if len(borne[c.id] & telling) == most] if most else cards


def _without_items(query: str) -> str:
    """A question without the names of line items in it: "Cash & Cash Equivalents" is nobody's name."""
    query = re.sub(r"\s&\s", " and ", query)
    for key in _items(query):
        for phrase in line_items()[key].phrases:
            words = r"\W+".join(map(re.escape, phrase.split()))
            query = re.sub(rf"\b{words}\b", " ", query, flags=re.IGNORECASE)
    return query


def _own(card: Card) -> frozenset[str]:
    """The stems of a document's name, and the question's on its first page."""
    return _stems_of(card.name) | card.bears


@lru_cache(maxsize=50_000)
def _stems_of(name: str) -> frozenset[str]:
    return frozenset(stem(t) for t in tokens(spaced(name)))


def spaced(name: str) -> str:
    """A file's name without its ending, as words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|[_\W]+", " ", name.rsplit(".", 1)[0])


def _meant(card: Card, words: set[str], years: Sequence[int], kind: str, query: str) -> float:
    name = spaced(card.name)
    score = 10.0 * card.is_named + 3.0 * len(words & _own(card)) / max(1, len(words))
    in_name = {int(y) for y in _YEAR.findall(name)}
    ends = {y for y in (card.fiscal_year, card.period_end.year if card.period_end else None) if y} | in_name
    if years:
        newest = max(years)
        # A report of the next year tells of this one too.
        near = min((abs(newest - y) + (0.5 if y > newest else 1.0) * (y != newest) for y in ends), default=3.0)
        score += max(0.0, 4.0 - 2.0 * near)
    if kind:
        score += 2.0 if card.form.startswith(kind) else -1.0
    elif card.form.startswith("10-K"):
        score += 0.5
    quarter = _QUARTER.search(query)
    if quarter and re.search(rf"q{quarter[1]}\b", name, re.IGNORECASE):
        score += 1.0
    return score


def best_pages(
    query: str, said: str, documents: Sequence[tuple[Card, float, Sequence[PageText]]], limit: int
) -> list[Hit]:
    """The best pages of documents: those of the one that is meant first, by itself and by what its pages say.

    Args:
        query: the words of the question.
        said: the question with all that it says besides, such as the statement to look into.
        documents: each with how likely it is to be meant, and its pages.
        limit: pages at most.
    """
    asked = _asked(query)
    keys = _items(query)
    titles = [title for items, title, cue in _STATEMENTS if keys & items or title.search(said) or cue.search(query)]
    counts = {card.id: [Counter(p.stems.split()) for p in pages] for card, _, pages in documents}
    every = [c for each in counts.values() for c in each]
    weights = _weights(asked, every)
    mean = sum(c.total() for c in every) / max(1, len(every))
    found = []
    for card, chance, pages in documents:
        scores = [(_bm25(weights, c, mean), p) for p, c in zip(pages, counts[card.id], strict=True)]
        meant = chance + SAID * max((s for s, _ in scores), default=0.0)
        for own, page in scores:
            score = own + TITLE * any(_is_titled(page.text, t) for t in titles)
            if score > 0:
                found.append((meant, score, card, page))
    best = max((f[0] for f in found), default=0.0)
    found.sort(key=lambda f: (f[0] < best, -f[1] - f[0], f[2].name, f[2].id, f[3].number))
    return [_hit(card, page, round(meant + score, 4), asked) for meant, score, card, page in found[:limit]]


def _is_titled(text: str, title: re.Pattern[str]) -> bool:
    """Whether a page is a statement of that title: it stands on a line of its own at the top, over many numbers."""
    lines = text[:HEAD].split("\n")[:8]
    return (
        any(len(line) < 90 and title.search(line) for line in lines) and len(re.findall(r"\d[\d,.]*", text)) >= FIGURES
    )


def _asked(query: str) -> dict[str, float]:
    """The stems asked for, with what each counts: the question's own in full, other names of its line items in part."""
    own = dict.fromkeys(content_stems(query), 1.0)
    for key in _items(query):
        for phrase in line_items()[key].phrases[:8]:
            for word in content_stems(phrase):
                own.setdefault(word, ALSO)
    return own


def _items(query: str) -> set[str]:
    """The line items that a question names, and those that they are computed from."""
    said = f" {' '.join(tokens(query))} "
    found = {k for k, i in line_items().items() if any(f" {' '.join(tokens(p))} " in said for p in i.phrases)}
    for key in list(found):
        formula = line_items()[key].formula
        found |= set(formula[1]) if formula else set()
    return found


def _weights(asked: Mapping[str, float], counts: Sequence[Counter[str]]) -> dict[str, float]:
    n = len(counts)
    held = {w: sum(w in c for c in counts) for w in asked}
    return {w: asked[w] * math.log(1 + (n - h + 0.5) / (h + 0.5)) for w, h in held.items() if h}


def _bm25(weights: Mapping[str, float], count: Counter[str], mean: float) -> float:
    length = 1 - B + B * count.total() / max(1.0, mean)
    return sum(w * count[s] * (K1 + 1) / (count[s] + K1 * length) for s, w in weights.items() if count[s])


def _hit(card: Card, page: PageText, score: float, asked: Mapping[str, float]) -> Hit:
    """A page with the sentences or rows of it that hold most of what is asked."""
    each = [(a, b, sum(asked.get(s, 0.0) for s in set(stems(page.text[a:b])))) for a, b in places(page.text)]
    at = max(range(len(each)), key=lambda n: (sum(x[2] for x in each[n : n + 3]), -n), default=0)
    begin = each[at][0] if each else 0
    end = min(max((e for _, e, _ in each[at : at + 3]), default=0), begin + EXCERPT)
    return Hit(card.id, card.name, page.number, begin, end, page.text[begin:end], score)
