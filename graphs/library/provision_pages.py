"""Which provisions of the library's contracts and policies a question may be answered by, of the documents that are meant and in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from muniment.graphs.library.naming import names_of, seek
from muniment.learning.certified import NEVER
from muniment.models.opened import embedder, passage_reader, provision_reader
from muniment.store.library.documents import Documents
from muniment.store.library.provisions import KeptProvision, Regulating, find_provisions
from muniment.tools.provisions.bearing import bears_every_word, without_document
from muniment.tools.provisions.kind_of_answer import bears_what_is_asked
from muniment.tools.provisions.ranking import GENERAL, SHARE, Array, Candidate, agreed, among, described, graded
from muniment.wording import stem, tokens

SIDES = 2
"""Documents that are told side by side where several answer."""
ALIKE = 0.05
"""How much less of the question's words a second document's provision may bear: "refund" of HEY is not that of Basecamp."""


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


def find_provision(
    documents: Documents, question: str, every: Sequence[Regulating], least: float, least_borne: float = NEVER
) -> FoundProvisions | None:
    """The provisions that answer; None where there are none at all.

    Args:
        documents: of the library.
        question: as asked.
        every: the documents in force.
        least: the chance from which on a provision is told, if both readers point at it.
        least_borne: the same for one that bears every word of the question.
    """
    held, features, names = described_provisions(documents, question, every)
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
    else:
        told = [f for f in _borne(held, features, names, question) if f.chance >= least_borne]
    return FoundProvisions(tuple(told), held[first])


def _borne(
    held: Sequence[KeptProvision], features: Array, names: Mapping[int, frozenset[str]], question: str
) -> list[FoundProvision]:
    """The provision that both readers point at, where it bears every word of a question, and its document the name that the question gives;
    nothing where provisions of several documents do."""
    asked, named = without_document(question)
    first = int(features[:, GENERAL].argmax())
    bearing = [n for n, p in enumerate(held) if named <= names[p.of] and bears_every_word(asked, p.text, p.lead)]
    if first not in bearing or not agreed(features, first) or len({held[n].of for n in bearing}) > 1:
        return []
    return [FoundProvision(held[first], round(float(graded(features)[first]), 4))]


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
) -> tuple[list[KeptProvision], Array, Mapping[int, frozenset[str]]]:
    """The provisions that are read for a question, what each is graded by, a row each, and the stems by which each document may be named."""
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
    return [held[n] for n in order], features, names
