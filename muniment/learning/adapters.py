"""The registry of adapters: which there are, which is current for a domain, and whether each is what it was.

An adapter is a folder with `adapter.gguf` and `card.json`. Those that come with the package stand in `muniment/data/adapters`,
a user's own in `adapters` of the home; both are named `domain/name`. What is current is a list of names, so that the last
can be taken back. The file's hash is that of its card, checked at every load; an adapter that did not pass its gate is kept
and never becomes current.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from muniment.errors import BadInput, ModelUnavailable, Unavailable
from muniment.models.gguf_file import check_gguf, sha256_of
from muniment.models.language_model import Adapter


@dataclass(frozen=True, slots=True)
class Registered:
    """An adapter with its card."""

    name: str
    domain: str
    folder: Path
    card: dict[str, Any]

    @property
    def passed(self) -> bool:
        """Whether it passed its gate: exam and parity."""
        return bool(self.card.get("passed"))

    @property
    def adapter(self) -> Adapter:
        """The file, with the hash it must have."""
        return Adapter(self.folder / "adapter.gguf", str(self.card.get("sha256", "")), self.name)


class Registry:
    """The adapters of a home and of the package."""

    def __init__(self, home: Path) -> None:
        self.own = home / "adapters"
        self.shipped = Path(str(files("muniment.data"))) / "adapters"

    def entries(self) -> list[Registered]:
        """All, by name; a user's own before the package's of the same name."""
        found: dict[str, Registered] = {}
        for root in (self.own, self.shipped):
            for entry in _read(root):
                found.setdefault(entry.name, entry)
        return [found[name] for name in sorted(found)]

    def find(self, name: str) -> Registered:
        """One adapter.

        Raises:
            BadInput: there is none of that name.
        """
        for entry in self.entries():
            if entry.name == name:
                return entry
        known = ", ".join(e.name for e in self.entries()) or "none"
        raise BadInput(f"there is no adapter {name}; there are: {known}")

    def current(self, domain: str, base_sha256: str) -> Adapter | None:
        """The adapter that a domain uses with a base model; None where none was made for it and passed.

        What a person chose comes first; else the package's, if it is of this base.
        """
        chosen = self._chosen().get(domain)
        if chosen is not None:
            entry = self.find(chosen[-1]) if chosen else None
            return entry.adapter if entry and entry.card.get("base_sha256") == base_sha256 else None
        fitting = [
            e
            for e in _read(self.shipped)
            if e.domain == domain and e.passed and e.card.get("base_sha256") == base_sha256
        ]
        return fitting[-1].adapter if fitting else None

    def use(self, name: str) -> Registered:
        """Make an adapter its domain's current one.

        Raises:
            BadInput: there is none of that name, or it did not pass its gate.
            ModelUnavailable: its file is not what its card says.
        """
        entry = self.find(name)
        if not entry.passed:
            raise BadInput(
                f"{name} did not pass its gate ({entry.card.get('why', 'no exam')}); it is kept, and not used"
            )
        verify(entry)
        chosen = self._chosen()
        chosen.setdefault(entry.domain, []).append(name)
        self._write(chosen)
        return entry

    def rollback(self, domain: str) -> str:
        """Take the last choice of a domain back; returns the name that is current then, empty for none.

        Raises:
            BadInput: nothing was chosen for it.
        """
        chosen = self._chosen()
        if not chosen.get(domain):
            raise BadInput(f"no adapter was chosen for {domain}")
        chosen[domain].pop()
        if not chosen[domain]:
            del chosen[domain]
        self._write(chosen)
        return chosen.get(domain, [""])[-1]

    def _chosen(self) -> dict[str, list[str]]:
        try:
            held = json.loads((self.own / "current.json").read_text())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            held = None
        if not isinstance(held, dict) or not all(
            isinstance(names, list) and all(isinstance(n, str) for n in names) for names in held.values()
        ):
            raise Unavailable(
                f"{self.own / 'current.json'} cannot be read; delete it, and choose again with muniment adapters use"
            )
        return held

    def _write(self, chosen: dict[str, list[str]]) -> None:
        self.own.mkdir(parents=True, exist_ok=True)
        fresh = self.own / "current.fresh"
        fresh.write_text(json.dumps(chosen, indent=1))
        fresh.replace(self.own / "current.json")


def verify(entry: Registered) -> None:
    """Check that an adapter's file is a whole GGUF adapter, and the one its card is of.

    Raises:
        ModelUnavailable: it is not.
    """
    file = entry.folder / "adapter.gguf"
    header = check_gguf(file)
    if header.kind != "adapter":
        raise ModelUnavailable(f"{file} is no adapter")
    if sha256_of(file) != entry.card.get("sha256"):
        raise ModelUnavailable(f"{file} is not what its card says: its hash differs")


def _read(root: Path) -> Iterator[Registered]:
    for card in sorted(root.glob("*/*/card.json")):
        try:
            held = json.loads(card.read_text())
        except (OSError, ValueError):
            continue
        if not isinstance(held, dict):
            continue
        domain = card.parent.parent.name
        yield Registered(f"{domain}/{card.parent.name}", domain, card.parent, held)
