"""Documents read by several workers on one database: how long, and what a killed worker loses.

python benchmarks/jobs.py [--count 400]
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import func, select

from muniment.library import Library
from muniment.library.jobs import Jobs
from muniment.library.reading import Wanted
from muniment.settings import Settings
from muniment.store.connecting import open_database
from muniment.store.opening import open_store
from muniment.store.tables import DocumentRow


def note(number: int) -> bytes:
    """A text of 6 KB."""
    chance = random.Random(number)
    lines = (f"Line {n} of note {number} says {chance.randint(1, 10**6)} of part {n}." for n in range(120))
    return "\n".join((f"Note {number}", "", *lines)).encode()


def run(home: Path, workers: int, count: int, kill: bool) -> str:
    """Let so many workers, of one thread each, read so many documents."""
    settings = Settings(home=home)
    library = Library(open_store(settings))
    collection = f"{workers}{kill}"
    contents = [note(n) for n in range(count)]
    wanted = [Wanted(collection, f"/{n}.txt", library.store.keep(c)) for n, c in enumerate(contents)]
    environment = os.environ | {"MUNIMENT_HOME": str(home)}
    command = [sys.executable, "-m", "muniment", "worker", "--threads", "1"]
    processes = [subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) for _ in range(workers)]
    for process in processes:
        assert process.stderr is not None
        process.stderr.readline()
    started = time.monotonic()
    jobs = Jobs(library.documents)
    jobs.defer(wanted)
    versions = select(func.count(), func.count(func.distinct(DocumentRow.path))).where(DocumentRow.path.like("/%"))
    before = 0
    with library.store.database.begin() as connection:
        before = connection.execute(versions).one()[0]
    killed = False
    while True:
        with library.store.database.begin() as connection:
            done = connection.execute(versions).one()[0] - before
        if kill and not killed and done > count / 2:
            processes[0].kill()
            killed = True
        if done >= count and not jobs.unfinished():
            break
        time.sleep(0.1)
    seconds = time.monotonic() - started
    for process in processes:
        process.terminate()
        process.wait()
    held = len(library.list(collection))
    return f"{workers} workers{', one killed' if kill else ''}: {seconds:.1f} s, {held} of {count} there, {done - count} twice"


def main() -> None:
    """Print a line for each number of workers."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=400)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        for workers, kill in ((1, False), (2, False), (4, False), (4, True)):
            print(run(Path(home), workers, options.count, kill), flush=True)
        open_database(Settings(home=Path(home))).close()


if __name__ == "__main__":
    main()
