"""Take the guard against each fault out once and tell which test misses it: `python -m benchmarks.faults [WORDS …]`.

The guards stand beside this, by room; with words, only those are tried whose fault contains them all. Each is taken out in a copy of the
tree, its tests are run there until the first that fails, and the file is put back. A guard that no test misses is printed as SURVIVED,
one that is not in the code any more, or whose tests are not there, as NOT FOUND; either makes the exit status 1.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.faults import answers, doors, edgar, models, reading, runs, server, store, trust
from benchmarks.faults.guard import Guard
from benchmarks.guards import copied, missed

SECONDS = 300.0
"""How long the tests of one guard may take: what they wait for then is the guard."""
GUARDS = tuple(
    guard for room in (answers, doors, edgar, models, reading, runs, server, store, trust) for guard in room.GUARDS
)
NOTICED, SURVIVED, NOT_FOUND = "noticed", "survived", "not found"


def main() -> int:
    """Try the guards, print what came of each and how many came to what; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*", help="which the fault contains; all guards where there are none")
    words = parser.parse_args().words
    chosen = [guard for guard in GUARDS if all(word in guard.fault for word in words)]
    with tempfile.TemporaryDirectory() as folder:
        copy = copied(Path(folder))
        came = Counter(tried(copy, guard) for guard in chosen)
    print(", ".join(f"{came[what]} {what}" for what in (NOTICED, SURVIVED, NOT_FOUND)))
    return 1 if came[SURVIVED] or came[NOT_FOUND] else 0


def tried(copy: Path, guard: Guard) -> str:
    """What comes of a guard: it is taken out of the copy, its tests are run, and it is put back."""
    file = copy / guard.module
    source = file.read_text("utf-8") if file.exists() else ""
    if source.count(guard.guard) != 1:
        print(f"NOT FOUND in {guard.module}: {guard.fault}", flush=True)
        return NOT_FOUND
    file.write_text(source.replace(guard.guard, guard.without), "utf-8")
    try:
        by = missed(copy, guard.tests, SECONDS)
    except ValueError as error:
        print(f"NOT FOUND ({error}): {guard.fault}", flush=True)
        return NOT_FOUND
    finally:
        file.write_text(source, "utf-8")
    print(f"noticed by {by}: {guard.fault}" if by else f"SURVIVED: {guard.fault}", flush=True)
    return NOTICED if by else SURVIVED


if __name__ == "__main__":
    sys.exit(main())
