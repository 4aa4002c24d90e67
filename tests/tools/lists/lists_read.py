"""Lists with the Apollo missions, and with invoices as a small firm keeps them, for the tests of what is read off them."""

from __future__ import annotations

from muniment.records import Table
from muniment.tools.lists.queries import query_of
from muniment.tools.lists.query import Query
from muniment.tools.lists.relation import Relation
from muniment.tools.lists.table_lists import relation_of
from muniment.tools.lists.telling.answering import answer
from muniment.tools.lists.telling.held_rows import Told

APOLLO = Table(
    (
        ("Mission", "Commander", "Launched", "Landed", "Samples (kg)", "Site"),
        ("Apollo 11", "Neil Armstrong", "1969-07-16", "yes", "21.6", "Mare Tranquillitatis"),
        ("Apollo 12", "Pete Conrad", "1969-11-14", "yes", "34.3", "Oceanus Procellarum"),
        ("Apollo 13", "Jim Lovell", "1970-04-11", "no", "", ""),
        ("Apollo 14", "Alan Shepard", "1971-01-31", "yes", "42.3", "Fra Mauro"),
        ("Apollo 15", "David Scott", "1971-07-26", "yes", "77.3", "Hadley Rille"),
        ("Apollo 16", "John Young", "1972-04-16", "yes", "95.7", "Descartes Highlands"),
        ("Apollo 17", "Eugene Cernan", "1972-12-07", "yes", "110.5", "Taurus-Littrow"),
    )
)
INVOICES = Table(
    (
        ("Invoice No.", "Customer", "Invoice date", "Due", "Net (EUR)", "Gross (EUR)", "Status", "Approved by"),
        ("RE-101", "Acme Ltd", "03.02.2025", "05.03.2025", "1.000,00", "1.190,00", "Paid", "Rose"),
        ("RE-102", "Acme GmbH", "10.02.2025", "12.03.2025", "250,00", "297,50", "Part paid", "Rose"),
        ("RE-103", "Norvik AS", "28.02.2025", "30.03.2025", "4.000,00", "4.760,00", "Open", ""),
        ("RE-104", "Acme Ltd", "05.03.2025", "04.04.2025", "600,00", "714,00", "Open", "Mark"),
        ("GS-007", "Norvik AS", "07.03.2025", "", "-400,00", "-476,00", "Credited", "Mark"),
        ("Total", "", "", "", "5.450,00", "6.485,50", "", ""),
    )
)


def list_of(*rows: tuple[str, ...], title: str = "list") -> Relation:
    """A list, its heads first."""
    found = relation_of(Table(rows), title)
    assert found is not None
    return found


MISSIONS = list_of(*APOLLO.rows, title="apollo missions")
BILLED = list_of(*INVOICES.rows, title="invoices 2025")


def told(question: str, relation: Relation) -> Told | None:
    """What a list tells; None where the question is not read."""
    found = query_of(question, relation)
    return None if found is None else answer(*found)


def said(question: str, relation: Relation) -> str:
    """What a list tells, before it says how the question was read; empty where it is not read."""
    found = told(question, relation)
    return "" if found is None else found.listing.text.partition(" Read as:")[0]


def read(question: str, relation: Relation) -> Query:
    """What is asked of a list, where it is read."""
    found = query_of(question, relation)
    assert found is not None
    return found[0]
