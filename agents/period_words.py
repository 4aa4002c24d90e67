"""Find the periods that a question asks for: fiscal years, quarters, halves, dates, ranges, and relative ones.

A two-digit year is of this century. A year without a word is a fiscal year, since that is how companies report; a
"calendar" year is kept apart. Resolving relative periods and dates against a company's calendar is done by
`tools.figures`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from muniment.records import Period, Span

_MONTHS = {
    m: n
    for n, m in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
_MONTH = (
    r"(?P<{0}month>"
    + "|".join(f"{m}|{m[:3]}\\.?|sept\\.?" if m == "september" else f"{m}|{m[:3]}\\.?" for m in _MONTHS)
    + ")"
)
_DATE = (
    r"(?:" + _MONTH.format("a") + r"\s+(?P<aday>\d{1,2})(?:st|nd|rd|th)?\s*,?\s*(?P<ayear>(?:19|20)\d\d)"
    r"|(?P<bday>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?" + _MONTH.format("b") + r"\s*,?\s*(?P<byear>(?:19|20)\d\d)"
    r"|(?P<cyear>(?:19|20)\d\d)-(?P<cmonth>\d\d)-(?P<cday>\d\d)"
    r"|(?P<dmonth>\d{1,2})/(?P<dday>\d{1,2})/(?P<dyear>(?:19|20)\d\d))"
)
_YEAR = r"(?:(?:fiscal\s+year|fiscal|financial\s+year|fy|fye|year|calendar\s+year|calendar|cy)\s*[-']?\s*(?:of\s+)?)?'?(?P<year>(?:19|20)\d\d)(?![\d,.]*\d)"
_FY = r"(?:fiscal\s+year|fiscal|financial\s+year|fy|fye|calendar\s+year|calendar|cy)\s*[-']?\s*(?P<short>(?:19|20)?\d\d)(?!\d)"
_NUMBERS = {w: n for n, w in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4}
_SPANS: dict[str, Span] = {
    "year": "FY",
    "12 months": "FY",
    "twelve months": "FY",
    "52 weeks": "FY",
    "53 weeks": "FY",
    "fifty-two weeks": "FY",
    "quarter": "Q4",
    "three months": "Q4",
    "3 months": "Q4",
    "13 weeks": "Q4",
    "six months": "H1",
    "6 months": "H1",
    "half": "H1",
    "half year": "H1",
    "half-year": "H1",
    "26 weeks": "H1",
    "nine months": "9M",
    "9 months": "9M",
    "39 weeks": "9M",
    "12 weeks": "Q4",
    "thirteen weeks": "Q4",
    "fifty-three weeks": "FY",
}
_OF_YEAR = r"(?:\s*(?:,|of|in|for|from|-|/|'s)?\s*(?:the\s+)?(?:(?:fiscal\s+year|fiscal|financial\s+year|fy|year|calendar\s+year|calendar)\s*[-']?\s*)?'?(?P<qyear>(?:19|20)\d\d|(?<=')\d\d|(?<=fy)\d\d|(?<=fiscal )\d\d)(?!\d))"

Relation = Literal["at", "range", "before", "since", "yoy"]


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A stretch of the question that names one period, or several in order, oldest first."""

    start: int
    end: int
    periods: tuple[Period, ...]
    relation: Relation = "at"


def find_periods(text: str) -> list[PeriodMention]:
    """The periods named in a folded question, in order, without overlaps."""
    found: list[PeriodMention] = []
    held = text
    for pattern, make in _RULES:
        for match in pattern.finditer(held):
            mention = make(match)
            if mention is not None:
                found.append(mention)
                held = held[: match.start()] + "\x00" * (match.end() - match.start()) + held[match.end() :]
    return sorted(found, key=lambda m: m.start)


def _mention(match: re.Match[str], *periods: Period, relation: Relation = "at") -> PeriodMention:
    return PeriodMention(match.start(), match.end(), periods, relation)


def _date(match: re.Match[str]) -> date | None:
    g = match.groupdict()
    for k in "abcd":
        if g.get(f"{k}year"):
            month = g[f"{k}month"]
            number = int(month) if month.isdigit() else next(n for m, n in _MONTHS.items() if m.startswith(month[:3]))
            try:
                return date(int(g[f"{k}year"]), number, int(g[f"{k}day"]))
            except ValueError:
                return None
    return None


def _ended(match: re.Match[str]) -> PeriodMention | None:
    end = _date(match)
    span = _SPANS.get(
        re.sub(r"^fiscal\s+", "", re.sub(r"\s+", " ", match.group("span")).removesuffix("s").strip())
    ) or _SPANS.get(re.sub(r"^fiscal\s+", "", re.sub(r"\s+", " ", match.group("span"))), "FY")
    return _mention(match, Period(span=span, end=end)) if end else None


def _at(match: re.Match[str]) -> PeriodMention | None:
    end = _date(match)
    return _mention(match, Period(end=end)) if end else None


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _quarter(match: re.Match[str]) -> PeriodMention | None:
    g = match.groupdict()
    ordinal = g.get("ordinal") or ""
    number = _ORDINALS.get(ordinal) or int(g.get("q") or g.get("q2") or 0)
    if number not in (1, 2, 3, 4):
        return None
    span: Span = f"Q{number}"  # type: ignore[assignment]
    year = g.get("qyear") or g.get("year") or g.get("short")
    return _mention(match, Period(_full(year), span) if year else Period(span=span, back=0, named=True))


def _part(match: re.Match[str]) -> PeriodMention | None:
    g = match.groupdict()
    word = re.sub(r"\s+", " ", g["part"])
    span: Span = (
        "9M" if "nine" in word or word.startswith("9") else "H2" if word.startswith(("second", "h2", "2h")) else "H1"
    )
    year = g.get("qyear")
    return _mention(match, Period(_full(year), span) if year else Period(span=span, back=0, named=True))


def _range(match: re.Match[str]) -> PeriodMention | None:
    first, last = _full(match.group("y1")), _full(match.group("y2"))
    if not first < last <= first + 15:
        return None
    return _mention(match, *(Period(y) for y in range(first, last + 1)), relation="range")


def _last_years(match: re.Match[str]) -> PeriodMention | None:
    count = _NUMBERS.get(match.group("n")) or int(match.group("n"))
    if not 1 < count <= 15:
        return None
    return _mention(match, *(Period(back=n) for n in range(count - 1, -1, -1)), relation="range")


def _relative(match: re.Match[str]) -> PeriodMention | None:
    word, unit = match.group("rel"), match.group("unit")
    before = word in ("previous", "prior", "preceding") or match.group().startswith("year before")
    span: Span = "Q4" if "quarter" in unit else "FY"
    if before:
        return _mention(match, Period(span=span, back=1), relation="before")
    return _mention(match, Period(span=span, back=0))


def _since(match: re.Match[str]) -> PeriodMention | None:
    return _mention(match, Period(_full(match.group("y"))), relation="since")


def _year(match: re.Match[str]) -> PeriodMention | None:
    year = _full(match.groupdict().get("year") or match.group("short"))
    return _mention(match, Period(year, calendar=bool(re.match(r"calendar|cy", match.group()))))


_FYW = r"(?:fiscal\s+year|fiscal|financial\s+year|fy|year)?\s*'?"
_SPAN_WORDS = r"(?P<span>(?:fiscal\s+)?(?:half[\s-]year|year|quarter|half|(?:three|six|nine|twelve|3|6|9|12)\s+months|(?:12|13|26|39|52|53|thirteen|fifty-two|fifty-three)\s+weeks))"
_RULES = tuple(
    (re.compile(p, re.IGNORECASE), f)
    for p, f in (
        (
            _SPAN_WORDS
            + r"s?(?:\s+period)?\s+(?:that\s+)?(?:ended|ending|ends|through|to|up\s+to)\s+(?:on\s+)?"
            + _DATE,
            _ended,
        ),
        (r"(?:as\s+of|as\s+at|at|on)\s+" + _DATE, _at),
        (_DATE, _at),
        (
            r"\b(?P<part>first\s+half|second\s+half|first\s+six\s+months|first\s+nine\s+months|nine\s+months|six\s+months|[12]h|h[12]|9m)\b"
            + _OF_YEAR
            + "?",
            _part,
        ),
        (
            r"\b(?:(?P<ordinal>first|1st|second|2nd|third|3rd|fourth|4th|final)[\s-]+(?:fiscal[\s-]+)?quarter|q(?P<q>[1-4])|(?P<q2>[1-4])q)\b"
            + _OF_YEAR,
            _quarter,
        ),
        (r"\bq(?P<q>[1-4])\s*(?:fy)?\s*'?(?P<short>\d\d)\b|\b(?P<q2>[1-4])q\s*'?(?P<year>\d\d)\b", _quarter),
        (_FY + r"(?:'s)?[\s,-]*(?:(?P<ordinal>first|second|third|fourth)[\s-]+quarter|q(?P<q>[1-4]))\b", _quarter),
        (_YEAR + r"(?:'s)?[\s,-]*(?:(?P<ordinal>first|second|third|fourth)[\s-]+quarter|q(?P<q>[1-4]))\b", _quarter),
        (
            r"\b(?:trailing[\s-]+(?:twelve|12)[\s-]+months?|ttm|ltm|last\s+(?:twelve|12)\s+months|(?:last|past)\s+four\s+quarters)\b",
            lambda m: _mention(m, Period(span="TTM", back=0)),
        ),
        (
            r"\b(?:(?:two|three|four|five|six|seven|eight|nine|ten)\s+(?:fiscal\s+)?years\s+)?(?:from|between)\s+"
            + _FYW
            + r"(?P<y1>(?:19|20)\d\d)\s+(?:to|and|through|until|-)\s+"
            + _FYW
            + r"(?P<y2>(?:19|20)\d\d)\b",
            _range,
        ),
        (
            r"\b(?:(?:two|three|four|five|six|seven|eight|nine|ten)\s+(?:fiscal\s+)?years\s+)?"
            + _FYW
            + r"(?P<y1>(?:19|20)\d\d)\s*(?:-|through|to|thru)\s*"
            + _FYW
            + r"(?P<y2>(?:19|20)\d\d)\b",
            _range,
        ),
        (r"\bfy\s*'?(?P<y1>\d\d)\s*(?:-|through|to)\s*(?:fy)?\s*'?(?P<y2>\d\d)\b", _range),
        (
            r"\b(?:over|in|for|during|across)?\s*(?:the|its|their)?\s*(?:last|past|latest|most\s+recent|previous)\s+(?P<n>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+(?:fiscal\s+|full\s+)?years\b",
            _last_years,
        ),
        (r"\bsince\s+" + _FYW + r"(?P<y>(?:19|20)\d\d)\b", _since),
        (r"\b(?:year[\s-]over[\s-]year|year[\s-]on[\s-]year|yoy|y/y)\b", lambda m: _mention(m, relation="yoy")),
        (
            r"\b(?:(?:the\s+)?(?P<unit>year|quarter)\s+(?P<rel>before|prior|earlier)|an?\s+year\s+(?:earlier|before|ago))\b",
            lambda m: _mention(
                m, Period(span="Q4" if m.group("unit") == "quarter" else "FY", back=1), relation="before"
            ),
        ),
        (
            r"\b(?:the\s+|its\s+|their\s+)?(?P<rel>last|latest|most\s+recent|past|previous|prior|preceding|current|this|newest)\s+(?:completed\s+|full\s+|reported\s+)*(?:fiscal\s+|financial\s+)?(?P<unit>year(?:-end)?|quarter)(?:'s)?\b",
            _relative,
        ),
        (r"\b" + _FY, _year),
        (r"(?<![\d.,$-])\b" + _YEAR, _year),
        (r"(?<!\w)'(?P<short>[012]\d)\b", _year),
        (r"\b(?P<ordinal>first|second|third|fourth)[\s-]+(?:fiscal[\s-]+)?quarter\b|\bq(?P<q>[1-4])\b", _quarter),
        (r"\b(?:most\s+recently|latest|most\s+recent)\b", lambda m: _mention(m, Period(back=0))),
    )
)
