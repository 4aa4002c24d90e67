"""Open what of the library may answer a question: a contract's clauses or terms, a policy's duties, a provision of either, or else pages by their words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

from muniment.agents.reading.instructions import without_instructions
from muniment.errors import Abstention
from muniment.graphs.library.comparison_pages import find_comparison
from muniment.graphs.library.contracts.amending import changed_by
from muniment.graphs.library.contracts.clause_pages import find_contract_clauses
from muniment.graphs.library.contracts.deviation_pages import find_deviation
from muniment.graphs.library.contracts.matter_pages import find_matter
from muniment.graphs.library.contracts.proposition_pages import find_proposition
from muniment.graphs.library.contracts.sheets import TermsTold, listed_names
from muniment.graphs.library.contracts.terms import find_contract_terms
from muniment.graphs.library.duty_pages import find_asked_duties
from muniment.graphs.library.hanging import Stretch
from muniment.graphs.library.house import House
from muniment.graphs.library.in_force import day_asked, documents_in_force, in_force_at, time_asked
from muniment.graphs.library.list_pages import find_list
from muniment.graphs.library.open_pages import OpenPage, OpenTerms, placed, quoted, record_of
from muniment.graphs.library.provision_pages import FoundProvision, find_provision
from muniment.graphs.library.scope_pages import find_scope
from muniment.graphs.library.searching import search_documents
from muniment.learning.certified import least_chance
from muniment.plugins import Key
from muniment.records import Passage, Plan
from muniment.store.library.documents import Documents
from muniment.store.library.provisions import KeptProvision, regulating
from muniment.tools.contracts.clause_kinds import clause_asked
from muniment.tools.contracts.questions.deviation_questions import deviation_asked
from muniment.tools.contracts.questions.matter_comparisons import matter_compared
from muniment.tools.contracts.questions.proposition_questions import proposition_asked
from muniment.tools.contracts.questions.term_questions import TermAsked, term_asked
from muniment.tools.library.finding import Hit
from muniment.tools.own.section_lookup import find_section, section_named
from muniment.tools.policies.duty_questions import duty_asked
from muniment.tools.policies.scope_questions import scope_asked
from muniment.tools.provisions.comparison_questions import comparison_asked
from muniment.tools.provisions.conflicts import beside
from muniment.wording import content_stems, is_common, stem, tokens

PAGES, OTHERS = 8, 4
"""Pages that are read for a question: of the document that is likeliest to be meant, and of others."""
_PART = re.compile(r"[HQ][1-4]|FY\w*")
"""A part of a year that a question names is nobody's name."""
_OLDER = re.compile(r"\bversion\b|\bv\s?\d|\b(?:old|older|previous|former|superseded|earlier)\b", re.IGNORECASE)
"""What asks for another version than the one in force."""
SILENT = "No document of the library speaks of what is asked."
NEAREST = 300
"""Characters of the nearest provision that a refusal shows."""


class Open:
    """Find the pages of the library that speak of what is asked."""

    name = "open"
    adds: Key = "loaded"

    def __init__(self, house: House) -> None:
        self.house = house

    def __call__(self, question: str, plan: Plan, history: tuple[str, ...] = ()) -> tuple[OpenPage, ...] | OpenTerms:
        """The pages, the likeliest first; or what contracts state, policies lay down, or a list says, of what is asked for."""
        documents = Documents(self.house.store)
        asked = without_instructions(question)

        @cache
        def hits() -> Sequence[Hit]:
            return search_documents(documents, asked, plan.within, 4 * (PAGES + OTHERS), plan.as_of)

        # What a list bears word for word is meant before what a contract or a policy says of something alike.
        return (
            find_list(documents, asked, plan.within, plan.as_of, hits, bool(history))
            or self._of_contracts(documents, question, plan)
            or self._of_policies(documents, question, plan)
            or self._of_both(documents, question, plan, hits)
        )

    def _of_contracts(self, documents: Documents, question: str, plan: Plan) -> tuple[OpenPage, ...] | OpenTerms | None:
        """How two documents differ, a contract's clauses of a kind, what contracts state of a term, or yes or no of a confidentiality agreement."""
        risk = self.house.settings.risk
        matter = matter_compared(question)
        if matter and (told := find_matter(documents, matter, plan.within, plan.as_of, risk)):
            return self._with_terms(documents, told)
        unusual = deviation_asked(question)
        if unusual and (told := find_deviation(documents, unusual, plan.within, plan.as_of, risk)):
            return self._with_terms(documents, told)
        compared = comparison_asked(question)
        if compared and (told := find_comparison(documents, compared, plan.within, plan.as_of, risk)):
            return self._with_terms(documents, told)
        terms = term_asked(question, plan.as_of or datetime.now(UTC).date())
        clause = None if terms is not None and terms.of_all else clause_asked(question)
        refused: Abstention | None = None
        try:
            clauses = find_contract_clauses(documents, clause, plan.within, plan.as_of, risk) if clause else []
        except Abstention as none:
            clauses, refused = [], none
        if clauses:
            stretches = [Stretch(c.page, c.start, c.end, c.text, c.chance) for c in clauses]
            return self._as_amended(documents, clauses[0].of, stretches, plan)
        # What no clause is surely found of may still be stated as a term.
        if terms and (told := self._of_terms(documents, terms, plan, refused)):
            return self._with_terms(documents, told)
        if refused:
            raise refused
        asked = proposition_asked(question)
        if asked and (told := find_proposition(documents, question, asked, plan.within, plan.as_of, risk)):
            return self._with_terms(documents, told)
        return None

    def _as_amended(
        self, documents: Documents, of: int, stretches: Sequence[Stretch], plan: Plan
    ) -> tuple[OpenPage, ...]:
        """Stretches of one document as pages to be quoted from, and what amends them."""
        changed, silent = changed_by(documents, of, stretches, plan.within, plan.as_of)
        first, *rest = quoted(documents, of, stretches)
        amended = [page for by, touching in changed.items() for page in quoted(documents, by, touching)]
        names = dict.fromkeys(page.document.name for page in amended)
        said = f"It is amended by {listed_names(names)}, as quoted." if names else ""
        return (replace(first, note=" ".join(filter(None, (first.note, said, silent)))), *rest, *amended)

    def _of_terms(
        self, documents: Documents, terms: TermAsked, plan: Plan, refused: Abstention | None
    ) -> TermsTold | None:
        """What contracts state of a term; None where they state nothing, and it was refused as a clause."""
        try:
            return find_contract_terms(documents, terms, plan.within, plan.as_of, self.house.settings.risk)
        except Abstention:
            if refused is None:
                raise
            return None

    def _of_policies(self, documents: Documents, question: str, plan: Plan) -> OpenTerms | None:
        """The scope of policies, or duties."""
        as_of = plan.as_of or day_asked(question)
        scope = scope_asked(question)
        if scope and (told := find_scope(documents, scope, plan.within, as_of)):
            return self._with_terms(documents, told)
        duty = duty_asked(question) if as_of or not time_asked(question, datetime.now(UTC).date()) else None
        if duty and (told := find_asked_duties(documents, duty, plan.within, as_of)):
            return self._with_terms(documents, told)
        return None

    def _of_both(
        self, documents: Documents, question: str, plan: Plan, hits: Callable[[], Sequence[Hit]]
    ) -> tuple[OpenPage, ...] | OpenTerms:
        """A provision that answers, or else the pages that speak of what is asked."""
        as_of = plan.as_of or day_asked(question)
        asked_of = time_asked(question, datetime.now(UTC).date()) if as_of is None else None
        every = (
            in_force_at(documents, plan.within, asked_of)
            if asked_of
            else documents_in_force(documents, plan.within, as_of)
        )
        refused = ""
        if every and not section_named(question):
            least, borne = (least_chance(kind, self.house.settings.risk) for kind in ("provision", "provision, borne"))
            found = find_provision(documents, without_instructions(question), every, least, borne)
            if found and found.told:
                return self._with_provisions(documents, found.told, plan)
            if found and self._only_regulated(documents, plan.within, as_of):
                if not plan.within and not content_stems(question) & set(found.nearest.stems.split()):
                    raise Abstention("insufficient_evidence", SILENT)
                refused = _unsure(found.nearest)
        left = hits() if _OLDER.search(question) else _in_force(documents, hits(), {d.id for d in every})
        return self._by_words(documents, question, left, refused)

    def _by_words(self, documents: Documents, question: str, hits: Sequence[Hit], refused: str) -> tuple[OpenPage, ...]:
        """The pages that speak of what is asked, by their words.

        Raises:
            Abstention: there are none.
        """
        if not hits:
            raise Abstention("insufficient_evidence", refused or SILENT)
        own = [h for h in hits if h.of == hits[0].of][:PAGES]
        own = self._with_section(documents, question, own)
        chosen = [*own, *[h for h in hits if h.of != hits[0].of][:OTHERS]]
        kept = documents.of({h.of for h in chosen})
        pages = documents.whole_pages([(h.of, h.page) for h in chosen])
        # A report is its company's; whom else its first page names has other figures.
        first = documents.first_pages({of: d for of, d in kept.items() if not d.company})
        return tuple(
            OpenPage(
                kept[h.of], page, record_of(kept[h.of], page, _named(question, first.get(h.of, ""))), h, refused=refused
            )
            for h in chosen
            if h.of in kept and (page := pages.get((h.of, h.page))) is not None
        )

    @staticmethod
    def _only_regulated(documents: Documents, within: Sequence[str], as_of: date | None) -> bool:
        """Whether there are no documents but contracts and policies."""
        regulated = {d.id for d in regulating(documents.store, within, as_of)}
        return all(d.id in regulated for d in documents.named(within, as_of))

    def _with_provisions(
        self, documents: Documents, told: Sequence[FoundProvision], plan: Plan
    ) -> tuple[OpenPage, ...]:
        """The page of each provision, once for what leads it in, where anything does, and once for itself."""
        opened: list[OpenPage] = []
        for found in told:
            p = found.provision
            lead = [Stretch(p.page, p.lead_start, p.lead_end, p.lead, found.chance)] if p.lead else []
            stretch = Stretch(p.page, p.start, p.end, p.text, found.chance)
            opened += self._as_amended(documents, p.of, [*lead, stretch], plan)
        if len(told) > 1:
            opened[0] = replace(
                opened[0],
                note=" ".join(
                    filter(None, (opened[0].note, beside([(f.provision.document, f.provision.text) for f in told])))
                ),
            )
        return tuple(opened)

    @staticmethod
    def _with_terms(documents: Documents, told: TermsTold) -> OpenTerms:
        """What is told, with the passages that its marks are of."""
        kept = documents.of({t.of for t in told.terms})
        pages = documents.whole_pages([(t.of, t.page) for t in told.terms])
        passages = []
        for t in told.terms:
            page = pages[t.of, t.page]
            opened = OpenPage(
                kept[t.of],
                page,
                record_of(kept[t.of], page, ""),
                Hit(t.of, t.document, t.page, t.start, t.end, t.text, t.chance),
            )
            passages.append(placed(Passage(opened.record.id, "", t.text, t.start, t.end), opened))
        return OpenTerms(told.listing, tuple(passages))

    @staticmethod
    def _with_section(documents: Documents, question: str, hits: list[Hit]) -> list[Hit]:
        """The pages, first those with the section that the question names by its number."""
        number = section_named(question)
        if not number:
            return hits
        of = hits[0].of
        pages = documents.pages([of]).get(of, [])
        found = [(pages[n], start, end) for n, start, end in find_section(number, [p.text for p in pages])]
        return [replace(hits[0], page=p.number, start=a, end=b, text=p.text[a:b]) for p, a, b in found] + [
            h for h in hits if h.page not in {p.number for p, *_ in found}
        ]


def _named(question: str, first: str) -> str:
    """The names in a question that a document's first page bears: parties, a place. They say which document is meant."""
    borne = set(first.split())
    said = (m for m in re.findall(r"\b[A-Z][\w&'’-]+", question) if not _PART.fullmatch(m))
    names = (m for m in said if {stem(t) for t in tokens(m)} <= borne)
    return " ".join(n for n in names if not is_common(n.lower()) or question.find(n) > 0)


def _in_force(documents: Documents, hits: Sequence[Hit], force: Collection[int]) -> list[Hit]:
    """The hits without those of policies that say from when they are in force, and are not: what another version took the place of answers nothing."""
    others = documents.of({h.of for h in hits} - set(force))
    return [h for h in hits if h.of not in others or others[h.of].effective is None]


def _unsure(nearest: KeptProvision) -> str:
    """That no provision surely answers, and which comes nearest."""
    lead = f"{nearest.lead} … " if nearest.lead else ""
    said = " ".join(f"{lead}{nearest.text}".split())
    shown = said if len(said) <= NEAREST else f"{said[:NEAREST].rsplit(' ', 1)[0]} …"
    return f"I found nothing that surely answers this. Nearest, not proven: {nearest.document}, page {nearest.page}: “{shown}”"
