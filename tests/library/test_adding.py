"""What is told of documents while several are read at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from muniment.library import adding
from muniment.library.reading import Wanted
from muniment.store.library.documents import Kept


def kept(id: int, path: str) -> Kept:
    return Kept(id, "c", path, path, "sha", 5, 1, "", "", None, None, "", datetime.now(UTC))


class Documents:
    """Documents that are published one after another, each time they are looked at: 6, and then 5, whose transaction began first."""

    def __init__(self) -> None:
        self.published: list[Kept] = []
        self.coming = [kept(6, "/b"), kept(5, "/a")]

    def current(self, within: Sequence[str], after: int) -> list[Kept]:
        if self.coming:
            self.published.append(self.coming.pop(0))
        return [k for k in self.published if k.id > after]


class Worker:
    """A worker that is done when it is asked a third time."""

    failed = None

    def __init__(self) -> None:
        self.asked = 0

    def is_alive(self) -> bool:
        self.asked += 1
        return self.asked < 3

    def start(self) -> None: ...
    def stop(self) -> None: ...
    def join(self) -> None: ...


class Jobs:
    """A queue of two documents."""

    def __init__(self, documents: Any) -> None: ...

    def defer(self, waiting: Sequence[Wanted]) -> list[int]:
        return [1, 2]

    def worker(self, wait: bool) -> Worker:
        return Worker()

    def unfinished(self) -> dict[int, Any]:
        return {}

    def cancel(self, numbers: Sequence[int]) -> None: ...


def test_document_that_is_published_behind_one_with_a_higher_number_is_not_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(adding, "Jobs", Jobs)
    waiting = [Wanted("c", "/a", "sha"), Wanted("c", "/b", "sha")]
    told = adding._worked(Documents(), waiting, {}, 4)  # type: ignore[arg-type]
    assert [(a.path, a.state) for a in told] == [("/b", "added"), ("/a", "added")]
