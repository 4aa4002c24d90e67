"""Random worlds of people, groups, shares, revocations and deletions: does any door tell somebody of a document that he may not see?

    python -m benchmarks.people.worlds 10000

What may be seen is told by a model of its own, in `tests.worlds`. Each world is told by its number, so that one that leaks can be had again.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from pathlib import Path

from muniment.settings import Settings
from tests.worlds import Town, World


def main() -> None:
    """Try worlds, and tell how many there were and which leaked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("worlds", type=int)
    parser.add_argument("--first", type=int, default=0, help="the number of the first")
    parsed = parser.parse_args()
    leaking, began, steps = 0, time.perf_counter(), 0
    with tempfile.TemporaryDirectory() as home:
        town = Town.found(Settings(home=Path(home)))
        for number in range(parsed.first, parsed.first + parsed.worlds):
            world = World(town, random.Random(number))
            found = []
            for _ in range(3):
                for _ in range(5):
                    world.step()
                    steps += 1
                found += world.leaks(int(number % 5 == 0))
            world.end()
            if found:
                leaking += 1
                print(f"world {number}: {found[:3]}", flush=True)
            if (number + 1) % 500 == 0:
                print(
                    f"{number + 1} worlds, {steps} acts, {leaking} with a leak, {time.perf_counter() - began:.0f} s",
                    flush=True,
                )
    print(f"{parsed.worlds} worlds, {steps} acts, {leaking} with a leak, {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
