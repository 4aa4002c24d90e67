"""Text as the lessons need it: words, sentences, passages, the nearest passages by shared words, and the parts of a passage.

It only cuts and ranks; which passage answers what is said elsewhere.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from random import Random

Span = tuple[int, int]
"""Characters: the first, and the one after the last."""

_COMMON = frozenset(
    "a an the of to in on at for and or by with from as is are was were be been being do does did has have had it its this that these "
    "those which who whom whose what when where why how much many not no any all there their they we our us you your he she his her i "
    "than then so such may can could would should will shall must if into about over under between during per each other more most "
    "some company companys s t say says agreement contract party parties".split()
)
_WORD = re.compile(r"[a-z0-9]+(?:\.[0-9]+)?")
_SENTENCE_END = re.compile(r'(?<=[.!?;:])["”’)]*\s+(?=[A-Z0-9“"(•\[\*])|\n+')
_ABBREVIATION = re.compile(r"(?:\b(?:Inc|Corp|Co|Ltd|No|U\.S|Mr|Ms|Dr|vs|St|Sec|Art|e\.g|i\.e)\.)\s*$")


def sections(file: Path) -> dict[str, list[str]]:
    """The lines of a text file, by the line that starts with `# ` above them."""
    found: dict[str, list[str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            found[line[2:]] = []
        elif line:
            found[list(found)[-1]].append(line)
    return found


def words(text: str) -> list[str]:
    """The words that tell something, without their endings."""
    return [_stem(w) for w in _WORD.findall(text.lower()) if w not in _COMMON]


def _stem(word: str) -> str:
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def sentences(text: str) -> list[Span]:
    """Where the sentences stand; a line's end ends one as well."""
    found, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        at = end.start()
        if _ABBREVIATION.search(text[max(0, at - 6) : at]) and "\n" not in end.group():
            continue
        if text[start:at].strip():
            found.append((start, at))
        start = end.end()
    if text[start:].strip():
        found.append((start, len(text)))
    return found


def passages(text: str, longest: int, enough: int) -> list[Span]:
    """Where to cut a text: whole sentences of at most `longest` characters; from `enough` on an empty line ends a passage."""
    found: list[Span] = []
    held: Span | None = None
    for start, end in sentences(text):
        while end - start > longest:
            cut = text.rfind(" ", start + longest // 2, start + longest)
            cut = cut if cut > 0 else start + longest
            if held:
                found.append(held)
                held = None
            found.append((start, cut))
            start = cut
        if held and (
            end - held[0] > longest or (held[1] - held[0] > enough and re.search(r"\n\s*\n", text[held[1] : start]))
        ):
            found.append(held)
            held = None
        held = (held[0], end) if held else (start, end)
    if held:
        found.append(held)
    return found


class Ranking:
    """Passages of one document, to be ranked by the rare words that they share with a question."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.words = [set(words(t)) for t in texts]
        common = Counter(w for held in self.words for w in held)
        self._weight = {w: math.log(1 + len(texts) / count) for w, count in common.items()}
        self._holders: dict[str, list[int]] = defaultdict(list)
        for n, held in enumerate(self.words):
            for word in held:
                self._holders[word].append(n)
        self._length = [math.sqrt(40 + len(held)) for held in self.words]

    def nearest(self, question: str, count: int) -> list[int]:
        """The numbers of the passages that share most; words are taken in their order, so that ties fall alike in every run."""
        score: Counter[int] = Counter()
        for word in sorted(set(words(question))):
            for n in self._holders.get(word, ()):
                score[n] += self._weight[word]  # type: ignore[assignment]
        return sorted(score, key=lambda n: -score[n] / self._length[n])[:count]


def around(text: str, span: Span, chance: Random) -> tuple[str, Span]:
    """The sentences of a span with none to two of their neighbours, and the span in them."""
    every = sentences(text)
    touched = [n for n, (start, end) in enumerate(every) if start < span[1] and end > span[0]]
    if not touched:
        return text, span
    before = max(0, touched[0] - chance.choice([0, 0, 1, 1, 2]))
    after = min(len(every) - 1, touched[-1] + chance.choice([0, 0, 1, 1, 2]))
    start, end = min(every[before][0], span[0]), max(every[after][1], span[1])
    return text[start:end], (span[0] - start, span[1] - start)


def without(text: str, span: Span) -> str:
    """The text less the sentences that a span touches."""
    return " ".join(text[a:b].strip() for a, b in sentences(text) if not (a < span[1] and b > span[0]))


def nearest_sentences(text: str, question: str, chance: Random) -> str:
    """The sentence that shares most words with a question, with a few of its neighbours."""
    every, asked = sentences(text), set(words(question))
    best = max(range(len(every)), key=lambda n: len(asked & set(words(text[slice(*every[n])]))))
    first = max(0, best - chance.choice([0, 0, 1]))
    last = min(len(every) - 1, best + chance.choice([0, 1, 1, 2]))
    return text[every[first][0] : every[last][1]]


def trimmed(text: str, span: Span) -> Span:
    """The span without the spaces and stops at its ends."""
    start, end = span
    while start < end and text[start] in " \n\t,;:":
        start += 1
    while end > start and text[end - 1] in " \n\t,;:.":
        end -= 1
    return start, end


def opening(text: str) -> Span:
    """A text's first two sentences."""
    every = sentences(text)
    return trimmed(text, (every[0][0], every[min(1, len(every) - 1)][1]))
