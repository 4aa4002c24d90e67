"""Which documents of the library a question names, by which words it is looked for in them, and how it is read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from muniment.graphs.library.contracts.names import LIKELY
from muniment.store.library.clauses import find_clauses
from muniment.store.library.contract_terms import find_terms
from muniment.store.library.documents import Documents
from muniment.store.library.provisions import Regulating
from muniment.tools.contracts.questions.named_parties import with_roles, without_names
from muniment.tools.library.finding import spaced
from muniment.wording import content_stems, is_common, is_english, stem, tokens


@dataclass(frozen=True, slots=True)
class Sought:
    """The documents in which a question is looked for, by which words, and the question as it is read."""

    documents: list[int]
    words: str
    read: str


def seek(documents: Documents, question: str, names: Mapping[int, frozenset[str]], contracts: set[int]) -> Sought:
    """Where and by which words a question is looked for, and how it is read.

    Args:
        documents: of the library.
        question: as asked.
        names: the stems by which each document may be named.
        contracts: those that are contracts.
    """
    meant = _meant(documents, question, names, contracts)
    if len(meant) == len(names) or not set(meant) <= contracts:
        return Sought(meant, question, question)
    own = frozenset().union(*(names[id] for id in meant))
    bare = without_names(question, own)
    roles: dict[frozenset[str], str] = {}
    if len(meant) == 1:
        for term in find_terms(documents.store, meant, fields="parties"):
            name, _, role = term.value.removesuffix(")").rpartition(" (")
            if name:
                roles[frozenset(stem(t) for t in tokens(name))] = role
    return Sought(meant, bare if content_stems(bare) else question, with_roles(question, own, roles))


def names_of(documents: Documents, every: Sequence[Regulating]) -> tuple[dict[int, frozenset[str]], set[int]]:
    """The stems by which each document may be named: of its file's name, its title, and the parties of a contract; and which are contracts."""
    found = {d.id: {stem(t) for t in tokens(f"{spaced(d.name)} {d.title}")} for d in every}
    contracts: set[int] = set()
    for kind in ("Document Name", "Parties"):
        for clause in find_clauses(documents.store, list(found), kind, LIKELY):
            found[clause.of] |= {stem(t) for t in tokens(clause.text)}
            contracts.add(clause.of)
    return {id: frozenset(stems) for id, stems in found.items()}, contracts


def _meant(documents: Documents, question: str, names: Mapping[int, frozenset[str]], contracts: set[int]) -> list[int]:
    """The contracts that bear most of the names in a question: words that some but not all of them are named by, and English hardly knows;
    where it has none, everything. Policies are not named so: "Basecamp" stands in many."""
    said = {stem(t) for t in tokens(question) if len(t) > 2 and not t.isdigit() and not is_common(t)}
    said |= {stem(t) for m in re.findall(r"(?<=[a-z,;] )[A-Z][\w&-]+", question) for t in tokens(m)} & content_stems(
        question
    )
    own = {id: names[id] for id in contracts}
    telling = {s for s in said if 0 < sum(s in stems for stems in own.values()) < max(2, len(own))}
    # A name that policies bear as well is no contract's.
    telling = {s for s in telling if not any(s in names[id] for id in names if id not in contracts)}
    if not telling:
        # Somebody may be named whom only the first page names: "EIT", "Copernicus".
        capital = {stem(t) for m in re.findall(r"\b[A-Z][\w&-]+", question) for t in tokens(m) if not is_english(t)}
        first = documents.bearing(capital, list(own))
        own = {id: frozenset(first.get(id, ())) for id in own}
        telling = {s for s in capital if 0 < sum(s in stems for stems in own.values()) < max(2, len(own))}
    # Of "Kerber NDA" the rarer word tells more.
    weights = {s: 1 / sum(s in stems for stems in own.values()) for s in telling}
    borne = {id: round(sum(weights[s] for s in telling & stems), 6) for id, stems in own.items()}
    most = max(borne.values(), default=0.0)
    return [id for id, weight in borne.items() if weight == most] if most else list(names)
