"""What is read of a document besides its pages and facts: a contract's clauses and terms, a policy's duties, and the provisions of
both. Written and deleted with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, delete
from sqlalchemy.dialects.postgresql import insert

from muniment.store.library.clauses import PageClause
from muniment.store.library.contract_terms import PageTerm
from muniment.store.library.duties import PageDuty
from muniment.store.library.provisions import PageProvision
from muniment.store.tables import Base, ClauseRow, DutyRow, ProvisionRow, TermRow
from muniment.wording import storable


@dataclass(frozen=True, slots=True)
class Contents:
    """What was read of one document."""

    clauses: Sequence[PageClause] = ()
    terms: Sequence[PageTerm] = ()
    duties: Sequence[PageDuty] = ()
    provisions: Sequence[PageProvision] = ()


NOTHING = Contents()


def write_contents(connection: Connection, document: int, contents: Contents) -> None:
    """Write what was read of a document."""
    if contents.clauses:
        connection.execute(insert(ClauseRow), [{"document": document, **asdict(c)} for c in contents.clauses])
    numbered: tuple[tuple[type[Base], Sequence[PageTerm | PageDuty | PageProvision]], ...] = (
        (TermRow, contents.terms),
        (DutyRow, contents.duties),
        (ProvisionRow, contents.provisions),
    )
    for table, rows in numbered:
        if rows:
            connection.execute(
                insert(table),
                [
                    {"document": document, "number": n}
                    | {k: storable(v) if isinstance(v, str) else v for k, v in asdict(row).items()}
                    for n, row in enumerate(rows)
                ],
            )


def forget_contents(connection: Connection, documents: Sequence[int]) -> None:
    """Delete what was read of documents."""
    for table in (ClauseRow, TermRow, DutyRow, ProvisionRow):
        connection.execute(delete(table).where(table.document.in_(documents)))
