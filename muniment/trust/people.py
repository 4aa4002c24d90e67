"""People, their groups and keys, and what they share: who may do what is asked of Postgres, which refuses what whoever acts may not do.

Names of people and groups are for life: an audit speaks of them.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from muniment.errors import BadInput, Conflict, Denied, Unknown
from muniment.store.acting import Acting, ActingDatabase, hash_of, ticket_of
from muniment.store.database import Database
from muniment.store.seen import HOUSE, called
from muniment.store.tables import CollectionRow, GroupRow, KeyRow, MemberRow, PersonRow, ShareRow
from muniment.trust.anchoring import anchor
from muniment.trust.recording import Act, add, record

Role = Literal["user", "steward", "auditor", "admin"]
Right = Literal["read", "add", "manage"]
SCOPES: dict[Role, tuple[str, ...]] = {
    "user": ("ask", "read", "add", "manage", "keys"),
    "steward": ("ask", "read", "add", "manage", "keys"),
    "auditor": ("ask", "read", "add", "manage", "keys", "audit"),
    "admin": ("ask", "read", "add", "manage", "keys", "admin"),
}
"""What the keys of somebody of a role may be used for; `scopes_of` in migration 0012 says the same."""
LASTS = timedelta(hours=12)
"""How long somebody stays signed in."""
LONGEST_LIFE = timedelta(days=366)
"""A key that nobody renews in a year is nobody's."""
_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")
_KEY = re.compile(r"mun_[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may sign in, or could until `ended`."""

    id: int
    name: str
    role: Role
    email: str | None
    ended: datetime | None


@dataclass(frozen=True, slots=True)
class Key:
    """A key or a sign-in: whose, what it may be used for, until when, and since when it is ended."""

    id: int
    person: str
    name: str
    scopes: tuple[str, ...]
    is_sign_in: bool
    expires: datetime | None
    ended: datetime | None


@dataclass(frozen=True, slots=True)
class Share:
    """That a person or a group may read a collection, add to it, or manage it."""

    collection: str
    person: str
    group: str
    may: Right


class People:
    """Reads and writes of the people in one database, by whoever acts in it."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def any(self) -> bool:
        """Whether there are people, so that one has to sign in."""
        with self.database.begin() as connection:
            return connection.execute(select(PersonRow.id).limit(1)).first() is not None

    def add(self, name: str, role: Role = "user", email: str | None = None) -> None:
        """Add somebody.

        Raises:
            BadInput: it is no name.
            Conflict: the name or the mail address is taken.
            Denied: whoever acts is no admin.
        """
        with _once(f"there is a {name} already, or somebody of that mail address"), self.database.begin() as connection:
            row = {"name": check_name(name), "role": role, "email": email}
            connection.execute(insert(PersonRow).values(row).returning(PersonRow.name))
            self._record(connection, "added a person", {"name": name, "role": role})
        self._anchor()

    def change(self, name: str, role: Role) -> None:
        """Give somebody another role; his keys may be used for no more than that allows, from the next call on."""
        self._update(name, {"role": role}, "changed a person", {"name": name, "role": role})

    def end(self, name: str) -> None:
        """Let somebody in no more, from the next call on; what is his stays."""
        self._update(name, {"ended": func.clock_timestamp()}, "ended a person", {"name": name})

    def _record(
        self, connection: Connection, act: Act, said: dict[str, object], collection: tuple[int, str] | None = None
    ) -> None:
        """Record an act in the transaction in which it is done; the name of a collection is sealed."""
        content = {"collection": collection[1]} if collection else {}
        add(self.database, connection, act, said, content, collections=[collection[0]] if collection else [])

    def _anchor(self) -> None:
        anchor(self.database)

    def _update(self, name: str, values: dict[str, object], act: Act, said: dict[str, object]) -> None:
        with self.database.begin() as connection:
            changed = update(PersonRow).where(PersonRow.name == name).values(values).returning(PersonRow.id)
            if connection.execute(changed).first() is None:
                raise Unknown(f"there is nobody called {name[:64]}")
            self._record(connection, act, said)
        self._anchor()

    def every(self) -> list[Person]:
        """The people that whoever acts may see: all for an admin, else himself."""
        row = PersonRow
        query = select(row.id, row.name, row.role, row.email, row.ended).order_by(row.name)
        with self.database.begin() as connection:
            return [Person(r.id, r.name, _role(r.role), r.email, r.ended) for r in connection.execute(query)]

    def join(self, group: str, names: Sequence[str]) -> None:
        """Make people members of a group, which is made where there is none.

        Raises:
            BadInput: it is no name of a group.
            Denied: whoever acts is no admin.
            Unknown: there is nobody of a name.
        """
        with self.database.begin() as connection:
            connection.execute(
                insert(GroupRow).values(name=check_name(group)).on_conflict_do_nothing().returning(GroupRow.id)
            )
            id = connection.execute(select(GroupRow.id).where(GroupRow.name == group)).scalar_one()
            rows = [{"group_id": id, "person": _person(connection, name)} for name in names]
            for row in rows:
                connection.execute(insert(MemberRow).values(row).on_conflict_do_nothing())
            self._record(connection, "changed a group", {"group": group, "joined": list(names)})
        self._anchor()

    def leave(self, group: str, names: Sequence[str]) -> None:
        """Take people out of a group, from the next call on."""
        with self.database.begin() as connection:
            for name in names:
                of = select(GroupRow.id).where(GroupRow.name == group).scalar_subquery()
                gone = delete(MemberRow).where(MemberRow.group_id == of, MemberRow.person == _person(connection, name))
                if connection.execute(gone.returning(MemberRow.person)).first() is None:
                    raise Unknown(f"{name[:64]} is not in a group called {group[:64]}")
            self._record(connection, "changed a group", {"group": group, "left": list(names)})
        self._anchor()

    def groups(self) -> dict[str, list[str]]:
        """The groups that whoever acts may see, with their members: all for an admin, else his own and himself in them."""
        query = (
            select(GroupRow.name, PersonRow.name.label("member"))
            .outerjoin(MemberRow, MemberRow.group_id == GroupRow.id)
            .outerjoin(PersonRow, PersonRow.id == MemberRow.person)
            .order_by(GroupRow.name, PersonRow.name)
        )
        found: dict[str, list[str]] = {}
        with self.database.begin() as connection:
            for row in connection.execute(query):
                found.setdefault(row.name, []).extend([row.member] if row.member else [])
        return found

    def make_key(
        self, person: str, name: str, scopes: Sequence[str] = (), lasts: timedelta = timedelta(days=90)
    ) -> str:
        """A new key of somebody; it is told this once, and only its hash is kept. Made with another key, it lasts no longer, and ends with it.

        Args:
            person: whose.
            name: what he knows it by.
            scopes: what it may be used for; all that his role allows where none is named.
            lasts: how long, at most a year.

        Raises:
            BadInput: it would last too long, or may be used for what there is not.
            Denied: it would be somebody else's, or may be used for more than the key that was shown.
            Unknown: there is nobody of that name.
        """
        known = {scope for of in SCOPES.values() for scope in of}
        if not set(scopes) <= known:
            raise BadInput(f"a key may be used for: {', '.join(sorted(known))}")
        if not timedelta(0) < lasts <= LONGEST_LIFE:
            raise BadInput("a key lasts at least a moment and at most a year")
        if not name.strip() or len(name) > 100:
            raise BadInput("a key's name has 1 to 100 characters")
        secret = _secret()
        with self.database.begin() as connection:
            id = _person(connection, person)
            given = list(scopes) or connection.execute(select(func.acting_scopes(id))).scalar_one()
            row = {"person": id, "name": name, "hash": hash_of(ticket_of(secret)), "scopes": given}
            made = insert(KeyRow).values(row | {"expires": datetime.now(UTC) + lasts}).returning(KeyRow.id)
            number = connection.execute(made).scalar_one()
            self._record(connection, "made a key", {"key": number, "whose": person, "scopes": sorted(given)})
        self._anchor()
        return secret

    def sign_in(self, acting: Acting) -> str:
        """A sign-in of who acts, good for what the key is that he showed.

        Raises:
            Denied: he does not act any more.
        """
        secret = _secret()
        row = {"person": acting.person, "name": "sign-in", "scopes": sorted(acting.scopes), "is_sign_in": True}
        row |= {"hash": hash_of(ticket_of(secret)), "expires": datetime.now(UTC) + LASTS}
        with self.database.begin() as connection:
            number = connection.execute(insert(KeyRow).values(row).returning(KeyRow.id)).scalar_one()
            self._record(connection, "signed in", {"key": number})
        self._anchor()
        return secret

    def sign_in_vouched(self, door: str, subject: str, email: str | None) -> str:
        """A sign-in of somebody whom an identity provider vouched for.

        Args:
            door: what the server proves itself with.
            subject: who he is there, for ever.
            email: his address as verified there, by which he is known the first time.

        Raises:
            Denied: nobody here is known by either.
        """
        secret = _secret()
        with self.database.begin() as connection:
            vouched = func.sign_in(door, subject, email, hash_of(ticket_of(secret)), int(LASTS.total_seconds()))
            if connection.execute(select(vouched)).scalar_one_or_none() is None:
                raise Denied("nobody here is known by that sign-in; ask an admin to add your mail address")
        record(ActingDatabase(self.database, ticket_of(secret)), "signed in", {"by": "identity provider"}, {})
        return secret

    def every_key(self) -> list[Key]:
        """The keys that whoever acts may see: all for an admin, else his own; those that can still be used first."""
        row = KeyRow
        query = (
            select(row.id, PersonRow.name.label("whose"), row.name, row.scopes, row.is_sign_in, row.expires, row.ended)
            .join(PersonRow, PersonRow.id == row.person)
            .order_by(row.ended.is_not(None), PersonRow.name, row.id)
        )
        with self.database.begin() as connection:
            found = connection.execute(query).all()
        return [Key(r.id, r.whose, r.name, tuple(r.scopes), r.is_sign_in, r.expires, r.ended) for r in found]

    def end_key(self, id: int) -> None:
        """Let a key be of no use any more, from the next call on.

        Raises:
            Unknown: there is none of that number that whoever acts may end.
        """
        with self.database.begin() as connection:
            ended = update(KeyRow).where(KeyRow.id == id, KeyRow.ended.is_(None)).values(ended=func.clock_timestamp())
            if connection.execute(ended.returning(KeyRow.id)).first() is None:
                raise Unknown(f"there is no key {id} that could be ended")
            self._record(connection, "ended a key", {"key": id})
        self._anchor()

    def share(self, collection: str, may: Right, person: str = "", group: str = "") -> None:
        """Let a person or a group read a collection, add to it, or manage it; it takes the place of what was shared with them before.

        Raises:
            Unknown: there is no such collection that whoever acts may manage, or nobody of that name.
        """
        with self.database.begin() as connection:
            id = _managed(connection, collection)
            row = {"collection": id, "may": may, **_with(connection, person, group)}
            shared = insert(ShareRow).values(row)
            connection.execute(
                shared.on_conflict_do_update(index_elements=["collection", "person", "group_id"], set_={"may": may})
            )
            said: dict[str, object] = {"with": person or group, "is_group": bool(group), "may": may}
            self._record(connection, "shared", said, (id, collection))
        self._anchor()

    def unshare(self, collection: str, person: str = "", group: str = "") -> None:
        """Take back what was shared, from the next call on.

        Raises:
            Unknown: there is no such collection that whoever acts may manage, or it was not shared.
        """
        with self.database.begin() as connection:
            id, whom = _managed(connection, collection), _with(connection, person, group)
            gone = delete(ShareRow).where(
                ShareRow.collection == id,
                ShareRow.person.is_not_distinct_from(whom["person"]),
                ShareRow.group_id.is_not_distinct_from(whom["group_id"]),
            )
            if connection.execute(gone.returning(ShareRow.collection)).first() is None:
                raise Unknown(f"{collection[:100]} is not shared with {(person or group)[:64]}")
            said: dict[str, object] = {"with": person or group, "is_group": bool(group)}
            self._record(connection, "unshared", said, (id, collection))
        self._anchor()

    def shares(self) -> list[Share]:
        """What is shared, as far as whoever acts may see it: of collections that he manages, and with himself."""
        query = (
            select(called, func.person_named(ShareRow.person), func.group_named(ShareRow.group_id), ShareRow.may)
            .join(CollectionRow, CollectionRow.id == ShareRow.collection)
            .order_by(CollectionRow.id, ShareRow.person, ShareRow.group_id)
        )
        with self.database.begin() as connection:
            return [Share(of, who or "", group or "", may) for of, who, group, may in connection.execute(query)]


def check_name(name: str) -> str:
    """The name of a person or a group.

    Raises:
        BadInput: it is none.
    """
    if not _NAME.fullmatch(name) or name == HOUSE:
        raise BadInput("a name has 1 to 64 small letters, digits, and . _ @ - (but not at its beginning)")
    return name


def is_key(secret: str) -> bool:
    """Whether something looks like a key, so that the database need not be asked."""
    return bool(_KEY.fullmatch(secret))


def _secret() -> str:
    return f"mun_{secrets.token_urlsafe(32)}"


def _role(name: str) -> Role:
    return next(role for role in SCOPES if role == name)


def _person(connection: Connection, name: str) -> int:
    id = connection.execute(select(func.person_called(name))).scalar_one_or_none()
    if id is None:
        raise Unknown(f"there is nobody called {name[:64]}")
    return int(id)


def _with(connection: Connection, person: str, group: str) -> dict[str, int | None]:
    if bool(person) == bool(group):
        raise BadInput("a collection is shared with a person or with a group")
    if person:
        return {"person": _person(connection, person), "group_id": None}
    id = connection.execute(select(func.group_called(group))).scalar_one_or_none()
    if id is None:
        raise Unknown(f"there is no group called {group[:64]}")
    return {"person": None, "group_id": int(id)}


def _managed(connection: Connection, collection: str) -> int:
    managed = CollectionRow.id == func.any(func.collections_to("manage"))
    query = select(CollectionRow.id).where(called == collection, managed)
    id = connection.execute(query).scalar_one_or_none()
    if id is None:
        raise Unknown(f"there is no collection called {collection[:100]} that you manage")
    return int(id)


@contextmanager
def _once(taken: str) -> Iterator[None]:
    """What is there already is said in a sentence."""
    try:
        yield
    except IntegrityError:
        raise Conflict(taken) from None
