"""A question as it is read: cleaned, and cut into words with their places. What the words mean is not decided here."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from muniment.errors import BadInput, TooLarge
from muniment.wording import singular, stem

MAX_QUESTION = 2000
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\x00-\x08\x0b-\x1f\x7f]")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-"})
_COUNTRY = re.compile(r"\bU\.S\.(?:A\.)?|\bUSA\b|\bUnited States(?: of America)?\b(?!\s+[A-Z])")
_WORD = re.compile(
    r"10-[kq]|20-f|40-f|8-k|6-k|\d[\d,]*(?:\.\d+)?|[a-z0-9]+(?:&[a-z0-9]+)*(?:'(?:s|m|d|t|re|ve|ll)(?![a-z]))?|[^\s\w\x00]"
)


def stem_of(norm: str) -> str:
    """The stem of a word; what is made of a verb by -able or -ible is another word: "comparable" compares nothing.

    >>> stem_of("compared"), stem_of("comparable")
    ('compar', 'comparable')
    """
    return norm if len(norm) > 6 and norm.endswith(("able", "ible")) else stem(norm)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a sign, of the question: folded, singular, and its stem; `start` and `end` count characters of the text."""

    norm: str
    stem: str
    start: int
    end: int

    @property
    def is_sign(self) -> bool:
        """True for a sign that is no word."""
        return not (self.norm[:1].isalnum() or self.norm in ("%", "&", "$"))


def plain(question: str) -> str:
    """A question as it is read: compatibility forms, straight quotes, nothing unseen, white space folded.

    Raises:
        BadInput: it is empty.
        TooLarge: it is longer than `MAX_QUESTION` characters.
    """
    if len(question) > MAX_QUESTION:
        raise TooLarge(f"the question has {len(question):,} characters; at most {MAX_QUESTION:,} can be read")
    text = unicodedata.normalize("NFKC", question.encode("utf-8", "replace").decode("utf-8")).translate(_STRAIGHT)
    text = _expanded(_COUNTRY.sub("US", " ".join(_UNSEEN.sub("", text).replace("#", " ").split())))
    if not any(c.isalnum() for c in text):
        raise BadInput("the question is empty")
    return text


_SHORT_TIMES = re.compile(r"\b(?:yrs?|qtrs?|wks?|mos?|eoy|ye|b4|w/o|w/|n)(?=\s|$|[?,.;])|-+>|→")
_TIMES = {
    "yr": "year", "yrs": "years", "qtr": "quarter", "qtrs": "quarters", "wk": "week", "wks": "weeks", "mo": "months", "mos": "months",
    "eoy": "end of year", "ye": "year end", "b4": "before", "w/o": "without", "w/": "with", "n": "and",
}  # fmt: skip


def _expanded(text: str) -> str:
    """The text with short forms of times and joining words written out, and arrows as "to"."""
    return _SHORT_TIMES.sub(lambda m: " to " if m.group()[0] in "-→" else _TIMES.get(m.group(), m.group()), text)


def fold_same_length(text: str) -> str:
    """Lower case without accents, character by character, so that places stay the same."""
    return "".join((unicodedata.normalize("NFKD", c)[0] or c).lower()[:1] or c for c in text)


def words(folded: str) -> list[Word]:
    """The words and signs of a folded text, in order; a possessive's `'s` belongs to none."""
    found = []
    for match in _WORD.finditer(folded):
        bare, mark, tail = match.group().partition("'")
        if mark and tail == "t":
            bare = match.group()
        end = len(bare)
        bare = _short().get(bare, bare)
        norm = singular(bare) if bare[:1].isalpha() else bare
        found.append(Word(norm, stem_of(norm), match.start(), match.start() + end))
    return found


@cache
def _short() -> dict[str, str]:
    """How people shorten words when they type."""
    lines = (files("muniment.data") / "wording" / "short.txt").read_text("utf-8").splitlines()
    return dict(line.split() for line in lines if line and not line.startswith("#"))
