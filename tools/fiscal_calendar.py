"""A company's fiscal calendar, from the dates of its own facts.

A fact's fiscal year and span come from its period, never from the `fy` of the filing that repeats it. What the filing's
year focus does tell is how the company names its years: Home Depot's fiscal 2023 ended in January 2024, NVIDIA's fiscal
2024 did too. 52/53-week years, sixteen-week quarters and a changed year-end are all read off the annual periods.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from muniment.records import Fact, Span

YEAR = range(350, 381)
NINE_MONTHS = range(245, 300)
HALF = range(155, 215)
QUARTER = range(70, 126)
MONTH = 25
SLACK = timedelta(days=10)
"""How far a 52/53-week year may end from where the anchor says."""


@dataclass(frozen=True, slots=True)
class FiscalPeriod:
    """Where a period lies in the fiscal calendar. Instants at a quarter's end carry that quarter's span.

    `TP` is the transition period between two calendars, named by the year in which it ends.
    """

    year: int
    span: Span

    @property
    def label(self) -> str:
        """FY2024, Q3 FY2024, H1 FY2024, 9M FY2024, TP FY2022."""
        return f"FY{self.year}" if self.span == "FY" else f"{self.span} FY{self.year}"


class FiscalCalendar:
    """Names periods of one company.

    Args:
        ends: the ends of its fiscal years that are known, in order.
        offset: what is added to the year in which a fiscal year ends to get its name: 0 or -1.
    """

    def __init__(self, ends: Iterable[date], offset: int = 0) -> None:
        self.ends = sorted(set(ends))
        self.offset = offset
        self.transitions = [
            (last + timedelta(days=1), _on(following.year - 1, following.month, following.day))
            for last, following in pairwise(self.ends)
            if 380 + MONTH < (following - last).days < 730 - MONTH
        ]
        """The stretches between two fiscal calendars, which Form 10-KT reports on (17 CFR 240.13a-10)."""

    @classmethod
    def of(cls, facts: Iterable[Fact], year_end: tuple[int, int] | None = None) -> FiscalCalendar:
        """Read the calendar off a company's facts; `year_end` (month, day) serves where no annual period is known."""
        annual: Counter[date] = Counter()
        newest: dict[str, tuple[date, int]] = {}
        for fact in facts:
            if fact.days in YEAR:
                annual[fact.end] += 1
            focus = fact.fiscal_year_focus
            if fact.start and focus and fact.end > newest.get(fact.accession, (date.min, 0))[0]:
                newest[fact.accession] = (fact.end, focus)
        ends = _year_ends(annual) or ([_on(2000, *year_end)] if year_end else [])
        calendar = cls(ends)
        offsets = Counter(focus - _named(at) for end, focus in newest.values() if (at := calendar.year_end(end)))
        votes = [(n, o) for o, n in offsets.items() if o in (0, -1)]
        return cls(ends, max(votes)[1] if votes else 0)

    def year_end(self, day: date) -> date | None:
        """The end of the fiscal year in which a day lies; None when no year-end is known."""
        if not self.ends:
            return None
        for end in self.ends:
            if day <= end + SLACK and (end - day).days < 372:
                return end
        anchor = self.ends[-1] if day > self.ends[-1] else self.ends[0]
        end = _on(day.year - 1, anchor.month, anchor.day)
        while end + SLACK < day:
            end = _on(end.year + 1, anchor.month, anchor.day)
        return end

    def name(self, end: date) -> int:
        """The fiscal year whose last day is `end`."""
        return _named(end) + self.offset

    def place(self, start: date | None, end: date) -> FiscalPeriod | None:
        """Name a duration (`start` to `end`) or an instant; None when it is no fiscal period."""
        for first, last in self.transitions:
            if abs(end - last) <= SLACK and (start is None or abs(start - first) <= SLACK):
                return FiscalPeriod(_named(end), "TP")
        year_end = self.year_end(end)
        if year_end is None:
            return None
        quarters_left = round((year_end - end).days / 91.3)
        year = self.name(year_end)
        if not 0 <= quarters_left <= 3:
            return None
        at: Span = ("Q4", "Q3", "Q2", "Q1")[quarters_left]
        if start is None:
            # An instant between quarter ends (a cover page's share count) is of no fiscal period.
            near = abs((year_end - end).days - quarters_left * 91.3) <= 25
            return FiscalPeriod(year, "FY" if at == "Q4" else at) if near else None
        return self._duration((end - start).days + 1, at, year)

    def _duration(self, days: int, at: Span, year: int) -> FiscalPeriod | None:
        if days in YEAR:
            return FiscalPeriod(year, "FY") if at == "Q4" else None
        if days in QUARTER:
            return FiscalPeriod(year, at)
        if days in NINE_MONTHS:
            return FiscalPeriod(year, "9M") if at == "Q3" else None
        if days in HALF:
            return FiscalPeriod(year, {"Q2": "H1", "Q4": "H2"}[at]) if at in ("Q2", "Q4") else None  # type: ignore[arg-type]
        return None


def _named(end: date) -> int:
    """The calendar year a fiscal year's end counts for; a 52/53-week year may spill a week into January."""
    return (end - timedelta(days=7)).year


def _year_ends(annual: Counter[date]) -> list[date]:
    """The year-ends among the ends of year-long periods: those stated most often, at least 350 days apart.

    Trailing-twelve-month figures in quarterly reports end at quarter ends too; they are outnumbered.
    """
    ends: list[date] = []
    for end, _ in annual.most_common():
        if all(abs((end - other).days) >= 350 for other in ends):
            ends.append(end)
    ends.sort()
    kept = [e for e, following in pairwise(ends) if (following - e).days >= 350]
    return [*kept, ends[-1]] if ends else []


def _on(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)
