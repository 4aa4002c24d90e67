"""Match words left over in a question to the company's own segments, products, regions and concepts.

Only whole names match, in the spelling of the XBRL member or of the row that the fact stands in; a part of a name is
never taken for it. Choosing among several matches is not done here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from muniment.records import PRINTED, Fact
from muniment.wording import FUNCTION_WORDS, name_words, squash, tokens

# Axes that only say that a figure is of a segment before eliminations; beside another axis they add nothing.
_NEUTRAL = frozenset(
    (axis, "us-gaap:OperatingSegmentsMember")
    for axis in ("srt:ConsolidationItemsAxis", "us-gaap:ConsolidationItemsAxis", "srt:ConsolidatedEntitiesAxis")
)
_GENERIC = frozenset(
    "segment region division product category business unit geographic operating reportable line".split()
)
_UNITED_STATES = re.compile(r"\bunited states(?: of america)?\b|\bU\.S\.(?:A\.)?|\bUSA\b", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\s*\((?:(?:see\s+)?notes?\s+)?\d{1,2}[a-z]?\)|[*†‡]", re.IGNORECASE)
_CHANGES = re.compile(r":IncreaseDecreaseIn")


@dataclass(frozen=True, slots=True)
class Member:
    """A fact of one member of one axis, with the member's name as people would write it."""

    fact: Fact
    axis: str
    name: str


def find_members(facts: Iterable[Fact], words: str) -> list[Member]:
    """The facts whose one dimension bears these words, in the order given."""
    wanted = forms(words)
    found = []
    for fact in facts:
        dimensions = [d for d in fact.dimensions if d not in _NEUTRAL]
        if len(dimensions) != 1:
            continue
        axis, member = dimensions[0]
        label = _FOOTNOTE.sub("", fact.label).strip()
        if wanted & (forms(name_words(member)) | forms(label)):
            found.append(Member(fact, axis.rsplit(":", 1)[-1].removesuffix("Axis"), _name(label, member, wanted)))
    return found


_AXES = {
    "segments": ("StatementBusinessSegmentsAxis",),
    "products": ("ProductOrServiceAxis",),
    "regions": ("StatementGeographicalAxis",),
}


def members_of(facts: Iterable[Fact], kind: str) -> list[Member]:
    """The members of one kind of part that the newest filing states, each once.

    Args:
        facts: of one item and period, the latest filed first.
        kind: `segments`, `products` or `regions`.
    """
    found: dict[str, Member] = {}
    newest = ""
    for fact in facts:
        dimensions = [d for d in fact.dimensions if d not in _NEUTRAL]
        if len(dimensions) != 1 or not dimensions[0][0].endswith(_AXES[kind]):
            continue
        newest = newest or fact.accession
        label = _FOOTNOTE.sub("", fact.label).strip()
        member = dimensions[0][1]
        if fact.accession == newest:
            found.setdefault(member, Member(fact, dimensions[0][0].rsplit(":", 1)[-1], label or name_words(member)))
    return list(found.values())


def find_concepts(reported: Iterable[tuple[str, str]], words: str) -> list[str]:
    """The concepts whose name, or row label, is these words; a change of a balance, which statements print under its bare name, is not called by that."""
    wanted = squash(words)
    each = [(c, label) for c, label in reported if not _CHANGES.search(c)]
    named = {c for c, _ in reported if not c.startswith(PRINTED) and squash(name_words(c)) == wanted}
    return sorted(named) or sorted({c for c, label in each if label and squash(_FOOTNOTE.sub("", label)) == wanted})


def forms(text: str) -> set[str]:
    """The spellings under which a name may be met: as written, and without generic and function words."""
    text = _UNITED_STATES.sub("US", text)
    words = tokens(text)
    bare = [w for w in words if w not in _GENERIC and w not in FUNCTION_WORDS]
    return {form for form in (squash(text), squash(" ".join(bare))) if form}


def _name(label: str, member: str, wanted: set[str]) -> str:
    return label if label and wanted & forms(label) else name_words(member)
