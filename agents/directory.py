"""Find the companies that a question names: by name, former name, ticker or Central Index Key.

A name that fits several companies is given back with all of them, never as a guess. Typing errors are mended only in
words long enough for one reading. Where the list of companies comes from is not known here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from muniment.common_words import COMMON
from muniment.records import Company
from muniment.wording import fold, is_english

_LEGAL = re.compile(
    r"[\s,./]+(incorporated|inc|corporation|corp|company|companies|co|limited|ltd|llc|plc|lp|sa|nv|n\.v|s\.a|ag|se|ab|asa|oyj|spa"
    r"|holdings?|group|trust|bancorp|/?[a-z]{2}/|the|com|de|new|cl a|class a|adr)\.?$"
)
_GENERIC = re.compile(
    r"\s(platforms|systems|technologies|technology|international|laboratories|stores|enterprises|industries|brands"
    r"|pharmaceuticals|therapeutics|software|entertainment|networks|labs|wholesale|semiconductor|worldwide)$"
)
# A legal form and a possessive belong to the name before them.
_FORM = r"(?:incorporated|inc|corporation|corp|company|companies|co|limited|ltd|plc|holdings|group)"
_TAIL = re.compile(rf"(?:,?\s+{_FORM}\b)?", re.IGNORECASE)
_ENDS_IN_FORM = re.compile(rf"\b{_FORM}$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"'s?(?!\w)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the question that names a company, and the companies it may be."""

    start: int
    end: int
    companies: tuple[Company, ...]
    guessed: bool = False


class Directory:
    """Names of companies, ready for looking up."""

    def __init__(self, companies: Iterable[Company]) -> None:
        self.tickers: dict[str, list[Company]] = defaultdict(list)
        self.ciks: dict[int, Company] = {}
        self.levels: tuple[dict[str, list[Company]], ...] = (defaultdict(list), defaultdict(list), defaultdict(list))
        for company in companies:
            self.ciks[company.cik] = company
            for ticker in company.tickers:
                self._add(self.tickers, ticker.lower(), company)
            for rank, name in enumerate((company.name, *company.former_names)):
                for level, alias in enumerate(aliases(name)):
                    # A company's present name weighs more than another's former one.
                    self._add(self.levels[max(level, rank > 0)], alias, company)
        self.longest = max((a.count(" ") + 1 for level in self.levels for a in level), default=1)

    @staticmethod
    def _add(table: dict[str, list[Company]], key: str, company: Company) -> None:
        if key and company not in table[key]:
            table[key].append(company)

    def find(self, text: str) -> list[Mention]:
        """The companies named in a text, in order, without overlaps.

        Args:
            text: the question, as typed, with straight quotes (see `plain`).
        """
        mentions: list[Mention] = []
        for match in re.finditer(r"\bcik\s*(?:no\.?|number|#)?\s*:?\s*0*(\d{1,10})\b", text, re.IGNORECASE):
            company = self.ciks.get(int(match.group(1)))
            mentions.append(Mention(match.start(), match.end(), (company,) if company else ()))
        words = [
            (m.group(), m.start(), m.end()) for m in re.finditer(r"[^\W_]+(?:[&.'/-][^\W_]+)*(?:\s?&\s?[^\W_]+)?", text)
        ]
        n = 0
        while n < len(words):
            found = self._at(words, n)
            if found is None:
                n += 1
                continue
            mention, taken = found
            mention = Mention(mention.start, _end(text, mention), mention.companies)
            if not any(m.start < mention.end and mention.start < m.end for m in mentions):
                mentions.append(mention)
            n = max(n + taken, next((k for k, w in enumerate(words) if w[1] >= mention.end), len(words)))
        return sorted(mentions, key=lambda m: m.start)

    def _at(self, words: list[tuple[str, int, int]], n: int) -> tuple[Mention, int] | None:
        for count in range(min(self.longest, len(words) - n), 0, -1):
            last = words[n + count - 1]
            whole = " ".join(w for w, _, _ in words[n : n + count])
            for key in dict.fromkeys((_key(whole), _key(re.sub(r"'s$|'$", "", whole)))):
                if count == 1 and not self._may_name(words[n][0], key):
                    continue
                for level in self.levels:
                    if key in level:
                        return Mention(words[n][1], last[2], tuple(level[key])), count
        word, start, end = words[n]
        bare = re.sub(r"'s$", "", word)
        if bare.lower() in self.tickers and self._is_ticker(bare):
            return Mention(start, end, tuple(self.tickers[bare.lower()])), 1
        return None

    def candidates(self, name: str) -> tuple[Company, ...]:
        """The companies whose name has these words in it, for a name that fits none whole; none when too many have."""
        wanted = set(_key(name).split()) - COMMON
        if not wanted or max(len(w) for w in wanted) < 4:
            return ()
        found = {
            c.cik: c for alias, companies in self.levels[1].items() if wanted <= set(alias.split()) for c in companies
        }
        return tuple(found.values()) if len(found) <= 8 else ()

    @staticmethod
    def _may_name(word: str, key: str) -> bool:
        """A common word names a company only when it is written as a name (Target, Apple)."""
        return key not in COMMON or word[:1].isupper()

    @staticmethod
    def _is_ticker(word: str) -> bool:
        if word.isupper() and (len(word) >= 2 or "." in word):
            return word.lower() not in {
                "fy",
                "us",
                "eps",
                "rd",
                "sga",
                "ttm",
                "ltm",
                "ceo",
                "cfo",
                "it",
                "roe",
                "roa",
                "usd",
                "gaap",
            }
        return len(word) >= 3 and word.islower() and word not in COMMON

    def guess(self, word: str) -> tuple[Company, ...]:
        """The companies meant by a misspelt name of five letters or more; none when it is not close to exactly one name."""
        key = _key(word)
        if len(key) < 5 or key in COMMON or (word.islower() and is_english(word)):
            return ()
        choices = [
            alias for level in self.levels for alias in level if abs(len(alias) - len(key)) <= 2 and len(alias) >= 4
        ]
        limit = 1 if len(key) < 7 else 2
        near = process.extract(key, choices, scorer=OSA.distance, score_cutoff=limit, limit=8)
        if not near:
            return ()
        best = min(score for _, score, _ in near)
        names = {alias for alias, score, _ in near if score == best}
        found = [c for alias in names for level in self.levels for c in level.get(alias, ())]
        unique = {c.cik: c for c in found}
        return tuple(unique.values())


def _end(text: str, mention: Mention) -> int:
    """Where a name ends with its legal form, that form's full stop, and its possessive."""
    tail = _TAIL.match(text, mention.end)
    end = tail.end() if tail else mention.end
    if text.startswith(".", end) and _ENDS_IN_FORM.search(text[mention.start : end]):
        end += 1
    possessive = _POSSESSIVE.match(text, end)
    return possessive.end() if possessive else end


def aliases(name: str) -> tuple[str, str, str]:
    """A conformed name in three strengths: whole, without its legal form, without a generic last word."""
    whole = _key(re.sub(r"\s*[/\\]\s*[a-z]{2,3}\s*[/\\]?$", "", fold(name)))
    bare = whole.removeprefix("the ")
    while (shorter := _LEGAL.sub("", bare)) != bare and shorter:
        bare = shorter.strip(" ,&")
    short = _GENERIC.sub("", bare)
    if " & " in bare:
        short = " & ".join(part[0] for part in bare.split(" & "))
    return whole, bare, short if short not in COMMON and len(short) >= 3 else bare


def _key(name: str) -> str:
    """A name as it is compared: folded, without apostrophes, commas and periods."""
    plain = re.sub(r"['.,]", "", fold(name))
    plain = re.sub(r"\s*&\s*|\s+and\s+", " & ", plain)
    return re.sub(r"[\s/-]+", " ", plain).strip()
