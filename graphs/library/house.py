"""What the tools of the library's lanes share: the settings, and the store that they open once."""

from __future__ import annotations

from functools import cached_property

from muniment.settings import Settings
from muniment.store.opening import open_store
from muniment.store.store import Store


class House:
    """What the lane's tools share."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def store(self) -> Store:
        """The store, with the bundled sample in it."""
        return open_store(self.settings)
