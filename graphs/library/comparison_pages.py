"""The comparison that a question asks for, as a table with both places cited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from muniment.errors import Abstention, BadInput
from muniment.graphs.library.comparing import (
    DifferingProvision,
    DocumentComparison,
    compare_documents,
    former_version,
    version_on,
)
from muniment.graphs.library.contracts.sheets import Marks, TermsTold, listed_names
from muniment.graphs.library.naming import names_of
from muniment.learning.certified import least_chance
from muniment.records import AnswerTable, Cell, Listing
from muniment.store.library.documents import Documents, Kept
from muniment.store.library.provisions import KeptProvision, Regulating, regulating
from muniment.tools.contracts.term_words import said
from muniment.tools.provisions.comparison_questions import ComparisonAsked, documents_named

MOST = 30
"""Provisions that are listed; `muniment compare` lists all."""
WHOLE = 240
"""Characters up to which a provision is shown whole."""


def find_comparison(
    documents: Documents, asked: ComparisonAsked, within: Sequence[str], as_of: date | None, risk: float
) -> TermsTold | None:
    """The comparison; None where the question names no document of the library.

    Args:
        documents: of the library.
        asked: which two, or which one and its earlier version.
        within: only in these collections.
        as_of: the documents as they were on a day.
        risk: the share of what is told of a contract's sheet that may be wrong.

    Raises:
        Abstention: several documents may be meant, or there is no earlier version.
    """
    every = regulating(documents.store, within, as_of)
    cards, _ = names_of(documents, every)
    if asked.second:
        # "The cold store agreement" and "the cold store template": the one that is clear is not the other.
        one, other = (documents_named(words, cards) for words in (asked.first, asked.second))
        without = {id: c for id, c in cards.items() if [id] not in (one, other)}
        first = _meant(documents, asked.first, cards if len(one) == 1 else without, every)
        second = _meant(documents, asked.second, cards if len(other) == 1 else without, every)
        if first is None or second is None or first.id == second.id:
            return None
    else:
        first = _meant(documents, asked.first, cards, every)
        if first is None:
            return None
        try:
            second = first if asked.on is None else version_on(documents, first, asked.on)
            first = former_version(documents, second, asked.since)
        except BadInput as missing:
            raise Abstention("insufficient_evidence", f"{str(missing)[0].upper()}{str(missing)[1:]}.") from None
    return _told(compare_documents(documents, first, second, least_chance("clause", risk)))


def _meant(
    documents: Documents, words: str, cards: dict[int, frozenset[str]], every: Sequence[Regulating]
) -> Kept | None:
    """The document that some words name; of versions of one the newest."""
    fit = documents_named(words, cards)
    if not fit:
        return None
    kept = documents.of(fit)
    chosen = [d for d in every if d.id in kept]
    if len({d.title for d in chosen}) == 1 and chosen[0].title and all(d.effective for d in chosen):
        return kept[max(chosen, key=lambda d: (d.effective or date.min, d.id)).id]
    if len(fit) > 1:
        raise Abstention(
            "ambiguous_entity", f"Which document is meant by “{words}”: {listed_names(d.name for d in chosen[:5])}?"
        )
    return kept[fit[0]]


def _told(found: DocumentComparison) -> TermsTold:
    """What differs, in a sentence and a table."""
    names = _names(found)
    marks = Marks()
    parts = []
    for f in found.fields:
        both = [
            f"{'; '.join(said(v) for v in field.values)} {''.join(f'[{n}]' for n in marks.of(sheet, field))}"
            for sheet, field in zip(found.sheets, (f.first, f.second), strict=True)
        ]
        parts.append(f"{f.name}: {both[0]}, in the other {both[1]}")
    changed = [p for p in found.provisions if p.first and p.second]
    only = [sum(p.second is None for p in found.provisions), sum(p.first is None for p in found.provisions)]
    text = (
        f"“{names[0]}” beside “{names[1]}”: {found.alike} provisions are in the same words"
        + (f", {found.renamed} but for a name" if found.renamed else "")
        + f"; {len(changed)} are changed, {only[0]} stand only in the first, {only[1]} only in the second."
    )
    if parts:
        text += f" What is read of them differs in {'; '.join(parts)}."
    if len(found.provisions) > MOST:
        text += f" The first {MOST} of {len(found.provisions)} are listed; all: muniment compare."
    rows = []
    for p in found.provisions[:MOST]:
        cells = [_cell(marks, side, [c[n] for c in p.changes]) for n, side in enumerate((p.first, p.second))]
        rows.append((Cell(p.heading), Cell(_what(p)), *cells))
    table = AnswerTable("Differences", ("Section", "Difference", *names), tuple(rows)) if rows else None
    return TermsTold(Listing(text, table), tuple(marks.terms))


def _names(found: DocumentComparison) -> tuple[str, str]:
    """The two names; versions of one name are told by their days."""
    first, second = found.first, found.second
    if first.name != second.name:
        return first.name, second.name
    if first.known == second.known:
        return f"{first.name}, the version before", f"{second.name}, now"
    return f"{first.name}, {first.known}", f"{second.name}, {second.known}"


def _what(found: DifferingProvision) -> str:
    """The words out and in; or which of the two has it."""
    if not found.changes:
        return "only in the second" if found.first is None else "only in the first"
    said = "; ".join(f"“{before}” → “{after}”" for before, after in found.changes)
    return said if len(said) <= WHOLE else f"{said[:WHOLE]} …"


def _cell(marks: Marks, provision: KeptProvision | None, words: Sequence[str]) -> Cell:
    """A provision: whole where it is short, or else what of its words is another."""
    if provision is None:
        return Cell("–")
    whole = " ".join(provision.text.split())
    some = " … ".join(w for w in words if w)
    shown = whole if len(whole) <= WHOLE or not some else f"… {some[:WHOLE]} …"
    return Cell(
        shown if len(shown) <= 2 * WHOLE else f"{shown[: 2 * WHOLE]} …", (marks.at(provision.as_term("provision")),)
    )
