"""Amounts that a question holds the cells of a list against: over 500, at least 20 units, between 10 and 20 %."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from muniment.errors import Abstention
from muniment.tools.lists.cell_amounts import Amount, is_money
from muniment.tools.lists.conditions.condition import Condition, Test
from muniment.tools.lists.heads import alike, kinds, words_of_head
from muniment.tools.lists.question_words import NUMBER_WORDS, Words, stems_of
from muniment.tools.lists.relation import Column, Relation
from muniment.wording import stem

_MONEY = r"(?:[$€£¥₹]|\b(?:usd|eur|gbp|chf)\s+)?"
_NUMBER = rf"{_MONEY}\s*(?:\d[\d,]*(?:\.\d+)?|(?:{'|'.join(NUMBER_WORDS)})\b)\s*(?:k\b|thousand\b|m\b|million\b)?"
_COMPARED = re.compile(
    r"(?:\b(?:(?P<over>over|above|more\s+than|greater\s+than|higher\s+than|larger\s+than|bigger\s+than|exceed(?:s|ing|ed)?|in\s+excess\s+of|upwards?\s+of|beyond"
    r"|older\s+than|longer\s+than|heavier\s+than|(?:dearer|pricier|more\s+expensive)\s+than)"
    r"|(?P<least>at\s+least|not?\s+(?:less|fewer|lower)\s+than|(?:a\s+)?minimum\s+of)"
    r"|(?P<most>at\s+most|up\s+to|not?\s+(?:more|greater|higher|larger)\s+than|(?:a\s+)?maximum\s+of)"
    r"|(?P<under>under|below|less\s+than|fewer\s+than|lower\s+than|smaller\s+than|cheaper\s+than|shorter\s+than|younger\s+than|lighter\s+than)"
    r"|(?P<between>between)|(?P<equal>exactly|equal\s+to))\s+|(?P<sign>[<>]=?)\s*)"
    rf"(?P<one>[-−]?\s*{_NUMBER})(?P<unit>\s*(?:%|percent\b|per\s+cent\b|[$€£]))?(?:\s*(?(between)and|(?!x)x)\s*(?P<two>{_NUMBER})(?:\s*(?:%|percent\b|[$€£]))?)?"
    r"(?P<tail>\s+or\s+(?:more|less|above|below|over|under|fewer|higher|lower))?",
    re.IGNORECASE,
)
_OR_MORE = re.compile(
    rf"(?P<one>{_NUMBER})(?P<unit>\s*(?:%|[a-z]+))?\s+(?:(?:or|and)\s+(?P<more>more|above|over|up|higher)|or\s+(?:less|below|under|fewer|lower))\b",
    re.IGNORECASE,
)
_SIGNS: dict[str, Test] = {">": "over", ">=": "at least", "<": "under", "<=": "at most"}
_OF_KIND = {
    "older": "old",
    "younger": "old",
    "longer": "long",
    "shorter": "long",
    "heavier": "heavy",
    "lighter": "heavy",
}
_PRICED = re.compile(r"cheaper|dearer|pricier|expensive", re.IGNORECASE)
_UNIT = re.compile(r"[$€£¥₹]|\b(?:usd|eur|gbp|chf|euros?|dollars?|pounds?|francs?)\b", re.IGNORECASE)
_CURRENCIES = {
    "EUR": re.compile(r"€|eur(?:os?)?", re.IGNORECASE),
    "USD": re.compile(r"\$|usd|(?:us\s+)?dollars?", re.IGNORECASE),
    "GBP": re.compile(r"£|gbp|pounds?(?:\s+sterling)?|sterling", re.IGNORECASE),
    "CHF": re.compile(r"chf|(?:swiss\s+)?francs?", re.IGNORECASE),
}
_IN = re.compile(rf"\bin\s+({'|'.join(p.pattern for p in _CURRENCIES.values())})(?!\w)", re.IGNORECASE)
_IS = frozenset(("is", "of", "was", "at"))
_JOINS = frozenset(
    "in on for from and or is are was were with at by to that which who have has had been of as the a an".split()
)
"""What may follow an amount that is not of what follows."""
_PERCENT = re.compile(r"%|\bper\s?cent\b", re.IGNORECASE)


def amount_conditions(words: Words, relation: Relation) -> list[Condition] | None:
    """The amounts that cells are held against, their words taken; None where it is not told of which column.

    Raises:
        Abstention: the column has amounts of several units.
    """
    found: list[Condition] = []
    for m in (*_COMPARED.finditer(words.text), *_OR_MORE.finditer(words.text)):
        if any(words.is_taken(n) for n in words.between(m.start(), m.end())):
            continue
        column = _column(words, relation, m)
        given = m.groupdict()
        if column is None or given.get("tail") or (given.get("between") and not given.get("two")):
            return None
        if column.mixed:
            raise Abstention(
                "insufficient_evidence",
                f"The values of “{column.head}” are of several units, which cannot be compared.",
            )
        found.append(Condition(column, _test(given), amount=_number(m["one"])))
        if given.get("between"):
            found.append(Condition(column, "at most", amount=_number(m["two"])))
        words.take_stretch(m.start(), m.end())
    return found


def equal_conditions(words: Words, relation: Relation) -> Iterator[Condition]:
    """A number right behind the name of its column: "severity 5", "grade is 7"."""
    for column in (c for c in relation.columns if c.kind == "amount" and not is_money(c.unit)):
        head = list(words_of_head(column.head))
        for at in words.find(head):
            end = at + len(head)
            if end < len(words.all) and words.all[end].text.lower() in _IS:
                end += 1
            places = range(at, min(end + 1, len(words.all)))
            number = words.all[end].text if end < len(words.all) else ""
            if number.replace(".", "").isdigit() and not any(words.is_taken(n) for n in places):
                words.take(places)
                yield Condition(column, "equal", amount=Decimal(number), places=tuple(places))


def unit_conditions(words: Words, relation: Relation) -> Iterator[Condition]:
    """Of a column in several currencies, the one that a question wants: "the largest donation in pounds"."""
    mixed = [c for c in relation.columns if c.mixed]
    for m in _IN.finditer(words.text) if len(mixed) == 1 else ():
        code = next(code for code, said in _CURRENCIES.items() if said.fullmatch(m[1]))
        own = {v.unit for r in relation.rows if isinstance(v := r.values[mixed[0].at], Amount)}
        if code in own and not any(words.is_taken(n) for n in words.between(m.start(), m.end())):
            words.take_stretch(m.start(), m.end())
            yield Condition(mixed[0], "unit", (code,))


def _test(given: dict[str, str | None]) -> Test:
    if given.get("sign"):
        return _SIGNS[str(given["sign"])]
    if given.get("over"):
        return "over"
    if given.get("least") or given.get("between") or given.get("more"):
        return "at least"
    return "under" if given.get("under") else "equal" if given.get("equal") else "at most"


def _number(text: str) -> Decimal:
    word = next((n for w, n in NUMBER_WORDS.items() if re.search(rf"\b{w}\b", text, re.IGNORECASE)), None)
    value = Decimal(word) if word else Decimal(re.sub(r"[^\d.]", "", text))
    if re.search(r"k\b|thousand", text, re.IGNORECASE):
        value *= 1_000
    elif re.search(r"\dm\b|million", text.replace(" ", ""), re.IGNORECASE):
        value *= 1_000_000
    return -value if re.match(r"\s*[-−]", text) else value


def _column(words: Words, relation: Relation, m: re.Match[str]) -> Column | None:
    """The column that an amount is held against: by an adjective, named beside it, by its unit, or the only one that it may be."""
    amounts = [c for c in relation.columns if c.kind == "amount"]
    kind = _OF_KIND.get(m.group().split()[0].lower())
    if kind:
        return _only([c for c in amounts if set(words_of_head(c.head)) & kinds()[kind]])
    after = [n for n, w in enumerate(words.all) if w.start >= m.end()][:3]
    before = [n for n, w in enumerate(words.all) if w.end <= m.start()][-4:]
    for near in (after[:1], after[:2], before[-1:], before):
        column = _only(_named(words, near, amounts))
        if column is not None:
            own = {*words_of_head(column.head), *stems_of(column.unit)}
            words.take(n for n in near if words.all[n].stem in own)
            return column if _is_of_unit(m, column) else None
    if _named(words, [*before, *after], amounts):
        return None
    if _PERCENT.search(m.group()):
        return _only([c for c in amounts if c.unit == "%"])
    if _UNIT.search(m.group()) or _PRICED.search(m.group()):
        fit = [c for c in amounts if is_money(c.unit)] or [c for c in amounts if not c.unit]
        return next((c for c in fit if len(fit) == 1 and _is_of_unit(m, c)), None)
    if (
        after
        and words.all[after[0]].text.lower() not in _JOINS
        and not words.text[m.end() : words.all[after[0]].start].strip()
    ):
        # "More than one request" counts requests.
        return None
    said = {w.stem for w in words.all}
    named = [c for c in amounts if set(words_of_head(c.head)) & said]
    return _only(named) if named else _only(amounts)


def _named(words: Words, near: list[int], amounts: list[Column]) -> list[Column]:
    """The columns that words beside an amount name, by their head or their unit."""
    said = {words.all[n].stem for n in near}
    fit = [c for c in amounts if said & {*words_of_head(c.head), *stems_of(c.unit)}]
    whole = [c for c in fit if set(words_of_head(c.head)) <= said]
    return whole if len(whole) == 1 else fit


def _only(columns: list[Column]) -> Column | None:
    return columns[0] if len(columns) == 1 else None


def _is_of_unit(m: re.Match[str], column: Column) -> bool:
    """Whether an amount's currency is that of a column, where both say one."""
    said = _UNIT.search(m.group())
    return said is None or not column.unit or alike(stem(said.group().lower())) == alike(stem(column.unit.lower()))
