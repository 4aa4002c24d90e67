"""People, groups, keys and shares over HTTP. Who may do what is Postgres' to say; here is only how it is asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Query

from muniment.store.acting import ActingDatabase
from muniment.trust.audit import Audit
from muniment.trust.people import People
from muniment.web.people.bodies import (
    EntryOut,
    GroupOut,
    KeyIn,
    KeyMade,
    KeyOut,
    Me,
    MembersIn,
    PersonIn,
    PersonOut,
    ShareIn,
    ShareOut,
    UnshareIn,
)

InPath = Annotated[str, Path(min_length=1, max_length=100)]


def people_routes(database: ActingDatabase) -> APIRouter:
    """`/me`, `/people`, `/groups`, `/keys`, `/shares`.

    Args:
        database: as whoever acts sees it.
    """
    router = APIRouter()
    people = People(database)

    @router.get("/me", summary="Who acts, and what the key that was shown is good for")
    def show_me() -> Me:
        me = database.acting()
        return Me(name=me.name, role=me.role, scopes=sorted(me.scopes), groups=sorted(people.groups()))

    @router.get("/people", summary="Who may sign in")
    def list_people() -> list[PersonOut]:
        return [PersonOut.model_validate(p, from_attributes=True) for p in people.every()]

    @router.post("/people", status_code=204, summary="Add somebody")
    def add_person(body: PersonIn) -> None:
        people.add(body.name, body.role, body.email)

    @router.delete("/people/{name}", status_code=204, summary="Let somebody in no more")
    def end_person(name: InPath) -> None:
        people.end(name)

    @router.get("/groups", summary="The groups, with their members")
    def list_groups() -> list[GroupOut]:
        return [GroupOut(name=name, members=members) for name, members in people.groups().items()]

    @router.put("/groups/{name}", status_code=204, summary="Make people members of a group")
    def join_group(name: InPath, body: MembersIn) -> None:
        people.join(name, body.names)

    @router.delete("/groups/{name}/{member}", status_code=204, summary="Take somebody out of a group")
    def leave_group(name: InPath, member: InPath) -> None:
        people.leave(name, [member])

    @router.get("/keys", summary="One's keys and sign-ins; an admin sees all")
    def list_keys() -> list[KeyOut]:
        return [KeyOut.model_validate(k, from_attributes=True) for k in people.every_key()]

    @router.post("/keys", status_code=201, summary="Make a key; it is told this once")
    def make_key(body: KeyIn) -> KeyMade:
        whose = body.person or database.person
        return KeyMade(key=people.make_key(whose, body.name, body.scopes, timedelta(days=body.days)))

    @router.delete("/keys/{id}", status_code=204, summary="End a key")
    def end_key(id: Annotated[int, Path(ge=1, le=2**62)]) -> None:
        people.end_key(id)

    @router.get("/shares", summary="What is shared by whoever asks, and with him")
    def list_shares() -> list[ShareOut]:
        return [ShareOut.model_validate(s, from_attributes=True) for s in people.shares()]

    @router.put("/shares", status_code=204, summary="Share a collection with a person or a group")
    def share(body: ShareIn) -> None:
        people.share(body.collection, body.may, body.person or "", body.group or "")

    @router.post("/shares/end", status_code=204, summary="Take back what was shared")
    def unshare(body: UnshareIn) -> None:
        people.unshare(body.collection, body.person or "", body.group or "")

    @router.get("/audit", summary="What was told to whom; what rests on documents that one may not see stays sealed")
    def list_audit(
        after: Annotated[int, Query(ge=0, le=2**62, description="rows from the one after this on")] = 0,
        before: Annotated[
            int | None, Query(ge=1, le=2**62, description="instead: the last rows before this one")
        ] = None,
        limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    ) -> list[EntryOut]:
        audit = Audit(database)
        found = audit.entries(after, limit) if before is None else audit.newest(limit, before)
        return [EntryOut.model_validate(e, from_attributes=True) for e in found]

    return router
