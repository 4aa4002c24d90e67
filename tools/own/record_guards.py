"""What a question about the caller's records names and the records do not bear, or bear otherwise: then there is no answer.

A name, a number, a currency that stands nowhere in the records ends the matter; so does an answer that is of another length of time
than the one asked for (a year's sum for a month's), or that tells a level where a change was asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from muniment.records import Record
from muniment.tools.contracts.dating.dates import dates
from muniment.tools.own.own_records import QUALIFIERS
from muniment.tools.own.parts_of_year import other_period
from muniment.tools.own.record_cells import Cell, years_in
from muniment.tools.provisions.word_forms import forms, same_word
from muniment.wording import content_stems, stem, tokens

_CURRENCIES: dict[str, re.Pattern[str]] = {
    "euros": re.compile(r"€|\beur(?:os?)?\b", re.IGNORECASE),
    "dollars": re.compile(
        r"\$|\b(?:us|usd|cad|aud)\b(?=\s*(?:dollars?|\$|\d))|\busd\b|\bdollars?\b|\bcad\b|\baud\b", re.IGNORECASE
    ),
    "pounds": re.compile(r"£|\bgbp\b|\bpounds?\s+sterling\b|\bin\s+pounds\b", re.IGNORECASE),
    "yen": re.compile(r"¥|\bjpy\b|\byen\b", re.IGNORECASE),
    "francs": re.compile(r"\bchf\b|\bfrancs?\b", re.IGNORECASE),
    "kronor": re.compile(r"\b(?:sek|nok|dkk)\b|\bkron(?:or|er|a|e)\b", re.IGNORECASE),
    "koruna": re.compile(r"\bczk\b|\bkoruna\b", re.IGNORECASE),
    "rupees": re.compile(r"\binr\b|\brupees?\b|₹", re.IGNORECASE),
    "zloty": re.compile(r"\bpln\b|\bz[lł]ot(?:y|ys)\b", re.IGNORECASE),
}
_TIMES: dict[str, re.Pattern[str]] = {
    "month": re.compile(
        r"\bmonthly\b|\b(?:a|per|each|every)\s+(?:calendar\s+)?month\b|\bmonth's\b|/\s*month\b", re.IGNORECASE
    ),
    "quarter": re.compile(r"\bquarterly\b|\b(?:a|per|each|every)\s+quarter\b", re.IGNORECASE),
    "year": re.compile(
        r"\b(?:annual(?:ly)?|yearly|per\s+annum|(?:twelve|12)\s+months)\b|/\s*year\b|\b(?:a|per|each|every|full|whole)\s+(?:full\s+|whole\s+)?year\b",
        re.IGNORECASE,
    ),
    "week": re.compile(r"\bweekly\b|\b(?:a|per|each|every)\s+week\b", re.IGNORECASE),
    "day": re.compile(r"\bdaily\b|\b(?:a|per|each|every)\s+(?:working\s+)?day\b", re.IGNORECASE),
    "hour": re.compile(r"\bhourly\b|\b(?:an|per|each|every)\s+hour\b", re.IGNORECASE),
}
_NAMED = re.compile(r"(?<![.?!:]\s)(?<!^)\b[A-Z][a-zà-ÿ][\w'’&-]*")
_HOW_MANY = re.compile(
    r"\bhow\s+many\s+(?:more\s+|fewer\s+|calendar\s+|working\s+|business\s+)*([a-z]+)", re.IGNORECASE
)
_FOLDED = re.compile(r"\b(?:total|sum|together|altogether|combined|difference|average|in\s+all)\b", re.IGNORECASE)
_MOVES = re.compile(
    r"\b(?:increas|decreas|grow|grew|declin|ris(?:e|es|en|ing)\b|rose|f[ae]ll|drop|chang|improv|reduc)\w*",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:exceed\w*|than|above|over|under|below|least|most|beyond|reach\w*|pass\w*)\s+(?:[$€£]|usd|eur|gbp)?\s*$",
    re.IGNORECASE,
)
"""Before an amount that figures are compared with; no record has to bear it."""
_PART_OF_ITEM = re.compile(
    r"\b([a-z]{3,})\s+(revenues?|sales|turnover|income|profits?|earnings|costs?|expenses?|ebitda?|capex)\b"
)
NEAR = 3
"""Words between an item and the part of it that is meant: "revenue from the gold"."""
_MEASURED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:adjusted|non-gaap|underlying|pro[\s-]forma|organic(?:ally)?|like-for-like|constant[\s-]currenc\w+|normali[sz]ed|excluding|exclusive\s+of)\b",
        r"\b(?:expects?|forecasts?|guidance|outlook|budget\w*|projected|anticipates?|intends?|intentions?|plans?\s+to|aims?\s+to)\b",
    )
)
"""Ways to measure a figure, each another figure than the one that is asked for without them."""
_LEAVES = re.compile(r"\b(?:without|excluding|except|not|before|net\s+of)\b", re.IGNORECASE)
_MARK = re.compile(r"\b\w+(?:[,./-]\w+)*")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:fy)?(?:19|20)\d\d", re.IGNORECASE)
_NO = re.compile(
    r"\b(?:no\.?|number|nr\.?|#|clause|section|article|item|lot|unit|house|room|loan|invoice|order|policy|contract|chapter|annex|schedule|phase|step|version)\s+(\d+)",
    re.IGNORECASE,
)
_LOOKING = frozenset(stem(w) for w in QUALIFIERS)
_MONEY = re.compile(
    r"\b(?:costs?|prices?|pays?|paid|rent|salary|wages?|fees?|premium|charged?|owed?|owes|deposit|fine|penalty|discount in|budget|worth)\b",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"^\W*(?:days?|hours?|weeks?|months?|qty|quantity|units?|pieces|pcs|count|number|nights?|guests?|members|m²|sqm|kg|km|%|percent\w*)\b",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"[(\[]\s*(?:[kmg]?wh|kw|litres?|liters?|l|m3|m³|m2|m²|sqm|tonnes?|tons?|t|kg|g|km|miles|hours?|hrs?|h|days?|fte|pcs|pieces|units?|calls|visits|pages|tickets|heads?|people|staff)\s*[)\]]",
    re.IGNORECASE,
)
_WHEN_OR_WHO = re.compile(
    r"^\W*(?:and\s+)?(?:when|who|whom|whose|where)\b|\b(?:what|which|by\s+what)\s+(?:date|day|time|person|place|town|city)\b|\bby\s+when\b|\bdeadline\b",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(r"(?:yes|no|y|n|true|false|ja|nein)", re.IGNORECASE)
_BARE = re.compile(r"[-–−+(]?\s*(?:[$€£¥]|[A-Z]{3}\s)?\s*\d+(?:[.,' ]\d{3})*(?:[.,]\d+)?\s*\)?\s*(?:[$€£¥%]|[A-Z]{3})?")
_CALENDAR = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday"
    " mondays tuesdays wednesdays thursdays fridays saturdays sundays weekends jan feb mar apr jun jul aug sep sept oct nov dec q1 q2 q3 q4 h1 h2".split()
)
_STYLES = frozenset("mr mrs ms miss dr prof professor sir madam messrs herr frau".split())


def _numbered(text: str) -> list[str]:
    """The words of a text that have a digit: "7", "A-12", "3.2(b)" up to the bracket."""
    return [mark for mark in _MARK.findall(text) if _DIGIT.search(mark)]


def unborne(question: str, records: Sequence[Record], words: frozenset[str]) -> str:
    """What a question names and no record bears: a name, a number or mark, a currency; empty where there is nothing of the kind.

    Args:
        question: as typed.
        records: those handed in.
        words: the stems of all their words.
    """
    text = _all_of(records)
    for name, pattern in _CURRENCIES.items():
        if pattern.search(question) and not pattern.search(text) and any(p.search(text) for p in _CURRENCIES.values()):
            return name
    marks = {_bare(m) for m in _numbered(text)}
    named = next((m for m in _marks(question) if _bare(m) not in marks), "")
    return named or next((n for n in _names(question) if not (_stems(n) <= words or n.lower() in text.lower())), "")


def left_out(question: str, said: str, titles: str) -> str:
    """A name or a mark of a question that what is said does not bear, though no title does either: "Malta", of who may drive the car."""
    held, heads = _stems(said), _stems(titles)
    marks = {_bare(m) for m in _numbered(f"{said} {titles}")}
    unsaid = (m for m in _marks(question) if _bare(m) not in marks)
    return next(unsaid, "") or next((n for n in _names(question) if not _stems(n) <= held | heads), "")


def no_money(question: str, said: str) -> bool:
    """Whether a question wants money and what is said is none: "24", of months; "10%"."""
    wanted = _MONEY.search(question) or any(p.search(question) for p in _CURRENCIES.values())
    return bool(wanted) and not any(p.search(said) for p in _CURRENCIES.values())


def counted(question: str, column: str) -> bool:
    """Whether a question wants money and a column counts something else: "Days", "Qty", "May 2025 (kWh)"."""
    wanted = _MONEY.search(question) or any(p.search(question) for p in _CURRENCIES.values())
    counts = _COUNTS.search(column) or _UNIT.search(column)
    return bool(wanted) and bool(counts) and not any(p.search(column) for p in _CURRENCIES.values())


_SOLD = re.compile(
    r"\bhow\s+much\b.*\b(?:sell|sold|earn(?:ed)?|spen[dt]|pa(?:y|id)|invest(?:ed)?|cost)\b|\b(?:sales|revenues?|turnover)\b",
    re.IGNORECASE,
)
_OF_THINGS = re.compile(
    r"\b(?:number\s+of|stores?|shops?|restaurants?|warehouses?|branches|locations|sites|employees|headcount|square\s+(?:feet|foot|metres|meters))\b",
    re.IGNORECASE,
)


def counts_things(question: str, names: str) -> bool:
    """Whether a question asks for money, and a cell stands under names that count things: "Total Mexico" of a list of stores.

    >>> counts_things("How much did it sell in Mexico?", "Stores by location Total Mexico")
    True
    >>> counts_things("How many stores has it in Mexico?", "Stores by location Total Mexico")
    False
    """
    return bool(_SOLD.search(question)) and bool(_OF_THINGS.search(names)) and not _OF_THINGS.search(question)


def other_kind(question: str, text: str) -> bool:
    """Whether a day or somebody is asked for and a cell is a bare amount, or yes or no: "When is it due?" is not answered by "5,394.00".

    >>> other_kind("When is the invoice due?", "5,394.00"), other_kind("When was it founded?", "1987"), other_kind("Who approved it?", "Yes")
    (True, False, True)
    """
    said = text.strip()
    bare = _BARE.fullmatch(said) and not _YEAR.fullmatch(said)
    return bool(_WHEN_OR_WHO.search(question)) and bool(bare or _YES_OR_NO.fullmatch(said))


def other_unit(question: str, said: str) -> bool:
    """Whether a question counts a thing ("how many days") that no number of what is said counts: "18,500", of dollars."""
    counted = _HOW_MANY.search(question)
    if counted is None:
        return False
    thing = stem(counted.group(1).lower())
    return not any(thing in {stem(t) for t in tokens(after)} for after in re.findall(r"\d((?:\W+[^\W\d]+){1,3})", said))


def behind(cell: Cell) -> str:
    """A number of a text with the few words that follow it, which say what it counts."""
    at = max(0, cell.group.find(cell.text))
    return cell.group[at : at + len(cell.text) + 25]


def not_computed(question: str, said: str) -> bool:
    """Whether a question wants a sum, a difference or an average, and what is said speaks of none."""
    asked = {m.group().lower() for m in _FOLDED.finditer(question)}
    return bool(asked) and not any(m.group().lower() in asked for m in _FOLDED.finditer(said))


def other_claim(question: str, said: str) -> bool:
    """Whether a number is asked and a sentence tells another thing of it: its change where its level is asked, or it with what is left out."""
    moves = _MOVES.search(said) and not _MOVES.search(question)
    leaves = {m.group().lower() for m in _LEAVES.finditer(question)} - {
        m.group().lower() for m in _LEAVES.finditer(said)
    }
    return bool(moves or leaves)


def _marks(question: str) -> list[str]:
    """The numbers and marks of a question that name something: no years, and no small counts, which records may count otherwise."""
    found = [
        m.group()
        for m in _MARK.finditer(question)
        if _DIGIT.search(m.group()) and not _COMPARED.search(question[: m.start()])
    ]
    numbered = {m.group(1) for m in _NO.finditer(question)}
    plain = {m: _bare(m) for m in found}
    return [
        m
        for m in found
        if m in numbered or not (_YEAR.fullmatch(plain[m]) or plain[m] in _CALENDAR or (m.isdigit() and len(m) < 2))
    ]


def _names(question: str) -> list[str]:
    found = [m.group().removesuffix("'s").removesuffix("’s") for m in _NAMED.finditer(question)]
    return [n for n in found if n.lower() not in _CALENDAR and n.lower() not in _STYLES]


def _stems(text: str) -> set[str]:
    return {stem(t) for t in tokens(text)}


def other_time(question: str, said: str) -> str:
    """The length of time that a question asks for, where what is said is of another one: "a month" for an annual salary."""
    asked = {t for t, p in _TIMES.items() if p.search(question)}
    told = {t for t, p in _TIMES.items() if p.search(said)}
    return next(iter(sorted(asked)), "") if asked and told and told != asked else ""


_WHEN_DOES = re.compile(
    r"\b(?:when|on\s+what\s+(?:date|day)|by\s+when)\s+(?:does|do|did|will)\b[^?]*?\b(?P<verb>[a-z]{3,})\W*$",
    re.IGNORECASE,
)
_DEEDS = (
    "mature due expire repay repayable fall end terminate",
    "expire end terminate lapse mature due until",
    "end expire terminate until finish close run",
    "start begin commence effective open from launch",
    "begin start commence effective open from launch",
    "pay payable paid due",
    "open opened start launch begin",
    "close closed end cease shut",
    "meet meeting held take place",
    "happen occur take place held",
)
"""Verbs, each with what says when it is done."""


def other_measure(question: str, said: str) -> bool:
    """Whether what is said measures its figure in a way that the question does not name: "adjusted", "we expect".

    >>> other_measure("What diluted EPS did they report?", "Adjusted diluted EPS was $6.91.")
    True
    """
    return any(p.search(said) and not p.search(question) for p in _MEASURED)


def part_not_said(question: str, said: str) -> bool:
    """Whether a question asks for a part of an item, "gold revenue", and what is said speaks of the item, and of the part apart from it.

    >>> part_not_said("gold revenue in 2025?", "Revenue rose to $69 million on higher realised copper and gold prices.")
    True
    >>> part_not_said("gold revenue in 2025?", "Revenue from gold was $22 million.")
    False
    """
    words = [stem(t) for t in tokens(said)]
    for part, head in _PART_OF_ITEM.findall(question):
        wanted, item = stem(part.lower()), stem(head.lower())
        if wanted in _LOOKING or wanted not in words or item not in words:
            continue
        places = [n for n, w in enumerate(words) if w == item]
        if not any(abs(n - k) <= NEAR for k in places for n, w in enumerate(words) if w == wanted):
            return True
    return False


def bears_all(question: str, cells: Sequence[Cell]) -> bool:
    """Whether one cell of a table is asked for whose row and column bear every word that says which figure is meant."""
    if len(cells) != 1 or cells[0].table is None:
        return False
    (cell,) = cells
    wanted = content_stems(question) - _LOOKING
    return bool(wanted) and wanted <= _stems(f"{cell.row_name} {cell.column_name} {cell.group}")


def beside(question: str, said: str, titles: str, number: bool) -> bool:
    """Whether what is said is beside the question, however near it is: of another length of time, of something else named, of a part.

    Args:
        question: as typed.
        said: the sentences that would be quoted.
        titles: those of their record.
        number: a number is asked for.
    """
    return bool(
        other_time(question, said)
        or other_period(question, said)
        or of_another_year(question, said, titles)
        or of_another_day(question, said)
        or other_deed(question, said)
        or left_out(question, said, titles)
        or part_not_said(question, said)
        or said.count("(") > said.count(")")
        or (number and what_is_left(question, said))
        or narrowed(question, said)
        or of_a_day_early_in_the_year(question, said)
        or (number and no_profit(question, said))
        or (number and (no_money(question, said) or other_claim(question, said) or other_measure(question, said)))
        or other_unit(question, said)
        or not_computed(question, said)
    )


_REMAINS = re.compile(
    r"\b(?:remain\w*|left|still\s+(?:\w+\s+){0,2}?(?:spend|buy|use|draw|borrow|issue|repurchase|available|open|owed|due|outstanding)|unused|undrawn|headroom|yet\s+to\s+be)\b",
    re.IGNORECASE,
)
_SAYS_WHAT_REMAINS = re.compile(
    r"\b(?:remain\w*|left|availab\w+|unused|undrawn|headroom|outstanding|balance|may\s+yet|still|up\s+to)\b",
    re.IGNORECASE,
)


def what_is_left(question: str, said: str) -> bool:
    """Whether a question asks for what is left of something, and what is said tells only of what is gone.

    >>> what_is_left("How much could it still spend on buybacks?", "We repurchased 6.0 million shares for $221 million.")
    True
    >>> what_is_left("How much is left for buybacks?", "Approximately $3.3 billion remains available.")
    False
    """
    return bool(_REMAINS.search(question)) and not _SAYS_WHAT_REMAINS.search(said)


_NARROWING = "accumulated|projected|deferred|adjusted|net|gross|average|weighted|other|potential|expected|unrecognized|underfunded|proposed|minimum|maximum"
_ANOTHER_BASIS = re.compile(r"\b(?:unfunded|underfunded|accumulated benefit|pro forma)\b", re.IGNORECASE)
_NARROWED = re.compile(rf"\b(?P<by>{_NARROWING})\s+(?P<what>[a-z]{{4,}}(?:\s+[a-z]{{4,}})?)", re.IGNORECASE)


def narrowed(question: str, said: str) -> bool:
    """Whether what is said speaks only of a narrower thing than two words of a question name: of the accumulated benefit obligation.

    >>> narrowed("How large was the benefit obligation?", "The accumulated benefit obligation was $28.6 billion.")
    True
    >>> narrowed("How large was the accumulated benefit obligation?", "The accumulated benefit obligation was $28.6 billion.")
    False
    """
    asked = question.lower()
    if {m.lower() for m in _ANOTHER_BASIS.findall(said)} - {m.lower() for m in _ANOTHER_BASIS.findall(question)}:
        return True
    for match in _NARROWED.finditer(said):
        by, what = match["by"].lower(), match["what"].lower()
        others = re.findall(rf"(?:(\w+)\s+)?{re.escape(what)}", said.lower())
        if " " in what and what in asked and by not in asked and all(o == by for o in others):
            return True
    return False


_FISCAL = re.compile(r"\b(?:fiscal|FY)\s*(?:year\s+)?(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)


def of_a_day_early_in_the_year(question: str, said: str) -> bool:
    """Whether a fiscal year is asked for and what is said names that number only in a day of its first months, which end the fiscal year before it.

    >>> of_a_day_early_in_the_year("What was repurchased in fiscal 2024?", "In the year ended February 2, 2024 we repurchased 15.4 million shares.")
    True
    >>> of_a_day_early_in_the_year("What was repurchased in fiscal 2023?", "In fiscal 2023 we repurchased 15.4 million shares.")
    False
    """
    asked = {int(m["year"]) for m in _FISCAL.finditer(question)}
    days = {day for day, _ in dates(said)}
    named = {int(m["year"]) for m in _FISCAL.finditer(said)}
    early = {d.year for d in days if d.month <= EARLY}
    return bool(asked & early) and not asked & named and not asked & {d.year for d in days if d.month > EARLY}


EARLY = 3
"""Months in which fiscal years end that are called by the year before, or by that in which they end: nobody can tell which."""
_EARNED = re.compile(
    r"\bhow\s+much\b.*\b(?:earn(?:ed)?|net\s+income|profits?|sell|sold|sales|revenues?)\b", re.IGNORECASE
)
_ANY_MONEY = re.compile(r"[$€£¥₹]|\b(?:million|billion|thousand|crore|lakh)s?\b", re.IGNORECASE)


def no_profit(question: str, said: str) -> bool:
    """Whether a question asks how much was earned or sold, and what is said holds no amount of money.

    >>> no_profit("How much net income did its Canadian operations earn?", "They comprised 86% of net sales.")
    True
    """
    return bool(_EARNED.search(question)) and not (
        _ANY_MONEY.search(said) or any(p.search(said) for p in _CURRENCIES.values())
    )


def of_another_year(question: str, said: str, titles: str) -> bool:
    """Whether what is said names no year, and its document's title names others than a question does.

    >>> of_another_year("How much cash was there at the end of 2022?", "Cash at the year end was €1,449,565.", "Accounts 2023")
    True
    >>> of_another_year("How much cash was there at the end of 2022?", "Cash was €1,449,565 (2022: €832,706).", "Accounts 2023")
    False
    """
    asked, titled = set(years_in(question)), set(years_in(titles))
    return bool(asked and titled) and not set(years_in(said)) and not asked & titled


def of_another_day(question: str, said: str) -> bool:
    """Whether a question names a day, and what is said names others and not that one.

    >>> of_another_day("What was the backlog at 31 December 2023?", "It was 52.8 million at 31 March 2024 (58.4 million at 31 March 2023).")
    True
    >>> of_another_day("What was the backlog at 31 March 2023?", "It was 52.8 million at 31 March 2024 (58.4 million at 31 March 2023).")
    False
    """
    asked, told = ({day for day, _ in dates(text)} for text in (question, said))
    return bool(asked and told) and not asked & told


def other_deed(question: str, said: str) -> bool:
    """Whether a question asks when a thing does what the words that would be quoted do not speak of: "when does the loan mature?" of what was drawn.

    >>> other_deed("When does the loan mature?", "Of the loan $8.5 million was drawn at September 30, 2024.")
    True
    >>> other_deed("When does the loan mature?", "The loan is due on June 30, 2027.")
    False
    """
    asked = _WHEN_DOES.search(question)
    if asked is None:
        return False
    verb, held = forms(asked.group("verb"))[0], set(forms(said))
    alike = next((set(forms(row)) for row in _DEEDS if verb in forms(row)), {verb})
    return not any(same_word(a, h) for a in alike for h in held)


def of_a_row(question: str, said: str, cells: Sequence[Cell]) -> bool:
    """Whether a question names a row of a table that what is said does not: the text beside the table is no answer then."""
    named = {s for c in cells if c.table is not None for s in content_stems(c.row_name)} & content_stems(question)
    return bool(named) and not named & _stems(said)


def rows_named(question: str, cells: Sequence[Cell]) -> bool:
    """Whether a question names each row of a table in full, all but words that say how a figure is looked at."""
    wanted = _stems(question)
    each = [content_stems(c.row_name) or _stems(c.row_name) for c in cells if c.table is not None]
    return all(row and (row - _LOOKING or row) <= wanted for row in each)


def other_column(question: str, cell: Cell, every: Sequence[Cell]) -> bool:
    """Whether a cell's column is not one that the question names, of a row with several columns that are no years: "net pay" of hours."""
    row = [c for c in every if (c.record, c.table, c.row) == (cell.record, cell.table, cell.row)]
    if len({c.column for c in row}) < 2 or any(c.years for c in row):
        return False
    wanted = _stems(question)
    best = max(len(_stems(c.column_name) & wanted) for c in row)
    own = len(_stems(cell.column_name) & wanted)
    return own == 0 or own < best


def _all_of(records: Sequence[Record]) -> str:
    cells = (cell for r in records for t in r.tables for row in t.rows for cell in row)
    return "\n".join((*(r.id for r in records), *(r.title for r in records), *(r.text for r in records), *cells))


def _bare(mark: str) -> str:
    return mark.replace(",", "").strip(".-/").lower()
