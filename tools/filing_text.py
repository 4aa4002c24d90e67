"""The retriever for text questions about filings: choose the filing, then its best passages, or the headings of one of its sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from muniment.errors import Abstention
from muniment.items.line_items import line_items
from muniment.models.passage_reader import NEVER
from muniment.records import Ask, Company, Filing, Found, LeftOut, Passage, Period, Plan
from muniment.store.store import Store
from muniment.tools.answering import Reader, judged
from muniment.tools.figures import Figures
from muniment.tools.retriever import Retriever, section_hint
from muniment.tools.settling import settled_period
from muniment.wording import content_stems, held_share, possessive, squash

ANNUAL = ("10-K", "20-F", "40-F")
_WHY = re.compile(r"\b(?:why|reasons?)\b", re.IGNORECASE)
_DISCUSSES = re.compile(r"Management.s Discussion")
"""The section in which a report must explain its changes (Regulation S-K, Item 303); elsewhere what is usual is told."""
_OPEN = re.compile(
    r"^\W*(?:describe|discuss|outline|tell\s+me\s+about|what\s+(?:main\s+|key\s+)?risks?\b|what\s+(?:do|does|did)\b.*\b(?:say|disclose|tell|report|write)\b.*\babout)\b",
    re.IGNORECASE,
)
"""Questions that want no one fact but what is said of a subject: any passage on all of it answers, best where a report must tell of it."""
_ASKING = content_stems("describe discuss outline tell say disclose report write risk risks come face")
ON_TOPIC, IN_ITS_SECTION = 6.0, 3.0
"""What being on all of an open question's subject adds to a passage's score, and what standing in the section for it does."""
MOST_HEADINGS = 40
LEAD = 3_000
"""Characters of a document before a passage in which the heading that rules it is looked for."""


class TextFinder:
    """Finds passages of the filing that a question is about."""

    def __init__(self, store: Store, retriever: Retriever, reader: Reader) -> None:
        self.store = store
        self.retriever = retriever
        self.reader = reader

    def __call__(self, plan: Plan, count: int = 32) -> Found:
        """Passages of one filing for each company: of the period asked for, or else of the newest annual report.

        A company of which no text is loaded may be what another's filing is asked about ("how important is Walmart for …?"): then
        only passages that name it count.

        Raises:
            Abstention: `no_record` when no text is loaded, `period_not_reported` when none of that period is.
        """
        (ask,) = plan.asks
        found: list[Passage] = []
        left_out: list[LeftOut] = []
        with_text = [(c, f) for c in plan.entities if (f := self._with_text(c, plan.as_of))]
        silent = [c for c in plan.entities if c not in [own for own, _ in with_text]]
        if silent and (not with_text or ask.operation == "outline"):
            raise _no_text(silent[0])
        for company, filings in with_text:
            book = Figures(self.store, company, plan.as_of)
            chosen, year = _choose(filings, book, ask.periods[0] if ask.periods else None, company)
            left_out += [LeftOut(f.accession, "another period") for f in filings if f.accession not in chosen]
            if ask.operation == "outline":
                passages = self._outline(ask, next(iter(chosen)))
            else:
                near = self.retriever.search(ask.measures[0].words, list(chosen), count)
                measure = ask.measures[0]
                item = line_items()[measure.item].phrases if measure.item and _WHY.search(measure.phrase) else ()
                if item:
                    near = [p for p in near if _DISCUSSES.search(p.section)] or near
                passages = judged(measure.phrase, measure.words, near, self.reader, item)
                if _OPEN.search(measure.phrase):
                    passages = [_on_topic(p, measure.words) for p in passages]
            found += [
                replace(p, entity=company.name, fiscal=chosen[p.record])
                for p in passages
                if _names(p, silent) and (not year or str(year) in p.text)
            ]
        if silent and not found:
            raise _no_text(silent[0])
        if ask.operation != "outline":
            found.sort(key=lambda p: -p.score)
        return Found(passages=tuple(found), left_out=tuple(left_out))

    def _outline(self, ask: Ask, accession: str) -> list[Passage]:
        """The section's opening, and the place of each of its headings once."""
        every = self.retriever.section(accession, ask.measures[0].words)
        headed: dict[str, Passage] = {}
        for passage in every:
            if passage.heading and squash(passage.heading) != squash(passage.section):
                headed.setdefault(passage.heading, passage)
        headings = [replace(p, text=p.heading, start=max(0, p.start - LEAD)) for p in headed.values()]
        return [*every[:1], *headings[:MOST_HEADINGS]]

    def _with_text(self, company: Company, as_of: date | None) -> list[Filing]:
        return [
            f
            for f in self.store.filings(company.cik)
            if self.store.has_passages(f.accession) and (as_of is None or (f.filed is not None and f.filed <= as_of))
        ]


def _no_text(company: Company) -> Abstention:
    name = (company.tickers or (str(company.cik),))[0]
    return Abstention(
        "no_record",
        f"No text of {possessive(company.called)} filings is loaded. Set EDGAR_IDENTITY and run: muniment fetch {name}",
    )


def _names(passage: Passage, companies: Sequence[Company]) -> bool:
    """Whether a passage names each of some companies, by the first word of its name."""
    held = content_stems(f"{passage.heading} {passage.text}")
    return all(set(list(content_stems(c.called.split()[0]))[:1]) <= held for c in companies)


def _choose(
    filings: list[Filing], book: Figures, asked: Period | None, company: Company
) -> tuple[dict[str, str], int | None]:
    """The filings to be read, each with its fiscal period, and the year that a passage of theirs must name.

    They are the one of the period asked for; without one, the newest annual report, or else the newest filing. What happened on a day is
    told by the annual reports from that day on to a year later. A year whose report is not loaded may be told of by the next one.
    """
    placed = {f.accession: (f, p) for f in filings if f.period_end and (p := book.calendar.place(None, f.period_end))}
    annual = [f for f in filings if f.form.startswith(ANNUAL)]
    if asked is None:
        chosen = (annual or filings)[0]
        return {chosen.accession: placed[chosen.accession][1].label if chosen.accession in placed else ""}, None
    if asked.end is not None:
        day = asked.end
        told = [f for f in annual if f.filed and f.period_end and f.filed >= day.replace(day=1)]
        near = [f for f in told if f.period_end and (f.period_end - day).days < 366 and f.accession in placed]
        if near:
            return {f.accession: placed[f.accession][1].label for f in near}, None
    period = settled_period(book, asked)
    wanted = f"FY{period.year}" if period.span in ("FY", "Q4") else period.label
    for accession, (_, place) in placed.items():
        if place.label == wanted:
            return {accession: place.label}, None
    for accession, (filing, place) in placed.items():
        if filing in annual and period.span == "FY" and period.year and place.year == period.year + 1:
            return {accession: place.label}, period.year
    raise Abstention("period_not_reported", f"No text of {company.called} for {period.label} is loaded.")


def _on_topic(passage: Passage, topic: str) -> Passage:
    """A passage with what it gains where it is on all of an open question's subject."""
    wanted = content_stems(topic) - _ASKING
    if passage.score <= NEVER or held_share(wanted, f"{passage.section} {passage.heading} {passage.text}") < 1:
        return passage
    gained = ON_TOPIC + (IN_ITS_SECTION if re.search(section_hint(topic), passage.section, re.IGNORECASE) else 0)
    return replace(passage, score=round(passage.score + gained, 4))
