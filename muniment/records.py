"""What flows between the rooms: questions' plans, facts, passages, evidence, drafts, answers.

Everything here is a frozen, slotted value. Nothing here reads files, databases or the network.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from muniment.calls import Call
from muniment.errors import Reason
from muniment.wording import display_name

Span = Literal["FY", "Q1", "Q2", "Q3", "Q4", "H1", "H2", "9M", "TTM", "TP"]
# fmt: off
Operation = Literal[
    "value", "sum", "difference", "change", "percent_change", "ratio", "average", "growth_rate", "largest",
    "smallest", "exceeds", "above", "below", "periods", "product", "indexed_return", "formula", "quote", "outline",
    "rank", "every", "any", "first", "last", "count", "parts", "statement", "about",
]
# fmt: on
"""What is told of figures. From `rank` on, and `largest`, `smallest`, `above`, `below`, of many at once."""
Base = Literal["value", "change", "percent_change", "ratio"]
"""What each of the things is that are ranked, compared or counted: a figure, or what two figures give."""
UNRANKED = 1_000_000
Per = Literal["", "day", "week", "month", "quarter", "hour", "minute", "second"]
"""The shorter time that a figure may be spread over."""
Claim = Literal["up", "down", "double", "triple", "halve", "more", "less", ""]


@dataclass(frozen=True, slots=True)
class Company:
    """A filer: its Central Index Key, conformed name, tickers, former names, and the end of its fiscal year as MMDD.

    `common_names` are those that people use and EDGAR does not know, `brands` what is but a part of it; `rank` is its place in the order of size.
    """

    cik: int
    name: str
    tickers: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    fiscal_year_end: str = ""
    common_names: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    rank: int = UNRANKED

    @property
    def is_known(self) -> bool:
        """True for a company that people speak of by a common name."""
        return bool(self.common_names)

    @property
    def called(self) -> str:
        """The name as people write it."""
        return display_name(self.name)


@dataclass(frozen=True, slots=True)
class Filing:
    """One submission to EDGAR, known by its accession number."""

    accession: str
    cik: int
    form: str
    filed: date | None
    period_end: date | None = None
    document: str = ""
    url: str = ""


PRINTED = "printed:"
"""Begins the concept of a printed row that is none of the line items."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One filed figure. `value` is exact and in base units; a missing `start` makes it an instant.

    `face` says that it stands in one of the primary financial statements of the document. `reported` is the end of the period that
    a document reports on of which no filing date is known.
    """

    cik: int
    concept: str
    value: Decimal
    unit: str
    end: date
    start: date | None = None
    decimals: int | None = None
    dimensions: tuple[tuple[str, str], ...] = ()
    accession: str = ""
    form: str = ""
    filed: date | None = None
    fiscal_year_focus: int | None = None
    element: str | None = None
    label: str = ""
    face: bool = False
    reported: date | None = None

    @property
    def known(self) -> date | None:
        """When it was stated, for what came before what: the day of filing, or the end of the period of its document."""
        return self.filed or self.reported

    @property
    def days(self) -> int | None:
        """Length of the period in days, both ends counted; None for an instant."""
        return None if self.start is None else (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Period:
    """A fiscal period asked for: fiscal year and span, or exact dates, or a rank back from the newest.

    A rank counts years for a span that was `named` ("Q2", "the first half"), and quarters for one that is but a length ("last quarter",
    whose span is Q4); a span `of_year` is that of a fiscal year so many back. Trailing months end with the quarter `through`. An
    `open` period stands for all years from it to the newest ("since", or "after", which leaves out its own), or to it ("until").
    """

    year: int | None = None
    span: Span = "FY"
    end: date | None = None
    back: int | None = None
    calendar: bool = False
    named: bool = False
    of_year: bool = False
    through: Span | None = None
    open: Literal["", "since", "after", "until"] = ""

    @property
    def label(self) -> str:
        """As people write it: FY2024, Q3 FY2024, TTM Q2 FY2025."""
        if self.year is None:
            return f"the year ended {self.end}" if self.end else "the latest" if self.back is not None else ""
        if self.through is not None:
            return f"{self.span} {self.through} FY{self.year}"
        return f"FY{self.year}" if self.span == "FY" else f"{self.span} FY{self.year}"


@dataclass(frozen=True, slots=True)
class Measure:
    """What is asked for: a standard line item, or the words left over, or both.

    `words` must name a segment, product or region of the item; `phrase` is item and words as they stand in the question,
    which may name a concept of the company's own. A `loss` is the item with its sign turned. `said` is by which of its names the item was called.
    """

    item: str | None
    words: str = ""
    phrase: str = ""
    loss: bool = False
    said: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to find out: an operation over measures, companies and periods.

    What is compared, ranked or counted are things `of` a kind: figures, or what two figures give; see `muniment.operands` for their
    order. `paired` measures belong each to the company at its place. `everyone` means every company on record, as far as it has
    the figures. `per` spreads a figure over the shorter times in its period. `most` is how many of a ranking are wanted. A `joined`
    ask of companies wants those of which it holds as well as the ask before it.
    `without` names companies that are left aside; `times` is how many days, or the like, a figure is spread over, where that is said.
    A `formula` over `terms` (see `muniment.formulas`) is what the question defines, and is `called` so.
    """

    operation: Operation
    measures: tuple[Measure, ...]
    entities: tuple[Company, ...]
    periods: tuple[Period, ...]
    claim: Claim = ""
    threshold: Decimal | None = None
    percent: bool = False
    of: Base = "value"
    paired: bool = False
    everyone: bool = False
    per: Per = ""
    most: int | None = None
    joined: bool = False
    without: tuple[Company, ...] = ()
    times: Decimal | None = None
    formula: str = ""
    terms: tuple[tuple[Measure, Period], ...] = ()
    called: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the router resolved, once; later rooms may not change it.

    `carried` names what an earlier question gave; `notes` tell how something was read that could have been read otherwise.
    `unfiled` are words under which no figure is filed, where the text is asked instead. `within` names the collections of the library
    that may be looked into, and then nothing else is; where it is empty, everything may.
    """

    domain: str
    asks: tuple[Ask, ...]
    entities: tuple[Company, ...] = ()
    as_of: date | None = None
    text: bool = False
    premise: tuple[Ask, ...] = ()
    carried: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unfiled: str = ""
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Before:
    """What an earlier question of the same session leaves to a follow-up: its words, and what it asked once resolved.

    `earlier` are the single figures that the questions before it asked for, one after another, the oldest first; `named` is the one
    period that answered, where that was asked; `refused` says that the question right before was not answered.
    """

    question: str
    asks: tuple[Ask, ...] = ()
    earlier: tuple[Ask, ...] = ()
    named: Period | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table kept as a table: rows of cells, the header rows first."""

    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A caller's own record: text, and tables beside it."""

    id: str
    text: str = ""
    title: str = ""
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a record's text with its place: characters `start` to `end` of the original document.

    `best` is the sentence, counted from 0, that answers most surely, and `words` what of it does; `score` tells how sure that is.
    Of a document of the library: its name, the page, and where on that the lines stand which begin at characters of `text`.
    """

    record: str
    section: str
    text: str
    start: int
    end: int
    heading: str = ""
    entity: str = ""
    form: str = ""
    filed: date | None = None
    url: str = ""
    fiscal: str = ""
    score: float = 0.0
    best: int = 0
    words: str = ""
    document: str = ""
    page: int | None = None
    lines: tuple[tuple[int, tuple[float, float, float, float]], ...] = ()

    @property
    def place(self) -> tuple[str, int | None, int]:
        """What tells it from every other: its record, its page, and where it begins there."""
        return self.record, self.page, self.start


@dataclass(frozen=True, slots=True)
class Figure:
    """A fact picked for a question, with the fiscal period it was resolved to.

    `program` and `operands` are set when no filing states the figure and it was derived from others. `bases` number the bases on
    which it stands: between one filing that restated a figure of its concept and the next (`tools.basis`); none where it is not known.
    `document` is the name of the file, of a document of the library.
    """

    item: str
    label: str
    entity: str
    cik: int | None
    fiscal: str
    value: Decimal
    unit: str
    start: date | None
    end: date | None
    fact: Fact | None = None
    url: str = ""
    record: str = ""
    program: tuple[str, ...] = ()
    operands: tuple[Figure, ...] = ()
    bases: tuple[int, ...] = ()
    document: str = ""

    @property
    def derived(self) -> bool:
        """True when computed from operands instead of filed."""
        return bool(self.operands)


@dataclass(frozen=True, slots=True)
class Settled:
    """What a period of the plan that is relative, or open, came to; for the company of that CIK, or for all (0)."""

    asked: Period
    cik: int
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """An ask with its periods resolved, and the figures it operates on, in order."""

    ask: Ask
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that may answer: of sentence `sentence` (from 0) of the passage that begins at `start` of a record, or of its `page`."""

    record: str
    start: int
    sentence: int
    words: str
    chance: float
    page: int | None = None

    @property
    def place(self) -> tuple[str, int | None, int]:
        """That of its passage."""
        return self.record, self.page, self.start


@dataclass(frozen=True, slots=True)
class Listing:
    """What is told of Muniment itself: a sentence, and a table of what is on record."""

    text: str
    table: AnswerTable | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a lane found for a question: figures for its asks, or passages for a text question, the best first.

    `options` are programs of which one answers, the likeliest first, where the plan leaves open what is computed;
    `chance` is how likely the first is to be the one meant. `quotes` are words that may answer a text question, the likeliest
    first, out of the sentences `read`. `carried` names what was taken over from the questions before. `settled` tells what relative
    periods came to, `everyone` which companies "every company" was, and `notes` what must be said besides.
    """

    asks: tuple[Resolved, ...] = ()
    settled: tuple[Settled, ...] = ()
    everyone: tuple[Company, ...] = ()
    notes: tuple[str, ...] = ()
    options: tuple[Resolved, ...] = ()
    chance: float = 1.0
    passages: tuple[Passage, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    premise: tuple[Resolved, ...] = ()
    quotes: tuple[Quote, ...] = ()
    read: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    listing: Listing | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something considered and not shown to the model, with the reason."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One numbered thing the model may point at."""

    n: int
    figure: Figure | None = None
    passage: Passage | None = None

    @property
    def source(self) -> str:
        """The record it comes from."""
        if self.passage is not None:
            return self.passage.record
        assert self.figure is not None
        return self.figure.record


@dataclass(frozen=True, slots=True)
class Slot:
    """For one ask: the evidence numbers that satisfy what was locked, one tuple for each operand in order."""

    ask: Ask
    choices: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Curated:
    """The evidence for one question, the slots to fill from it, and what was left out."""

    evidence: tuple[Evidence, ...]
    slots: tuple[Slot, ...]
    left_out: tuple[LeftOut, ...] = ()
    tokens: int = 0
    premise: tuple[Slot, ...] = ()
    options: tuple[Slot, ...] = ()
    chance: float = 1.0
    quotes: tuple[Quote, ...] = ()
    read: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    settled: tuple[Settled, ...] = ()
    everyone: tuple[Company, ...] = ()
    notes: tuple[str, ...] = ()
    listing: Listing | None = None


@dataclass(frozen=True, slots=True)
class Pointed:
    """A pointed program: an operation over evidence numbers, or a quotation of sentence `sentence` of one passage.

    `words` are those of the sentence that answer, where a tuned model chose them; `chance` is how sure it was.
    """

    ask: Ask
    evidence: tuple[int, ...]
    sentence: int | None = None
    forced: bool = False
    words: str = ""
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """One figure of an answer, exact, in base units."""

    label: str
    value: Decimal
    unit: str
    entity: str
    cik: int | None
    start: date | None
    end: date | None
    fiscal: str
    derived: bool
    program: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Where something in the answer stands: a fact's element, a quotation's characters, or the boxes of a document's page.

    `document` is the name of a file of the library, whose `page` counts from 1; boxes are left, top, right, bottom in points.
    """

    n: int
    kind: Literal["fact", "passage"]
    record: str
    url: str = ""
    concept: str = ""
    section: str = ""
    quote: str = ""
    start: int | str | None = None
    end: int | str | None = None
    filed: date | None = None
    entity: str = ""
    form: str = ""
    fiscal: str = ""
    element: str = ""
    document: str = ""
    page: int | None = None
    boxes: tuple[tuple[float, float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of an answer's table: what it shows, and the citations that it rests on."""

    text: str
    marks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """A table of an answer: its caption, the heads of its columns, and its rows."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What would be said, before it is checked."""

    text: str
    values: tuple[Value, ...]
    citations: tuple[Citation, ...]
    pointed: tuple[Pointed, ...]
    tables: tuple[AnswerTable, ...] = ()
    model: str = ""
    refuted: bool = False
    adapter: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What one room did: its name, seconds, a line a person can read, and what it called."""

    room: str
    seconds: float
    note: str = ""
    calls: tuple[Call, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of one question: an answer with its proofs, or an abstention with a typed reason."""

    status: Literal["answered", "abstained"]
    reason: Reason | None
    text: str
    values: tuple[Value, ...] = ()
    citations: tuple[Citation, ...] = ()
    checked: int = 0
    held: int = 0
    model: str = ""
    adapter: str | None = None
    seconds: float = 0.0
    run: str = ""
    steps: tuple[Step, ...] = field(default=(), repr=False)
    left_out: tuple[LeftOut, ...] = field(default=(), repr=False)
    chance: float = field(default=1.0, repr=False)
    carried: tuple[str, ...] = ()
    tables: tuple[AnswerTable, ...] = ()
    aspects: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
