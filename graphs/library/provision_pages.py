"""Which provisions of the library's contracts and policies a question may be answered by, of the documents that are meant and in force."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial

import numpy as np

from muniment.models.opened import embedder, passage_reader, provision_reader
from muniment.store.clauses import find_clauses
from muniment.store.contract_terms import find_terms
from muniment.store.documents import Documents
from muniment.store.provisions import KeptProvision, Regulating, find_provisions, regulating
from muniment.tools.contracts.dates import MONTHS, dates
from muniment.tools.contracts.questions.named_parties import with_roles, without_names
from muniment.tools.library.finding import spaced
from muniment.tools.provisions.kind_of_answer import bears_what_is_asked
from muniment.tools.provisions.ranking import SHARE, Array, Candidate, agreed, among, described, graded
from muniment.wording import content_stems, is_common, is_english, squash, stem, tokens

LIKELY = 0.3
"""The chance from which on a clause that names a contract's title or parties tells how it may be named."""
SIDES = 2
"""Documents that are told side by side where several answer."""
ALIKE = 0.05
"""How much less of the question's words a second document's provision may bear: "refund" of HEY is not that of Basecamp."""
_ON_DAY = re.compile(
    r"\b(?:as\s+(?:of|at|on)|on|at|in\s+force\s+(?:on|at)|back\s+(?:on|in)|valid\s+on|until|before)\W+(?:the\s+)?$",
    re.IGNORECASE,
)


_IN_TIME = re.compile(
    rf"\b(?:in|during|back\s+in|throughout)\s+(?:(?P<month>{'|'.join(MONTHS)})\s+)?(?P<year>20\d\d)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FoundProvision:
    """A provision with the chance that it answers."""

    provision: KeptProvision
    chance: float


@dataclass(frozen=True, slots=True)
class FoundProvisions:
    """What surely answers, of each document one provision: several where documents speak of the same; and what comes nearest."""

    told: tuple[FoundProvision, ...]
    nearest: KeptProvision


@dataclass(frozen=True, slots=True)
class Sought:
    """The documents in which a question is looked for, by which words, and the question as it is read."""

    documents: list[int]
    words: str
    read: str


def day_asked(question: str) -> date | None:
    """The day of which a question asks what was in force: "as of 2023-06-01"; None where it names none."""
    found = {day for day, at in dates(question) if _ON_DAY.search(question[:at])}
    return found.pop() if len(found) == 1 else None


def time_asked(question: str, today: date) -> tuple[date, date] | None:
    """The first and last day of the month or year in the past of which a question asks: "in May 2025"; None where it names none, or several.

    >>> time_asked("Was business class allowed in May 2025?", date(2026, 1, 1))
    (datetime.date(2025, 5, 1), datetime.date(2025, 5, 31))
    """
    found = {(m["year"], m["month"].lower() if m["month"] else "") for m in _IN_TIME.finditer(question)}
    if len(found) != 1 or dates(question):
        return None
    year, month = found.pop()
    number = MONTHS.index(month) + 1 if month else 0
    first = date(int(year), number or 1, 1)
    after = date(int(year) + (number or 12) // 12, (number or 12) % 12 + 1, 1)
    last = min(date.fromordinal(after.toordinal() - 1), today)
    return (first, last) if first <= today else None


def documents_in_force(
    documents: Documents, within: Sequence[str], as_of: date | None, day: date | None = None
) -> list[Regulating]:
    """The contracts and policies that count on a day; of versions of one policy (of one title) the newest that was in force.

    Args:
        documents: of the library.
        within: only in these collections.
        as_of: the library as it was on a day, and what was in force then.
        day: what was in force on a day by its own words, of the library as it is.
    """
    day = as_of or day or datetime.now(UTC).date()
    every = regulating(documents.store, within, as_of)
    newest: dict[str, date] = {}
    for d in every:
        if d.title and d.effective and d.effective <= day:
            newest[squash(d.title)] = max(d.effective, newest.get(squash(d.title), d.effective))
    return [d for d in every if d.effective is None or d.effective == newest.get(squash(d.title))]


def find_provision(
    documents: Documents, question: str, every: Sequence[Regulating], least: float
) -> FoundProvisions | None:
    """The provisions that answer; None where there are none at all.

    Args:
        documents: of the library.
        question: as asked.
        every: the documents in force.
        least: the chance from which on a provision is told, if both readers point at it.
    """
    held, features = described_provisions(documents, question, every)
    if not held:
        return None
    chances = graded(features)
    first = int(np.argmax(chances))
    own = {id: [n for n, p in enumerate(held) if p.of == id] for id in dict.fromkeys(p.of for p in held)}
    alone = {id: _alone(held, features, rows) for id, rows in own.items()}

    def is_sure(found: FoundProvision) -> bool:
        return found.chance >= least and bears_what_is_asked(question, said_by(found.provision))

    told = [FoundProvision(held[first], round(float(chances[first]), 4))] if agreed(features, first) else []
    told = [t for t in told if is_sure(t)]
    # A document that speaks of the same takes from the other's chance; each is graded by itself, and both are told.
    sure = [
        found
        for found, share in alone.values()
        if share >= features[first, SHARE] - ALIKE and found.provision.of != held[first].of and is_sure(found)
    ]
    if not told and sure and is_sure(alone[held[first].of][0]):
        told = [alone[held[first].of][0]]
    if told:
        told += sorted(sure, key=lambda f: (-f.chance, f.provision.document))[: SIDES - 1]
    return FoundProvisions(tuple(told), held[first])


def said_by(provision: KeptProvision) -> str:
    """What a reader reads of a provision: its heading, what leads it in, its words."""
    return " ".join(f"{provision.heading}. {provision.lead} {provision.text}".split())


def _alone(held: Sequence[KeptProvision], features: Array, rows: Sequence[int]) -> tuple[FoundProvision, float]:
    """The likeliest provision of one document, graded as if there were no other, and the share of the question's words that it bears."""
    own = among(features, rows)
    chances = graded(own)
    best = int(np.argmax(chances))
    chance = round(float(chances[best]), 4) if agreed(own, best) else 0.0
    return FoundProvision(held[rows[best]], chance), float(own[best, SHARE])


def described_provisions(
    documents: Documents, question: str, every: Sequence[Regulating]
) -> tuple[list[KeptProvision], Array]:
    """The provisions that are read for a question, and what each is graded by, a row each."""
    home = documents.store.database.settings.home
    names, contracts = names_of(documents, every)
    sought = seek(documents, question, names, contracts)
    vector = embedder(home).embed([sought.words])[0]
    held = find_provisions(documents.store, sought.documents, [float(x) for x in vector])
    candidates = [
        Candidate(
            p.of,
            tuple(p.stems.split()),
            frozenset(stem(t) for t in tokens(p.heading)),
            p.near,
            said_by(p),
        )
        for p in held
    ]
    readers = passage_reader(home), provision_reader(home)
    order, features = described(sought.words, candidates, names, [partial(r.judge, sought.read) for r in readers])
    return [held[n] for n in order], features


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
