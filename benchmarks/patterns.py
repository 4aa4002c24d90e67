"""How long each pattern of the product takes over text made to be slow: `python benchmarks/patterns.py [--least SECONDS]`.

A pattern is tried with `finditer` over repetitions of short pieces, at a length and at twice it. One that takes four times as
long over twice the text is quadratic, and a record of a few kilobytes may then stop everybody (BENCHMARKS.md).
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import muniment

PIECES = (
    "$1 ", "% ", "(1) ", "million ", "1,1,1 ", "Jan 1, ", "<a ", "a.", "1 ", "1,", "1.", "$1,200 million in 2024 ", "Item 7. ", "(", ". ",
    "2024 ", "and ", "of the ", "-1", "Rent? ", "A ", "a-", "A.", "x", "X", "1", " ", "\n", "\t", "the Company ", "| a | 1 |\n", "“a” ", "'s ",
    "1/1/", "FY", "year ", "in ", "q1 ", "net sales ", "Apple and ", "no. ", ", ", "; ", "&", "a b ", "ab's ", "1st ", "not ", "per ",
)  # fmt: skip
LENGTH = 1_000
BOUNDED = {"tools.own.record_cells._NUMBER[0]": 80}
"""Patterns whose caller gives them no more characters than this."""


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled text pattern that a module holds, by its name."""
    for found in pkgutil.walk_packages(muniment.__path__, "muniment."):
        if ".migrations" in found.name or found.name.endswith("__main__"):
            continue
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            held = value.values() if isinstance(value, dict) else value if isinstance(value, tuple | list) else (value,)
            for n, one in enumerate(held):
                each = one if isinstance(one, tuple) else (one,)
                for pattern in each:
                    if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
                        yield f"{found.name.removeprefix('muniment.')}.{name}[{n}]", pattern


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """The time to find every match."""
    began = time.perf_counter()
    for _ in pattern.finditer(text):
        pass
    return time.perf_counter() - began


def main() -> None:
    """Print the patterns that take longest, with the piece that makes them slow and how the time grows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--least", type=float, default=0.01, help="seconds over 1,000 characters that are worth a line")
    least = parser.parse_args().least
    seen: set[str] = set()
    slow = []
    for name, pattern in patterns():
        if pattern.pattern in seen:
            continue
        seen.add(pattern.pattern)
        length = BOUNDED.get(name, LENGTH)
        worst = max(((seconds(pattern, piece * (length // len(piece))), piece) for piece in PIECES), key=lambda x: x[0])
        if worst[0] >= least:
            twice = seconds(pattern, worst[1] * (2 * length // len(worst[1])))
            slow.append((worst[0], twice / worst[0], worst[1], name))
    for took, growth, piece, name in sorted(slow, reverse=True):
        print(f"{took:7.3f} s  ×{growth:4.1f} over twice the text  {piece!r:12}  {name}")
    print(f"{len(seen)} patterns, {len(slow)} at or above {least} s over {LENGTH:,} characters")


if __name__ == "__main__":
    main()
