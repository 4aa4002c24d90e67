"""The words of a question about a list, each taken once by what reads it; what nobody takes is left, and then there is no answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from muniment.tools.lists.heads import alike
from muniment.tools.provisions.word_forms import forms
from muniment.wording import is_common, stem, tokens

NUMBER_WORDS = {w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}
PIECES = frozenset(stem(w) for w in "item unit piece article stock product good".split())
"""What is called so may be a row, or be counted by a column of quantities."""
_CUT = re.compile(r"\b([A-Za-z]{4,})\.(?!\w)")
"""A word of a head that ends in a point; three letters ("Ref.", "Est.") begin too many words."""
_WORD = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:['’][a-z]{1,2}\b)?|[$€£%#]", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word: where it stands in the question, as typed, and its stem by its usual form."""

    start: int
    end: int
    text: str
    stem: str

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[:1].isupper()


class Words:
    """A question's words, and which of them are taken. A word that a head cuts short is that head's word."""

    def __init__(self, text: str, heads: Sequence[str] = ()) -> None:
        self.text = text
        self.all = tuple(_words(text, _shortened(heads)))
        self._taken: set[int] = set()

    def take(self, places: Iterable[int]) -> None:
        """Mark words, by their place in the question, as read."""
        self._taken.update(places)

    def between(self, start: int, end: int) -> list[int]:
        """The places of the words between two characters."""
        return [n for n, w in enumerate(self.all) if w.start < end and w.end > start]

    def take_stretch(self, start: int, end: int) -> None:
        """Mark the words between two characters as read."""
        self.take(self.between(start, end))

    def is_taken(self, place: int) -> bool:
        """Whether a word is read."""
        return place in self._taken

    def left(self) -> list[tuple[int, Word]]:
        """The words that nothing has read, with their places."""
        return [(n, w) for n, w in enumerate(self.all) if n not in self._taken]

    def find(self, stems: Sequence[str]) -> list[int]:
        """Where words stand beside each other whose stems are these, in this order; the first place of each. Of a head without words, nowhere."""
        size = len(stems)
        return (
            []
            if not stems
            else [n for n in range(len(self.all) - size + 1) if [w.stem for w in self.all[n : n + size]] == list(stems)]
        )


def tokens_of(text: str) -> list[str]:
    """The words of a text, folded and singular, cut as a question's words are."""
    return [t for m in _WORD.finditer(text) for t in (tokens(m.group())[:1] or [m.group().lower()])]


def same_words(typed: Sequence[str], written: Sequence[str]) -> bool:
    """Whether words typed are those written, in any order: other forms of verbs are, other forms of names are not.

    >>> same_words(tokens_of("laptops"), tokens_of("Laptop")), same_words(tokens_of("Ann Gold"), tokens_of("Ann Golding"))
    (True, False)
    >>> same_words(tokens_of("declining"), tokens_of("declined"))
    True
    """
    left = list(written)
    for word in typed:
        held = next((w for w in left if w == word), None) or next((w for w in left if _same(word, w)), None)
        if held is None:
            return False
        left.remove(held)
    return not left


def _same(one: str, other: str) -> bool:
    """Whether two words are forms of one verb, of which one is its participle, as states are written: "ship" and "shipped"."""
    said = [alike(f) for f in forms(one)], [alike(f) for f in forms(other)]
    return said[0] == said[1] and any(
        w.endswith("ed") or (w.endswith("ing") and is_common(w)) or forms(w) != [stem(w)] for w in (one, other)
    )


def _words(text: str, short: Mapping[str, str]) -> Iterable[Word]:
    for m in _WORD.finditer(text):
        said = m.group()
        stems = stems_of(said)
        own = stems[0] if stems else said.lower()
        cut = [s for s in short if said.lower().startswith(s)]
        yield Word(m.start(), m.end(), said, short[cut[0]] if len(cut) == 1 and own not in short.values() else own)


def _shortened(heads: Sequence[str]) -> dict[str, str]:
    """The words of heads that are cut short, "Conc." of concentration, by how they begin; none that another head has in full."""
    cut = {m.group(1).lower() for head in heads for m in _CUT.finditer(head)}
    whole = {t for head in heads for t in _CUT.sub(" ", head).lower().split()}
    return {c: stems_of(c)[0] for c in cut if not any(w.startswith(c) for w in whole)}


def stems_of(text: str) -> list[str]:
    """The stems of a text's words by their usual form, cut as a question's words are.

    >>> stems_of("RE-2025-007"), stems_of("O'Brien & Sons")
    (['re', '2025', '007'], ['o', 'brien', 'son'])
    """
    found = []
    for m in _WORD.finditer(text):
        said = m.group()
        if said[0].isdigit():
            found.append(said.replace(",", ""))
        else:
            found += [alike(f) for f in forms(re.sub(r"['’]s?$", "", said))[:1]] or [said.lower()] * (said in "$€£%#")
    return found
