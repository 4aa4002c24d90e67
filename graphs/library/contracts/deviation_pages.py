"""Wherein one contract of the library, as it is amended, stands alone among the others: fields of its sheet that none of them shares, that most state and it does not, or that it states and
most do not, as a table with every cell cited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from muniment.errors import Abstention
from muniment.graphs.library.contracts.amending import Amendment, left_open
from muniment.graphs.library.contracts.clause_pages import unclear
from muniment.graphs.library.contracts.names import ContractNames
from muniment.graphs.library.contracts.sheets import Marks, SheetOf, TermsTold, open_sheets, titled
from muniment.learning.certified import least_chance
from muniment.records import AnswerTable, Cell, Listing
from muniment.store.library.clauses import contracts
from muniment.store.library.documents import Documents
from muniment.tools.contracts.questions.deviation_questions import DeviationAsked
from muniment.tools.contracts.sheet import Field
from muniment.tools.contracts.term_words import said
from muniment.wording import FUNCTION_WORDS, tokens

OWN = frozenset(
    {"document", "parties", "agreement date", "effective date", "start of the term", "end of the term", "break date"}
)
"""Fields in which every contract is another."""
PLACES = 3
"""Places of other contracts that a cell cites."""
LEAST = 2
"""Other contracts that there must be."""
_KIND = frozenset("contract agreement lease licence license nda deal our the my this that".split())


def find_deviation(
    documents: Documents, asked: DeviationAsked, within: Sequence[str], as_of: date | None, risk: float
) -> TermsTold | None:
    """Wherein a contract differs from the others; None where the words name none.

    Args:
        documents: of the library.
        asked: the words by which the contract is named, and in what.
        within: only in these collections.
        as_of: the documents as they were on a day.
        risk: the share of what is told that may be wrong.

    Raises:
        Abstention: several contracts may be meant, or there are too few others.
    """
    every = contracts(documents.store, within, as_of)
    words = tuple(t for t in tokens(asked.named) if t not in FUNCTION_WORDS and t not in _KIND)
    if not every or not words:
        return None
    names = ContractNames(documents, every)
    meant, narrowing = names.likeliest(words)
    if narrowing:
        return None
    amended = names.amended
    if not meant:
        return None
    if len(meant) > 1:
        raise Abstention("ambiguous_entity", unclear([every[id] for id in meant], "muniment sheet"))
    others = [id for id in every if id != meant[0] and id not in amended]
    if len(others) < LEAST:
        raise Abstention("insufficient_evidence", f"There are too few other contracts to set {every[meant[0]]} beside.")
    least = least_chance("clause", risk)
    opened = {c.id: c for c in open_sheets(documents, every, least)}
    now = {
        id: left_open(
            opened[id], [Amendment(documents, opened[by], opened[id]) for by, of in amended.items() if of == id]
        )
        for id in (meant[0], *others)
    }
    return _told(now[meant[0]], [now[id] for id in others], asked.field)


def _told(contract: SheetOf, others: Sequence[SheetOf], within: str) -> TermsTold | None:
    if within and not contract.fields[within].values:
        return None
    marks = Marks()
    rows = []
    for name, field in contract.fields.items():
        if (name in OWN if not within else name != within) or (
            why := _why(field, [c.fields[name] for c in others])
        ) is None:
            continue
        own = marks.of(contract, field)[:2] if field.values else ()
        theirs = Counter(_shown(c.fields[name]) for c in others if c.fields[name].values)
        stating = [c for c in others if c.fields[name].values][:PLACES]
        places = [n for c in stating for n in marks.of(c, c.fields[name])[:1]]
        rows.append(
            (
                Cell(name.capitalize()),
                Cell(_shown(field) or "not found", own),
                Cell("; ".join(f"{v} ({n})" for v, n in theirs.most_common()) or "not found", tuple(places)),
                Cell(why),
            )
        )
    alone = f"in {len(rows)} of the fields that are read of each" if not within else f"in {titled(within)}"
    text = f"“{contract.name}” beside {len(others)} other contracts: it stands {'alone' if rows else 'not alone'} {alone}. What is not found is not surely read, which is no proof that it is not there."
    table = AnswerTable("Unusual", ("Field", "Here", "The others", "Why"), tuple(rows)) if rows else None
    return TermsTold(Listing(text, table), tuple(marks.terms))


def _why(field: Field, others: Sequence[Field]) -> str | None:
    """Why a field is unusual among the others'; None where it is not, or where that is not known of it."""
    if field.status == "unread":
        return None
    stated = [f for f in others if f.values]
    read = [f for f in others if f.status != "unread"]
    if not field.values:
        return f"{len(stated)} of {len(others)} others state it" if 2 * len(stated) > len(others) else None
    if not stated:
        return "stated by none" if len(read) == len(others) else None
    if any(set(f.values) & set(field.values) for f in stated):
        return (
            f"{len(read) - len(stated)} of {len(others)} others do not state it"
            if 4 * len(stated) <= len(read)
            else None
        )
    return "shared by none"


def _shown(field: Field) -> str:
    return "; ".join(said(v) for v in field.values)
