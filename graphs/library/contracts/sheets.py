"""Contracts of the library with their sheets as a question is answered from them, and the marks by which what is told cites their terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from muniment.records import Listing
from muniment.store.library.contract_terms import KeptTerm, find_terms
from muniment.store.library.documents import Documents
from muniment.store.library.field_reviews import KeptReview, corrected, find_reviews
from muniment.tools.contracts.schedule import current_end
from muniment.tools.contracts.sheet import Field, read_sheet, schedule_of
from muniment.tools.contracts.terms import FIELDS, states


@dataclass(frozen=True, slots=True)
class TermsTold:
    """What is told of contracts' terms, and the terms that it rests on: the marks of text and table are their numbers, from 1."""

    listing: Listing
    terms: tuple[KeptTerm, ...]


@dataclass(frozen=True, slots=True)
class SheetOf:
    """A contract with its sheet, and the terms whose numbers the sheet's fields bear."""

    id: int
    name: str
    fields: Mapping[str, Field]
    terms: Sequence[KeptTerm]


def open_sheets(documents: Documents, every: Mapping[int, str], least: float) -> list[SheetOf]:
    """Contracts with their sheets; a term whose words do not say so again is none."""
    terms: dict[int, list[KeptTerm]] = {id: [] for id in every}
    for term in find_terms(documents.store, list(every), least):
        if term.field in FIELDS and states(term.field, term.value, term.text):
            terms[term.of].append(term)
    reviews = find_reviews(documents.store, list(every))
    return [_sheet(id, name, terms[id], reviews.get(id, {})) for id, name in every.items()]


def _sheet(id: int, name: str, read: Sequence[KeptTerm], reviews: Mapping[str, KeptReview]) -> SheetOf:
    """A contract's sheet, with what somebody corrected in place of what was read, and what they confirmed marked."""
    changed = {field for field, kept in reviews.items() if not kept.review.confirms and kept.stands}
    terms = corrected(read, reviews)
    fields = {f.name: f for f in read_sheet(terms, changed)}
    for field, kept in reviews.items():
        if field in changed:
            fields[field] = replace(fields[field], by_hand="corrected", day=kept.review.day)
        elif kept.review.confirms and fields[field].values == kept.review.holds:
            fields[field] = replace(fields[field], by_hand="confirmed", day=kept.review.day)
    return SheetOf(id, name, fields, terms)


def current(contract: SheetOf, field: Field, today: date) -> Field:
    """A field; the end of a term that has been renewed by itself since is that of the term that runs."""
    if field.name != "end of the term" or len(field.values) != 1:
        return field
    stated = schedule_of(tuple(contract.fields.values()), contract.terms)
    end = current_end(stated, today)
    if end is None or end.isoformat() == field.values[0]:
        return field
    rests = tuple(dict.fromkeys((*field.terms, *contract.fields["renewal"].terms)))
    return Field(
        field.name,
        field.kind,
        "computed",
        (end.isoformat(),),
        rests,
        f"{field.values[0]}, renewed by itself for {stated.renewal} each time",
    )


class Marks:
    """The numbers of the terms that are cited, from 1, in the order in which they are."""

    def __init__(self) -> None:
        self.terms: list[KeptTerm] = []

    def of(self, contract: SheetOf, field: Field) -> tuple[int, ...]:
        """The numbers of what a field rests on."""
        return tuple(dict.fromkeys(self.at(contract.terms[n]) for n in field.terms))

    def at(self, term: KeptTerm) -> int:
        """The number of a term's place."""
        place = (term.of, term.page, term.start, term.end)
        known = [n for n, t in enumerate(self.terms, 1) if (t.of, t.page, t.start, t.end) == place]
        if not known:
            self.terms.append(term)
        return known[0] if known else len(self.terms)


def listed_names(names: Iterable[str]) -> str:
    """Contracts' names as a list."""
    return ", ".join(f"“{n}”" for n in names)


def titled(field: str) -> str:
    """A field as a sentence names it: "the governing law"."""
    return {
        "parties": "the parties",
        "governing law": "the governing law",
        "term": "the length of the term",
        "renewal": "the renewal of the term",
        "document": "the title",
    }.get(field, f"the {field}" if field != "insurance" else "insurance")
