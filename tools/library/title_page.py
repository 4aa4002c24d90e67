"""What a document says of itself on its first pages: its kind, whose it is, and the period that it reports on.

Forms of the SEC say it in set phrases (Form 10-K, cover page); other documents are known by the company's name in their first lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from muniment.tools.library.printed_period import DATE, read_date

_FORM = re.compile(
    r"\bform\s+((?:10\s?-?\s?[KQ]T?|8\s?-?\s?K|20\s?-?\s?F|40\s?-?\s?F|6\s?-?\s?K)(?:/A)?)\b", re.IGNORECASE
)
_PERIOD = re.compile(
    r"(?P<span>(?:half[\s-]+)?years?\s+ended|5[23]\s+weeks\s+ended|(?:quarterly\s+)?period\s+ended|quarter\s+ended|months\s+ended"
    r"|(?:financial|fiscal)\s+year\s+(?:from\s+)?(?:\d{1,2}\s+[A-Z][a-z]+|[A-Z][a-z]+\s+\d{1,2})(?:,?\s+\d{4})?\s*(?:[-–—]|to)"
    rf"|\d\d\s+weeks\s+ended|date\s+of\s+report[^\n]*?|quarter\s+to)[\s:]*(?P<end>{DATE})",
    re.IGNORECASE,
)
_WHOLE_YEAR = re.compile(r"years?\s+ended|5[23]\s+weeks|(?:financial|fiscal)\s+year", re.IGNORECASE)
_INTERIM = re.compile(
    r"\b(?:interim|half[\s-]?year(?:ly)?|quarter(?:ly)?|Q[1-4]|first\s+half|(?:three|six|nine)\s+months)\b",
    re.IGNORECASE,
)
OPENING = 600
"""Characters at a document's beginning in which an interim report says that it is one."""
_REGISTRANT = re.compile(r"\(?\s*exact\s+name\s+of\s+registrant", re.IGNORECASE)
_STATE = re.compile(r"An?\s+[A-Z][a-z]+(?:\s[A-Z][a-z]+)?\s+[Cc]orporation\b.*")
"""Stands below the name of a company that its cover does not call the registrant: "An Illinois Corporation"."""
_FISCAL = re.compile(r"\b(?:fiscal(?:\s+year)?|FY)\s*((?:19|20)\d\d)\b", re.IGNORECASE)
_QUARTER_OF = re.compile(
    r"\b(?:first|second|third|fourth)\s+(?:fiscal\s+)?quarter,?\s+(?:of\s+)?(?:fiscal\s+(?:year\s+)?|FY\s?)((?:19|20)\d\d)\b"
    r"|\bQ[1-4]\s+(?:of\s+)?(?:fiscal\s+(?:year\s+)?|FY\s?)((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"((?!(?:The|A|Our|This|Parent)\s+\w+$)(?:[A-Z0-9][\w&.,'’-]*\s+)(?:(?:[A-Z0-9][\w&.,'’-]*|of|and|&|the|de|du|der|y)\s+){0,7}"
    r"(?:Inc|Incorporated|Corp|Corporation|Company|Co|Ltd|Limited|LLC|LLP|LP|L\.P|PLC|plc|N\.?V|S\.?A|S\.?p\.?A|AG|GmbH|SE|AB|ASA|Oyj|Group|Holdings?|Trust"
    r"|Bancorp|Foundation|INC|CORP|CORPORATION|COMPANY|LTD|LIMITED|GROUP|HOLDINGS?|TRUST|FOUNDATION)\.?)"
    r"(?:\s+(?:and|&)\s+(?:its\s+)?(?:consolidated\s+)?subsidiar\w+|\s+AND\s+(?:ITS\s+)?SUBSIDIAR\w+)?(?:\s*\([^)]*\))?(?:,\s+[A-Z][\w .-]{2,30}|,\s+(?:corporate\s+identity|company|registration|registered|reg\.|org\.)[\s\w.,:/-]*|\s+[-–—|]\s+.*)?"
)
"""A company's name at the head of its line, with what names its kind at the end; its seat may follow, or a title behind a dash."""
_REPORTS = re.compile(
    r"((?:[A-Z][\w&.'’-]*\s+){1,5}?)(?:Reports|Announces)\s+(?:Record\s+|Strong\s+)?(?:First|Second|Third|Fourth|Q[1-4]|Fiscal|Full|Year|Annual|20\d\d|Results|Earnings).*"
)
"""The head of a press release: "… Reports Fourth Quarter Results"."""
MOST_WORDS = 8
"""Words of a company's name."""
HEAD = 6
"""Lines at the head of a page on which such a name stands."""
SEARCHED = 40
"""Pages whose heads are looked at for it."""
FIRST = 3
"""Pages on which a document says what it is."""
LATEST = 6
"""A fiscal year that ends in a later month is named by the year in which it ends."""


@dataclass(frozen=True, slots=True)
class TitlePage:
    """What a document is.

    Args:
        form: of the SEC ("10-K"); empty for another document.
        company: the name as it stands there; empty where none does.
        end: the end of the period that it reports on, or its date.
        fiscal_year: what it calls the fiscal year in which that day lies; None where it does not say.
        is_annual: whether that period is a whole fiscal year.
    """

    form: str = ""
    company: str = ""
    end: date | None = None
    fiscal_year: int | None = None
    is_annual: bool = False


def read_title_page(pages: Sequence[str]) -> TitlePage:
    """Read the text of a document's pages; only the first say what it is, the others how it names its years."""
    first = "\n".join(pages[:FIRST])
    form = _FORM.search(first)
    said = _PERIOD.search(first)
    end = read_date(said["end"]) if said else None
    kind = _form(form.group(1)) if form else ""
    whole = bool(said and _WHOLE_YEAR.match(said["span"])) and not _INTERIM.search(first[:OPENING])
    annual = kind.startswith(("10-K", "20-F", "40-F")) or (whole and not kind.startswith("10-Q"))
    # The end of a quarter does not say how the year that it lies in is called; its ordinal beside a year does.
    year = _fiscal_year(pages, end) if annual else _year_of_quarter(pages, end)
    return TitlePage(kind, _company(pages), end, year, annual)


def _form(text: str) -> str:
    number, letters = re.sub(r"[\s-]", "", text.upper()), ""
    digits = re.match(r"\d+", number)
    assert digits is not None
    letters = number[digits.end() :]
    return f"{digits.group()}-{letters}"


def _company(pages: Sequence[str]) -> str:
    """The registrant's name: the line before "(Exact name of registrant …)"; else a line at the head of a page that is a company's name."""
    lines = [line.strip() for page in pages[:FIRST] for line in page.splitlines() if line.strip()]
    for n, line in enumerate(lines):
        at = _REGISTRANT.search(line)
        if at:
            before = line[: at.start()].strip(" (")
            return before or (lines[n - 1] if n else "")
    stated = next((lines[n - 1] for n, line in enumerate(lines) if n and _STATE.fullmatch(line)), "")
    if stated and len(stated.split()) <= MOST_WORDS:
        return stated
    for page in pages[:SEARCHED]:
        for line in page.split("\n", HEAD)[:HEAD]:
            for pattern in (_NAME, _REPORTS):
                named = pattern.fullmatch(line.strip())
                if named:
                    return named.group(1).strip()
    return ""


def _year_of_quarter(pages: Sequence[str], end: date | None) -> int | None:
    """The year that an interim report names beside its quarter: "second quarter of fiscal 2024"."""
    if end is None:
        return None
    counts = Counter(
        int(a or b) for page in pages for a, b in _QUARTER_OF.findall(page) if abs(int(a or b) - end.year) <= 1
    )
    (first, n), *others = counts.most_common(2) or [(0, 0)]
    # The report speaks of last year's quarter beside it, and not as often.
    return max((first, *(y for y, k in others if k == n))) if n else None


def _fiscal_year(pages: Sequence[str], end: date | None) -> int | None:
    """The year that a document names its fiscal year by. One named by the year before its end speaks little of the year in which it ends."""
    if end is None:
        return None
    counts = Counter(int(y) for page in pages for y in _FISCAL.findall(page))
    if end.month > LATEST or counts[end.year] >= counts[end.year - 1] / 2:
        return end.year if counts[end.year] else None
    return end.year - 1
