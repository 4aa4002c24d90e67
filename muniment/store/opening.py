"""Open what a home holds: its store with the bundled sample in it, once for each home in a process."""

from __future__ import annotations

import stat
from contextlib import suppress
from pathlib import Path

from muniment.settings import Settings
from muniment.store.connecting import open_database
from muniment.store.sample import load_sample
from muniment.store.store import Store
from muniment.store.trying import once_more


def open_store(settings: Settings) -> Store:
    """The store of the settings, with the bundled sample in it.

    Raises:
        Unavailable: the database cannot be used.
    """
    _make_private(settings.home)
    store = Store(open_database(settings), settings.home / "records")
    once_more(lambda: load_sample(store))
    return store


_PRIVATE = ("records", "lessons", "adapters", "audit")


def _make_private(home: Path) -> None:
    """Let nobody but its owner look into a home, or into the folders of it that hold what is his; others may still pass, as the server's user must."""
    # A home that cannot be written is refused where it is used, in a sentence; folders that are not there yet are made by who uses them.
    with suppress(OSError):
        home.mkdir(parents=True, exist_ok=True)
    for folder in (home, *(home / name for name in _PRIVATE)):
        with suppress(OSError):
            kept = stat.S_IMODE(folder.stat().st_mode) & (~0o066 if folder == home else ~0o077)
            if kept != stat.S_IMODE(folder.stat().st_mode):
                folder.chmod(kept)
