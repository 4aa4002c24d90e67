"""Lessons of the annual and quarterly reports in `.data/edgar`: the sentences that `filing_patterns` finds answer, and the rest of
the same filing does not. The reports of GameStop, Lowe's and Texas Instruments are held out.

No person wrote these questions, and no person checked the answers; a pattern takes wrong ones too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from filing_patterns import (
    QUESTIONS,
    Stated,
    definitions,
    fits,
    gives_reason,
    is_general,
    lower_first,
    reasons,
    topics,
)
from lesson import DATA, Candidate, Lessons
from texts import (
    Ranking,
    Span,
    around,
    nearest_sentences,
    opening,
    passages,
    sentences,
    trimmed,
    without,
    words,
)

from muniment.records import Filing
from muniment.tools.documents.page_worker import read_page
from muniment.tools.documents.passages import cut_passages
from muniment.tools.documents.sections import find_sections

_NAMES = {
    "aapl": ["Apple"],
    "abt": ["Abbott", "Abbott Laboratories"],
    "csco": ["Cisco", "Cisco Systems"],
    "gme": ["GameStop"],
    "hd": ["Home Depot", "The Home Depot"],
    "ibm": ["IBM"],
    "intc": ["Intel"],
    "low": ["Lowe's", "Lowes"],
    "mcd": ["McDonald's"],
    "meta": ["Meta", "Meta Platforms", "Facebook"],
    "pg": ["P&G", "Procter & Gamble"],
    "txn": ["Texas Instruments", "TI"],
}
_HELD_OUT = ("gme", "low", "txn")
_TOPICS = tuple(topics())


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question before its candidates: `place` is the passage that answers, with `span`; None where none does."""

    kind: str
    question: str
    subject: str
    place: int | None = None
    span: Span = (0, 0)
    words: set[str] = field(default_factory=set)
    answering: set[int] = field(default_factory=set)


class _Report:
    """One filing: its passages with their headings, and what each says of reasons."""

    def __init__(self, document: str, order: list[int]) -> None:
        """`order`: the numbers of the passages in the order in which they are read."""
        found = next((DATA / "edgar/Archives/edgar/data").rglob(f"{document}.htm"))
        page = read_page(found.read_bytes())
        form = page.labels["DocumentType"]
        cut = cut_passages(page, find_sections(page, form), Filing(found.parent.name, 0, form, None))
        stem, _, ended = document.partition("-")
        self.document = document
        self.company = {"fb": "meta"}.get(stem, stem)
        self.held_out = self.company in _HELD_OUT
        year = int(ended[:4]) - (1 if int(ended[4:6]) <= 2 else 0)
        self.periods = (
            [f"fiscal {year}", f"{year}", f"fiscal year {year}"]
            if form == "10-K"
            else ["the quarter", f"the quarter ended {ended[:4]}-{ended[4:6]}-{ended[6:]}", f"{year}"]
        )
        self.texts: list[str] = []
        self.headings: list[str] = []
        for passage in (cut[n] for n in order):
            text = passage.text
            pieces = [text] if len(text) <= 1300 else [text[a:b] for a, b in passages(text, 1200, 10**9)]
            for piece in pieces:
                if len(piece) > 60 and piece not in self.texts[-3:]:
                    self.texts.append(piece)
                    self.headings.append(passage.heading.strip())
        self.sentences = [sentences(t) for t in self.texts]
        self.ranking = Ranking(self.texts)
        self._reasons = [
            [set(words(t[a:b])) for a, b in every if gives_reason(t[a:b])]
            for t, every in zip(self.texts, self.sentences, strict=True)
        ]

    def explains(self, place: int, subject: set[str]) -> bool:
        """Whether a passage gives a reason in a sentence with (nearly) all of a subject's words."""
        fewest = max(1, len(subject) - (len(subject) > 2))
        return any(len(subject & held) >= fewest for held in self._reasons[place])


def add_filings(lessons: Lessons) -> None:
    """Lessons of every filing in `filings.txt`, and at the end questions for reasons that only other companies gave."""
    subjects: dict[str, set[str]] = defaultdict(set)
    reports = list(_reports())
    for report in reports:
        stated = [(n, s) for n, t in enumerate(report.texts) for s in reasons(t, report.sentences[n])]
        subjects[report.company].update(s.subject for _, s in stated)
        asked = [
            *_about_reasons(lessons, report, stated),
            *_about_topics(lessons, report),
            *_about_definitions(lessons, report),
            *_about_headings(lessons, report),
            *(_Asked("odd", question, "") for question in lessons.chance.sample(QUESTIONS["not told"], 12)),
        ]
        for one in asked:
            _add(lessons, report, one)
    for report in reports:
        _add_foreign_reasons(lessons, report, subjects)


def _reports() -> Iterator[_Report]:
    """The reports, with their passages in the order in which they were read for the reader that is shipped."""
    for line in Path(__file__).with_name("filings.txt").read_text(encoding="utf-8").splitlines():
        document, *runs = line.split()
        ends = [tuple(map(int, run.split("-"))) for run in runs]
        yield _Report(document, [n for first, last in ends for n in range(first, last + 1)])


def _about_reasons(lessons: Lessons, report: _Report, stated: list[tuple[int, Stated]]) -> Iterator[_Asked]:
    chance = lessons.chance
    chance.shuffle(stated)
    for place, reason in stated[:60]:
        subject, heading = lower_first(reason.subject), report.headings[place]
        told = r"item|results|note|overview|\d{2}|discussion|consolidated|" + re.escape(reason.subject)
        if is_general(reason.subject) and 3 < len(heading) < 40 and not re.search(told, heading, re.IGNORECASE):
            subject = f"{subject} in {heading}" if chance.random() < 0.5 else f"{heading} {subject}"
        for question in chance.sample(reason.questions, 4 if report.held_out else 2):
            yield _Asked("why", question, subject, place, reason.span, set(words(reason.subject)))


def _about_topics(lessons: Lessons, report: _Report) -> Iterator[_Asked]:
    """Up to three passages a topic; two times in five a topic that the filing does not touch is asked for as well."""
    chance = lessons.chance
    for topic in _TOPICS:
        hits: list[tuple[int, Span]] = []
        for n, text in enumerate(report.texts):
            told = next((s for s in report.sentences[n] if topic.answers.search(text[slice(*s)])), None)
            if told:
                clause = topic.words.search(text[slice(*told)]) if topic.words else None
                span = (told[0] + clause.start(), told[0] + clause.end()) if clause else told
                hits.append((n, trimmed(text, span)))
        answering = {n for n, _ in hits}
        if not hits and chance.random() < 0.4:
            yield _Asked("absent", chance.choice(topic.questions), topic.about)
        for n, span in chance.sample(hits, min(len(hits), 3)):
            said = next((report.texts[n][a:b] for a, b in report.sentences[n] if a <= span[0] < b), "")
            fitting = [q for q in topic.questions if fits(q, said)]
            if fitting:
                yield _Asked("topic", chance.choice(fitting), topic.about, n, span, answering=answering)


def _about_definitions(lessons: Lessons, report: _Report) -> Iterator[_Asked]:
    found = [(n, s) for n, t in enumerate(report.texts) for s in definitions(t, report.sentences[n])]
    lessons.chance.shuffle(found)
    for n, one in found[:70]:
        question = lessons.chance.choice(one.questions)
        yield _Asked("def", question, lower_first(one.subject), n, one.span, set(words(one.subject)))


def _about_headings(lessons: Lessons, report: _Report) -> Iterator[_Asked]:
    """Headings that stand once or twice, over a passage that has their words."""
    left_out = r"item \d|note \d|table|\d{3}|page|consolidated|financial statements"
    counts = Counter(report.headings)
    headings = [h for h, count in counts.items() if count <= 2 and 6 < len(h) < 60]
    headings = [h for h in headings if not re.search(left_out, h, re.IGNORECASE)]
    for heading in lessons.chance.sample(headings, min(len(headings), 12)):
        n, named = report.headings.index(heading), set(words(heading))
        if len(named & report.ranking.words[n]) < max(1, len(named) - 1):
            continue
        bare = heading.strip("●•▪*().: ")
        question = lessons.chance.choice(QUESTIONS["heading"])
        subject = bare.lower() if heading.isupper() else lower_first(bare)
        yield _Asked("head", question, subject, n, opening(report.texts[n]), named)


def _add(lessons: Lessons, report: _Report, asked: _Asked) -> None:
    """Word the question, find the passages that are near and silent, and add the lesson."""
    chance = lessons.chance
    company = chance.choice(_NAMES[report.company]) if chance.random() < 0.8 else "the company"
    question = asked.question.replace("{c}", company).replace("{p}", chance.choice(report.periods))
    by_topic = asked.kind in ("topic", "absent")
    if not by_topic:
        question = question.replace("{x}", asked.subject)
    if chance.random() < 0.12:
        question = question.rstrip("?.").lower()
    key = f"{question} {asked.subject if by_topic else ''}"
    near = _silent(report, asked, report.ranking.nearest(key.replace(company, ""), 25))
    if len(near) < 2:
        return
    headed = chance.random() < 0.35

    def shown(text: str, span: Span | None, place: int) -> Candidate:
        """A passage under its heading, in a third of the lessons."""
        heading = report.headings[place]
        if not headed or not 3 < len(heading) < 90 or text.startswith(heading):
            return text, span
        more = len(heading) + 1
        return f"{heading}\n{text}", (span[0] + more, span[1] + more) if span else None

    candidates: list[Candidate] = []
    if asked.place is not None:
        text, rest = report.texts[asked.place], without(report.texts[asked.place], asked.span)
        cut = around(text, asked.span, chance) if chance.random() < 0.4 else (text, asked.span)
        candidates.append(shown(*cut, asked.place))
        if len(rest) > 120 and asked.kind != "head" and not _still_answers(rest, asked) and chance.random() < 0.6:
            candidates.append(shown(rest, None, asked.place))
    silent = near[:4] + ([chance.choice(near[4:])] if len(near) > 4 else [])
    any_place = chance.randrange(len(report.texts))
    explains = asked.kind == "why" and report.explains(any_place, asked.words)
    if any_place not in (asked.place, *silent, *asked.answering) and not explains:
        silent.append(any_place)
    for n in silent:
        text = report.texts[n]
        candidates.append(shown(nearest_sentences(text, key, chance) if chance.random() < 0.3 else text, None, n))
    lessons.add(f"filings-{asked.kind}", report.document, question, candidates, held_out=report.held_out)


def _silent(report: _Report, asked: _Asked, near: list[int]) -> list[int]:
    """Of the passages that are near, those that hardly answer as well."""
    near = [n for n in near if n != asked.place and n not in asked.answering]
    if asked.kind == "why":
        return [n for n in near if not report.explains(n, asked.words)]
    if asked.kind == "def" and len(asked.words) < 4:
        return [n for n in near if not _has(report.texts[n], asked.subject)]
    if asked.kind == "head":
        few, several = len(asked.words) < 4, len(asked.words) >= 2
        near = [n for n in near if not (few and _has(report.texts[n], asked.subject))]
        return [n for n in near if not (several and asked.words <= report.ranking.words[n])]
    return near


def _has(text: str, subject: str) -> bool:
    return re.search(re.escape(subject[:30]), text, re.IGNORECASE) is not None


def _still_answers(rest: str, asked: _Asked) -> bool:
    """Whether what is left of a passage, without the sentences that answer, may answer too."""
    if asked.kind == "topic":
        return any(t.answers.search(rest) for t in _TOPICS if t.about == asked.subject)
    fewest = max(1, len(asked.words) - 1)
    parts = [rest[a:b] for a, b in sentences(rest)] if asked.kind == "why" else []
    return any(len(asked.words & set(words(p))) >= fewest and gives_reason(p) for p in parts)


def _add_foreign_reasons(lessons: Lessons, report: _Report, subjects: dict[str, set[str]]) -> None:
    """Fifteen questions for reasons of changes that other companies told, of passages that give no such reason."""
    chance = lessons.chance
    pool = sorted(
        subject
        for company, theirs in subjects.items()
        if company != report.company and (company in _HELD_OUT) == report.held_out
        for subject in theirs
    )
    for subject in chance.sample(pool, min(15, len(pool))):
        question = chance.choice(QUESTIONS["rise"] + QUESTIONS["fall"])
        question = question.replace("{c}", chance.choice(_NAMES[report.company]))
        question = question.replace("{p}", chance.choice(report.periods)).replace("{x}", lower_first(subject))
        named = set(words(subject))
        near = [n for n in report.ranking.nearest(question, 20) if not report.explains(n, named)][:6]
        if len(near) >= 3:
            shown = [
                nearest_sentences(report.texts[n], question, chance) if chance.random() < 0.3 else report.texts[n]
                for n in near
            ]
            held_out = report.held_out
            lessons.add("filings-other", report.document, question, [(t, None) for t in shown], held_out=held_out)
