"""How two contracts, or two versions of a policy, differ: provision by provision, wherever each stands.

A provision is alike whose words are, whatever its number. Of the others each is set beside the one that is most like it (the share of characters that
stay, by `rapidfuzz`), if it is like enough, and the words that were changed are told. Where only a name stands for another, as it does throughout, the
provision is renamed. What a difference means is not told.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

LIKE = 62.0
"""How like, of 100, two provisions are that may be one changed."""
THROUGHOUT = 3
"""Provisions in which the same name stands for the same other, where it is the name that is another."""
_NAME = re.compile(r"(?:the\s+)?(?:[A-Z\[_][\w&.,'’\]-]*\s*){1,6}")
"""A name, or what stands for one in a template: "[Supplier]"."""
_NUMBERED = re.compile(
    r"^\W*(?:(?:section|article|clause)\s+)?(?:\(?(?:\d+(?:\.\d+)*|[a-z]|[ivx]{1,5})[.)]\s*)*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A provision that is changed, or that only one of two documents has.

    Args:
        first, second: its number among those of each; None where that document has none.
        changes: the words of the first that stand no longer, and those of the second in their place, in their order.
    """

    first: int | None
    second: int | None
    changes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many provisions are alike, or but for a name that is another throughout, and how the others differ, in the order of the first document."""

    alike: int
    renamed: int
    differences: tuple[Difference, ...]


def compare(first: Sequence[str], second: Sequence[str]) -> Comparison:
    """Compare provisions.

    >>> compare(["1. Rent is due monthly.", "Pets are allowed."], ["2. Rent is due monthly.", "Pets are not allowed."])
    Comparison(alike=1, renamed=0, differences=(Difference(first=1, second=1, changes=(('', 'not'),)),))
    """
    left, right = [_bare(t) for t in first], [_bare(t) for t in second]
    pairs = _same(left, right)
    alike = len(pairs)
    loose = [n for n in range(len(left)) if n not in pairs]
    taken = set(pairs.values())
    free = [n for n in range(len(right)) if n not in taken]
    changed = _likest([left[n] for n in loose], [right[n] for n in free])
    found = []
    for place, n in enumerate(loose):
        other = free[changed[place]] if place in changed else None
        found.append(Difference(n, other, () if other is None else changes(first[n], second[other])))
    for place, n in enumerate(free):
        if place not in changed.values():
            found.append(Difference(None, n))
    names = _renamed(found, "\n".join(first), "\n".join(second))
    left_over = [d for d in found if not d.changes or not set(map(_name, d.changes)) <= names]
    paired = pairs | {loose[a]: free[b] for a, b in changed.items()}
    return Comparison(alike, len(found) - len(left_over), tuple(sorted(left_over, key=lambda d: _order(d, paired))))


def changes(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """The words that were taken out, and those that came in their place."""
    old, new = before.split(), after.split()
    matcher = difflib.SequenceMatcher(None, [w.casefold() for w in old], [w.casefold() for w in new], autojunk=False)
    return tuple(
        (" ".join(old[a:b]), " ".join(new[c:d])) for what, a, b, c, d in matcher.get_opcodes() if what != "equal"
    )


def _renamed(differences: Sequence[Difference], first: str, second: str) -> set[tuple[str, str]]:
    """The names that stand for another throughout: the one is nowhere in the second text, the other nowhere in the first."""
    often = Counter(pair for d in differences for pair in set(map(_name, d.changes)))
    return {
        (before, after)
        for (before, after), count in often.items()
        if count >= THROUGHOUT
        and _NAME.fullmatch(before)
        and _NAME.fullmatch(after)
        and before not in second
        and after not in first
    }


def _name(change: tuple[str, str]) -> tuple[str, str]:
    """A change without the marks around its words."""
    before, after = (re.sub(r"['’]s$", "", words.strip(" .,;:()\"“”'’")) for words in change)
    return before, after


def _bare(text: str) -> str:
    """A provision's words without its number."""
    return " ".join(re.findall(r"\w+", _NUMBERED.sub("", text, count=1).casefold()))


def _same(left: Sequence[str], right: Sequence[str]) -> dict[int, int]:
    """The provisions of the left that stand on the right in the same words, each with one of these."""
    places: dict[str, list[int]] = defaultdict(list)
    for n, text in reversed(list(enumerate(right))):
        places[text].append(n)
    return {n: places[text].pop() for n, text in enumerate(left) if places[text]}


def _likest(left: Sequence[str], right: Sequence[str]) -> dict[int, int]:
    """Pairs of provisions that are like enough, the likest first, each in one pair."""
    scores = process.cdist(left, right, scorer=fuzz.ratio, score_cutoff=LIKE, dtype=np.float32)
    rows, columns = np.nonzero(scores)
    order = np.lexsort((columns, rows, -scores[rows, columns]))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for a, b in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
        if a not in found and b not in taken:
            found[a] = b
            taken.add(b)
    return found


def _order(difference: Difference, pairs: dict[int, int]) -> tuple[int, int]:
    """Where a difference stands in the first document; what only the second has stands behind what it stands behind there."""
    if difference.first is not None:
        return difference.first, 0
    assert difference.second is not None
    before = [a for a, b in pairs.items() if b < difference.second]
    return (max(before, key=lambda a: pairs[a]) if before else -1), 1 + difference.second
