"""Read the numbers of the caller's records: every cell of a table and every amount in the text, named by where it stands.

A cell is named by its row (with the heading rows above it), its column (all header rows above it), and the periods in
both; an amount in the text by its sentence. Values are exact decimals in base units; `scale` is the power of ten that the
table or the sentence states. Nothing is chosen here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from muniment.records import Record, Table
from muniment.sentences import sentences
from muniment.tools.digits import with_commas
from muniment.tools.own.notation import with_points
from muniment.tools.totals import TOTAL, of_group

_NUMBER = re.compile(
    r"^[^\w(.-]*(?P<open>\()?\s*+(?P<sign>[-−–])?\s*+(?:us|c|a|hk|rmb)?\s*+[$€£¥]?\s*+(?P<open2>\()?\s*+(?P<sign2>[-−–])?\s*+(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"\s*+(?P<percent>%|percent\b|pts?\b)?\s*+(?P<close>\))?\s*+(?P<percent2>%)?(?P<rest>.*)$",
    re.IGNORECASE,
)
_REST = re.compile(
    r"[\s)]*(?:\(\s*-?[\d.,]+\s*%?\s*\)|\(\s*+[a-z0-9]{1,2}\s*\)|[*†‡+]|years?|months?|x|bps|million|billion|thousand|mm|%|€|\$|£|usd|eur|gbp|chf|\)|\()*\s*",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<![\d.,$])(?:19|20)\d\d(?![\d,]*\d|\.\d)")
_YEAR_OR_SHORT = re.compile(
    rf"({YEAR.pattern})|\bFY\s?['’]?(\d\d)\b|(?<![\d/.])(?:1[0-2]|0?[1-9])/(?:[0-3]?\d/)?(\d\d)(?![\d/])", re.IGNORECASE
)
_SCALE = (
    (9, re.compile(r"\bbillions?\b", re.I)),
    (
        6,
        re.compile(
            r"\bM(?:EUR|USD|GBP|CHF|SEK|NOK|DKK|€)|\bmillions?\b|(?:[$€£]|\b(?:usd|eur|gbp|chf)\b)\s?mm?\b|\(mm\)|\bm[$€£]",
            re.I,
        ),
    ),
    (7, re.compile(r"\bcrores?\b", re.I)),
    (5, re.compile(r"\blakhs?\b", re.I)),
    (3, re.compile(r"\b[kKT](?:EUR|USD|GBP|CHF|SEK|NOK|DKK|[$€£])|(?:[$€£]|\b(?:EUR|USD|GBP|CHF))\s?[kK]\b")),
    (3, re.compile(r"\bthousands?\b|\b000['’]?s\b|\$000\b|['’‘]000\b", re.I)),
)
_UNITS = tuple(
    (unit, re.compile(pattern, re.IGNORECASE))
    for unit, pattern in (
        ("AUD", r"\bA\$|\bAUD\b|\baustralian dollars?\b"),
        ("CAD", r"\bC\$|\bCAD\b|\bcanadian dollars?\b"),
        ("SGD", r"\bS\$|\bSGD\b|\bsingapore dollars?\b"),
        ("HKD", r"\bHK\$|\bHKD\b|\bhong kong dollars?\b"),
        ("CHF", r"\b[kKTM]?CHF\b|\bswiss francs?\b"),
        ("SEK", r"\bM?SEK\b"),
        ("NOK", r"\bM?NOK\b"),
        ("DKK", r"\bM?DKK\b"),
        ("JPY", r"¥|\bJPY\b|\byen\b"),
        ("INR", r"₹|\bINR\b|\brupees?\b"),
        ("USD", r"\$|\bdollars?\b|\b[kKTM]?USD\b"),
        ("EUR", r"€|\beuros?\b|\b[kKTM]?EUR\b"),
        ("GBP", r"£|\bpounds sterling\b|\b[kKTM]?GBP\b"),
    )
)
_AMOUNT = re.compile(
    r"(?<![\w.,])(?:(?P<less>[-−–])?(?P<money>[$€£]\s*|\b(?:USD|EUR|GBP)\s+)(?P<open>\()?)?(?P<sign>[-−]\s*)?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+)(?!\d|[.,]\d)(?(open)\))(?:\s*(?P<scale>million|billion|thousand|trillion)\b|\s*(?P<percent>%|percent\b|per cent\b))?",
    re.IGNORECASE,
)
_MONEY = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "USD": "USD",
    "EUR": "EUR",
    "GBP": "GBP",
    "usd": "USD",
    "eur": "EUR",
    "gbp": "GBP",
}
_COSTS = re.compile(
    r"\b(?:costs?|expenses?|expenditures?|purchases?|depreciation|amorti[sz]ation|wages|salaries)\b", re.IGNORECASE
)
"""Rows whose amounts a statement may print in brackets because they are subtracted: they are costs of that size, not negative ones."""
_SAID_OF_TABLES = re.compile(
    r"\b(?:in|amounts?|figures|tables?)\s+(?:are\s+|is\s+)?(?:presented\s+|expressed\s+|stated\s+|shown\s+)?(?:in\s+)?(?:u\.?s\.?\s+|us\s+)?(?:dollars\s+)?(?:in\s+)?"
    r"(?:thousands|millions|billions)\b|\$\s*(?:in\s+)?(?:thousands|millions|000'?s)"
    r"|\b(?:usd|eur|gbp|chf|euros?|dollars|pounds)\s+(?:thousands?|millions?|billions?)\b|[$€£]\s?(?:thousands?|000|m)\b",
    re.IGNORECASE,
)
"""What the text beside a table says of its amounts: "(in thousands)", "amounts are in millions"."""
_UNSCALED = re.compile(
    r"\beps\b|per\s+(?:\w+\s+)?(?:share|unit|ounce|ton(?:ne)?|barrel|dozen|pound)|\bratio\b|\b(?:selling|exercise|market|stock|share|closing|unit|average)\s+prices?\b|\bprices?\s+(?:per\b|\()|(?<!for the )(?<!of the )(?<!fiscal )(?<!financial )\byears?\b(?![\s-]+end)"
    r"|\b(?:employees|headcount|ftes?|full[\s-]time\s+equivalents?)\b(?!\s+(?:benefits?|costs?|expenses?|compensation))",
    re.IGNORECASE,
)
"""Rows that a table's scale ("in thousands, except per share data") is not of."""
_COUNTED = re.compile(
    r"\b(?:staff|employees|workforce|headcount|people|persons|ftes?|stores|shops|sites|branches|vehicles|homes|members|number\s+of|no\.\s+of)\b(?![’'])(?!\s+(?:benefits?|costs?|expenses?|compensation|pay))",
    re.IGNORECASE,
)
"""Columns that count."""
_COUNTS = re.compile(r"\b(?:number\s+of|headcount|head\s+count|full[\s-]time\s+equivalents)\b", re.IGNORECASE)
"""Headings of tables that count."""
_PER_SHARE = re.compile(r"\bper\s+(?:\w+\s+)?share\b|\beps\b", re.IGNORECASE)
_EXPIRES = re.compile(r"\byear\b|\bexpir\w+|\bmaturit\w+", re.IGNORECASE)
_NO_AMOUNT = re.compile(
    r"(?:note|item|table|page|section|level|tier|class|series|rule|topic|no\.|asu|asc|sfas|fas|form|exhibit|article)\s*$",
    re.I,
)
_MONTHS = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b"
_MONTH = re.compile(rf"{_MONTHS}\.?\s*$", re.IGNORECASE)
_EITHER = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_EUROS = re.compile(r"^€|^EUR\b|^[\d.]+\s*(?:€|EUR\b|euros?\b|CHF\b)", re.IGNORECASE)
"""Of "1.200 €" nobody can tell whether it is a thousand; where the comma is decimal, euros are common."""
_THOUSANDS = re.compile(r"\(?(?:[A-Za-z]{0,3}[$€£¥₹]|[A-Z]{3})?\s*['’‘]?0{3}(?:['’]?s)?\)?")
"""What stands over a column of thousands: "€’000", "$000"."""
_AN_AMOUNT = re.compile(r"\d[\d.,'’]*\s*(?:billions?|millions?|thousands?|crores?|lakhs?|mm?|bn)\b", re.IGNORECASE)
"""An amount in the text before a table says nothing of the table's scale."""
_SENTENCE = re.compile(r"(?<=[a-z)%][.;])\s+(?=[A-Z])")
BEFORE = 40
"""Characters before a number that can tell that it is none."""
_OF_TIMES = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
    " fiscal year years fy cy ended ending end of as at on the to for from in q quarter quarters half h first second third fourth month months"
    " three six nine twelve date ytd th st nd rd a audited unaudited restated e".split()
)
"""Words of a column's name that say a time."""
MOST_AMOUNTS = 100
"""Amounts of one sentence; what has more is no sentence, and its amounts belong to nothing."""
_DAY_OF = re.compile(rf"(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTHS}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of a record, with the names it stands under. `table` is None in text; then `row` counts sentences."""

    record: str
    table: int | None
    row: int
    column: int
    row_name: str
    column_name: str
    text: str
    value: Decimal
    unit: str
    scale: int = 0
    group: str = ""

    @property
    def years(self) -> tuple[int, ...]:
        """The years its column, or else its row, names."""
        return next((tuple(y) for n in (self.column_name, self.row_name, self.group) if (y := years_in(n))), ())


_SHORT_YEAR = re.compile(r"[-'/](\d\d)\b")


def years_in(text: str) -> list[int]:
    """The years a text names, each once: `2019`, the fiscal years `FY19` and `FY'19`, and those of `12/14` and `12/31/98`."""
    return list(dict.fromkeys(int(a) if a else _whole(int(b or c)) for a, b, c in _YEAR_OR_SHORT.findall(text)))


def _whole(short: int) -> int:
    return short + (2000 if short < 60 else 1900)


def years_of(records: Sequence[Record]) -> frozenset[int]:
    """Every year that the records name anywhere, in titles and shortened forms ("Sep-19") as well.

    Of 1,849 tuning questions that name a year, 16 name one that stands nowhere in their record.
    """
    tables = (cell for r in records for t in r.tables for row in t.rows for cell in row)
    text = "\n".join((*(f"{r.id} {r.title} {r.text}" for r in records), *tables))
    return frozenset(years_in(text)) | {2000 + int(y) for y in _SHORT_YEAR.findall(text)}


def cells(records: Sequence[Record]) -> list[Cell]:
    """Every number in the records' tables, then in their text."""
    return [c for r in records for n, t in enumerate(r.tables) for c in _table_cells(r, n, t)] + [
        c for r in records for c in _text_cells(r)
    ]


def number(text: str) -> tuple[Decimal, bool] | None:
    """The number a table cell states, and whether it is a percentage; None where the cell is no number.

    Parentheses and a minus sign make it negative (`(27)`, `-27 (27)`); a footnote mark behind it is passed over.
    """
    text = with_commas(" ".join(text.split()))
    match = None if _THOUSANDS.fullmatch(text) else _NUMBER.match(text)
    if match is None or not _REST.fullmatch(match.group("rest")):
        return None
    value = Decimal(match.group("digits").replace(",", ""))
    negative = bool(match.group("sign") or match.group("sign2") or match.group("open") or match.group("open2"))
    percent = bool(match.group("percent") or match.group("percent2") or "%" in match.group("rest"))
    return (-value if negative else value), percent


def _table_cells(record: Record, number_of_table: int, printed: Table) -> Iterator[Cell]:
    table = with_points(printed)
    heads = header_rows(table)
    whole = " ".join(
        (table.caption, *(c for row in table.rows[: max(heads, 1)] for c in row), *(r[0] for r in table.rows if r))
    )
    # The first row behind the heads may say it of all ("in thousands"); one with values says it of itself ("Carloads (thousands)").
    over = [r for n, r in enumerate(table.rows[: max(heads, 1) + 1]) if n < heads or not any(map(number, r[1:]))]
    head = " ".join((table.caption, *(c for row in over for c in row)))
    said = _SAID_OF_TABLES.search(f"{record.title}\n{record.text}")
    scale = _scale(head) or (_scale(said.group()) if said else 0)
    unit = _own_unit(nearest(table.caption)) or _unit(whole, table)
    # What only some columns say of themselves is not said of the others, columns that are nothing but a time aside: "Members 2024 | Fee (EUR thousand)".
    names = {c: column_name(table, heads, c) for c in range(1, max(map(len, table.rows), default=0))}
    own_units = {c: _own_unit(name) for c, name in names.items()}
    alone = {c for c, name in names.items() if any(own_units.values()) and not own_units[c] and not _is_a_time(name)}
    # A column that names its currency without a power of ten has not that of its neighbour: "Rent (kEUR) | Deposit (EUR)".
    alone |= {c for c in names if own_units[c] and not _scale(names[c]) and any(_scale(n) for n in names.values())}
    outside = _scale(table.caption) or (_scale(said.group()) if said else 0)
    of_money = not _scale(head) or bool(_own_unit(table.caption))
    group = ""
    for r, row in enumerate(table.rows):
        if r < heads or not row:
            continue
        name = _name(row[0])
        found = [(c, text, number(text)) for c, text in enumerate(row[1:], 1)]
        if not any(n for _, _, n in found):
            # A heading names the rows below it, to the total that ends them.
            group = name if name and not any(text.strip() for _, text, _ in found) else group
            continue
        if not of_group(name, group):
            group = ""
        bracketed = _COSTS.search(name) is not None and all(n is None or n[0] <= 0 for _, _, n in found)
        for c, text, stated in found:
            if stated is None:
                continue
            shown = printed.rows[r][c].strip()
            column = column_name(table, heads, c)
            if re.search(r"(?:^|\s)notes?(?:\s+no\.?)?$", column, re.IGNORECASE):
                continue
            value, percent = (abs(stated[0]), stated[1]) if bracketed else stated
            percent = percent or "%" in column or (bool(re.search(r"%|\bpercent", name)) and abs(value) <= 1000)
            unscaled = (
                _UNSCALED.search(name)
                # What is said of amounts of money is not said of people and shops.
                or (
                    of_money
                    and not _scale(column)
                    and (_COUNTED.search(column) or _COUNTS.search(heading(table.caption)))
                )
                or _PER_SHARE.search(group)
                or (YEAR.fullmatch(text.strip()) and _EXPIRES.search(column))
            )
            own = _scale(name) or (0 if unscaled else _scale(column) or (outside if c in alone else scale))
            if percent:
                yield Cell(record.id, number_of_table, r, c, name, column, shown, value / 100, "pure", 0, group)
            else:
                counted = own_units.get(c) or _own_unit(f"{text} {name}") or ("number" if c in alone else unit)
                yield Cell(
                    record.id, number_of_table, r, c, name, column, shown, value.scaleb(own), counted, own, group
                )
        if TOTAL.match(name):
            group = ""


def _is_a_time(column: str) -> bool:
    """Whether a column's name says a time with a year in it, and nothing else.

    >>> _is_a_time("Year ended December 31, 2023"), _is_a_time("Passengers 2023")
    (True, False)
    """
    return bool(years_in(column)) and not set(re.findall(r"[a-z]+", column.lower())) - _OF_TIMES


def header_rows(table: Table) -> int:
    """How many rows at the top name the columns: those without numbers, years aside."""
    for n, row in enumerate(table.rows):
        numbers = [c for c in row[1:] if number(c) is not None and not YEAR.fullmatch(c.strip())]
        years = [c for c in row[1:] if YEAR.fullmatch(c.strip())]
        filled = [c for c in row[1:] if c.strip()]
        if n and row and row[0].strip() and not filled:
            return n
        if numbers or (n and row and row[0].strip() and filled and not years):
            return max(n, 1) if not numbers or n else _first_is_header(table)
    return 1


def _first_is_header(table: Table) -> int:
    first = table.rows[0]
    return (
        0
        if first
        and first[0].strip()
        and all(number(c) is not None for c in first[1:] if c.strip())
        and not YEAR.search(" ".join(first[1:]))
        else 1
    )


def column_name(table: Table, heads: int, column: int) -> str:
    """The header cells above a column, top down; a spanning cell above is found to its left."""
    parts: list[str] = []
    for h in range(heads):
        row = table.rows[h]
        text = _clean(row[column]) if column < len(row) else ""
        if not text and h < heads - 1:
            left = [_clean(c) for c in row[1:column] if c.strip()]
            text = left[-1] if left else next((_clean(c) for c in row[column + 1 :] if c.strip()), "")
        if text and text not in parts:
            parts.append(text)
    return " ".join(parts)


def _text_cells(record: Record) -> Iterator[Cell]:
    for n, sentence in enumerate(sentences(record.text)):
        found = [m for m in islice(_AMOUNT.finditer(sentence), MOST_AMOUNTS + 1) if not _no_amount(m, sentence)]
        if len(found) > MOST_AMOUNTS:
            continue
        whole, whens = _clean(sentence), _years_of(sentence, found)
        for match, year in zip(found, whens, strict=True):
            value = Decimal(match.group("digits").replace(",", ""))
            value = -value if match.group("sign") or match.group("less") or match.group("open") else value
            scale = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}.get(
                (match.group("scale") or "").lower(), 0
            )
            near = _clean(sentence[max(0, match.start() - 90) : match.end() + 60])
            unit = (
                "pure"
                if match.group("percent")
                else _MONEY[match.group("money").strip()]
                if match.group("money")
                else "number"
            )
            value = value / 100 if unit == "pure" else value.scaleb(scale)
            yield Cell(record.id, None, n, match.start(), near, year, match.group().strip(), value, unit, scale, whole)


def _no_amount(match: re.Match[str], sentence: str) -> bool:
    """A bare number that is a year, a day, one that may be a thousand or one (`1.200 €`), a reference ("note 12"), a footnote mark, or the repetition "27% (27%)"."""
    if _EITHER.fullmatch(match.group("digits")) and _EUROS.search(sentence[match.start() : match.end() + BEFORE]):
        return True
    before = sentence[max(0, match.start() - BEFORE) : match.start()]
    if re.search(r"%\s*\(\s*-?\s*$", before) and match.group("percent"):
        return True
    if match.group("money") or match.group("scale") or match.group("percent"):
        return False
    if re.fullmatch(r"[12]?\d|3[01]", match.group("digits")) and _DAY_OF.match(sentence, match.end()):
        return True
    return bool(
        YEAR.fullmatch(match.group("digits"))
        or _NO_AMOUNT.search(before)
        or _MONTH.search(before)
        or re.search(r"\(\s*$", before)
    )


def _years_of(sentence: str, amounts: Sequence[re.Match[str]]) -> list[str]:
    """The year each amount is of: the nth of a list of years for the nth of as many amounts, else the nearest year."""
    years = [(m.group(), m.start()) for m in YEAR.finditer(sentence)]
    if not years or not amounts:
        return [""] * len(amounts)
    if (
        len(years) > 1
        and len(amounts) % len(years) == 0
        and re.search(r"\brespectively\b|\d{4}\s*(?:,|and)\s*(?:\d{4}|[a-z]+ \d+ ?, \d{4})", sentence, re.I)
    ):
        last_amount, first_amount = amounts[-1].start(), amounts[0].start()
        apart = all(at < first_amount for _, at in years) or all(at > last_amount for _, at in years)
        if apart:
            return [years[n % len(years)][0] for n in range(len(amounts))]
    return [min(years, key=lambda y: abs(y[1] - m.start()) + (30 if y[1] < m.start() else 0))[0] for m in amounts]


def _name(text: str) -> str:
    """A row's name without its footnote marks: `Land (1)`, `Current year1`."""
    return re.sub(r"(?:\s*\(\s*(?:\d{1,2}|[a-z])\s*\))+$|(?<=[a-z]{3})\d$", "", _clean(text))


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" :\n\t")


def _scale(text: str) -> int:
    """The power of ten that a text states; of several sentences the last that states one, which stands nearest to the table."""
    bare = _AN_AMOUNT.sub(" ", text)
    found = (p for said in reversed(_SENTENCE.split(bare)) for p, pattern in _SCALE if pattern.search(said))
    return next(found, 0)


def nearest(caption: str) -> str:
    """The last sentence of what stands over a table."""
    return _SENTENCE.split(caption.strip())[-1]


def heading(caption: str) -> str:
    """What stands over a table as its heading; a sentence with its full stop is text before it.

    >>> heading("H1 was weak. Cash flows"), heading("H1 was weak.")
    ('Cash flows', '')
    """
    said = nearest(caption)
    return "" if said.endswith(".") else said


def _own_unit(text: str) -> str:
    """The currency that a text names; empty where it names none."""
    return next((unit for unit, sign in _UNITS if sign.search(text)), "")


def _unit(text: str, table: Table) -> str:
    every = f"{text} {' '.join(c for row in table.rows for c in row)}"
    return _own_unit(every) or "number"
