"""What the reasoning model must be able to do, whether it runs here or behind an address.

It points at what exists: a choice among options, never text of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

END_OF_TURN = "<|im_end|>"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a prompt: ours (special tokens are read) or from a record (they are plain text)."""

    text: str
    ours: bool = True


@dataclass(frozen=True, slots=True)
class Adapter:
    """A LoRA adapter in a GGUF file, known by its hash."""

    path: Path
    sha256: str
    name: str = "adapter"


def one_of(options: Sequence[str], end: str = "") -> str:
    """The grammar (GBNF) of which nothing is written but one of the options, and what closes it."""
    quoted = " | ".join(f'"{option}"' for option in options)
    return f"root ::= ({quoted})" + (f' "{end}"' if end else "")


class LanguageModel(Protocol):
    """A model that chooses."""

    @property
    def name(self) -> str:
        """What answers are signed with."""

    @property
    def sha256(self) -> str:
        """What it is known by in a run's manifest, and which adapters are made for."""

    @property
    def parameters(self) -> int:
        """How many it has."""

    def count(self, text: str) -> int:
        """How many tokens a text from a record takes."""

    def choose(
        self, prompt: Sequence[Piece], options: Sequence[str], end: str = "", adapter: Adapter | None = None
    ) -> str:
        """One of the options: the same for the same prompt.

        Args:
            prompt: the pieces in order, up to where the answer begins.
            options: what may be answered.
            end: what closes an option in this prompt.
            adapter: what the model was tuned with for this.

        Raises:
            ModelUnavailable: it cannot be asked, or gives something else than an option.
            Stopped: whoever asked has had enough.
        """

    def likelihoods(
        self, prompt: Sequence[Piece], answers: Sequence[str], adapter: Adapter | None = None
    ) -> list[float]:
        """How likely each answer is after a prompt: natural logarithms.

        Raises:
            ModelUnavailable: it cannot tell.
        """
