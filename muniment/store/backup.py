"""A home as one file, and back: the database, original records, tuned adapters and lessons, each with its hash.

The file is a tar (POSIX.1-2001): `database.dump` as pg_dump's custom format writes it from one snapshot, the home's folders, and last `manifest.json`, which names
every member with its SHA-256. Originals are taken before the snapshot and once more behind it, so that whatever the snapshot names is there. Models are
left out: they come with the wheels, or are pulled again. A home into which something is restored must be empty; what fails leaves it so.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select, text

from muniment.errors import BadInput, Conflict, Unavailable
from muniment.progress import tell
from muniment.settings import Settings
from muniment.store.connecting import open_database
from muniment.store.database import Database
from muniment.store.embedded import binaries
from muniment.store.store import Store
from muniment.store.tables import DocumentRow, RunRow, SessionRow
from muniment.store.whole_file import whole_file
from muniment.trust.disposing import ERASURES, erase_again

FORMAT = 1
FOLDERS = ("records", "adapters", "lessons", "audit")
"""Folders of a home that cannot be had again."""
_BEFORE = "audit-before-restore"
_DUMP, _MANIFEST = "database.dump", "manifest.json"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Kept:
    """What a backup holds: how many documents, runs and sessions, and files of the home."""

    documents: int
    runs: int
    sessions: int
    files: int


def back_up(settings: Settings, target: Path) -> Kept:
    """Write a home into a file that only its owner can read; it is there whole, or not at all.

    Raises:
        BadInput: the file cannot be written.
        Conflict: it is there already.
        Unavailable: the database cannot be dumped.
    """
    with whole_file(target) as out:
        return _write(open_database(settings), settings.home, out)


def _write(database: Database, home: Path, out: IO[bytes]) -> Kept:
    members: dict[str, str] = {}
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        _add_folders(archive, home, members)
        with tempfile.TemporaryDirectory(prefix="muniment-") as room, _snapshot(database) as (connection, name):
            dump = Path(room) / _DUMP
            tell("database", 0, 1)
            words = ("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={name}", f"--file={dump}")
            _run("pg_dump", database, *words)
            tell("database", 1, 1)
            _add(archive, dump, _DUMP, members)
            revision = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
            counts = _counts(connection)
        _add_folders(archive, home, members)
        about = {"format": FORMAT, "made": datetime.now(UTC).isoformat(timespec="seconds"), "revision": revision}
        written = json.dumps(about | {"members": members}, indent=1).encode()
        said = tarfile.TarInfo(_MANIFEST)
        said.size, said.mode = len(written), 0o600
        archive.addfile(said, io.BytesIO(written))
    return Kept(*counts, len(members) - 1)


def _add_folders(archive: tarfile.TarFile, home: Path, members: dict[str, str]) -> None:
    """Add the files of a home's folders that are not there yet; one that is deleted meanwhile is passed over."""
    files = [
        (path, name)
        for folder in FOLDERS
        for path in sorted((home / folder).rglob("*"))
        if path.is_file() and not path.is_symlink() and (name := path.relative_to(home).as_posix()) not in members
    ]
    for n, (path, name) in enumerate(files, 1):
        try:
            _add(archive, path, name, members)
        except FileNotFoundError:
            continue
        tell("files", n, len(files))


def _add(archive: tarfile.TarFile, path: Path, name: str, members: dict[str, str]) -> None:
    """Add a file as it is now, of exactly the bytes that its hash is of."""
    with path.open("rb") as file:
        info = tarfile.TarInfo(name)
        info.size, info.mode = os.fstat(file.fileno()).st_size, 0o600
        digest = hashlib.sha256()
        archive.addfile(info, _Hashed(file, digest, info.size))  # type: ignore[arg-type]
    members[name] = digest.hexdigest()


class _Hashed:
    """A file of which no more than a size is read, and that is hashed as it is."""

    def __init__(self, file: IO[bytes], digest: Any, size: int) -> None:
        self.file, self.digest, self.left = file, digest, size

    def read(self, count: int) -> bytes:
        """The next bytes."""
        found = self.file.read(min(count, self.left))
        self.left -= len(found)
        self.digest.update(found)
        return found


def restore(settings: Settings, source: Path, erasures: Path | None = None) -> Kept:
    """Bring back a home from a file, into one that is empty but for its audit, and erase again what had been erased since.

    Args:
        settings: where the home is.
        source: the file.
        erasures: the ledger of erasures of a home that is elsewhere; that of this home is heeded in any case.

    Raises:
        BadInput: the file cannot be read, is no backup, is damaged, or was made by a newer Muniment.
        Conflict: the home, or the database, is not empty.
        Unavailable: the database cannot be filled.
    """
    if not source.is_file():
        raise BadInput(f"there is no file {source}")
    before = settings.home / _BEFORE
    if before.exists():
        raise Conflict(f"{before} is there from an earlier restore; move it away")
    for folder in set(FOLDERS) - {"audit"}:
        if (settings.home / folder).exists() and any((settings.home / folder).iterdir()):
            raise Conflict(f"{settings.home} is not empty; set MUNIMENT_HOME to a new folder")
    settings.home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=settings.home) as room:
        about = _unpacked(source, Path(room))
        known = {s.revision for s in _scripts().walk_revisions()}
        if about["revision"] not in known:
            raise BadInput(f"{source} was made by a newer Muniment; update, and restore it then")
        moved = [settings.home / folder for folder in FOLDERS if (Path(room) / folder).exists()]
        if (settings.home / "audit").exists():
            (settings.home / "audit").replace(before)
        try:
            for place in moved:
                shutil.rmtree(place, ignore_errors=True)
                (Path(room) / place.name).replace(place)
            _fill(settings, Path(room) / _DUMP)
        except BaseException:
            for place in moved:
                shutil.rmtree(place, ignore_errors=True)
            if before.exists():
                before.replace(settings.home / "audit")
            raise
    ledgers = [ledger for ledger in (before / ERASURES, erasures) if ledger is not None and ledger.exists()]
    for ledger in ledgers:
        erase_again(Store(open_database(settings), settings.home / "records"), ledger)
    with open_database(settings).begin() as connection:
        return Kept(*_counts(connection), len(about["members"]) - 1)


def _scripts() -> ScriptDirectory:
    import muniment.migrations

    return ScriptDirectory(str(Path(muniment.migrations.__file__).parent))


def _unpacked(source: Path, room: Path) -> dict[str, Any]:
    """Unpack a backup, every file checked against its hash.

    Returns:
        Its manifest.
    """
    hashes: dict[str, str] = {}
    about: dict[str, Any] = {}
    try:
        with tarfile.open(source, mode="r:") as archive:
            for n, member in enumerate(archive, 1):
                if not member.isfile() or not _is_ours(member.name) or (file := archive.extractfile(member)) is None:
                    raise BadInput(f"{source} is no backup of Muniment: it holds {member.name[:80]!r}")
                if member.name == _MANIFEST:
                    about = json.load(file)
                    continue
                hashes[member.name] = _copied(file, room / member.name)
                tell("files", n, n + 1)
    except (tarfile.TarError, OSError, ValueError, EOFError) as error:
        raise BadInput(f"{source} cannot be restored: {error}") from None
    if about.get("format") != FORMAT or not isinstance(about.get("members"), dict) or _DUMP not in hashes:
        raise BadInput(f"{source} is no backup of Muniment, or its end is missing")
    wrong = [name for name, sha256 in about["members"].items() if hashes.pop(name, None) != sha256] + list(hashes)
    if wrong:
        raise BadInput(f"{source} is damaged: {sorted(wrong)[0]} is not as it was written; nothing was restored")
    return about


def _is_ours(name: str) -> bool:
    """Whether a member is one that a backup has, and lies where it should."""
    parts = PurePosixPath(name).parts
    inside = len(parts) > 1 and parts[0] in FOLDERS and not {"..", "/", ""} & set(parts)
    return name in (_DUMP, _MANIFEST) or (inside and "/".join(parts) == name)


def _copied(file: IO[bytes], to: Path) -> str:
    """Write a file; its SHA-256."""
    to.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with open(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        while piece := file.read(_PIECE):
            digest.update(piece)
            out.write(piece)
    return digest.hexdigest()


def _fill(settings: Settings, dump: Path) -> None:
    """Fill an empty database in one transaction: the last step, before which nothing of what is restored is seen.

    Raises:
        Conflict: it is not empty.
    """
    database = Database(settings)
    try:
        _fill_empty(database, dump)
    finally:
        database.close()


def _fill_empty(database: Database, dump: Path) -> None:
    with database.begin() as connection:
        held = connection.execute(
            text("SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')")
        ).scalar_one()
    if held:
        raise Conflict("the database is not empty; set MUNIMENT_HOME (or MUNIMENT_DATABASE_URL) to a new one")
    tell("database", 0, 1)
    _run(
        "pg_restore",
        database,
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
        str(dump),
        into=True,
    )
    tell("database", 1, 1)


def _run(program: str, database: Database, *words: str, into: bool = False) -> None:
    """Run one of Postgres' own programs on a database; a password goes by the environment, where no other user sees it.

    Raises:
        Unavailable: it says that it cannot.
    """
    url = database.engine.url
    host = url.host or str(url.query.get("host", ""))
    given = {
        "PGHOST": host,
        "PGPORT": str(url.port or ""),
        "PGUSER": url.username or "",
        "PGPASSWORD": str(url.password or ""),
    }
    env = os.environ | {k: v for k, v in given.items() if v}
    done = subprocess.run(
        [
            str(binaries() / program),
            *words,
            *(("--dbname", url.database or "postgres") if into else (url.database or "postgres",)),
        ],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise Unavailable(f"{program} failed: {said[0] if said else 'it says nothing'}")


@contextmanager
def _snapshot(database: Database) -> Iterator[tuple[Connection, str]]:
    """A transaction that sees one state of the database, and the name by which others see the same."""
    with database.begin(steady=True) as connection:
        yield connection, str(connection.execute(text("SELECT pg_export_snapshot()")).scalar_one())


def _counts(connection: Connection) -> tuple[int, int, int]:
    """How many documents, runs and sessions there are."""
    documents, runs, sessions = (
        int(connection.execute(select(func.count()).select_from(row)).scalar_one())
        for row in (DocumentRow, RunRow, SessionRow)
    )
    return documents, runs, sessions
