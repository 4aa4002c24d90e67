"""The elements of a question in order: what names something, and the words between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from muniment.agents.reading.amounts import AmountMark
from muniment.agents.reading.items import ItemMark
from muniment.agents.reading.names import Mention
from muniment.agents.reading.operations import OperationMark
from muniment.agents.reading.periods import PeriodMark
from muniment.agents.reading.words import Word

Kind = Literal["company", "period", "amount", "item", "operation", "talk", "word", "sign"]
_BREAKS = frozenset(",;:?!.—")


@dataclass(frozen=True, slots=True)
class Element:
    """A stretch of the question that names something, or a word, or a sign; `owns` is said of a name with a possessive."""

    start: int
    end: int
    kind: Kind
    value: Word | Mention | PeriodMark | AmountMark | ItemMark | OperationMark | None
    owns: bool = False

    @property
    def word(self) -> Word:
        """The word it is."""
        assert isinstance(self.value, Word)
        return self.value

    @property
    def norm(self) -> str:
        """The word as it is compared; empty for what names something."""
        return self.value.norm if isinstance(self.value, Word) else ""

    @property
    def stem(self) -> str:
        """The word's stem; empty for what names something."""
        return self.value.stem if isinstance(self.value, Word) else ""

    @property
    def breaks(self) -> bool:
        """True for a sign that parts stretches of a question."""
        return self.kind == "sign" and self.norm in _BREAKS
