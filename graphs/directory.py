"""The companies by their names, once for whoever sees the same ones: of ten thousand it takes 0.3 s to read them."""

from __future__ import annotations

from functools import lru_cache

from muniment.agents.reading.names import Directory
from muniment.items.known_companies import with_common_names
from muniment.records import Company


@lru_cache(maxsize=4)
def directory_of(companies: tuple[Company, ...]) -> Directory:
    """The directory of companies, with the common names that are known of them."""
    return Directory(with_common_names(companies))
