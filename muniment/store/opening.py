"""Open what a home holds: its store with the bundled sample in it, once for each home in a process."""

from __future__ import annotations

from muniment.settings import Settings
from muniment.store.database import Database
from muniment.store.sample import load_sample
from muniment.store.store import Store
from muniment.store.trying import once_more


def open_store(settings: Settings) -> Store:
    """The store of the settings, with the bundled sample in it.

    Raises:
        Unavailable: the database cannot be used.
    """
    store = Store(Database.open(settings), settings.home / "records")
    once_more(lambda: load_sample(store))
    return store
