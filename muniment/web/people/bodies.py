"""What the people's routes take and give, as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from muniment.trust.people import Right, Role
from muniment.web.bodies import Body

Called = Annotated[str, Field(min_length=1, max_length=64)]


class Me(BaseModel):
    """Who acts, and what the key that was shown is good for."""

    name: str
    role: str
    scopes: list[str]
    groups: list[str]


class PersonOut(BaseModel):
    """Somebody who may sign in, or could until `ended`."""

    name: str
    role: str
    email: str | None
    ended: datetime | None


class GroupOut(BaseModel):
    """A group with its members."""

    name: str
    members: list[str]


class KeyOut(BaseModel):
    """A key or a sign-in, without itself."""

    id: int
    person: str
    name: str
    scopes: list[str]
    is_sign_in: bool
    expires: datetime | None
    ended: datetime | None


class KeyMade(BaseModel):
    """A new key, told this once."""

    key: str


class ShareOut(BaseModel):
    """What a person or a group may do with a collection."""

    collection: str
    person: str
    group: str
    may: str


class PersonIn(Body):
    """Somebody to be added."""

    name: Called
    role: Role = "user"
    email: Annotated[str | None, Field(max_length=254)] = None


class MembersIn(Body):
    """Members of a group."""

    names: Annotated[list[Called], Field(max_length=1000)]


class KeyIn(Body):
    """A key to be made: whose (one's own where nobody is named), what for (all that is allowed where nothing is named), how long."""

    name: Annotated[str, Field(min_length=1, max_length=100)]
    person: Called | None = None
    scopes: Annotated[list[str], Field(max_length=10)] = Field(default_factory=list)
    days: Annotated[int, Field(ge=1, le=366)] = 90


class ShareIn(Body):
    """What a person or a group may do with a collection."""

    collection: Annotated[str, Field(min_length=1, max_length=200)]
    person: Called | None = None
    group: Called | None = None
    may: Right = "read"


class UnshareIn(Body):
    """From whom a collection is taken back."""

    collection: Annotated[str, Field(min_length=1, max_length=200)]
    person: Called | None = None
    group: Called | None = None


class EntryOut(BaseModel):
    """A row of the audit; `content` is null where it may not be opened, or was erased."""

    seq: int
    at: str
    who: str | None
    key: int | None
    act: str
    said: dict[str, Any]
    content: Any
