"""Yes or no to a question about a confidentiality agreement, with the passage that says so, where the tuned reader is sure enough."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from muniment.graphs.library.contracts.amending import changed_by
from muniment.graphs.library.contracts.names import amendments
from muniment.graphs.library.contracts.sheets import TermsTold
from muniment.graphs.library.hanging import Stretch, with_what_it_hangs_on
from muniment.learning.certified import least_chance
from muniment.models.entailment_reader import propositions
from muniment.records import Listing
from muniment.store.library.clauses import contracts
from muniment.store.library.contract_terms import PROPOSITION, KeptTerm, find_terms
from muniment.store.library.documents import Documents
from muniment.tools.contracts.questions.proposition_questions import PropositionAsked, answer
from muniment.tools.library.finding import spaced
from muniment.wording import is_common, stem, tokens


def find_proposition(
    documents: Documents, question: str, asked: PropositionAsked, within: Sequence[str], as_of: date | None, risk: float
) -> TermsTold | None:
    """What the one agreement that may be meant says; None where several may be, or it says nothing surely.

    Args:
        documents: of the library.
        question: as asked: it may name the agreement.
        asked: the proposition.
        within: only in these collections.
        as_of: the documents as they were on a day.
        risk: the share of what is told that may be wrong.
    """
    every = contracts(documents.store, within, as_of)
    field = f"{PROPOSITION}{asked.proposition}"
    found = find_terms(documents.store, list(every), least_chance("entailment", risk), field)
    names = {id: {stem(t) for t in tokens(spaced(name))} for id, name in every.items()}
    for name in ("parties", "document"):
        for term in find_terms(documents.store, list(every), fields=name):
            names[term.of] |= {stem(t) for t in tokens(term.value)}
    # A contract and what amends it are one.
    for by, of in amendments(documents, every).items():
        names[of] |= names.pop(by)
    said = {s for t in tokens(question) if len(t) > 2 and not is_common(t) for s in (stem(t),)}
    said |= {stem(t) for m in re.findall(r"(?<=[a-z,;] )[A-Z][\w&-]+", question) for t in tokens(m)}
    borne = {id: len(said & own) for id, own in names.items()}
    meant = [id for id, count in borne.items() if count == max(borne.values(), default=0)]
    said_by = {t.of: t for t in found if t.of in meant}
    if len(meant) != 1 or len(said_by) != 1:
        return None
    (term,) = said_by.values()
    (told,), hung, note = with_what_it_hangs_on(
        documents, term.of, [Stretch(term.page, term.start, term.end, term.text, term.chance)]
    )
    terms = [replace(term, page=s.page, start=s.start, end=s.end, text=s.text) for s in (told, *hung)]
    quote, *others = (" ".join(t.text.split()) for t in terms)
    changed, silent = changed_by(documents, term.of, [told], within, as_of)
    # What an amendment changes is told beside it, and decides nothing.
    verdict = "" if changed else f"{answer(asked, 'follows' if term.value == 'follows' else 'contradicted')}. "
    text = f"{verdict}“{term.document}” says: “{quote}” [1]."
    text += "".join(f" It also says: “{said}” [{n}]." for n, said in enumerate(others, 2))
    for by, touching in changed.items():
        for s in touching:
            terms.append(KeptTerm(by, every[by], term.field, "", s.page, s.start, s.end, s.chance, s.text))
            text += f" It is amended by “{every[by]}”, which says: “{' '.join(s.text.split())}” [{len(terms)}]."
    text += "".join(f" {said}" for said in (note, silent) if said)
    return TermsTold(Listing(f"{text} Read as: {propositions()[asked.proposition]}"), tuple(terms))
