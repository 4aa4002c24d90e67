"""What people said of the fields of contracts' sheets, kept by a collection and the bytes of its document: it stays when they are read again, and goes with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, delete, func, select
from sqlalchemy.dialects.postgresql import insert

from muniment.store.library.contract_terms import KeptTerm
from muniment.store.store import Store
from muniment.store.tables import DocumentPageRow, DocumentRow, FieldReviewRow


@dataclass(frozen=True, slots=True)
class FieldReview:
    """What somebody said of a field.

    Args:
        field: which.
        holds: its values; none where the contract states none.
        read: what had been read.
        words: the document's own that say so; empty where what was read is confirmed, or nothing is stated.
        day: on which it was said.
    """

    field: str
    holds: tuple[str, ...]
    read: tuple[str, ...]
    words: str
    day: date

    @property
    def confirms(self) -> bool:
        """Whether what was read holds."""
        return self.holds == self.read


@dataclass(frozen=True, slots=True)
class KeptReview:
    """A review of a document's field, and where its words stand there; `terms` are empty where it has none, or they are no longer there."""

    review: FieldReview
    terms: tuple[KeptTerm, ...]

    @property
    def stands(self) -> bool:
        """Whether a correction still holds: its words stand in the document, or it needs none."""
        return bool(self.terms) or not self.review.holds


def put_review(store: Store, document: int, review: FieldReview) -> None:
    """Keep what somebody said of a field of a document, by its collection and bytes; it takes the place of what was said before."""
    row = {"holds": list(review.holds), "read": list(review.read), "words": review.words, "day": review.day}
    bytes_of = select(DocumentRow.collection, DocumentRow.sha256).where(DocumentRow.id == document)
    with store.database.begin() as connection:
        of = connection.execute(bytes_of).one()
        connection.execute(
            insert(FieldReviewRow)
            .values(collection=of.collection, sha256=of.sha256, field=review.field, **row)
            .on_conflict_do_update(index_elements=["collection", "sha256", "field"], set_=row)
        )


def drop_review(store: Store, document: int, field: str) -> None:
    """Forget what was said of a field of a document."""
    said = FieldReviewRow
    with store.database.begin() as connection:
        connection.execute(
            delete(said).where(
                DocumentRow.id == document,
                said.collection == DocumentRow.collection,
                said.sha256 == DocumentRow.sha256,
                said.field == field,
            )
        )


def find_reviews(store: Store, documents: Sequence[int]) -> dict[int, dict[str, KeptReview]]:
    """What was said of the fields of documents, by document and field."""
    said, document, page = FieldReviewRow, DocumentRow, DocumentPageRow
    at = func.strpos(page.text, said.words)
    query = (
        select(document.id, document.name, said.field, said.holds, said.read, said.words, said.day, page.number, at)
        .join(document, and_(document.sha256 == said.sha256, document.collection == said.collection))
        .outerjoin(page, and_(page.document == document.id, said.words != "", at > 0))
        .where(document.id.in_(list(documents)))
        .order_by(document.id, said.field, page.number)
    )
    found: dict[int, dict[str, KeptReview]] = {}
    with store.database.begin() as connection:
        for id, name, field, holds, read, words, day, number, place in connection.execute(query):
            review = FieldReview(field, tuple(holds), tuple(read), words, day)
            terms = tuple(
                KeptTerm(id, name, field, value, number, place - 1, place - 1 + len(words), 1.0, words)
                for value in (holds if number else ())
            )
            found.setdefault(id, {}).setdefault(field, KeptReview(review, terms))
    return found


def corrected(terms: Sequence[KeptTerm], reviews: Mapping[str, KeptReview]) -> list[KeptTerm]:
    """A contract's terms, with those of corrected fields in place of what was read of them."""
    changed = {field: kept for field, kept in reviews.items() if not kept.review.confirms and kept.stands}
    return [t for t in terms if t.field not in changed] + [t for kept in changed.values() for t in kept.terms]
