"""To whom the policies of the library say that they apply, as a question asks it; one that does not say is named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from muniment.errors import Abstention
from muniment.graphs.library.contracts.sheets import Marks, TermsTold, listed_names
from muniment.graphs.library.in_force import documents_in_force
from muniment.graphs.library.naming import names_of
from muniment.records import AnswerTable, Cell, Listing
from muniment.store.library.contract_terms import EXCLUDED, SCOPE, KeptTerm, find_terms
from muniment.store.library.documents import Documents
from muniment.store.library.provisions import Regulating
from muniment.tools.policies.scope import Answer, applies
from muniment.tools.policies.scope_questions import ScopeAsked
from muniment.tools.provisions.comparison_questions import documents_named


def find_scope(documents: Documents, asked: ScopeAsked, within: Sequence[str], as_of: date | None) -> TermsTold | None:
    """What the policies say of their scope; None where the library has none that may be meant.

    Args:
        documents: of the library.
        asked: of which policy, or of all, and for whom.
        within: only in these collections.
        as_of: by the policies that were in force on a day.

    Raises:
        Abstention: several policies may be meant, or the one meant does not say.
    """
    every = documents_in_force(documents, within, as_of)
    said = scopes_of(documents, [d.id for d in every])
    if not said:
        return None
    if not asked.policy:
        return _of_all(every, said, asked.who)
    cards, _ = names_of(documents, every)
    fit = set(documents_named(asked.policy, cards))
    meant = [d for d in every if d.id in fit]
    if not meant:
        return None
    if len(meant) > 1:
        raise Abstention("ambiguous_entity", f"Which policy is meant: {listed_names(d.name for d in meant[:5])}?")
    return _of_one(meant[0], said.get(meant[0].id, []), asked.who)


def scopes_of(documents: Documents, ids: Sequence[int]) -> dict[int, list[KeptTerm]]:
    """What documents say of their scope, by document."""
    found: dict[int, list[KeptTerm]] = {}
    for term in find_terms(documents.store, ids, fields=SCOPE):
        found.setdefault(term.of, []).append(term)
    return found


def stands(said: Sequence[KeptTerm], who: str) -> Answer:
    """Whether a policy that says this of its scope applies to somebody."""
    return applies([(t.value == EXCLUDED, t.text) for t in said], who)


def _of_one(policy: Regulating, said: Sequence[KeptTerm], who: str) -> TermsTold:
    if not said:
        raise Abstention(
            "insufficient_evidence", f"{policy.name} does not say, so that it can be read, to whom it applies."
        )
    marks = Marks()
    words = " ".join(f"“{' '.join(t.text.split())}” [{marks.at(t)}]" for t in said)
    if not who:
        return TermsTold(Listing(f"“{policy.name}” says of its scope: {words}"), tuple(marks.terms))
    answer = stands(said, who)
    if answer == "unknown":
        shown = " ".join(f"“{' '.join(t.text.split())}”" for t in said)
        raise Abstention(
            "insufficient_evidence", f"{policy.name} does not name {who} where it says to whom it applies: {shown}"
        )
    lead = "Yes" if answer == "applies" else "No"
    return TermsTold(Listing(f"{lead}. “{policy.name}” says of its scope: {words}"), tuple(marks.terms))


def _of_all(every: Sequence[Regulating], said: dict[int, list[KeptTerm]], who: str) -> TermsTold:
    answers = {d.id: stands(said.get(d.id, ()), who) for d in every}
    held = [d for d in every if answers[d.id] != "unknown"]
    marks = Marks()
    rows = tuple(
        (
            Cell(d.name),
            Cell("applies" if answers[d.id] == "applies" else "does not apply"),
            Cell(" ".join(" ".join(t.text.split()) for t in said[d.id]), tuple(marks.at(t) for t in said[d.id])),
        )
        for d in held
    )
    silent = [d.name for d in every if d.id not in said]
    others = [d.name for d in every if d.id in said and answers[d.id] == "unknown"]
    count = sum(a == "applies" for a in answers.values())
    text = f"{count} of {len(every)} documents {'says' if count == 1 else 'say'} that {'it applies' if count == 1 else 'they apply'} to {who}."
    if others:
        text += f" Say to whom they apply, and do not name {who}: {listed_names(others)}."
    if silent:
        text += f" Do not say to whom they apply: {listed_names(silent)}."
    table = AnswerTable("Scope", ("Document", "Scope", "Words"), rows) if rows else None
    return TermsTold(Listing(text, table), tuple(marks.terms))
