"""What the heads of a list's columns are called: as they are written, shortened, or by another word that means the same.

"Amt" is the amount, "Vendor" the supplier, "when was it shipped" the ship date. Words that may mean something else (price and cost,
gross and net, sent and received) are never alike.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache
from importlib.resources import files

from muniment.tools.provisions.word_forms import forms
from muniment.wording import stem

_JOINING = frozenset("a an the of in on at to for from by with and or per is are was were as".split())
_PER_THING = frozenset(
    stem(w)
    for w in "unit per rate each average percent age rating balance level temperature ratio margin mean price discount".split()
)
"""Words of the heads of columns whose values do not add up."""
_ASKS = frozenset("who where long old far heavy tall high big".split())
_MONEY = frozenset(
    stem(w)
    for w in "amount total cost price fee rent value sum salary pay premium budget fine payment spend net gross tax vat balance deposit revenue".split()
)
_PLANNED = frozenset(
    stem(w)
    for w in "expected planned estimated target forecast scheduled proposed projected previous minimum maximum limit threshold requested budget".split()
)
"""Words of heads whose values are not what happened."""
_CODES = frozenset("usd eur gbp chf jpy inr cad aud sek nok dkk pln czk".split())
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_DIGITS = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_SHORTEST_VERB = 4
_AGENT = ("er", "or", "r", "ee", "e", "t", "ist")
_OTHER_ROWS = frozenset(("same", "pass", "called", "does", "light", "begins", "ends"))
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=4096)
def words_of_head(head: str) -> tuple[str, ...]:
    """The words of a head by their usual form, in order; a unit in brackets is none.

    >>> words_of_head("Inv Amt (EUR)"), words_of_head("shipDate"), words_of_head("CO2 on hand")
    (('invoic', 'amount'), ('ship', 'date'), ('co', '2', 'hand'))
    """
    plain = (
        _CAMEL.sub(" ", _DIGITS.sub(" ", _BRACKETS.sub(" ", head)))
        .replace("_", " ")
        .replace("#", " number ")
        .replace("%", " percent ")
    )
    return tuple(alike(w) for w in forms(plain) if w not in _JOINING and w not in _CODES) or tuple(
        alike(w) for w in forms(head)
    )


def alike(word: str) -> str:
    """The usual form of a stem: of words that mean the same over a column, the first of their row."""
    return _alike().get(word, word)


@lru_cache(maxsize=1)
def _alike() -> dict[str, str]:
    return {w: row[0] for row in _rows("same") for w in row}


@lru_cache(maxsize=1)
def kinds() -> dict[str, frozenset[str]]:
    """By what a question asks for ("who", "where", "long"), the words of heads that it may be; by a verb, the days of what it does."""
    found: dict[str, frozenset[str]] = {}
    for line in _lines():
        kind, _, words = line.partition(":")
        if kind.split()[0] not in _OTHER_ROWS:
            for one in kind.split():
                found[one] = found.get(one, frozenset()) | {alike(stem(w)) for w in words.split()}
    return found


@lru_cache(maxsize=1)
def passed_words() -> frozenset[str]:
    """The words that may be passed over in a question about a list."""
    return _written("pass")


@lru_cache(maxsize=1)
def light_verbs() -> frozenset[str]:
    """The verbs that say no more of a thing than that it is, as they are written."""
    return _written("light")


def _written(kind: str) -> frozenset[str]:
    return frozenset(w for line in _lines() if line.startswith(f"{kind}:") for w in line.partition(":")[2].split())


@lru_cache(maxsize=1)
def verbs() -> dict[str, frozenset[str]]:
    """By the stem of a verb, the words of heads that say what it does."""
    return {alike(stem(kind)): heads for kind, heads in kinds().items() if kind not in _ASKS}


def called(words: Collection[str]) -> frozenset[str]:
    """What the rows of a list are called besides, by the words that stand over it: a fleet is of vehicles."""
    return _by_word("called", words)


def done(words: Collection[str]) -> frozenset[str]:
    """What is done with things, so that every row of a list of them says it: invoices are sent, loans are given."""
    return _by_word("does", words)


def says_begin(head: str) -> bool:
    """Whether the head of a column of days says when something began.

    >>> says_begin("Opened"), says_begin("Closed on")
    (True, False)
    """
    return bool(set(words_of_head(head)) & _stems_of_row("begins"))


def says_end(head: str) -> bool:
    """Whether the head of a column of days says when something ended.

    >>> says_end("Closed on"), says_end("Opened")
    (True, False)
    """
    return bool(set(words_of_head(head)) & _stems_of_row("ends"))


@cache
def _stems_of_row(kind: str) -> frozenset[str]:
    return frozenset(alike(stem(w)) for w in _written(kind))


def _by_word(kind: str, words: Collection[str]) -> frozenset[str]:
    found: set[str] = set()
    for line in _lines():
        head, _, said = line.partition(":")
        of = head.split()
        if of[0] == kind and any(alike(stem(w)) in words or stem(w) in words for w in of[1:]):
            found |= {alike(stem(w)) for w in said.split()}
    return frozenset(found)


def is_of(verb: str, head: str) -> bool:
    """Whether a word of a head says who does what a verb says: a handler handles, an analyst analyses.

    >>> is_of(stem("handled"), stem("handler")), is_of(stem("own"), stem("owl"))
    (True, False)
    """
    return len(verb) >= _SHORTEST_VERB and head.startswith(verb) and head[len(verb) :] in _AGENT


def unsaid(head: str, said: Collection[str]) -> bool:
    """Whether a head says that its values are but planned, bounds or asked for, and a question does not: an expected close is no close.

    >>> unsaid("Expected Close", ("day", "close")), unsaid("Expected Close", ("expect", "close"))
    (True, False)
    """
    return bool(set(words_of_head(head)) & _PLANNED - set(said))


def is_of_money(head: str) -> bool:
    """Whether a head says that its values are money, whatever their currency."""
    return bool(set(words_of_head(head)) & _MONEY)


def is_additive(head: str, unit: str) -> bool:
    """Whether the values of a column add up: rates, prices, percentages and ages do not."""
    return unit != "%" and not set(words_of_head(head)) & _PER_THING


def _rows(kind: str) -> list[list[str]]:
    return [
        [stem(w) for w in line.partition(":")[2].split()] for line in _lines() if line.partition(":")[0].strip() == kind
    ]


@lru_cache(maxsize=1)
def _lines() -> tuple[str, ...]:
    text = (files("muniment.data") / "wording" / "columns.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
