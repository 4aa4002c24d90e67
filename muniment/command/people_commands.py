"""`muniment people`, `share` and `unshare`: who may sign in to `muniment serve`, and what the house shares with them.

They are the owner's of the home: whoever can read its files needs no key.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import timedelta

from rich.console import Console
from rich.table import Table

from muniment.graphs.keeping import make_tables
from muniment.presenting import inert
from muniment.settings import Settings
from muniment.store.guarding import guard
from muniment.store.opening import open_store
from muniment.trust.people import People


def run_list(parsed: argparse.Namespace) -> int:
    """Who may sign in, and the groups."""
    people = _people()
    every = people.every()
    if not every:
        print("Nobody was added, so muniment serve asks nobody to sign in. muniment people add NAME changes that.")
        return 0
    _print(
        ("Name", "Role", "Mail", ""),
        [(p.name, p.role, p.email or "", f"ended {p.ended:%Y-%m-%d}" if p.ended else "") for p in every],
    )
    groups = people.groups()
    if groups:
        _print(("Group", "Members"), [(name, ", ".join(members)) for name, members in groups.items()])
    return 0


def run_add(parsed: argparse.Namespace) -> int:
    """Add somebody."""
    people = _people()
    first = not people.any()
    people.add(parsed.name, parsed.role, parsed.email)
    _guard(people)
    print(f"{parsed.name} was added. muniment people key {parsed.name} makes a key.")
    if first:
        print("From its next start on, muniment serve asks everybody to sign in.")
    return 0


def run_role(parsed: argparse.Namespace) -> int:
    """Give somebody another role."""
    _people().change(parsed.name, parsed.role)
    return 0


def run_end(parsed: argparse.Namespace) -> int:
    """Let somebody in no more."""
    _people().end(parsed.name)
    return 0


def run_join(parsed: argparse.Namespace) -> int:
    """Make people members of a group."""
    _people().join(parsed.group, parsed.names)
    return 0


def run_leave(parsed: argparse.Namespace) -> int:
    """Take people out of a group."""
    _people().leave(parsed.group, parsed.names)
    return 0


def run_key(parsed: argparse.Namespace) -> int:
    """Make a key, and print it."""
    scopes = [s.strip() for s in parsed.scopes.split(",") if s.strip()]
    print(_people().make_key(parsed.name, parsed.called, scopes, timedelta(days=parsed.days)))
    return 0


def run_keys(parsed: argparse.Namespace) -> int:
    """The keys and sign-ins."""
    rows = [
        (
            str(k.id),
            k.person,
            k.name,
            ", ".join(k.scopes),
            f"ended {k.ended:%Y-%m-%d}" if k.ended else f"until {k.expires:%Y-%m-%d}" if k.expires else "",
        )
        for k in _people().every_key()
    ]
    _print(("Key", "Whose", "Called", "Good for", ""), rows)
    return 0


def run_end_key(parsed: argparse.Namespace) -> int:
    """End a key."""
    _people().end_key(parsed.id)
    return 0


def run_share(parsed: argparse.Namespace) -> int:
    """Share a collection of the house, or list what is shared."""
    people = _people()
    if parsed.collection is None:
        shares = people.shares()
        _print(("Collection", "With", "May"), [(s.collection, s.person or f"group {s.group}", s.may) for s in shares])
        return 0
    people.share(parsed.collection, parsed.may, parsed.person, parsed.group)
    return 0


def run_unshare(parsed: argparse.Namespace) -> int:
    """Take back what was shared."""
    _people().unshare(parsed.collection, parsed.person, parsed.group)
    return 0


def _people() -> People:
    return People(open_store(Settings.read()).database)


def _guard(people: People) -> None:
    make_tables(people.database)
    guard(people.database)


def _print(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    table = Table(*heads, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(inert(cell) for cell in row))
    Console().print(table, markup=False)
