"""The duties that a question asks for, of the policies that are in force, as a table with every row cited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from muniment.graphs.library.contracts.sheets import TermsTold
from muniment.graphs.library.in_force import documents_in_force
from muniment.records import AnswerTable, Cell, Listing
from muniment.store.library.contract_terms import KeptTerm
from muniment.store.library.documents import Documents
from muniment.store.library.duties import KeptDuty, find_duties
from muniment.tools.library.finding import spaced
from muniment.tools.policies.duty_questions import DutyAsked, is_of
from muniment.wording import content_stems

MOST = 40
"""Duties that are listed; more say nothing to anybody."""
SHARE = 2 / 3
"""Of the words that say what duties are asked about, how many a duty, its heading or its document's name must bear."""


def find_asked_duties(
    documents: Documents, asked: DutyAsked, within: Sequence[str], as_of: date | None
) -> TermsTold | None:
    """The duties asked for; None where no policy lays down any.

    Args:
        documents: of the library.
        asked: whose, of what force, and about what.
        within: only in these collections.
        as_of: by the policies that were in force on a day.
    """
    force = {d.id: d for d in documents_in_force(documents, within, as_of)}
    found = [d for d in find_duties(documents.store, within, as_of) if d.of in force and _fits(d, asked)]
    if asked.topic:
        named = {id: content_stems(f"{spaced(d.name)} {d.title}") for id, d in force.items()}
        found = [d for d in found if _about(asked.topic, named[d.of] | content_stems(f"{d.heading} {d.lead} {d.text}"))]
    if not found or len(found) > MOST:
        return None
    rows = tuple(
        (Cell(d.document), Cell(d.who or "not told"), Cell(d.force), Cell(_words(d), (n,)), Cell(d.within))
        for n, d in enumerate(found, 1)
    )
    names = ", ".join(f"“{n}”" for n in dict.fromkeys(d.document for d in found))
    what = "duty was" if len(found) == 1 else "duties were"
    text = f"{len(found)} {what} found in {names}; see the table. What is not worded as one is not among them."
    table = AnswerTable("Duties", ("Document", "Who", "Force", "What", "When"), rows)
    return TermsTold(Listing(text, table), tuple(_as_term(d) for d in found))


def _fits(duty: KeptDuty, asked: DutyAsked) -> bool:
    whose = is_of(duty.who, asked.who) if asked.who else True
    return whose and duty.force == asked.force


def _about(topic: frozenset[str], borne: set[str]) -> bool:
    """Whether most of what is asked about is borne: "their team's expense claims" by a claim for expenses."""
    return len(topic & borne) >= SHARE * len(topic)


def _words(duty: KeptDuty) -> str:
    return " ".join((f"{duty.lead} {duty.text}" if duty.lead else duty.text).split())


def _as_term(d: KeptDuty) -> KeptTerm:
    return KeptTerm(d.of, d.document, "duty", d.force, d.page, d.start, d.end, 1.0, d.text)
