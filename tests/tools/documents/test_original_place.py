"""A passage's place in the original bytes, read again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from muniment.records import Passage
from muniment.store.store import Store
from muniment.tools.documents.original_place import read_place

PAGE = (
    "<html><body><p>Item 1A. Risk Factors</p><p>The Company&#8217;s business is <b>seasonal</b>.</p>"
    "<p>Net sales fell &amp; costs rose.</p></body></html>"
)


class Sources:
    """The originals of a store and the hashes under which they were loaded, in a folder."""

    def __init__(self, folder: Path, **loaded: str) -> None:
        self.database = self
        self.originals = folder
        self.hashes = loaded
        self.keeper = Store(cast(Any, self), folder)

    @contextmanager
    def begin(self) -> Iterator[Sources]:
        """A connection."""
        yield self

    def execute(self, query: Any) -> Sources:
        """The hash of the address that the query asks for."""
        (self.asked,) = query.compile().params.values()
        return self

    def scalar_one_or_none(self) -> str | None:
        """The hash, if the address was loaded."""
        return self.hashes.get(self.asked)

    def original(self, sha256: str) -> bytes | None:
        """The bytes under a hash."""
        return self.keeper.original(sha256)


def stored(folder: Path, page: str) -> Sources:
    sources = Sources(folder)
    sources.hashes["https://example.test/page.htm"] = sources.keeper.keep(page.encode())
    return sources


def passage(start: int, end: int) -> Passage:
    return Passage("r", "Item 1A", "", start, end, url="https://example.test/page.htm")


@pytest.mark.parametrize(
    ("piece", "text"),
    [
        ("<p>The Company&#8217;s business is <b>seasonal</b>.</p>", "The Company’s business is seasonal."),
        ("The Company&#8217;s business is <b>seasonal</b>.</p>", "The Company’s business is seasonal."),
        ("<p>Net sales fell &amp; costs rose.</p></body", "Net sales fell & costs rose."),
        ("<p>Item 1A. Risk Factors</p><p>The Company&#8217;s", "Item 1A. Risk Factors The Company’s"),
    ],
)
def test_the_visible_text_at_a_place_is_read(tmp_path: Path, piece: str, text: str) -> None:
    start = PAGE.index(piece)
    assert read_place(cast(Store, stored(tmp_path, PAGE)), passage(start, start + len(piece))) == text


def test_without_an_original_there_is_no_place(tmp_path: Path) -> None:
    elsewhere = replace(passage(0, 5), url="https://example.test/another.htm")
    assert read_place(cast(Store, stored(tmp_path, PAGE)), elsewhere) is None


def test_an_original_that_was_altered_bears_nothing_out(tmp_path: Path) -> None:
    page = PAGE.replace("seasonal", "steady")
    sources = stored(tmp_path, page)
    sha256 = hashlib.sha256(page.encode()).hexdigest()
    sources.keeper.path(sha256).write_bytes(b"<p>Something else.</p>")
    assert read_place(cast(Store, sources), passage(0, 60)) == ""
