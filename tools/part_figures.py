"""Figures of parts, by words: a segment, product or region of a line item, or a concept by the company's own name for it."""

from __future__ import annotations

from muniment.errors import Abstention
from muniment.items.line_item import LineItem
from muniment.records import Figure, Period
from muniment.tools.filed_facts import FiledFacts, matches
from muniment.tools.members import Member, find_concepts, find_members, members_of


def parts_of(book: FiledFacts, item: LineItem, kind: str, period: Period) -> list[str]:
    """The names of the segments, products or regions for which an item is filed for a period, the largest first.

    Args:
        item: the line item.
        kind: `segments`, `products` or `regions`; empty for whichever there are, in this order.
        period: a resolved period.
    """
    facts = book.store.facts(book.company.cik, item.concepts, book.as_of, dimensional=True)
    placed = [f for f in facts if (p := book.calendar.place(f.start, f.end)) and matches(p, period, item.instant)]
    for axis in (kind,) if kind else ("segments", "products", "regions"):
        members = members_of(placed, axis)
        if len(members) > 1:
            names = [m.name for m in sorted(members, key=lambda m: -m.fact.value)]
            return [n for n in names if _is_found(book, item, n, period)]
    return []


def _is_found(book: FiledFacts, item: LineItem, name: str, period: Period) -> bool:
    """Whether a part can be had by its name: two members of one name cannot."""
    try:
        find_by_words(book, item, name, period)
    except Abstention:
        return False
    return True


def find_by_words(book: FiledFacts, item: LineItem | None, words: str, period: Period) -> Figure:
    """The figure of a line item for a segment, product or region, or of a concept named by the company's own words.

    Raises:
        Abstention: nothing the company reports bears these words, or more than one thing does.
    """
    if item is None:
        concepts = find_concepts(book.reported(), words)
        book.load(concepts)
        found = [f for c in concepts if (f := book.filed(c, period)) is not None]
        if len({f.value for f in found}) == 1:
            return book.figure("", words, found[0], period)
        if found:
            raise Abstention(
                "insufficient_evidence",
                f"“{words}” fits several things {book.company.called} reports: {', '.join(f.concept for f in found)}.",
            )
        raise book.missing(words, period, book.periods(concepts))
    return _find_member(book, item, words, period)


def _find_member(book: FiledFacts, item: LineItem, words: str, period: Period) -> Figure:
    facts = book.store.facts(book.company.cik, item.concepts, book.as_of, dimensional=True)
    members = find_members(facts, words)
    if not members:
        raise Abstention("item_not_reported", f"{book.whose} loaded filings report no {item.label} for “{words}”.")
    placed = [
        (m, p)
        for m in members
        if (p := book.calendar.place(m.fact.start, m.fact.end)) and matches(p, period, item.instant)
    ]
    for concept in item.concepts:
        best = _latest(book, [m for m, _ in placed if m.fact.concept == concept], words)
        if best is not None:
            return book.figure(item.key, f"{best.name} {item.label}", best.fact, period)
    raise book.missing(
        f"{words} {item.label}",
        period,
        {p for m in members if (p := book.calendar.place(m.fact.start, m.fact.end))},
    )


def _latest(book: FiledFacts, members: list[Member], words: str) -> Member | None:
    if not members:
        return None
    newest = [m for m in members if m.fact.accession == members[0].fact.accession]
    if len({m.fact.value for m in newest}) > 1:
        names = "; ".join(sorted({f"{m.axis} {m.name}" for m in newest}))
        raise Abstention(
            "insufficient_evidence", f"“{words}” fits several members that {book.company.called} reports: {names}."
        )
    return newest[0]
