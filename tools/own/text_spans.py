"""Propose the words of a sentence that may answer a question, each with features that say how it lies in its sentence.

A stretch of whole words begins and ends where a clause, a phrase or the question's own words do. The features name nothing of
any record; how they weigh is learned (`benchmarks/rankers.py`). Nothing is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from muniment.wording import content_stems

Matrix = np.ndarray[Any, np.dtype[np.float32]]
LONGEST_SENTENCE, LONGEST_SPAN = 90, 75
"""In words."""
_BE = frozenset("is are was were be been being has have had".split())
_PREPOSITIONS = frozenset("into under over during between within through per than until since".split())
_OWN = ("to", "by", "as", "of", "in", "for", "at", "from", "with", "on")
_ARTICLES = frozenset("the a an its their our his this these those".split())
_RELATIVES = frozenset("which that who whom whose where when".split())
_CLASSES = ("be", "art", "conj", "rel", *_OWN, "prep", "num", "ing", "ed", "ly", "cap", "low", "none")
_OPENING = frozenset(("be", "conj", "rel", *_OWN, "prep", "ing", "ed", "ly", "art"))
_STARTING = frozenset(("to", "by", "as", "art", "num", "prep", "cap", "in", "for", "from", "at", "with", "on"))
_GIVING_REASON = frozenset("because due primarily mainly partly principally".split())
_CLOSING = frozenset(("be", "conj", "rel", *_OWN, "prep", "ing", "ed", "num"))
_NEVER_LAST = frozenset(("art", "of", "conj", "by", "as", "at", "from", "with", "be", "rel", "prep"))
_CAUSE = re.compile(
    r"(?:due to|because(?: of)?|driven by|attribut\w+ to|result(?:ing|ed)? (?:of|from)|reflecting|caused by|offset by|owing to|thanks to|led by"
    r"|related to|benefit\w* from)$",
    re.IGNORECASE,
)
_SHOWS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[$€£]\s?\d|(?<!\w)\d[\d,.]*\s*(?:million|billion|thousand|%|percent)",
        r"\d",
        r"\b(?:19|20)\d\d\b",
        r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
        r"\d\s*(?:%|percent)",
        r"^(?:approximately |about )?[A-Z]{0,3}[$€£]?[\d,.]+\s*(?:million|billion|thousand|%|percent)?[.,;)]*$",
        r"^(?:\w+ )?(?:\d{1,2},? )?(?:19|20)\d\d[.,;]?$",
        r"^[\d,.]+ (?:years?|months?|days?)[.,;]?$",
        r"^(?:due to|because|primarily due|driven by|mainly due)",
    )
)
_ASKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bhow (?:much|many)\b|\bamount\b|\bvalue\b|\bprice\b|\bnumber of\b",
        r"\bwhen\b|\bdate\b|\b(?:which|what) (?:year|quarter|period)",
        r"\bwho\b|\bwhom\b|\bwhose\b",
        r"\bwhy\b|\breason|\bcaus|\bled to\b|\bdue to\b|\bdriv|\bcontribut|\battribut|\bresult",
        r"\bwhere\b|\bwhich (?:countr|market|state|location|segment|compan)",
        r"\bhow (?:is|are|was|were|do|does|did|will|can)\b",
        r"\bdefin|\bwhat (?:is|are)\b|\brepresent|\brefer",
        r"\binclud|\bconsist|\bcompris|\bcompos|\bexclu|\brelate",
        r"\bpercent|%|\brate\b",
        r"\bhow (?:long|often)\b|\bperiod\b|\byears\b",
        r"\bwhat (?:was|were)\b",
        r"\bwhat (?:do|does|did)\b",
        r"\bpurpose|\bobjective|\bfor what",
        r"\bbasis\b|\bbased on|\baccord|\bunder\b",
        r"\btable\b|\bshow",
    )
)


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a sentence: characters `start` to `end` of sentence number `sentence` (from 0)."""

    sentence: int
    start: int
    end: int
    text: str


def propose_spans(question: str, sentences: Sequence[str], nearness: Sequence[float]) -> tuple[list[Span], Matrix]:
    """The spans of some sentences, and their features.

    Args:
        question: as typed.
        sentences: those nearest to it.
        nearness: how near each is, in any unit.

    Returns:
        The spans, and one row of features for each.
    """
    wanted = content_stems(question)
    asks = [float(bool(p.search(question))) for p in _ASKS]
    best = max(range(len(sentences)), key=nearness.__getitem__, default=0)
    spans: list[Span] = []
    rows: list[list[float]] = []
    for n, sentence in enumerate(sentences):
        words = list(re.finditer(r"\S+", sentence))[:LONGEST_SENTENCE]
        line = _Line([w.group() for w in words], wanted)
        head = [nearness[n], float(n == best), len(line.shared) / (len(wanted) or 1)]
        for i, j in line.stretches():
            start, end = words[i].start(), words[j - 1].end()
            text = sentence[start:end].rstrip(",;:")
            spans.append(Span(n, start, start + len(text), text))
            rows.append([*head, *line.features(i, j), *asks])
    return spans, np.array(rows, dtype=np.float32).reshape(len(rows), -1)


class _Line:
    """One sentence's words, and how they lie to the question's."""

    def __init__(self, words: Sequence[str], wanted: set[str]) -> None:
        self.words, self.wanted = words, wanted
        self.classes = [_word_class(w) for w in words]
        self.stems = [_stems(w) for w in words]
        self.asked = [bool(s & wanted) for s in self.stems]
        self.shared = set().union(*self.stems) & wanted if words else set()

    def stretches(self) -> Iterator[tuple[int, int]]:
        """Where a span may begin and end."""
        count = len(self.words)
        for i in range(count):
            if not self._may_begin(i):
                continue
            for j in range(i + 1, min(count, i + LONGEST_SPAN) + 1):
                last, following = self.words[j - 1], self._class(j)
                closed = j == count or last[-1] in ",;:.)" or following in _CLOSING
                if closed and self.classes[j - 1] not in _NEVER_LAST:
                    yield i, j

    def _may_begin(self, i: int) -> bool:
        if i == 0 or self._broken(i) or self.asked[i - 1] or self._caused(i):
            return True
        return (
            self.classes[i - 1] in _OPENING or self.classes[i] in _STARTING or self.words[i].lower() in _GIVING_REASON
        )

    def _broken(self, i: int) -> bool:
        return self.words[i].startswith("(") or (i > 0 and self.words[i - 1][-1] in ",;:.(—–")

    def _caused(self, i: int) -> bool:
        return bool(_CAUSE.search(" ".join(self.words[max(0, i - 4) : i])))

    def _class(self, at: int) -> str:
        return self.classes[at] if 0 <= at < len(self.words) else "none"

    def _held(self, at: int) -> float:
        return float(0 <= at < len(self.words) and self.asked[at])

    def features(self, i: int, j: int) -> list[float]:
        """How a stretch lies in the sentence, and what it shows."""
        count, total = len(self.words), len(self.wanted) or 1
        text, stems = " ".join(self.words[i:j]), set().union(*self.stems[i:j])
        inside = stems & self.wanted
        outside = set().union(*self.stems[:i], *self.stems[j:]) & self.wanted
        around = [self._class(i - 1), self._class(i), self._class(j)]
        return [
            len(inside) / total,
            len(inside) / (len(stems) or 1),
            len(outside) / total,
            (len(outside) - len(inside)) / total,
            float(np.log1p(j - i)),
            float(i == 0),
            float(j == count),
            float(i == 0 and j == count),
            float(text[-1] in ",;:.)"),
            float(self._broken(i)),
            float(self._caused(i)),
            self._held(i - 1),
            self._held(i - 2),
            self._held(j),
            self._held(i),
            self._held(j - 1),
            sum(self.asked[max(0, i - 5) : i]) / 5,
            sum(self.asked[j : j + 5]) / 5,
            float(any(self.asked[:i])),
            float(any(self.asked[j:])),
            float(text[:1].isupper()),
            float(all(c == "cap" for c in self.classes[i:j])),
            float("," in text[:-1]),
            float(text.endswith(".")),
            i / count,
            j / count,
            sum(bool(s) for s in self.stems[i:j]) / (j - i),
            *(float(bool(p.search(text))) for p in _SHOWS),
            *(float(name == held) for held in around for name in _CLASSES),
        ]


@cache
def _stems(word: str) -> frozenset[str]:
    return frozenset(content_stems(word))


@cache
def _word_class(word: str) -> str:
    """A word's part in a sentence, as far as its letters show it."""
    bare = word.lower().strip(".,;:()\"“”’'")
    for name, held in (("be", _BE), ("art", _ARTICLES), ("rel", _RELATIVES), ("prep", _PREPOSITIONS)):
        if bare in held:
            return name
    if bare in ("and", "or", "but"):
        return "conj"
    if bare in _OWN:
        return bare
    if re.match(r"[$€£(]*\d|[A-Z]{0,3}\$\d", word):
        return "num"
    ending = next((e for e in ("ing", "ed", "ly") if bare.endswith(e)), "")
    return ending or ("cap" if word[:1].isupper() else "low")
