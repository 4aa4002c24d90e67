"""The sheet of a contract: its terms field by field, each stated, computed, unread or absent, with the terms that it rests on."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Protocol

from muniment.tools.contracts.plain_terms import NEVER
from muniment.tools.contracts.schedule import Stated, end_of
from muniment.tools.contracts.terms import FIELDS

Status = Literal["stated", "computed", "unread", "absent"]
ByHand = Literal["", "confirmed", "corrected"]
TIMING = frozenset({"term", "end of the term", "renewal", "notice to stop the renewal"})
"""Fields by which a contract's end and renewal are counted."""
SOLE = TIMING | {"effective date", "agreement date"}
"""Fields that have one value; of two that are stated, neither can be computed with."""
FIRST_END = "end of the first term"
"""What ends where it is not known that the contract does."""
NEAR = 0.15
"""The chance from which on a clause that is not sure enough to be told is yet too near to say that there is none."""
_FROM_EFFECTIVE = re.compile(r"\beffective\s+date\b", re.IGNORECASE)
_RUNS_FROM = re.compile(
    r"\b(?:from|beginning|starting|commencing|begins?|starts?|commences?|runs?)\s+(?:and\s+including\s+|on\s+(?:and\s+including\s+)?|with\s+|from\s+(?:and\s+including\s+)?)*(?:the\s+|its\s+|their\s+)?(?P<name>(?:[A-Z][\w-]*\s+){1,3}Date)\b"
)
"""The name of the day from which a term runs."""
_FROM_AGREEMENT = re.compile(
    r"\b(?:date\s+(?:hereof|of\s+(?:this|the)\s+\w+|first\s+(?:above|written)|of\s+(?:signing|signature|execution))|execution|signing|signature|above\s+written)",
    re.IGNORECASE,
)


class Termed(Protocol):
    """A term as it is kept; see `terms.Term`."""

    @property
    def field(self) -> str:
        """What it is."""

    @property
    def value(self) -> str:
        """As stated, normalised; empty where it is not read."""

    @property
    def text(self) -> str:
        """The words that say so."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the sheet.

    Args:
        name: what it is.
        kind: the kind of clause that it is read from; empty where the reader knows none.
        status: "stated" by a clause, "computed" from what is, "unread" where a clause is there that says it in another way, or "absent".
        values: as stated or computed, normalised; several where the clauses state several.
        terms: the numbers of the terms that it rests on, or that were looked at, among those given.
        how: how it was computed.
        by_hand: whether somebody confirmed it, or corrected what was read.
        day: on which they did.
    """

    name: str
    kind: str
    status: Status
    values: tuple[str, ...] = ()
    terms: tuple[int, ...] = ()
    how: str = ""
    by_hand: ByHand = ""
    day: date | None = None


def read_sheet(terms: Sequence[Termed], corrected: Collection[str] = ()) -> tuple[Field, ...]:
    """The sheet of a contract.

    Args:
        terms: those that are surely enough there, of a field the surest first.
        corrected: fields of which somebody said what holds; they are not computed.
    """
    fields = {name: _field(name, kind, terms) for name, kind in FIELDS.items()}
    if fields["end of the term"].status in ("absent", "unread") and "end of the term" not in corrected:
        fields["end of the term"] = _computed_end(fields, terms) or fields["end of the term"]
    return tuple(fields.values())


def _field(name: str, kind: str, terms: Sequence[Termed]) -> Field:
    own = [(n, t) for n, t in enumerate(terms) if t.field == name]
    stated = [(n, t) for n, t in own if t.value]
    if not stated:
        return Field(name, kind, "unread" if own else "absent", (), tuple(n for n, _ in own))
    values = tuple(dict.fromkeys(t.value for _, t in stated))
    # "by choice" beside "by choice, P5Y" says nothing else.
    values = tuple(v for v in values if not any(o != v and o.startswith(f"{v}, ") for o in values))
    return Field(name, kind, "stated", values, tuple(n for n, t in stated if t.value in values))


def _computed_end(fields: dict[str, Field], terms: Sequence[Termed]) -> Field | None:
    """The last day of the first term, from its start and length; None where one of them is not known."""
    stated = schedule_of(tuple(fields.values()), terms)
    end = end_of(replace(stated, end=None))
    if end is None or stated.start is None:
        return None
    start = _start_field(fields, terms)
    assert start is not None
    how = f"{stated.term} from {stated.start.isoformat()}" + ("" if stated.anniversary else ", last day")
    rests = (*fields["term"].terms, *start.terms)
    return Field(
        "end of the term", FIELDS["end of the term"], "computed", (end.isoformat(),), tuple(dict.fromkeys(rests)), how
    )


def schedule_of(fields: Sequence[Field], terms: Sequence[Termed]) -> Stated:
    """What a sheet states of the contract's time, as far as it is stated once."""
    by = {f.name: f for f in fields}
    said = {name: by[name].values[0] for name in SOLE if len(by[name].values) == 1 and by[name].status != "absent"}
    start = _start_field(by, terms)
    renewal = said.get("renewal", "")
    length = renewal.partition(", ")[2] if renewal.startswith("automatic") else ""
    return Stated(
        start=date.fromisoformat(start.values[0]) if start else None,
        term=said.get("term", ""),
        end=date.fromisoformat(said["end of the term"]) if "end of the term" in said else None,
        anniversary=any("anniversary" in terms[n].text.lower() for n in by["term"].terms),
        renewal=length,
        notice=said.get("notice to stop the renewal", "") if length else "",
    )


def option_start(by: Mapping[str, Field], terms: Sequence[Termed], named: str) -> Field | None:
    """The field that gives the day from which an option's moment is counted: the one whose words bear its name, or, where it is the start, the term's own.

    Args:
        by: the sheet's fields by name.
        terms: those that they rest on.
        named: "the Term Commencement Date", "the date hereof", "the start".
    """
    if named == "the start":
        return _start_field(by, terms)
    if named == "the date hereof":
        found = by["agreement date"]
        return found if found.status == "stated" and len(found.values) == 1 else None
    name = named.removeprefix("the ").lower()
    for field in (by[f] for f in ("start of the term", "effective date", "break date")):
        own = [n for n in field.terms if name in " ".join(terms[n].text.lower().split())]
        if field.status == "stated" and len(days := {terms[n].value for n in own}) == 1:
            return replace(field, values=tuple(days), terms=tuple(own))
    return None


def may_be_renewed(renewal: Field, near: bool) -> bool:
    """Whether the end of the first term need not be the contract's.

    Args:
        renewal: the sheet's field.
        near: whether a clause comes near to one of a renewal.
    """
    return renewal.values != (NEVER,) and (near or renewal.status != "absent")


def _bears(field: Field, terms: Sequence[Termed], names: Collection[str]) -> bool:
    """Whether the words that a field rests on bear all names."""
    said = " ".join(" ".join(terms[n].text for n in field.terms).lower().split())
    return all(name in said for name in names)


def _start_field(by: Mapping[str, Field], terms: Sequence[Termed]) -> Field | None:
    """The field that gives the day from which the term runs: the effective date, or the agreement's own where the term runs from that."""
    effective, agreement = by["effective date"], by["agreement date"]
    begins = by["start of the term"]
    said = {terms[n].text for n in by["term"].terms}
    if len(begins.values) == 1 and said & {terms[n].text for n in begins.terms}:
        return begins
    runs_from = {
        " ".join(m["name"].lower().split()) for n in by["term"].terms for m in _RUNS_FROM.finditer(terms[n].text)
    }
    if named := runs_from - {"effective date"}:
        # "From the Subscription Start Date" is from no other day.
        found = [f for f in (begins, effective) if len(f.values) == 1 and _bears(f, terms, named)]
        return found[0] if found else None
    if effective.status == "stated":
        return effective if len(effective.values) == 1 else None
    # What is called the effective date, and is not read, is not known to be the day of signing.
    wanted = (_FROM_AGREEMENT,) if effective.status == "unread" else (_FROM_AGREEMENT, _FROM_EFFECTIVE)
    runs = any(w.search(terms[n].text) for w in wanted for n in by["term"].terms)
    return agreement if runs and agreement.status == "stated" and len(agreement.values) == 1 else None
