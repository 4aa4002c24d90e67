"""Find the companies that a question names: by name, former name, common name, ticker or Central Index Key.

A word that is also an everyday word, or an abbreviation of finance, names a company only where its writing or the grammar
around it makes it one. Where one of several companies of a name is far larger, it is the one meant, and that is said; else all
are given back, never a guess. Where the list of companies comes from is not known here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from muniment.agents.reading.items import names as item_names
from muniment.agents.reading.phrases import groups, table
from muniment.agents.reading.words import words as words_in
from muniment.records import Company
from muniment.wording import fold, how_common, is_common, is_english, singular

_LEGAL = re.compile(
    r"[\s,./]+(incorporated|inc|corporation|corp|company|companies|co|limited|ltd|llc|plc|lp|l p|sa|nv|n\.v|s\.a|ag|se|ab|asa|oyj|spa"
    r"|holdings?|group|trust|bancorp|/?[a-z]{2}/|the|com|de|new|cl [abc]|class [abc]|adr|ltd adr)\.?$"
)
_GENERIC = re.compile(
    r"\s(platforms|systems|technologies|technology|international|laboratories|stores|enterprises|industries|brands"
    r"|pharmaceuticals|therapeutics|software|entertainment|networks|labs|wholesale|semiconductor|worldwide|motor|motors|motor co)$"
)
# A legal form and a possessive belong to the name before them.
_FORM = r"(?:incorporated|inc|corporation|corp|company|companies|co|limited|ltd|plc|holdings|group)"
_TAIL = re.compile(rf"(?:(?:,?\s+|\s*&\s*){_FORM}\b(?!-))?", re.IGNORECASE)
_ENDS_IN_FORM = re.compile(rf"\b{_FORM}$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"'s?(?!\w)")
_WORD = re.compile(r"\$?[^\W_]+(?:[&.'/-][^\W_]+)*(?:\s?&\s?[^\W_]+)?\+?")
_CIK = re.compile(r"\bcik\s*(?:no\.?|number|#)?\s*:?\s*0*(\d{1,10})\b", re.IGNORECASE)
_ABBREVIATIONS = frozenset(
    """ttm ltm ytd mtd qtd yoy qoq cagr eps dps fcf ocf cfo cfi cff ebit ebitda ebt roe roa roi roic rd sga ga da sbc ppe capex opex cogs gaap
    ifrs sec usd eur gbp us usa uk eu it ai ml vr ar iot saas api esg ip ipo ceo coo cto hr rnd fy cy bn mn mm pct avg etf adr otc nyse nii nim fte
    ppp bps tam arr mrr gmv dau mau cpi gdp fx pe pb ev nav ffo affo reit boe bbl ngl lng oem hq pr tv pc cash sales net all so are on be or an now""".split()
)
"""Abbreviations of finance, and words, that are tickers too: such a one is a company's only with a `$` before it, or a possessive."""
FAR_LARGER, KNOWN = 8, 1500
"""One company of a name is meant where its place in the order of size is this many times nearer the top, and among the first so many."""
FAMOUS = 120
"""So many of the largest companies are meant by an everyday word without a capital ("apple", "visa", "target")."""
_COMMON = 2e-6
"""How often a word must stand in English text to be an everyday word; "balance" 1.5e-5, "visa" 2.9e-6, "cisco" 1.1e-7."""
_BEFORE_NAME = frozenset("of at for did does do is was has had are by from and vs versus than".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the question that names a company, and the companies it may be.

    `owns` says that it stands in the possessive; `note` tells how a name that several companies bear was read. A `brand` is but a part
    of its company, so that its name narrows what is asked.
    """

    start: int
    end: int
    companies: tuple[Company, ...]
    guessed: bool = False
    owns: bool = False
    note: str = ""
    brand: bool = False


@dataclass(frozen=True, slots=True)
class _Spot:
    """A word of the question, or several, that may be a name."""

    text: str
    start: int
    end: int


class Directory:
    """Names of companies, ready for looking up."""

    def __init__(self, companies: Iterable[Company]) -> None:
        self.tickers: dict[str, list[Company]] = defaultdict(list)
        self.ciks: dict[int, Company] = {}
        self.brands: set[str] = set()
        self.levels: tuple[dict[str, list[Company]], ...] = (defaultdict(list), defaultdict(list), defaultdict(list))
        for company in companies:
            self.ciks[company.cik] = company
            for ticker in company.tickers:
                self._add(self.tickers, _ticker(ticker), company)
            for name in company.common_names:
                self._add(self.levels[0], _key(name), company)
                self._add(self.levels[0], _key(name).replace(" & ", " "), company)
            for name in company.brands:
                self._add(self.levels[0], _key(name), company)
                self.brands.add(_key(name))
            for rank, name in enumerate((company.name, *company.former_names)):
                for level, alias in enumerate(aliases(name)):
                    # A company's present name weighs more than another's former one.
                    self._add(self.levels[max(level, rank > 0)], alias, company)
        self._add_share_classes()
        self.longest = max((a.count(" ") + 1 for level in self.levels for a in level), default=1)

    @staticmethod
    def _add(names: dict[str, list[Company]], key: str, company: Company) -> None:
        if key and all(c.cik != company.cik for c in names[key]):
            names[key].append(company)

    def _add_share_classes(self) -> None:
        """ "BHW" is BHW-B where no other company has it: a class of shares may be left out."""
        for company in list(self.ciks.values()):
            for ticker in company.tickers:
                root, _, share_class = ticker.partition("-")
                if share_class and root.lower() not in self.tickers:
                    self._add(self.tickers, root.lower(), company)

    def find(self, text: str) -> list[Mention]:
        """The companies named in a text, in order, without overlaps.

        Args:
            text: the question, as typed, with straight quotes (see `words.plain`).
        """
        mentions: list[Mention] = []
        for match in _CIK.finditer(text):
            company = self.ciks.get(int(match.group(1)))
            mentions.append(Mention(match.start(), match.end(), (company,) if company else ()))
        spots = [spot for m in _WORD.finditer(text) for spot in _spots(m)]
        shouted = text.isupper() or sum(s.text.isupper() for s in spots) > 0.6 * len(spots) > 1
        mentions += self._named(text, spots, shouted, mentions)
        if not mentions:
            mentions = self._by_grammar(text, spots)
        mentions += self._beside(text, spots, mentions)
        return sorted((self._settled(m, text) for m in mentions), key=lambda m: m.start)

    def _named(self, text: str, spots: Sequence[_Spot], shouted: bool, taken: Sequence[Mention]) -> list[Mention]:
        found: list[Mention] = []
        doubtful: list[Mention] = []
        n = 0
        while n < len(spots):
            at = self._at(text, spots, n, shouted)
            if at is None or any(m.start < spots[n].end and spots[n].start < m.end for m in taken):
                n += 1
                continue
            mention, sure = at
            mention = _whole(text, mention)
            (found if sure else doubtful).append(mention)
            n = next((k for k in range(n + 1, len(spots)) if spots[k].start >= mention.end), len(spots))
        return found or doubtful[:1]

    def _at(self, text: str, spots: Sequence[_Spot], n: int, shouted: bool) -> tuple[Mention, bool] | None:
        """The longest name that begins at a word, and whether it is surely one."""
        for count in range(min(self.longest, len(spots) - n), 0, -1):
            last = spots[n + count - 1]
            whole = text[spots[n].start : last.end]
            if re.search(r"[,;:?!()]", whole):
                continue
            for key in dict.fromkeys((_key(whole), _key(re.sub(r"'s$|'$", "", whole)))):
                companies = next((level[key] for level in self.levels if key and key in level), None)
                if companies and self._may_name(text, spots[n], last, key, companies, shouted):
                    mention = Mention(spots[n].start, last.end, tuple(companies), brand=key in self.brands)
                    return self._noted(mention, key, whole), True
            owners = self._without_apostrophe(text, whole, last)
            if owners:
                return Mention(spots[n].start, last.end, owners), True
        return self._ticker_at(text, spots[n], shouted)

    def _without_apostrophe(self, text: str, whole: str, last: _Spot) -> tuple[Company, ...]:
        """The known companies whose common name has a possessive s without its apostrophe: "intels", "home depots revenue"."""
        key = _key(whole[:-1]) if len(whole) > 3 and whole[-1] == "s" != whole[-2] else ""
        known = tuple(c for c in self.levels[0].get(key, ()) if c.is_known) if key and key not in self.brands else ()
        # "Apples" are fruit, but for what may follow a company's name.
        return () if is_english(whole) and not _followed_by_name_of_figure(text, last.end) else known

    def _noted(self, mention: Mention, key: str, written: str) -> Mention:
        """The mention, saying so where a common name begins another company's own name as well."""
        companies = mention.companies
        if len(companies) != 1 or not any(key == _key(n) for n in companies[0].common_names):
            return mention
        others = [c for level in self.levels[1:] for c in level.get(key, ()) if c.cik != companies[0].cik]
        return replace(mention, note=_read_as(written, companies[0], others)) if others else mention

    def _may_name(
        self, text: str, first: _Spot, last: _Spot, key: str, companies: Sequence[Company], shouted: bool
    ) -> bool:
        """Whether words that are somebody's name are meant as one."""
        parts = key.removeprefix("the ").split()
        key = " ".join(parts)
        written = first.text.lstrip("$")
        capital = written[:1].isupper() and not shouted
        owns = bool(_POSSESSIVE.match(text, last.end)) or last.text.endswith("'s")
        known = any(c.is_known for c in companies)
        if len(parts) > 1:
            everyday = all(_everyday(p) for p in parts if p != "&")
            return known or not everyday or (capital and last.text[:1].isupper())
        if key in _reserved() or key in _ABBREVIATIONS or len(key) < 2:
            return capital and owns and key not in _ABBREVIATIONS
        if not _everyday(key):
            return known or capital or (shouted and not is_english(key)) or not is_english(key)
        if capital and (not _opens(text, first.start) or owns):
            return True
        if capital:
            return known or _followed_by_name_of_figure(text, last.end)
        return known and any(c.rank <= FAMOUS for c in companies)

    def _ticker_at(self, text: str, spot: _Spot, shouted: bool) -> tuple[Mention, bool] | None:
        """A ticker at a word, and whether it is surely one."""
        bare = re.sub(r"'s$", "", spot.text)
        marked = bare.startswith("$")
        symbol = _ticker(bare.lstrip("$"))
        companies = self.tickers.get(symbol)
        if not companies:
            return None
        mention = Mention(spot.start, spot.end, tuple(companies))
        if marked:
            return mention, True
        bare = bare.lstrip("$")
        owns = spot.text.endswith("'s")
        if symbol in _ABBREVIATIONS or symbol in _reserved():
            named = bare.isupper() and not shouted and symbol not in _ABBREVIATIONS
            return (mention, False) if named and (owns or any(c.is_known for c in companies)) else None
        if bare.isupper() and not shouted and (len(bare) >= 2 or owns):
            return mention, not (is_english(symbol) and not any(c.is_known for c in companies))
        known = any(c.is_known for c in companies)
        if (bare.islower() or shouted) and known and len(symbol) >= 2 and how_common(symbol) < _COMMON:
            return mention, True
        if (bare.islower() or shouted) and len(symbol) >= 3 and not is_english(symbol) and symbol.isalpha():
            return mention, False
        return None

    def _beside(self, text: str, spots: Sequence[_Spot], mentions: Sequence[Mention]) -> list[Mention]:
        """A small ticker that is also a word, right beside another company: "hd vs low", "gme and low"."""
        found = []
        for spot in spots:
            companies = self.tickers.get(_ticker(spot.text), [])
            if not any(c.rank <= FAMOUS for c in companies) or any(
                m.start < spot.end and spot.start < m.end for m in mentions
            ):
                continue
            around = [m for m in mentions if _joined_by(text, m, spot)]
            if around and spot.text.islower() and len(spot.text) >= 2 and spot.text not in _item_words():
                found.append(Mention(spot.start, spot.end, tuple(companies)))
        return found

    def _by_grammar(self, text: str, spots: Sequence[_Spot]) -> list[Mention]:
        """An everyday word that names a large company, in a question that names no other, where a company would stand."""
        for n, spot in enumerate(spots):
            key = _key(re.sub(r"'s$|'$", "", spot.text))
            companies = next((level[key] for level in self.levels if key and key in level), [])
            owns = spot.text.endswith("'s") or bool(_POSSESSIVE.match(text, spot.end))
            if key in _reserved() and not owns:
                continue
            before = spots[n - 1].text.lower() if n else ""
            placed = owns or (n == 0 and _followed_by_name_of_figure(text, spot.end)) or before in _BEFORE_NAME
            if placed and any(c.is_known for c in companies):
                return [_whole(text, Mention(spot.start, spot.end, tuple(companies)))]
        return []

    def _settled(self, mention: Mention, text: str) -> Mention:
        """The mention with the one company that is meant, where one of several is on record or far larger."""
        companies = mention.companies
        if len(companies) < 2:
            return mention
        ranked = sorted(companies, key=lambda c: c.rank)
        first, second = ranked[0], ranked[1]
        if first.rank < KNOWN and first.rank * FAR_LARGER <= second.rank:
            note = _read_as(text[mention.start : mention.end], first, ranked[1:])
            return replace(mention, companies=(first,), note=note)
        return mention

    def candidates(self, name: str) -> tuple[Company, ...]:
        """The companies whose name has these words in it, for a name that fits none whole; none when too many have."""
        wanted = {w for w in _key(name).split() if w not in _reserved()}
        if not wanted or max(len(w) for w in wanted) < 4:
            return ()
        found = {
            c.cik: c for alias, companies in self.levels[1].items() if wanted <= set(alias.split()) for c in companies
        }
        return tuple(found.values()) if len(found) <= 8 else ()

    def guess(self, word: str) -> tuple[Company, ...]:
        """The companies meant by a misspelt name of five letters or more; none when it is not close to exactly one name."""
        key = _key(word)
        if len(key) < 5 or key in _reserved() or is_common(word):
            return ()
        choices = [
            alias for level in self.levels for alias in level if abs(len(alias) - len(key)) <= 2 and len(alias) >= 4
        ]
        near = process.extract(key, choices, scorer=OSA.distance, score_cutoff=1 if len(key) < 7 else 2, limit=12)
        if not near:
            return ()
        best = min(score for _, score, _ in near)
        names = {alias for alias, score, _ in near if score == best}
        found = {c.cik: c for alias in names for level in self.levels for c in level.get(alias, ())}
        close = tuple(({cik: c for cik, c in found.items() if c.is_known} or found).values())
        return close if len(close) == 1 else ()


def _read_as(written: str, company: Company, others: Sequence[Company]) -> str:
    """Which of several companies a name was taken for, and how to name the others."""
    told = ", ".join(f"{c.called} ({(c.tickers or (f'CIK {c.cik}',))[0]})" for c in others[:2])
    written = written.removesuffix("'s")
    return f"“{written}” is read as {company.called}; {told} is far smaller, and is named by its ticker."


@cache
def _item_words() -> frozenset[str]:
    function = groups("talk")["function"]
    return frozenset({w for n in item_names() for w in n} | set(function) | {"now"})


@cache
def _reserved() -> frozenset[str]:
    """Words of line items, operations and talk's closed classes: small, they are what they say."""
    spoken = {
        w.norm for t in ("operations", "directions") for each in table(t).values() for p in each for w in words_in(p)
    }
    own = {n[0] for n in item_names() if len(n) == 1} | {w for n in item_names() for w in n}
    talk = {
        w
        for g in ("function", "negation", "asker", "before", "of", "places", "polite", "doubt")
        for p in groups("talk")[g]
        for w in p.split()
    }
    return frozenset(spoken | own | talk | {singular(w) for w in talk})


def _everyday(word: str) -> bool:
    return how_common(word) >= _COMMON or word in _reserved()


def _followed_by_name_of_figure(text: str, end: int) -> bool:
    """True where a line item, a year or nothing but these follow a word: "ford revenue 2023"."""
    rest = [w.norm for w in words_in(text[end : end + 40].lower())][:2]
    return bool(rest) and (
        rest[0] in {n[0] for n in item_names()}
        or rest[0][:2] in ("19", "20")
        or rest[0] in ("fy", "q1", "q2", "q3", "q4")
    )


def _joined_by(text: str, mention: Mention, spot: _Spot) -> bool:
    """True where only "and", "vs" or the like stands between a company and a word."""
    low, high = (mention.end, spot.start) if mention.end <= spot.start else (spot.end, mention.start)
    return (
        bool(re.fullmatch(r"\s*(?:and|or|vs\.?|versus|&|\+|/|,|to|than|against|with)?\s*", text[low:high].lower()))
        and low <= high
    )


def _opens(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \"'(")
    return not before or before[-1] in ".?!:;"


def _whole(text: str, mention: Mention) -> Mention:
    """The mention with its legal form, that form's full stop, and its possessive."""
    tail = _TAIL.match(text, mention.end)
    end = tail.end() if tail else mention.end
    if text.startswith(".", end) and _ENDS_IN_FORM.search(text[mention.start : end]):
        end += 1
    possessive = _POSSESSIVE.match(text, end)
    end = possessive.end() if possessive else end
    owns = bool(possessive) or text[mention.start : end].endswith(("'s", "'"))
    return replace(mention, end=end, owns=owns)


def aliases(name: str) -> tuple[str, str, str]:
    """A conformed name in three strengths: whole, without its legal form, without a generic last word."""
    whole = _key(re.sub(r"\s*[/\\]\s*[a-z]{2,3}\s*[/\\]?$", "", fold(name)))
    bare = whole.removeprefix("the ")
    while (shorter := _LEGAL.sub("", bare)) != bare and shorter:
        bare = shorter.strip(" ,&")
    short = _GENERIC.sub("", bare)
    if " & " in bare:
        short = " & ".join(part[0] for part in bare.split(" & "))
    return whole, bare, short if len(short) >= 3 else bare


def _ticker(written: str) -> str:
    """A ticker as it is compared: `BRK.B`, `BRK-B` and `BRK/B` are one."""
    return re.sub(r"[./]", "-", written.lower())


def _spots(match: re.Match[str]) -> list[_Spot]:
    """A word, or the words of a pair such as "Facebook/Meta"."""
    parts = list(re.finditer(r"[^/]+", match.group()))
    if any(len(p.group()) < 3 for p in parts):
        parts = list(re.finditer(r".+", match.group()))
    return [_Spot(p.group(), match.start() + p.start(), match.start() + p.end()) for p in parts]


def _key(name: str) -> str:
    """A name as it is compared: folded, without apostrophes, commas and periods."""
    plain = re.sub(r"\.com\b", " com", fold(name))
    plain = re.sub(r"['.,!]", "", plain)
    plain = re.sub(r"\s*&\s*|\s+and\s+", " & ", plain)
    plain = re.sub(r"[\s/-]+", " ", plain).strip()
    return plain.removesuffix(" com") if plain.count(" ") and not plain.startswith("com") else plain
