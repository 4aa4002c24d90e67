"""What goes in and out over HTTP, as types: FastAPI checks requests by them and writes them into the OpenAPI document."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from fastapi import Path
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from muniment.agents.reading.words import MAX_QUESTION
from muniment.errors import Conflict, Reason
from muniment.library.adding import State
from muniment.records import Record, Table
from muniment.store.sessions import NAME


def _day(text: object) -> date | None:
    """A date as text; pydantic would take seconds since 1970 too."""
    if text is None or isinstance(text, str):
        return None if text is None else date.fromisoformat(text)
    raise ValueError("write YYYY-MM-DD")


class Body(BaseModel):
    """What is sent: text is text and a number a number."""

    model_config = ConfigDict(strict=True)


Id = Annotated[str, Path(min_length=1, max_length=100, pattern=r"^[0-9a-f]+$")]
"""Of a session or a run, in an address."""
Cell = Annotated[str, Field(max_length=100_000)]


class RecordIn(Body):
    """A record of the caller's own."""

    id: Annotated[str, Field(min_length=1, max_length=200)]
    title: Annotated[str, Field(max_length=1000)] = ""
    text: Annotated[str, Field(max_length=5_000_000)] = ""
    tables: list[list[list[Cell]]] = []

    def record(self) -> Record:
        """As the agent takes it."""
        return Record(self.id, self.text, self.title, tuple(Table(tuple(tuple(r) for r in t)) for t in self.tables))


class Question(Body):
    """A question, with what belongs to it. In a session, what it leaves out is taken from the one before."""

    question: Annotated[str, Field(min_length=1, max_length=MAX_QUESTION, pattern=r"[^\W_]")]
    as_of: Annotated[date | None, BeforeValidator(_day)] = None
    domain: Annotated[str, Field(max_length=100)] | None = None
    session: Annotated[str, Field(max_length=100, description="a session's id")] | None = None
    records: list[RecordIn] = []
    history: list[str] = []
    within: Annotated[
        list[Annotated[str, Field(max_length=100)]], Field(description="only these collections of the library")
    ] = []

    def given(self) -> tuple[Record, ...]:
        """The caller's own records.

        Raises:
            Conflict: earlier questions are given for a session, which has its own.
        """
        if self.session and self.history:
            raise Conflict("a session has its own history")
        return tuple(r.record() for r in self.records)


class Value(BaseModel):
    """One figure: an exact decimal as text, in base units."""

    label: str
    value: str
    unit: str
    entity: str
    cik: int | None
    start: date | None
    end: date | None
    fiscal: str
    derived: bool
    program: list[str] | None


class Citation(BaseModel):
    """Where something in the answer stands."""

    n: int
    kind: Literal["fact", "passage"]
    record: str
    url: str
    concept: str
    section: str
    quote: str
    start: int | str | None
    end: int | str | None
    filed: date | None
    entity: str
    form: str
    fiscal: str
    page: int | None
    boxes: list[list[float]]


class Verified(BaseModel):
    """How many claims were checked, how many held, and what was compared, in words."""

    checked: int
    held: int
    aspects: list[str]


class CellOut(BaseModel):
    """One cell of a table, and the numbers of the citations that it rests on."""

    text: str
    citations: list[int]


class AnswerTableOut(BaseModel):
    """A table of an answer."""

    caption: str
    heads: list[str]
    rows: list[list[CellOut]]


class AnswerOut(BaseModel):
    """The outcome of a question: the object that `--json` prints."""

    status: Literal["answered", "abstained"]
    reason: Reason | None
    answer: str
    values: list[Value]
    citations: list[Citation]
    tables: list[AnswerTableOut]
    verified: Verified
    model: str
    adapter: str | None
    seconds: float
    run: str
    carried: list[str]
    notes: list[str]


class Problem(BaseModel):
    """What went wrong, in one sentence."""

    message: str
    type: str


class ProblemOut(BaseModel):
    """A refusal of the request."""

    error: Problem


class SessionOut(BaseModel):
    """A session; `damage` says why it is set aside."""

    id: str
    name: str
    created: datetime
    used: datetime
    turns: int
    damage: str


class TurnOut(BaseModel):
    """One question of a session."""

    n: int
    question: str
    as_of: date | None
    asked: datetime
    status: str
    run: str
    answer: AnswerOut | None


class SessionName(Body):
    """A session's name."""

    name: Annotated[str, Field(min_length=1, max_length=100, pattern=NAME)]


class RunOut(BaseModel):
    """A run, without its trace."""

    run: str
    question: str
    started: datetime
    status: str
    parent: str | None


class ForkIn(Body):
    """Where to branch off a run, and what to change there: `path=value`."""

    at: Annotated[str, Field(max_length=200)]
    set: list[Annotated[str, Field(max_length=100_000)]] = []


class ReplayOut(BaseModel):
    """What running a run again came to."""

    run: str
    identical: bool
    changed: list[str]
    room: str
    how: str


class DomainOut(BaseModel):
    """A domain, and what it is about."""

    name: str
    about: str


class CompanyOut(BaseModel):
    """A company on record."""

    cik: int
    name: str
    tickers: list[str]


class FilingOut(BaseModel):
    """A filing on record; `text` says whether its document is on this machine."""

    accession: str
    form: str
    filed: date | None
    period_end: date | None
    url: str
    text: bool


class DocumentOut(BaseModel):
    """A document of the library; `why` says why it could not be read, `note` what of it was not."""

    collection: str
    document: str
    pages: int
    form: str
    company: str
    period_end: date | None
    figures: int
    why: str
    note: str


class AddedOut(BaseModel):
    """What became of a document that was sent."""

    document: str
    state: State
    why: str
    figures: int


class DeletedOut(BaseModel):
    """What was deleted of a document: the hashes of its versions' bytes, how many pages and figures had been read of them."""

    document: str
    sha256: list[str]
    pages: int
    figures: int


class TouchedOut(BaseModel):
    """A kept answer that rests on a version of a document which was replaced, and on which day."""

    question: str
    run: str
    session: str
    collection: str
    document: str
    since: date


class HitOut(BaseModel):
    """A page that was found; `page` counts from 1, `start` and `end` are characters of its text."""

    document: str
    title: str
    page: int
    start: int
    end: int
    text: str
    score: float


class HitsOut(BaseModel):
    """The pages that were found, the best first."""

    hits: list[HitOut]


class ClauseOut(BaseModel):
    """A clause of a contract: its kind, its page (from 1), its characters there, and the chance that it is one."""

    kind: str
    page: int
    start: int
    end: int
    chance: float
    text: str


class TermOut(BaseModel):
    """What a contract states of a field, and the words that say so; an empty value is not read."""

    field: str
    value: str
    page: int
    start: int
    end: int
    chance: float
    text: str


class FieldOut(BaseModel):
    """A field of a contract's sheet."""

    name: str
    status: Literal["stated", "computed", "unread", "absent"]
    values: list[str]
    shown: list[str]
    how: str
    by_hand: Literal["", "confirmed", "corrected"]
    day: date | None
    terms: list[TermOut]
    nearest: ClauseOut | None


class SheetOut(BaseModel):
    """A contract's sheet."""

    collection: str
    document: str
    fields: list[FieldOut]


class ReviewIn(BaseModel):
    """What somebody says of a field: that what was read holds, that a value does and these words of the contract say so, or that it states nothing."""

    model_config = ConfigDict(extra="forbid")
    is_stated: bool = True
    value: str | None = Field(None, max_length=2000)
    words: str = Field("", max_length=5000)


class PlaceOut(BaseModel):
    """A stretch of a document: its page (from 1), its characters there, its words."""

    page: int
    start: int
    end: int
    text: str


class ComparedOut(BaseModel):
    """One of two documents that are compared, and the day from which it was known, or in force."""

    document: str
    known: date


class DifferingFieldOut(BaseModel):
    """A field in which the sheets of two contracts differ."""

    name: str
    first: list[str]
    second: list[str]


class DifferingProvisionOut(BaseModel):
    """A provision that is changed, with the words out and in, or that only one of two documents has."""

    heading: str
    first: PlaceOut | None
    second: PlaceOut | None
    changes: list[tuple[str, str]]


class ComparisonOut(BaseModel):
    """How two documents differ."""

    first: ComparedOut
    second: ComparedOut
    alike: int
    renamed: int
    fields: list[DifferingFieldOut]
    provisions: list[DifferingProvisionOut]


class DeadlineOut(BaseModel):
    """A day on which something of a contract falls, and what it was computed from."""

    day: date
    what: str
    collection: str
    document: str
    terms: list[TermOut]


class DeadlinesOut(BaseModel):
    """Deadlines by day, and the contracts of which none can be told, with why."""

    deadlines: list[DeadlineOut]
    not_counted: dict[str, str]


class DutyOut(BaseModel):
    """A duty that a policy lays down; `lead` is what leads in the list that it stands in."""

    collection: str
    document: str
    who: str
    force: Literal["must", "should", "may", "must not"]
    within: str
    condition: str
    heading: str
    page: int
    start: int
    end: int
    text: str
    lead: str
    scope: Literal["", "applies", "unknown"]


class EvidenceOut(BaseModel):
    """A piece of evidence as it was shown to the model."""

    n: int
    kind: Literal["fact", "passage"]
    text: str
    record: str
    where: str


class CheckOut(BaseModel):
    """One claim that was checked."""

    claim: str
    held: bool


class ComputedOut(BaseModel):
    """A computed value, written out."""

    label: str
    formula: str
    figures: str


class SeriesOut(BaseModel):
    """A line item over periods."""

    label: str
    unit: str
    periods: list[str]
    values: list[str]
    shown: list[str]


class ProofOut(BaseModel):
    """What an answer rests on: evidence, what was left out, every check, every computation, and a series if it is one."""

    evidence: list[EvidenceOut]
    left_out: list[dict[str, str]]
    checks: list[CheckOut]
    computed: list[ComputedOut]
    series: SeriesOut | None
    needed: str


class Health(BaseModel):
    """Whether everything is there, and how one signs in: not at all, by one key for all, by a key of one's own, or by an identity provider too."""

    status: Literal["ok"]
    model: str
    database: str
    waiting: int
    sign_in: Literal["open", "key", "people", "provider"] = "open"


class Message(Body):
    """One message of an OpenAI conversation; only the user's are read."""

    role: Annotated[str, Field(max_length=50)]
    content: str | list[dict[str, Any]] | None = None


class TextFormat(Body):
    """The one form that an answer's text has; its object is in the field `muniment`."""

    type: Literal["text"] = "text"


_ASKS = {
    "type": "object",
    "required": ["role", "content"],
    "properties": {"role": {"const": "user"}, "content": {"type": "string", "pattern": "[A-Za-z0-9]"}},
}
"""What one message at least must be: the user's, with words."""


class Completion(Body):
    """OpenAI's chat completion request; what has no meaning here (temperature, tools, …) is passed over."""

    model: Annotated[str, Field(max_length=200)] = "muniment"
    messages: Annotated[list[Message], Field(min_length=1, max_length=1000, json_schema_extra={"contains": _ASKS})]
    stream: bool | None = None
    stream_options: dict[str, Any] | None = None
    response_format: TextFormat | None = None
    n: Literal[1] | None = None
