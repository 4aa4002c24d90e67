"""What may go wrong, the guard in the code against it, and the tests that must miss the guard.

How the code reads without a guard can be imported and runs, as if nobody had thought of the fault; so the tests named fail because of the fault itself. Where two
guards stand behind each other, each of which would do, the row takes out the one whose absence matters, or both at once where they stand side by side.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guard:
    """A guard in the code.

    Attributes:
        fault: what may happen.
        module: the file below the root.
        guard: its text, which stands there once.
        without: what stands there without it.
        tests: files of tests, or single ones, that should miss it.
    """

    fault: str
    module: str
    guard: str
    without: str
    tests: tuple[str, ...]
