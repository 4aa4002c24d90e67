"""What a clause or a provision hangs on, quoted with it: the sentence behind it that takes it back, the definitions of its words, the sections that
it refers to. One that refers to a section which the document does not have says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from muniment.agents.telling.quotations import ruled_end
from muniment.store.library.contract_terms import DEFINITION, find_terms
from muniment.store.library.documents import Documents
from muniment.tools.contracts.definitions import used
from muniment.tools.contracts.references import references
from muniment.tools.own.section_lookup import find_section

LONGEST = 1_200
"""Characters of a section that is quoted because a clause refers to it; of a longer one that it is there is enough."""
DANGLING = "It refers to a section that was not found in the document."


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a document's page (from 1), their text, and the chance that they answer."""

    page: int
    start: int
    end: int
    text: str
    chance: float


def with_what_it_hangs_on(
    documents: Documents, of: int, stretches: Sequence[Stretch]
) -> tuple[list[Stretch], list[Stretch], str]:
    """Stretches with all that rules them; what they hang on; and what must be said of it, if anything.

    Args:
        documents: of the library.
        of: the document's number.
        stretches: what answers.
    """
    pages = {p.number: p for p in documents.pages([of]).get(of, [])}
    ruled = []
    for s in stretches:
        end = ruled_end(pages[s.page].text, s.end)
        ruled.append(replace(s, end=end, text=pages[s.page].text[s.start : end]))
    said = " ".join(s.text for s in ruled)
    defined = {t.field.removeprefix(DEFINITION): t for t in find_terms(documents.store, [of], fields=f"{DEFINITION}%")}
    hung = [Stretch(t.page, t.start, t.end, t.text, t.chance) for t in (defined[name] for name in used(said, defined))]
    note = ""
    numbers = list(pages)
    for number in references(said):
        found = find_section(number, [pages[n].text for n in numbers])
        note = note if found else DANGLING
        for n, start, end in found[:1]:
            if end - start <= LONGEST:
                hung.append(Stretch(numbers[n], start, end, pages[numbers[n]].text[start:end], 1.0))
    own = {(s.page, s.start) for s in ruled}
    return ruled, [h for h in hung if (h.page, h.start) not in own and h.text not in said], note
