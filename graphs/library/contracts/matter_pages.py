"""One matter set side by side in two contracts of the library: what each states, with its place, and how they compare where that is sure."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from datetime import UTC, date, datetime

from muniment.errors import Abstention
from muniment.graphs.library.contracts.amending import Amendment, with_amendments
from muniment.graphs.library.contracts.names import ContractNames
from muniment.graphs.library.contracts.options import field_meant
from muniment.graphs.library.contracts.sheets import (
    Marks,
    SheetOf,
    TermsTold,
    current,
    open_sheets,
    titled,
)
from muniment.learning.certified import least_chance
from muniment.records import AnswerTable, Cell, Listing
from muniment.store.library.clauses import contracts, find_clauses
from muniment.store.library.documents import Documents
from muniment.tools.contracts.dating.dates import MONTHS
from muniment.tools.contracts.money import amounts
from muniment.tools.contracts.questions.matter_comparisons import MatterCompared
from muniment.tools.contracts.sheet import NEAR, Field
from muniment.tools.contracts.term_words import said
from muniment.tools.contracts.terms import FIELDS
from muniment.wording import is_common, stem, tokens

_LENGTH = re.compile(r"P(\d+)([DWMY])")
_DAYS = {"D": (1, 1), "W": (7, 7), "M": (28, 31), "Y": (365, 366)}
"""How many days a unit has at least and at most."""
_MOST_PLACES = 2
_CLAUSES = frozenset(
    "termination for convenience|assignment|change of control|exclusivity|non-compete|cap on liability|insurance|audit rights".split(
        "|"
    )
)
"""Fields of which a contract may well have none: where nothing near is found, that is said."""
_COMPARED = frozenset(
    "governing law|agreement date|effective date|start of the term|end of the term|term|notice to stop the renewal|termination for convenience|termination for cause|payment terms|recurring payment|non-compete".split(
        "|"
    )
)
"""Fields whose values say all of the matter: a cap may be for a claim or for a year, a consent on other conditions."""
_ENGLISH = frozenset({"gb-eng", "gb-eaw", "gb-wls"})


def find_matter(
    documents: Documents, asked: MatterCompared, within: Sequence[str], as_of: date | None, risk: float
) -> TermsTold | None:
    """What two contracts state of one matter; None where the question does not name two.

    Args:
        documents: of the library.
        asked: the matter, and by which words two contracts may be named.
        within: only in these collections.
        as_of: the documents as they were on a day.
        risk: the share of what is told that may be wrong.

    Raises:
        Abstention: one of the two does not state it.
    """
    every = contracts(documents.store, within, as_of)
    names = ContractNames(documents, every)
    found = _pair(names, asked) if len(every) > 1 else None
    if found is None:
        return None
    pair, narrowing = found
    least = least_chance("clause", risk)
    opened = {c.id: c for c in open_sheets(documents, {id: every[id] for id in pair}, least)}
    both = [opened[id] for id in pair]
    today = as_of or datetime.now(UTC).date()
    meant = {field_meant(c, asked.field) for c in both}
    name = meant.pop() if len(meant) == 1 else asked.field
    fields = [current(c, c.fields[name], today) for c in both]
    if asked.field == "term" and any(not f.values for f in fields):
        fields = [current(c, c.fields["end of the term"], today) for c in both]
    if not _bear(both, fields, narrowing):
        return None
    none = [c for c, f in zip(both, fields, strict=True) if f.status == "absent"]
    if len(none) == len(both) or any(not _has_none(documents, c, fields[0].name) for c in none):
        raise Abstention("insufficient_evidence", _lacking(both, fields))
    marks = Marks()
    cells = [
        (Cell(c.name), Cell(_shown(c, f), marks.of(c, f)[:_MOST_PLACES])) for c, f in zip(both, fields, strict=True)
    ]
    changes = {c.id: _changes(names, c, f.name, least) for c, f in zip(both, fields, strict=True)}
    compared = "" if any(changes.values()) else verdict(both, fields)
    stated = "; ".join(
        f"“{c.name}”: {_shown(c, f)} {''.join(f'[{n}]' for n in marks.of(c, f)[:_MOST_PLACES])}"
        for c, f in zip(both, fields, strict=True)
    )
    text = f"{compared}{titled(fields[0].name).capitalize()} in “{both[0].name}” and “{both[1].name}”. {stated}."
    table = AnswerTable(titled(fields[0].name), ("Contract", fields[0].name.capitalize()), tuple(cells))
    told = TermsTold(Listing(text, table), tuple(marks.terms))
    for contract, field in zip(both, fields, strict=True):
        told = with_amendments(told, changes[contract.id], field.name, f"“{contract.name}”")
    return told


def _pair(names: ContractNames, asked: MatterCompared) -> tuple[tuple[int, int], set[str]] | None:
    """The two contracts that are named, and the words that neither bears, which narrow the matter."""
    found: dict[tuple[int, int], set[str]] = {}
    for sides in asked.sides:
        meant, left = [], set[str]()
        for named in sides:
            ids, narrowing = names.likeliest(named)
            words = {stem(w) for w in named if not w.isdigit() and w not in MONTHS} - narrowing
            # "May" and "first" stand on many a first page; a name stands in a title, or English hardly knows it.
            telling = any(w in names.cards[id] for id in ids for w in words) or any(
                not is_common(w) for w in named if stem(w) in words
            )
            meant.append(set(ids) if telling else set())
            left |= narrowing
        if all(len(m) == 1 for m in meant) and meant[0] != meant[1]:
            pair = meant[0].pop(), meant[1].pop()
            if pair not in found or len(left) < len(found[pair]):
                found[pair] = left
    least = min(map(len, found.values()), default=0)
    best = [pair for pair, left in found.items() if len(left) == least]
    return (best[0], found[best[0]]) if len(best) == 1 else None


def _bear(both: Sequence[SheetOf], fields: Sequence[Field], narrowing: Set[str]) -> bool:
    """Whether each contract bears, in the words that it states the matter in, those that narrow it."""
    return all(
        narrowing <= {stem(t) for n in f.terms for t in tokens(c.terms[n].text)}
        for c, f in zip(both, fields, strict=True)
    )


def _has_none(documents: Documents, contract: SheetOf, field: str) -> bool:
    """Whether no clause of the kind was found in a contract, nor anything near it."""
    kind = FIELDS[field] if field in _CLAUSES else ""
    return bool(kind) and not find_clauses(documents.store, [contract.id], kind, NEAR)


def _shown(contract: SheetOf, field: Field) -> str:
    """A field's values, or its words where they are not read as values."""
    if field.status == "absent":
        return "no such clause was found"
    if field.status == "unread" or field.values == ("yes",):
        return f"“{' '.join(contract.terms[field.terms[0]].text.split())}”"
    return "; ".join(said(v) for v in field.values)


def _lacking(both: Sequence[SheetOf], fields: Sequence[Field]) -> str:
    """Which of the two does not state it, and what the other states."""
    none = [c.name for c, f in zip(both, fields, strict=True) if f.status == "absent"]
    there = [
        f" “{c.name}” states: {_shown(c, f)} (page {c.terms[f.terms[0]].page})."
        for c, f in zip(both, fields, strict=True)
        if f.status != "absent" and f.terms
    ]
    where = " or ".join(f"“{n}”" for n in none)
    return f"They cannot be compared: nothing in {where} is surely read as {titled(fields[0].name)}; that is no proof that it states none.{''.join(there)}"


def _changes(names: ContractNames, contract: SheetOf, field: str, least: float) -> list[Amendment]:
    """What amends a contract in the matter; then nothing is said of how the two compare."""
    changing = {by: names.every[by] for by, of in names.amended.items() if of == contract.id}
    every = (Amendment(names.documents, c, contract) for c in open_sheets(names.documents, changing, least))
    return [a for a in every if a.changes(field) or a.speaking_of(field)]


def verdict(both: Sequence[SheetOf], fields: Sequence[Field]) -> str:
    """How two values compare, in a sentence; empty where that is not sure."""
    (name,) = {f.name for f in fields}
    values = [f.values for f in fields]
    if name not in _COMPARED or any(len(v) != 1 for v in values):
        return ""
    one, other = (_in_months(v[0].lower()) for v in values)
    if one == other:
        return "They are the same. "
    if name == "governing law":
        # The law of England is that of England and Wales; of a country and one of its states nothing is said.
        alike = {one, other} <= _ENGLISH or one.startswith(f"{other}-") or other.startswith(f"{one}-")
        return "" if alike else "They are not the same. "
    order = _compared(values[0][0], values[1][0])
    if order is None:
        return ""
    (least, most), words = order
    names = [f"“{c.name}”" for c in both]
    return f"They are not the same: that of {names[most]} is {words} than that of {names[least]}. "


def _in_months(value: str) -> str:
    """A value whose years are written as months, so that three years are 36 months."""
    return re.sub(r"\bp(\d+)y\b", lambda m: f"p{int(m[1]) * 12}m", value)


def _compared(a: str, b: str) -> tuple[tuple[int, int], str] | None:
    """Which of two is the smaller and which the larger, and the word for the larger; None where that is not sure."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", a) and re.fullmatch(r"\d{4}-\d\d-\d\d", b):
        return ((0, 1) if a < b else (1, 0)), "later"
    money = [amounts(v) for v in (a, b)]
    if all(len(m) == 1 for m in money):
        alike = money[0][0].currency == money[1][0].currency and re.sub(r".* per ", "", a) == re.sub(r".* per ", "", b)
        order = (0, 1) if money[0][0].amount < money[1][0].amount else (1, 0)
        return (order, "higher") if alike else None
    lengths = [_LENGTH.findall(v) for v in (a, b)]
    if any(len(x) != 1 for x in lengths) or len({"business" in v for v in (a, b)}) > 1:
        return None
    bounds = [tuple(int(n) * d for d in _DAYS[unit]) for ((n, unit),) in lengths]
    for small, large in ((0, 1), (1, 0)):
        if bounds[small][1] < bounds[large][0]:
            return (small, large), "longer"
    return None
