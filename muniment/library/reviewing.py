"""A person's word on a field of a contract's sheet: what was read holds, or something else does and these words of the contract say so.

What is confirmed or corrected is kept as a lesson, and is what sheets, deadlines and answers tell from then on.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Literal

from muniment.errors import BadInput, Unknown
from muniment.graphs.library.contracts.sheets import SheetOf
from muniment.store.library.documents import Documents
from muniment.store.library.field_reviews import FieldReview, drop_review, find_reviews, put_review
from muniment.tools.contracts.field_values import normalised
from muniment.tools.contracts.sheet import Field

Said = Literal["holds", "absent", "nothing"]
"""What somebody says of a field: that it holds, that the contract states nothing of it, or nothing more, which takes back what they said."""
LONGEST = 4_000
"""Characters of the words that say so."""


def confirm_field(documents: Documents, contract: SheetOf, name: str) -> None:
    """Say that what was read of a field holds, its absence too.

    Raises:
        BadInput: it is not read, or was corrected.
        Unknown: there is no such field.
    """
    field = _field(contract, name)
    if field.status == "unread":
        raise BadInput(f"{contract.name}: no value of {name} was read; write one, with the words that say so")
    if field.by_hand == "corrected":
        raise BadInput(f"{contract.name}: {name} was corrected on {field.day}; take that back first")
    _keep(documents, contract, field, field.values, "")


def correct_field(documents: Documents, contract: SheetOf, name: str, value: str, words: str) -> None:
    """Say what holds of a field.

    Args:
        documents: of the library.
        contract: whose field.
        name: of the field.
        value: in words or normalised; several parties are parted by semicolons.
        words: those of the contract that say so.

    Raises:
        BadInput: it is no value of the field, or the words do not stand in the contract.
        Unknown: there is no such field.
    """
    field = _field(contract, name)
    parts = value.split(";") if name == "parties" else [value]
    values = tuple(normalised(name, part) for part in parts)
    if not 0 < len(words.strip()) <= LONGEST:
        raise BadInput(f"copy the words of the contract that say so, {LONGEST} characters at most")
    wanted = re.compile(r"\s+".join(map(re.escape, words.split())))
    pages = documents.pages([contract.id]).get(contract.id, [])
    found = next((m.group() for p in pages if (m := wanted.search(p.text))), None)
    if found is None:
        raise BadInput(f"these words stand on no page of {contract.name}; copy them from one")
    _keep(documents, contract, field, values, found)


def say_absent(documents: Documents, contract: SheetOf, name: str) -> None:
    """Say that a contract states nothing of a field.

    Raises:
        Unknown: there is no such field.
    """
    _keep(documents, contract, _field(contract, name), (), "")


def take_back(documents: Documents, contract: SheetOf, name: str) -> None:
    """Forget what was said of a field.

    Raises:
        Unknown: there is no such field, or nothing was said of it.
    """
    if not _field(contract, name).by_hand:
        raise Unknown(f"nothing was said by hand of {name} of {contract.name}")
    drop_review(documents.store, contract.id, name)


def _field(contract: SheetOf, name: str) -> Field:
    if name not in contract.fields:
        raise Unknown(f"a contract's sheet has no field called {name[:80]!r}; it has: {', '.join(contract.fields)}")
    return contract.fields[name]


def _keep(documents: Documents, contract: SheetOf, field: Field, holds: tuple[str, ...], words: str) -> None:
    """What was read by the machine is kept beside it, also where somebody said another thing before."""
    before = find_reviews(documents.store, [contract.id]).get(contract.id, {}).get(field.name)
    read = before.review.read if before and field.by_hand else field.values
    review = FieldReview(field.name, holds, read, words, datetime.now(UTC).date())
    put_review(documents.store, contract.id, review)
