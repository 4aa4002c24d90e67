"""What came of checking a draft: each claim, what it compares, and whether it held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Aspect = Literal[
    "operation",
    "company",
    "item",
    "part",
    "period",
    "span",
    "basis",
    "unit",
    "sign",
    "arithmetic",
    "source",
    "date",
    "wording",
    "quotation",
]
"""What a check compares; each has a name for people in `ASPECTS`."""
ASPECTS: dict[str, str] = {
    "operation": "what was asked",
    "company": "company",
    "item": "line item",
    "part": "whole or part",
    "period": "period",
    "span": "length",
    "basis": "one basis",
    "unit": "unit",
    "sign": "sign",
    "arithmetic": "arithmetic",
    "source": "source",
    "date": "filing date",
    "quotation": "quotation",
    "wording": "every number shown",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One claim of a draft, what it compares, and whether it held."""

    claim: str
    held: bool
    aspect: Aspect = "wording"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The check of a draft: every claim that was checked."""

    checks: tuple[Check, ...]

    @property
    def checked(self) -> int:
        """How many claims were checked."""
        return len(self.checks)

    @property
    def held(self) -> int:
        """How many of them held."""
        return sum(c.held for c in self.checks)

    @property
    def faults(self) -> tuple[str, ...]:
        """The claims that did not hold."""
        return tuple(c.claim for c in self.checks if not c.held)

    @property
    def aspects(self) -> tuple[str, ...]:
        """What was compared, in words for people, each once."""
        seen = {c.aspect for c in self.checks}
        return tuple(told for aspect, told in ASPECTS.items() if aspect in seen)

    @property
    def sound(self) -> bool:
        """True when something was checked and all of it held."""
        return bool(self.checks) and not self.faults
