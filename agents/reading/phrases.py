"""Tables of phrases in `muniment/data/wording`, and finding them in a row of words: the longest first, by their stems.

A line is `kind: phrase; phrase; …`. A word that ends in `?` may be left out; one that begins with `=` must stand as it is; `#` stands for an amount that must follow, or go
before, and `@` for a period. Lines in brackets open a group; what a group means is said by whoever uses it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain, product

from muniment.agents.reading.words import Word, words

AMOUNT, PERIOD = "#", "@"
"""Stand in a phrase for an amount, or a period, that must be its neighbour."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to say a kind of thing: the stems of its words."""

    stems: tuple[str, ...]
    kind: str

    @property
    def length(self) -> int:
        """How many words it takes: an amount or a period at its end is not its own."""
        return len(self.stems) - (self.stems[-1] in (AMOUNT, PERIOD))


class Phrases:
    """Phrases, ready for finding."""

    def __init__(self, table: Mapping[str, Sequence[str]]) -> None:
        self._by_first: dict[str, list[Phrase]] = {}
        known: set[tuple[str, ...]] = set()
        for kind, each in table.items():
            for written in each:
                for stems in _spelled(written):
                    if stems not in known:
                        known.add(stems)
                        self._by_first.setdefault(stems[0], []).append(Phrase(stems, kind))
        for phrases in self._by_first.values():
            phrases.sort(key=lambda p: -len(p.stems))

    def at(self, row: Sequence[Word], n: int) -> Phrase | None:
        """The longest phrase that begins at word `n`; an amount's word has the stem `#`."""
        for phrase in chain(self._by_first.get(f"={row[n].norm}", ()), self._by_first.get(row[n].stem, ())):
            if len(phrase.stems) <= len(row) - n and all(
                stem in (row[n + k].stem, f"={row[n + k].norm}") for k, stem in enumerate(phrase.stems)
            ):
                return phrase
        return None


def _spelled(written: str) -> Iterator[tuple[str, ...]]:
    """The rows of stems that a phrase may be, with and without its optional words."""
    choices = []
    for word in written.split():
        bare = word.removesuffix("?")
        exact = bare.startswith("=") or bare in (AMOUNT, PERIOD)
        stems = (bare,) if exact else tuple(w.stem for w in words(bare))
        choices.append((stems, ()) if word != bare else (stems,))
    for row in product(*choices):
        flat = tuple(s for stems in row for s in stems)
        if flat:
            yield flat


@cache
def table(name: str) -> dict[str, list[str]]:
    """The table in the file of that name, by kind."""
    found: dict[str, list[str]] = {}
    for line in _lines(name):
        kind, _, rest = line.partition(":")
        found.setdefault(kind.strip(), []).extend(p.strip() for p in rest.split(";") if p.strip())
    return found


@cache
def groups(name: str) -> dict[str, tuple[str, ...]]:
    """The groups of a file: `[name] reason`, then words, or phrases where a `;` parts them."""
    found: dict[str, list[str]] = {}
    group = ""
    for line in _lines(name):
        if line.startswith("["):
            group = line[1:].partition("]")[0]
            found[group] = []
        else:
            found[group] += [p.strip() for p in line.split(";")] if group == "phrases" else line.split()
    return {g: tuple(p for p in each if p) for g, each in found.items()}


def _lines(name: str) -> Iterator[str]:
    text = (files("muniment.data") / "wording" / f"{name}.txt").read_text("utf-8")
    yield from (line.strip() for line in text.splitlines() if line.strip() and not line.startswith("# "))
