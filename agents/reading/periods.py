"""The periods that a question names: fiscal years, quarters, halves, dates, ranges, and relative ones.

Each rule is a row: a pattern, what it makes of a match, and examples of what it says and does not say, which are tests. A
two-digit year is of this century. A year without a word is a fiscal year, since that is how companies report; a "calendar" year
is kept apart. What relative periods and dates come to in a company's calendar is decided by `tools.settling`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from muniment.records import Period, Span

Relation = Literal["at", "month", "newest", "range", "before", "next", "since", "after", "until"]


@dataclass(frozen=True, slots=True)
class PeriodMark:
    """A stretch of the question that names one period, or several in order, oldest first.

    Of the periods `before` and `next` mean what lies so many years (or quarters) from another one that the question, or an
    earlier one, names; without such a one, from the newest. `whole` says that a full year is named in so many words.
    """

    start: int
    end: int
    periods: tuple[Period, ...]
    relation: Relation = "at"
    whole: bool = False


_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "|".join(f"{m}|{m[:3]}\\.?" for m in _MONTHS) + "|sept\\.?"
_DATE = (
    rf"(?:(?P<amonth>{_MONTH})\s+(?P<aday>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(?P<ayear>(?:19|20)\d\d)"
    rf"|(?P<bday>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<bmonth>{_MONTH})\s*,?\s*(?P<byear>(?:19|20)\d\d)"
    r"|(?P<cyear>(?:19|20)\d\d)-(?P<cmonth>\d\d)-(?P<cday>\d\d)"
    r"|(?P<dmonth>\d{1,2})/(?P<dday>\d{1,2})/(?P<dyear>(?:(?:19|20)\d\d|[12]\d)(?!\d)))"
)
_MONTH_YEAR = rf"(?P<mmonth>{_MONTH})\s*,?\s*(?:of\s+)?(?P<myear>(?:19|20)\d\d|'?[12]\d(?!\d))"
_FISCAL = r"(?:(?:full[\s-]+)?fiscal\s+years?|(?:full[\s-]+|whole\s+|entire\s+)year|fiscal|financial\s+years?|fye?|business\s+years?|calendar\s+years?|calendar|cy|years?)"
_FULL = r"(?:19|20)\d\d(?![\d,.]*\d)(?!-\d\d?-)"
_YEAR = rf"(?:{_FISCAL}\s*[-'’]?\s*(?:of\s+)?)?'?{_FULL}"
_SHORT = r"(?:fiscal\s+year|fiscal|financial\s+year|fye?|calendar\s+year|cy)\s*[-'’]?\s*\d\d(?![\d%])|(?<!\w)'\d\d\b"
_ANY = rf"(?:{_YEAR}|{_SHORT})"
_COUNTS = {w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}
_COUNT = rf"(?:{'|'.join(_COUNTS)}|\d{{1,2}})"
_ORDINAL = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4}
_QUARTER = (
    rf"(?:(?:{'|'.join(_ORDINAL)})[\s-]+(?:fiscal[\s-]+)?(?:quarter|qtr)s?|q[1-4]|[1-4]q|quarter\s+[1-4]|qtr\s+[1-4])"
)
_PART = r"(?:(?:first|1st|second|2nd)[\s-]+half|half[\s-]+(?:one|two|1|2)|(?:first\s+)?(?:nine|six|9|6)[\s-]+months?|[12]h|h[12]|[96]\s?m(?:os?|ths?)?|half[\s-]year|first\s+(?:two|three|2|3)\s+quarters)"
_SPAN = rf"(?:{_QUARTER}|{_PART})"
_TTM = r"(?:trailing[\s-]+(?:twelve|12)[\s-]+months?|trailing[\s-]+(?:four|4)[\s-]+quarters?|trailing[\s-]+year|ttm|ltm|(?:last|past|latest|previous|most\s+recent)\s+(?:twelve|12)\s+months|rolling\s+(?:twelve|12)[\s-]+months?|(?:last|past|latest|most\s+recent)\s+four\s+quarters|(?:twelve|12)[\s-]+month\s+trailing)"
_LENGTH = r"(?:(?:first|second|third|fourth)\s+)?(?:fiscal\s+)?(?:half[\s-]year|year|quarter|half|(?:three|six|nine|twelve|3|6|9|12)[\s-]+months?|(?:12|13|14|26|39|52|53|thirteen|fourteen|twelve|twenty-six|thirty-nine|fifty-two|fifty-three)[\s-]+weeks?)"
_ENDED = r"(?:\s+period)?s?\s+(?:that\s+)?(?:was\s+)?(?:ended|ending|ends|end|through|to|up\s+to|closed|closing)\s+(?:on\s+|in\s+)?"
_JOIN = r"\s*(?:,|of|in|for|from|-|/|'s)?\s*(?:the\s+)?"
_TO = r"\s*(?:-|to|through|thru|until|till|up\s+to)\s*"
_NEWEST = r"last|latest|most\s+recent|most\s+recently\s+(?:reported|completed|ended|closed)|past|current|this|newest|last\s+reported|recent"
_EARLIER = r"previous|prior|preceding"


def find_periods(text: str) -> list[PeriodMark]:
    """The periods named in a folded text, in order, without overlaps."""
    found: list[PeriodMark] = []
    held = text
    for row in ROWS:
        for match in row.pattern.finditer(held):
            mark = row.make(match)
            if mark is not None:
                found.append(mark)
                held = held[: match.start()] + "\x00" * (match.end() - match.start()) + held[match.end() :]
    return sorted(found, key=lambda m: m.start)


def shared(marks: list[PeriodMark]) -> list[PeriodMark]:
    """The marks with a span that is named once shared by the years beside it: "Q3 sales in 2023 and 2024".

    A year named in full words ("the whole year 2024") keeps its length. A quarter named without a year takes that of the
    year named after it, or else before it.
    """
    marks = _trailing_to(marks)
    spans = [m for m in marks if any(p.named and p.year is None and p.back == 0 and p.end is None for p in m.periods)]
    years = [m for m in marks if not m.whole and any(_is_bare(p) for p in m.periods)]
    if spans and years:
        each = tuple(dict.fromkeys(p.span for m in spans for p in m.periods))
        moved = [replace(m, periods=tuple(_spanned(p, s) for p in m.periods for s in each)) for m in years]
        return sorted([*(m for m in marks if m not in spans and m not in years), *moved], key=lambda m: m.start)
    settled: Span | None = None
    found = []
    for mark in marks:
        if mark in years and settled is not None:
            mark = replace(mark, periods=tuple(_spanned(p, settled) for p in mark.periods))
        elif any(p.year is not None and p.span != "FY" for p in mark.periods):
            settled = mark.periods[-1].span if len({p.span for p in mark.periods}) == 1 else None
        found.append(mark)
    return found


def _trailing_to(marks: list[PeriodMark]) -> list[PeriodMark]:
    """Trailing months with the day, or the quarter, that they are said to end with elsewhere: "TTM sales as of June 28, 2025"."""
    bare = [m for m in marks if any(p.span == "TTM" and p.back == 0 for p in m.periods)]
    ends = [
        m
        for m in marks
        if len(m.periods) == 1 and m not in bare and (m.periods[0].end or m.periods[0].span.startswith("Q"))
    ]
    if len(bare) != 1 or len(ends) != 1:
        return marks
    last = ends[0].periods[0]
    if last.end is not None:
        whole = Period(span="TTM", end=last.end)
    elif last.year is not None:
        whole = Period(last.year, "TTM", through=last.span) if last.span != "Q4" else Period(last.year)
    else:
        return marks
    return [replace(m, periods=(whole,)) if m is bare[0] else m for m in marks if m is not ends[0]]


def _is_bare(period: Period) -> bool:
    """A year of which nothing but its number, or its rank, is said."""
    return period.span == "FY" and period.end is None and not period.named


def _spanned(period: Period, span: Span) -> Period:
    return replace(period, span=span, named=period.year is None) if _is_bare(period) else period


def _whole_year(text: str) -> int:
    """The year that a text names in four digits, or in two."""
    full = re.search(_FULL, text)
    return int(full.group()) if full else 2000 + int(re.findall(r"\d\d", text)[-1])


def _count(word: str) -> int:
    return _COUNTS.get(word) or int(word)


def _mark(match: re.Match[str], *periods: Period, relation: Relation = "at", whole: bool = False) -> PeriodMark:
    return PeriodMark(match.start(), match.end(), periods, relation, whole)


def _date(match: re.Match[str]) -> date | None:
    g = match.groupdict()
    for k in "abcd":
        if g.get(f"{k}year"):
            month = g[f"{k}month"]
            number = int(month) if month.isdigit() else next(n for n, m in enumerate(_MONTHS, 1) if m[:3] == month[:3])
            try:
                year = int(g[f"{k}year"])
                return date(year if year > 99 else 2000 + year, number, int(g[f"{k}day"]))
            except ValueError:
                return None
    return None


def _span_of(words: str) -> Span:
    """The span that words name: a quarter or a part of a year by its number, or a length of time."""
    first = re.match(_ORDINAL_OR_DIGIT, words)
    if "half" in words or re.fullmatch(r"[12]h|h[12]", words):
        return "H2" if re.search(r"second|2", words) or "two" in words else "H1"
    if "nine" in words or "9" in words or "39" in words or re.search(r"three\s+quarters|3\s+quarters", words):
        return "9M"
    if "six" in words or words.startswith("6") or "26" in words or re.search(r"(?:two|2)\s+quarters", words):
        return "H1"
    if re.search(r"^fiscal\s+year|^year|twelve\s+month|12[\s-]+month|5[23]|fifty", words):
        return "FY"
    digit = re.search(r"[1-4]", words) if re.search(r"q|quarter|qtr", words) else None
    number = _ORDINAL[first.group()] if first and first.group() in _ORDINAL else int(digit.group()) if digit else 4
    return f"Q{number}"  # type: ignore[return-value]


_ORDINAL_OR_DIGIT = "|".join(_ORDINAL)


def _ended(match: re.Match[str]) -> PeriodMark | None:
    end, span = _date(match) or _month_end(match), _span_of(match["span"])
    return _mark(match, Period(span="TTM" if span == "FY" else span, end=end)) if end else None


def _month_end(match: re.Match[str]) -> date | None:
    """The last day of a month that is named without a day."""
    g = match.groupdict()
    if not g.get("mmonth"):
        return None
    number = next(n for n, m in enumerate(_MONTHS, 1) if m[:3] == g["mmonth"][:3])
    year = int(g["myear"]) if len(g["myear"]) == 4 else 2000 + int(g["myear"])
    return date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)


def _month(match: re.Match[str]) -> PeriodMark | None:
    end = _month_end(match)
    return _mark(match, Period(end=end), relation="at" if match.groupdict().get("as") else "month") if end else None


def _months(match: re.Match[str]) -> PeriodMark | None:
    """ "July to September 2023" is the quarter that ends with September."""
    first, last = (next(n for n, m in enumerate(_MONTHS, 1) if m[:3] == match[k][:3]) for k in ("first", "mmonth"))
    spans: dict[int, Span] = {3: "Q4", 6: "H1", 9: "9M", 12: "TTM"}
    span, end = spans.get((last - first) % 12 + 1), _month_end(match)
    return _mark(match, Period(span=span, end=end)) if span and end else None


def _at(match: re.Match[str]) -> PeriodMark | None:
    end = _date(match)
    return _mark(match, Period(end=end)) if end else None


def _spanned_year(match: re.Match[str]) -> PeriodMark | None:
    return _mark(match, Period(_whole_year(match["year"]), _span_of(match["span"])))


def _spanned_rank(match: re.Match[str]) -> PeriodMark:
    earlier = bool(re.match(_EARLIER, match["rel"]))
    period = Period(span=_span_of(match["span"]), back=int(earlier), named=True)
    return _mark(match, period, relation="before" if earlier else "at")


def _bare_span(match: re.Match[str]) -> PeriodMark:
    return _mark(match, Period(span=_span_of(match["span"]), back=0, named=True))


def _two_spans(match: re.Match[str]) -> PeriodMark | None:
    spans = [_span_of(match["one"]), _span_of(match["two"])]
    if match["year"] is None:
        return _mark(match, *(Period(span=s, back=0, named=True) for s in spans))
    return _mark(match, *(Period(_whole_year(match["year"]), s) for s in spans))


def _trailing(match: re.Match[str]) -> PeriodMark | None:
    end = _date(match)
    return _mark(match, Period(span="TTM", end=end)) if end else None


def _trailing_quarter(match: re.Match[str]) -> PeriodMark | None:
    """Trailing months "as of Q2 2025" end with that quarter; those of a fourth quarter are the year."""
    span, year = _span_of(match["span"]), _whole_year(match["year"])
    if not span.startswith("Q"):
        return None
    return _mark(match, Period(year, "TTM", through=span) if span != "Q4" else Period(year))


def _range(match: re.Match[str]) -> PeriodMark | None:
    first, last = _whole_year(match["y1"]), _whole_year(match["y2"])
    if not first < last <= first + 25:
        return None
    return _mark(match, *(Period(y) for y in range(first, last + 1)), relation="range")


def _quarters_between(match: re.Match[str]) -> PeriodMark | None:
    ends = [_whole_year(match[f"y{n}"]) * 4 + int(_span_of(match[f"s{n}"])[1]) - 1 for n in (1, 2)]
    if not ends[0] < ends[1] <= ends[0] + 24:
        return None
    each = (Period(n // 4, f"Q{n % 4 + 1}") for n in range(ends[0], ends[1] + 1))  # type: ignore[arg-type]
    return _mark(match, *each, relation="range")


def _newest_several(match: re.Match[str]) -> PeriodMark | None:
    count = _count(match["n"])
    span: Span = "Q4" if "quarter" in match["unit"] or "qtr" in match["unit"] else "FY"
    if not 1 < count <= 20:
        return None
    return _mark(match, *(Period(span=span, back=n) for n in range(count - 1, -1, -1)), relation="range")


def _so_long_before(match: re.Match[str]) -> PeriodMark:
    return _mark(match, Period(back=_count(match["n"])), relation="before")


def _relative(match: re.Match[str]) -> PeriodMark | None:
    span: Span = "Q4" if re.search(r"quarter|qtr", match["unit"]) else "FY"
    if re.match(rf"(?:the\s+|its\s+|their\s+)?(?:{_EARLIER})", match.group()):
        return _mark(match, Period(span=span, back=1), relation="before")
    return _mark(match, Period(span=span, back=0))


def _before(match: re.Match[str]) -> PeriodMark:
    # "The same quarter a year earlier" is a year away, and not a quarter.
    span: Span = "Q4" if re.search(r"quarter|qtr", match.group()) and "year" not in match.group() else "FY"
    back = 2 if re.search(r"before\s+last", match.group()) else 1
    return _mark(match, Period(span=span, back=back), relation="at" if back == 2 else "before")


def _next(match: re.Match[str]) -> PeriodMark:
    span: Span = "Q4" if re.search(r"quarter|qtr", match.group()) else "FY"
    return _mark(match, Period(span=span, back=-1), relation="next")


def _open(relation: Relation) -> Callable[[re.Match[str]], PeriodMark]:
    return lambda match: _mark(match, Period(_whole_year(match["y"])), relation=relation)


def _year(match: re.Match[str]) -> PeriodMark:
    word = match.group()
    whole = bool(re.match(r"(?:full|whole|entire)", word))
    return _mark(match, Period(_whole_year(word), calendar=bool(re.match(r"calendar|cy", word))), whole=whole)


def _two_short_years(match: re.Match[str]) -> PeriodMark | None:
    years = [2000 + int(match[k]) for k in ("y1", "y2")]
    if not all(2009 <= y <= 2039 for y in years) or abs(years[0] - years[1]) > 15:
        return None
    if re.match(r"\s*(?:-|to|thru|through)", match["join"]) and years[0] < years[1]:
        return _mark(match, *(Period(y) for y in range(years[0], years[1] + 1)), relation="range")
    return _mark(match, *(Period(y) for y in years))


_SHORT_LIST = r"(?:1\d|2\d|3\d)"


def _short_years(match: re.Match[str]) -> PeriodMark | None:
    """ "22 23 24": years in two digits, one after another by one."""
    years = [2000 + int(y) for y in re.findall(_SHORT_LIST, match.group())]
    steps = {b - a for a, b in pairwise(years)}
    if len(years) < 2 or (not steps <= {1} and not steps <= {-1}) or not all(2009 <= y <= 2039 for y in years):
        return None
    return _mark(match, *(Period(y) for y in years))


def _list_after_year(match: re.Match[str]) -> PeriodMark | None:
    """ "fy21 22 23", "2018-24": years in two digits behind one that is written as a year."""
    first = _whole_year(match["y1"])
    rest = [2000 + int(y) for y in re.findall(r"\d\d", match["rest"])]
    steps = {b - a for a, b in pairwise([first, *rest])}
    ranged = len(rest) == 1 and re.match(r"\s*(?:-|to|through|thru)", match["rest"])
    if not all(2000 <= y <= 2039 for y in rest) or not (
        steps <= {1} or steps <= {-1} or (ranged and 0 < rest[0] - first <= 15)
    ):
        return None
    if ranged and rest[0] > first:
        return _mark(match, *(Period(y) for y in range(first, rest[0] + 1)), relation="range")
    return _mark(match, Period(first), *(Period(y) for y in rest))


def _short_year(match: re.Match[str]) -> PeriodMark | None:
    year = 2000 + int(match["y"])
    return _mark(match, Period(year)) if 2009 <= year <= 2039 else None


@dataclass(frozen=True, slots=True)
class Row:
    """A rule: its pattern, what it makes of a match, what it says of examples, and what it says nothing of."""

    pattern: re.Pattern[str]
    make: Callable[[re.Match[str]], PeriodMark | None]
    says: Mapping[str, str] = field(default_factory=dict)
    silent: tuple[str, ...] = ()


def _row(
    pattern: str, make: Callable[[re.Match[str]], PeriodMark | None], says: Mapping[str, str], *silent: str
) -> Row:
    return Row(re.compile(pattern), make, says, silent)


ROWS: tuple[Row, ...] = (
    _row(
        rf"\b{_TTM}\s+(?:as\s+of|as\s+at|at|ended|ending|through|to|up\s+to)\s+(?:the\s+end\s+of\s+)?{_DATE}",
        _trailing,
        {
            "trailing twelve months as of june 28, 2025": "TTM to 2025-06-28",
            "ttm ended 2025-06-28": "TTM to 2025-06-28",
        },
    ),
    _row(
        rf"\b{_TTM}\s+(?:as\s+of|as\s+at|at|ended|ending|through|to|for|in|up\s+to)?\s*(?:the\s+end\s+of\s+)?(?:the\s+)?(?P<span>{_QUARTER}){_JOIN}(?P<year>{_ANY})",
        _trailing_quarter,
        {"ttm as of q2 2025": "TTM to Q2 FY2025"},
    ),
    _row(
        rf"(?P<span>{_LENGTH}){_ENDED}(?:the\s+end\s+of\s+)?(?:{_DATE}|{_MONTH_YEAR})",
        _ended,
        {
            "year ended september 28, 2024": "TTM to 2024-09-28",
            "nine months ended june 28, 2025": "9M to 2025-06-28",
            "quarter ended 12/28/2024": "Q4 to 2024-12-28",
            "13 weeks ended july 29, 2023": "Q4 to 2023-07-29",
            "six months to 30 june 2023": "H1 to 2023-06-30",
            "twelve months that ended on 29 april 2023": "TTM to 2023-04-29",
            "year ended in july 2024": "TTM to 2024-07-31",
        },
    ),
    _row(
        rf"\b(?P<first>{_MONTH})\s*(?:to|through|-|until|till|and)\s*{_MONTH_YEAR}(?:\s+quarter)?",
        _months,
        {"july to september 2023": "Q4 to 2023-09-30"},
    ),
    _row(rf"(?:as\s+of|as\s+at|at|on|by)\s+{_DATE}", _at, {"as of february 2, 2024": "FY to 2024-02-02"}),
    _row(_DATE, _at, {"2024-09-28": "FY to 2024-09-28"}),
    _row(
        rf"\b(?P<as>as\s+of|as\s+at|at|ended|ending|to|through|by)?\s*(?:in\s+)?(?:the\s+)?(?:end\s+of\s+)?\b{_MONTH_YEAR}",
        _month,
        {"as of the end of june 2025": "FY to 2025-06-30", "may 2023": "FY to 2023-05-31"},
    ),
    _row(
        rf"\b(?P<s1>{_QUARTER}){_JOIN}(?P<y1>{_ANY}){_TO}(?:the\s+)?(?P<s2>{_QUARTER}){_JOIN}(?P<y2>{_ANY})",
        _quarters_between,
        {"q3 2023 to q1 2024": "Q3 FY2023, Q4 FY2023, Q1 FY2024"},
    ),
    _row(
        rf"\b(?P<one>first|1st|second|2nd|third|3rd|q[1-4])\s*(?:quarters?\s+)?(?:and|&|,|/|\+|versus|vs\.?|to)\s*(?:the\s+)?(?P<two>{_QUARTER}|(?:first|second)\s+half)(?:{_JOIN}(?P<year>{_ANY}))?",
        _two_spans,
        {"first and second quarter of 2023": "Q1 FY2023, Q2 FY2023", "q1 and q2 2024": "Q1 FY2024, Q2 FY2024"},
        "first and second",
    ),
    _row(
        rf"\b(?P<span>{_SPAN}){_JOIN}(?P<year>{_ANY})|\b(?P<qq>q[1-4]|[1-4]q|h[12]|[12]h)\s*(?:fy)?\s*'?(?P<yy>\d\d)\b",
        lambda m: _spanned_year(m) if m["span"] else _mark(m, Period(2000 + int(m["yy"]), _span_of(m["qq"]))),
        {
            "q3 2024": "Q3 FY2024",
            "third quarter of fiscal 2024": "Q3 FY2024",
            "first half of 2024": "H1 FY2024",
            "first nine months of fiscal 2024": "9M FY2024",
            "3q24": "Q3 FY2024",
            "q3'24": "Q3 FY2024",
            "q2 fy24": "Q2 FY2024",
            "quarter 2 of 2024": "Q2 FY2024",
            "first three quarters of 2024": "9M FY2024",
        },
    ),
    _row(
        rf"\b(?P<year>{_ANY})(?:'s)?[\s,-]*(?P<span>{_SPAN})\b",
        _spanned_year,
        {"2024's third quarter": "Q3 FY2024", "fy24 q3": "Q3 FY2024", "2023 h1": "H1 FY2023"},
    ),
    _row(
        rf"\b(?P<span>{_SPAN}){_JOIN}(?:the\s+|its\s+|their\s+)?(?P<rel>{_NEWEST}|{_EARLIER})\s+(?:fiscal\s+|financial\s+|reported\s+)?year\b",
        _spanned_rank,
        {"q3 of last year": "Q3 latest"},
    ),
    _row(rf"\b{_TTM}\b", lambda m: _mark(m, Period(span="TTM", back=0)), {"trailing twelve months": "TTM latest"}),
    _row(
        rf"\b(?:(?<!after )(?<!within ){_COUNT}\s+(?:fiscal\s+)?years?\s+)?(?:from|between)\s+(?P<y1>{_ANY})\s+(?:to|and|through|thru|until|till|up\s+to|-)\s+(?P<y2>{_ANY})",
        _range,
        {"between fiscal 2021 and 2023": "FY2021, FY2022, FY2023", "from fy21 to fy23": "FY2021, FY2022, FY2023"},
    ),
    _row(
        rf"\b(?P<y1>{_ANY}){_TO}(?P<y2>{_ANY})",
        _range,
        {"2021-2023": "FY2021, FY2022, FY2023", "fy21-fy23": "FY2021, FY2022, FY2023"},
        "2023 to 2021",
    ),
    _row(
        r"\b(?:fy|fiscal|from|between)\s*'?(?P<y1>\d\d)(?P<join>\s*(?:-|to|through|thru|and)\s*)(?:fy)?\s*'?(?P<y2>\d\d)\b(?!\s*(?:%|percent|million|billion))",
        _two_short_years,
        {"fy21-23": "FY2021, FY2022, FY2023"},
    ),
    _row(
        rf"\b(?:last|past|latest|most\s+recent|previous|recent|trailing|prior)\s+(?P<n>{_COUNT})\s+(?:fiscal\s+|full\s+|reported\s+|financial\s+|available\s+)*(?P<unit>years|quarters|qtrs|yrs)\b",
        _newest_several,
        {"over the last three fiscal years": "2 back, 1 back, latest"},
    ),
    _row(
        r"\bthis(?:\s+(?:fiscal\s+|financial\s+)?year)?\s*(?:and|&|plus)\s+(?:the\s+)?last\b(?!\s+(?!(?:fiscal\s+|financial\s+)?year\b)\w+)(?:\s+(?:fiscal\s+|financial\s+)?year)?"
        r"|\blast(?:\s+(?:fiscal\s+|financial\s+)?year)?\s*(?:and|&|plus)\s+this\s+(?:fiscal\s+|financial\s+)?year\b",
        lambda m: _mark(m, Period(back=1), Period(back=0), relation="range"),
        {
            "this year and last": "1 back, latest",
            "this and last year": "1 back, latest",
            "last year and this year": "1 back, latest",
        },
    ),
    _row(
        rf"\b(?:since|starting\s+(?:in|with|from)|beginning\s+(?:in|with)|from)\s+(?P<y>{_ANY})\s*(?:onwards?|on|forward|and\s+on)?(?=\W|$)(?<!from\s\d\d\d\d)",
        _open("since"),
        {"since fiscal 2021": "FY2021", "from 2021 onwards": "FY2021"},
    ),
    _row(rf"\bafter\s+(?P<y>{_ANY})", _open("after"), {"after 2021": "FY2021"}),
    _row(rf"\b(?:until|till|up\s+to|through)\s+(?P<y>{_ANY})", _open("until"), {"until 2023": "FY2023"}),
    _row(
        r"\b(?:the\s+)?(?:fiscal\s+)?(?:year|quarter|qtr)\s+before\s+last\b|\b(?:(?:the|that\s+of\s+the)\s+)?(?:fiscal\s+)?(?:year|quarter|qtr)\s+(?:before(?:\s+that)?|prior|earlier|previous)\b|\b(?:an?|one)\s+(?:fiscal\s+)?(?:year|quarter)\s+(?:earlier|before|ago|prior|previously|back)\b|^\W*(?:and\s+)?(?:the\s+one\s+)?before\s+that(?:\s+one)?\W*$|\b(?:in\s+)?the\s+one\s+before\b|\b(?:same\s+(?:quarter|period|half)\s+(?:of\s+|in\s+)?(?:the\s+)?(?:last|prior|previous|preceding)\s+year|prior[\s-]year\s+(?:quarter|period)|same\s+(?:quarter|period|half)\s+(?:a|one)\s+year\s+(?:earlier|before|ago)|year[\s-]ago(?:\s+(?:quarter|period|level|figure))?)\b",
        _before,
        {"a year earlier": "1 back", "the year before": "1 back", "year before last": "2 back"},
    ),
    _row(
        rf"(?<!the )\b(?P<n>{_COUNT})\s+(?:fiscal\s+)?years\s+(?:later|after(?:\s+that)?(?:\s+one)?|on)\b",
        lambda m: _mark(m, Period(back=-_count(m["n"])), relation="next"),
        {"two years later": "-2 back"},
    ),
    _row(
        rf"(?<!the )\b(?P<n>{_COUNT})\s+(?:fiscal\s+)?years\s+(?:earlier|before(?:\s+that)?|ago|prior)\b",
        _so_long_before,
        {"two years earlier": "2 back"},
    ),
    _row(
        r"\b(?:the\s+)?(?:following|next|subsequent)\s+(?:fiscal\s+)?(?P<unit>year|quarter)\b|\b(?:the\s+)?(?:year|quarter)\s+(?:after(?:\s+that)?(?:\s+one)?|later)\b|\b(?:one|an?)\s+year\s+(?:later|on|after(?:\s+that)?(?:\s+one)?)\b|\btwelve\s+months\s+later\b|^\W*(?:and\s+)?(?:the\s+)?(?:next|following)(?:\s+one)?\W*$|^\W*(?:and\s+)?after\s+that\W*$",
        _next,
        {"the following year": "-1 back"},
    ),
    _row(
        rf"\b(?:the\s+|its\s+|their\s+)?(?:{_NEWEST}|{_EARLIER})\s+(?:single\s+)?(?:completed\s+|full\s+|reported\s+|available\s+|finished\s+|comparable\s+|corresponding\s+|ended\s+)*(?:fiscal\s+|financial\s+|annual\s+)?(?P<unit>year(?:-end)?|yr|fy|quarter(?:ly)?|qtr)\b(?!s)(?:'s)?",
        _relative,
        {"the latest fiscal year": "latest", "prior year": "1 back", "last quarter": "Q4 latest"},
    ),
    _row(
        rf"\b(?P<y1>{_ANY})(?P<rest>(?:\s*(?:,|and|&|/|-|to|vs\.?|\+|\s)\s*(?:fy\s*)?'?{_SHORT_LIST}(?![\d.,%]*\d|\s*(?:%|percent|million|billion|days?|weeks?|months?|years?|companies|bn?\b|mn?\b)))+)(?!\w)",
        _list_after_year,
        {"fy21 22 23": "FY2021, FY2022, FY2023", "2018-24": "FY2018, FY2019, FY2020, FY2021, FY2022, FY2023, FY2024"},
    ),
    _row(
        rf"\b{_SHORT}|\b{_FISCAL}\s*[-'’]?\s*(?:of\s+)?'?{_FULL}|(?<![\d.,$€£-])\b{_FULL}",
        _year,
        {"fiscal 2024": "FY2024", "fy'24": "FY2024", "in 2024": "FY2024", "the year 2024": "FY2024"},
        "$2024",
        "2,024",
    ),
    _row(rf"\b(?P<span>{_SPAN})\b", _bare_span, {"q3": "Q3 latest", "first half": "H1 latest"}),
    _row(
        r"\b(?:most\s+recently|latest|most\s+recent|newest)\b",
        lambda m: _mark(m, Period(back=0), relation="newest"),
        {"latest": "latest"},
    ),
    _row(
        rf"(?<![\d.,$€£%-])\b'?{_SHORT_LIST}(?:\s*(?:,|and|&|/|\s)\s*'?{_SHORT_LIST})+\b(?!\s*(?:%|percent|million|billion|years|days|weeks|months|bn|mn|m\b|b\b))(?![\d.,]*\d)",
        _short_years,
        {"22 23 24": "FY2022, FY2023, FY2024"},
        "12 24",
    ),
    _row(
        r"(?<![\d.,$€£%-])\b'?(?P<y1>[1-3]\d)(?P<join>\s*(?:-|to|vs\.?|versus|and|&|/|,)\s*)'?(?P<y2>[1-3]\d)\b(?!\s*(?:%|percent|million|billion|years|days|months|bn|mn|m\b|b\b))(?![\d.,]*\d)",
        _two_short_years,
        {"23 vs 22": "FY2023, FY2022"},
        "10-20 million",
    ),
    _row(
        r"\b(?:in|for|during|of|since|from|vs|than|over)\s+'?(?P<y>[12]\d)\b(?!\s*(?:%|percent|million|billion|years|days|weeks|months|companies|of\b|bn|mn|m\b|b\b))(?![\d.,]*\d)",
        _short_year,
        {"in 22": "FY2022"},
        "in 20 years",
    ),
    _row(
        r"(?<![\d.,$€£%/-])\b'?(?P<y>[12]\d)\s*(?:\?|$)",
        _short_year,
        {"apple rev 24": "FY2024"},
        "by 24 million",
    ),
)


def consecutive(periods: tuple[Period, ...]) -> bool:
    """True for years that follow one another, the oldest first."""
    years = [p.year for p in periods]
    return all(a is not None and b == a + 1 for a, b in pairwise(years))
