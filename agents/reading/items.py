"""The standard line items that a question names, the longest name first; typing errors in their words are mended.

Names that say a loss, a deficit or a use ("net loss", "shareholders' deficit", "cash used in investing activities") are the item's own with the sign turned.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from muniment.agents.reading.phrases import groups, table
from muniment.agents.reading.words import Word, words
from muniment.items.line_items import line_items
from muniment.wording import is_english, singular, tokens

_PASSED_OVER = frozenset("-()'")
"""Signs that may stand between the words of a name: "net income (loss)", "pre-tax income"."""
_OWN = frozenset({"its", "their", "own"})
"""Words that may stand within one and say nothing: "repurchases of its common stock"."""
_TURNED = frozenset(
    """net_income operating_income pretax_income eps_basic eps_diluted income_continuing_operations gross_profit shareholders_equity
    equity_including_noncontrolling retained_earnings accumulated_oci operating_cash_flow investing_cash_flow financing_cash_flow change_in_cash""".split()
)
_TURNS = frozenset({"loss", "deficit", "used", "decrease"})
"""Words by which a name asks for the item's amount below zero: the larger a deficit, the smaller the equity."""
_GOOD = frozenset("income earning profit".split())


@dataclass(frozen=True, slots=True)
class ItemMark:
    """A stretch of the question that names line items; more than one when the words fit several alike."""

    start: int
    end: int
    items: tuple[str, ...]
    loss: bool = False


@cache
def names() -> dict[tuple[str, ...], str]:
    """Every name of every line item as words, with the item's key; an earlier item keeps a name that a later one repeats."""
    found: dict[tuple[str, ...], str] = {}
    for item in line_items().values():
        for phrase in item.phrases:
            spelled = tuple(w.norm for w in words(phrase.lower()) if w.norm not in _PASSED_OVER and w.norm != ",")
            found.setdefault(spelled, item.key)
    return found


@cache
def _longest() -> int:
    return max(map(len, names()))


def item_at(row: Sequence[Word], n: int) -> tuple[ItemMark, int] | None:
    """The longest name that begins at word `n`, and the word after it; signs that may stand between are passed over."""
    spelled: list[str] = []
    listed = False
    best: tuple[ItemMark, int] | None = None
    for k in range(n, len(row)):
        if k > n and (row[k].norm in _PASSED_OVER or row[k].norm in _OWN):
            continue
        if row[k].norm == "," and spelled:
            listed = True
            continue
        spelled.append(row[k].norm)
        if len(spelled) > _longest():
            break
        key = names().get(tuple(spelled))
        # A comma stands within a name only as in "property, plant and equipment".
        if key and (not listed or {"and", "&"} & set(spelled)):
            loss = bool(_TURNS & set(spelled)) and key in _TURNED and not _GOOD & set(spelled)
            best = ItemMark(row[n].start, row[k].end, (key,), loss), k + 1
    return best


@cache
def _vocabulary() -> tuple[frozenset[str], tuple[str, ...]]:
    own = {w for name in names() for w in name}
    talk = {w.norm for each in groups("talk").values() for p in each for w in words(p)}
    spoken = {
        w.norm for t in ("operations", "directions") for each in table(t).values() for p in each for w in words(p)
    }
    return frozenset(own | talk | spoken), tuple(sorted(w for w in own if len(w) >= 4 and w.isalpha()))


def mend(word: str, known: Iterable[str] = ()) -> str | None:
    """A misspelt word of a line item's name, mended; None when the word is known, short, or near to several."""
    every, choices = _vocabulary()
    norm = singular(word.lower())
    if len(norm) < 4 or not norm.isalpha() or norm in every or is_english(word):
        return None
    if norm in {singular(t) for k in known for t in tokens(k)}:
        return None
    limit = 1 if len(norm) < 6 else 2
    near = process.extract(norm, choices, scorer=OSA.distance, score_cutoff=limit, limit=5)
    best = [w for w, score, _ in near if score == near[0][1]] if near else []
    return best[0] if len(best) == 1 and best[0][0] == norm[0] else None
