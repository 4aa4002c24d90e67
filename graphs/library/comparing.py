"""How two documents of the library differ: their provisions, and, of two contracts, the fields of their sheets; which version came before one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from muniment.errors import BadInput, Unknown
from muniment.graphs.library.contracts.sheets import SheetOf, open_sheets
from muniment.store.library.clauses import contracts
from muniment.store.library.documents import Documents, Kept
from muniment.store.library.provisions import KeptProvision, provisions_of
from muniment.tools.contracts.sheet import Field
from muniment.tools.provisions.comparing import compare

OWN = frozenset({"document", "parties", "agreement date"})
"""Fields in which two contracts differ because they are two."""


@dataclass(frozen=True, slots=True)
class DifferingField:
    """A field in which the sheets of two contracts differ."""

    name: str
    first: Field
    second: Field


@dataclass(frozen=True, slots=True)
class DifferingProvision:
    """A provision of the first document beside that of the second; one is None where only the other has it. `changes` are the words out and in."""

    first: KeptProvision | None
    second: KeptProvision | None
    changes: tuple[tuple[str, str], ...]

    @property
    def heading(self) -> str:
        """The heading under which it stands, in the first document if it is there."""
        held = self.first or self.second
        return held.heading if held else ""


@dataclass(frozen=True, slots=True)
class DocumentComparison:
    """Two documents, how many of their provisions are alike, or but for names, and how the others, and the fields of their sheets, differ."""

    first: Kept
    second: Kept
    alike: int
    renamed: int
    fields: tuple[DifferingField, ...]
    provisions: tuple[DifferingProvision, ...]
    sheets: tuple[SheetOf, ...]


def compare_documents(documents: Documents, first: Kept, second: Kept, least: float) -> DocumentComparison:
    """Compare two documents.

    Args:
        documents: of the library.
        first, second: contracts or policies.
        least: the least chance of what is read of a contract's clauses.

    Raises:
        BadInput: one of them is no contract or policy that was read.
    """
    left, right = (provisions_of(documents.store, d.id) for d in (first, second))
    for kept, held in ((first, left), (second, right)):
        if not held:
            raise BadInput(f"{kept.name} is no contract or policy; only those are compared")
    found = compare([p.text for p in left], [p.text for p in right])
    rows = tuple(
        DifferingProvision(
            None if d.first is None else left[d.first], None if d.second is None else right[d.second], d.changes
        )
        for d in found.differences
    )
    names = contracts(documents.store, ())
    sheets: tuple[SheetOf, ...] = ()
    if first.id in names and second.id in names:
        opened = {s.id: s for s in open_sheets(documents, {d.id: d.name for d in (first, second)}, least)}
        sheets = opened[first.id], opened[second.id]
    return DocumentComparison(first, second, found.alike, found.renamed, _fields(sheets), rows, sheets)


def _fields(sheets: Sequence[SheetOf]) -> tuple[DifferingField, ...]:
    """The fields that both sheets read, and in which they differ; what only one has is among the provisions."""
    if not sheets:
        return ()
    first, second = (s.fields for s in sheets)
    return tuple(
        DifferingField(name, first[name], second[name])
        for name in first
        if name not in OWN
        and first[name].values
        and second[name].values
        and set(first[name].values) != set(second[name].values)
    )


def version_on(documents: Documents, kept: Kept, day: date) -> Kept:
    """The version of a document that came into force on a day.

    Raises:
        Unknown: none did.
    """
    found = [v for v in documents.versions(kept.id) if v.known == day]
    if not found:
        raise Unknown(f"no version of {kept.name} came into force on {day}")
    return found[-1]


def former_version(documents: Documents, kept: Kept, since: date | None) -> Kept:
    """The version of a document that was in force on a day, or, where none is named, the one before it.

    Raises:
        Unknown: there is none that is known.
    """
    earlier = [v for v in documents.versions(kept.id) if (v.known, v.id) < (kept.known, kept.id)]
    if since is not None:
        earlier = [v for v in earlier if v.known <= since]
    if not earlier:
        raise Unknown(f"no earlier version of {kept.name} is known{f' that was in force on {since}' if since else ''}")
    return earlier[-1]
