"""Words as they are compared: folded, singular, without the words that carry no meaning of their own.

Used by the router (a question's words against line items and companies) and by the figure finder (words left over
against a company's own members and row labels). Nothing here knows a company or an item.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

import snowballstemmer

if TYPE_CHECKING:
    from spellchecker import SpellChecker

_TOKEN = re.compile(r"[a-z0-9]+(?:[&'./-][a-z0-9]+)*|[$%&]")
_CAMEL = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": " - ", "−": "-", "\u00a0": " "})
FUNCTION_WORDS = frozenset(
    "a an the of in on at to for from by with and or as is are was were be been being do does did has have had its it"
    " their they them this that these those there total net".split()
)
"""Words that may differ between two names of the same thing."""


def fold(text: str) -> str:
    """Lower case, straight quotes and dashes, compatibility forms, no accents."""
    if text.isascii():
        return text.lower()
    straight = unicodedata.normalize("NFKD", text.translate(_FOLD))
    return "".join(c for c in straight if not unicodedata.combining(c)).lower()


def display_name(name: str) -> str:
    """A conformed name without EDGAR's capitals: `INTEL CORP` is `Intel Corp`; short words stay as they are."""
    if not name.isupper():
        return name
    return " ".join(_without_capitals(w) for w in name.split(" "))


def _without_capitals(word: str) -> str:
    short = len(word.rstrip(".,")) <= 3 and word not in ("INC", "INC.", "CO", "LTD")
    return word if short or not word.rstrip(".,").isalpha() else word.capitalize()


def possessive(name: str) -> str:
    """`Apple Inc.'s`, `Lowes Companies'`."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def singular(word: str) -> str:
    """The singular of an English noun, by its ending; the same rule on both sides of a comparison."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def tokens(text: str) -> list[str]:
    """The folded, singular words of a text; possessives and hyphens are taken apart."""
    found: list[str] = []
    for token in _TOKEN.findall(fold(text)):
        token = re.sub(r"'s?$", "", token)
        parts = re.split(r"[-/']", token) if "&" not in token else [token]
        found.extend(singular(part.replace(".", "") if not part[:1].isdigit() else part) for part in parts if part)
    return found


@lru_cache(maxsize=1 << 14)  # a company's labels are held against an item's names again and again
def squash(text: str) -> str:
    """Letters and digits only, each word singular: `iPhone` and `IPhone` are the same."""
    return "".join(re.sub(r"[^a-z0-9]", "", t) for t in tokens(text))


def name_words(name: str) -> str:
    """The words of an XBRL name: `aapl:WearablesHomeandAccessoriesMember` is `Wearables Homeand Accessories`."""
    local = name.rsplit(":", 1)[-1].removesuffix("Member").removesuffix("Domain").removesuffix("Segment")
    return " ".join(_CAMEL.findall(local))


@lru_cache(maxsize=1)
def _english() -> SpellChecker:
    from spellchecker import SpellChecker

    return SpellChecker(language="en")


def is_english(word: str) -> bool:
    """True for a word that stands in an English dictionary, which is then no typing error."""
    return word.lower() in _english()


def how_common(word: str) -> float:
    """How often a word stands in English text, as a share of all words; 0 for one that no dictionary has."""
    return float(_english().word_usage_frequency(word.lower()))


def is_common(word: str) -> bool:
    """True for a word that English text uses once in a million words; a dictionary has rarer ones that are typing errors as a rule."""
    return is_english(word) and how_common(word) > 1e-6


_ASKING = frozenset(
    """what which how why who when where does doe did do say says said about tell describe explain discuss company companies fiscal year
    main any face faces have main its their they give me please according filing report reported 10-k kind kinds type types much many
    current currently key major significant""".split()
)
_STEMMER = snowballstemmer.stemmer("english")
_STEMMING = threading.Lock()
"""It keeps the word that it works on in itself: two questions at once got each other's stems, and kept them."""


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a folded word (Porter's second English stemmer, as Postgres uses it)."""
    with _STEMMING:
        return str(_STEMMER.stemWord(word))


def content_stems(text: str) -> set[str]:
    """The stems of the words that carry a question's content; numbers carry none."""
    return {
        stem(t) for t in tokens(text) if len(t) > 1 and t not in FUNCTION_WORDS and t not in _ASKING and not t.isdigit()
    }


def held_share(wanted: set[str], text: str) -> float:
    """The share of the wanted stems that a text holds; `compet` is held by `competitor`."""
    if not wanted:
        return 0.0
    held = {stem(t) for t in tokens(text)}
    found = sum(
        1
        for w in wanted
        if w in held or (len(w) >= 5 and any(h.startswith(w) or (len(h) >= 5 and w.startswith(h)) for h in held))
    )
    return found / len(wanted)


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """Text without what Postgres cannot store, NUL and lone surrogates; each becomes one U+FFFD, so that places stay."""
    return _UNSTORABLE.sub("\ufffd", text)
