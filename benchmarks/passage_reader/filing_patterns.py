"""Sentences of filings that answer a kind of question by their form: reasons, definitions, amounts, and what `filing_topics.txt` lists.

Patterns alone; no passage is chosen here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from texts import Span, sections, trimmed, words

QUESTIONS = sections(Path(__file__).with_name("filing_questions.txt"))
"""Ways to ask by kind; `{c}` is the company, `{p}` the period, `{x}` the subject."""

_BECAUSE = (
    r"(?:(?:(?:primarily|mainly|largely|mostly|partially|principally|partly|due|driven|in large part|in part)\s+){0,2}"
    r"(?:due\s+(?:primarily\s+|mainly\s+|largely\s+|mostly\s+|principally\s+)?to|driven (?:primarily |largely |mainly )?by|as a result of"
    r"|attributable (?:primarily )?to|because of|result(?:ed|ing|s)? (?:primarily |largely |mainly )?from|caused by|owing to|led by"
    r"|reflecting|reflects|(?:primarily |also )?reflected))"
)
_ROSE = r"(?:increased|rose|grew|were higher|was higher|improved|were up|was up|went up|expanded)"
_FELL = r"(?:decreased|declined|fell|were lower|was lower|were down|was down|dropped|contracted|went down)"
_FRAME = r"^(?P<pre>(?:(?:In|During|For|Excluding|Within|On)\b[^,]{3,90},\s+)?)"
_REASONS = [
    re.compile(pattern, re.DOTALL)
    for pattern in (
        rf"{_FRAME}(?P<x>[^.;]{{3,110}}?)\s+(?:also\s+)?(?P<moved>{_ROSE}|{_FELL})\b(?P<mid>[^;]{{0,260}}?)[\s,]+"
        rf"(?:{_BECAUSE})\s+(?P<why>.{{12,}})$",
        rf"{_FRAME}(?:The|This|These)\s+(?:[\d.]+\s*(?:%|percent|percentage points?|basis points?)\s+|net |overall |year-over-year )?"
        r"(?P<moved>increases?|decreases?|declines?|growth|decline|improvement|reduction)(?:\s+(?:in|of)\s+(?P<x>[^.;]{3,100}?))?"
        r"(?P<mid>(?:\s+(?:during|for|in|compared|from|when)\b[^.;]{0,140}?)?)\s+(?:was|were|is|are)?\s*(?:also\s+)?"
        rf"(?:{_BECAUSE})\s+(?P<why>.{{12,}})$",
        rf"^(?:The\s+)?(?P<x>[^.;]{{3,80}}?)\s+(?P<moved>growth|increase|decrease|decline)\s+(?:was|were)\s+(?:{_BECAUSE})\s+"
        r"(?P<why>.{12,})$",
    )
]
_SUBJECT = re.compile(rf"^(?:[^,]{{3,60}}, )?(?P<x>[A-Z][\w’&\- ]{{3,60}}?) (?:were|was|{_ROSE}|{_FELL})\b")
_UNNAMED = re.compile(r"The (increase|decrease|change)")
_THING = r"(?P<x>(?:Our |The |the )?[A-Z]?[\w’&,\- ]{4,70}?)"
_DEFINITIONS = [
    (kind, re.compile(pattern, re.DOTALL))
    for kind, pattern in (
        (
            "consists of",
            rf"^{_THING} (?:consists? (?:primarily |mainly |principally |mostly )?of|(?:is|are) (?:primarily )?"
            r"(?:comprised|composed|made up) of|(?:primarily |mainly |principally )?includes?)\s+(?P<a>.{15,})$",
        ),
        (
            "is treated",
            rf"^{_THING} (?:is|are) (?P<a>(?:accounted for|recorded|recognized|measured|stated|valued|carried|classified|presented"
            r"|reported|amortized|depreciated|capitalized|expensed|estimated|determined|calculated|translated)\b.{12,})$",
        ),
        (
            "may hurt",
            rf"^(?:If |As a result, )?{_THING} (?P<a>(?:could|may|might|would|can) (?:adversely|materially|negatively|have a material"
            r"|have an adverse|harm|disrupt|reduce|cause|result in|subject us|expose)\b.{10,})$",
        ),
        (
            "amounts to",
            r"^(?P<x>(?:Our |The |the )?[A-Z]?[\w’&,\- ]{4,60}?) (?:was|were|totaled|amounted to|is) (?P<a>(?:approximately )?"
            r"(?:\$\s?[\d.,]+(?: (?:billion|million))?|[\d.,]+\s?(?:%|percent))\b.{0,200})$",
        ),
        (
            "ends",
            r"^(?P<x>[\w’&,\- ]{4,70}?) (?P<a>(?:expires?|matures?|terminates?|will expire|will mature|ends?) "
            r"(?:in|on|at|between|over|after|through)\b.{4,})$",
        ),
        (
            "is used for",
            r"^(?:We|The Company|Meta|IBM|Intel|Cisco|Abbott|McDonald’s) (?:use|uses|rely on|relies on|depend on|depends on) "
            r"(?P<x>[\w’&\- ]{4,60}?) (?P<a>(?:to|in order to|for)\b.{12,})$",
        ),
    )
]
_GENERAL = re.compile(
    r"^(net )?(sales|revenues?|earnings|income|expenses?|cost of (sales|revenue|goods sold)|volume|operating (income|margin|expenses?)"
    r"|gross (margin|profit)s?|organic sales|unit volume|(segment )?(net )?(income|earnings))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Topic:
    """A thing that many filings tell: the sentence that tells it, the words of it that answer (None: all), and how it is asked for."""

    answers: re.Pattern[str]
    words: re.Pattern[str] | None
    about: str
    questions: tuple[str, ...]


def topics() -> Iterator[Topic]:
    """The topics of `filing_topics.txt`, in order."""
    for block in Path(__file__).with_name("filing_topics.txt").read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        told = {
            k: line.removeprefix(k) for line in lines for k in ("answers: ", "words: ", "about: ") if line.startswith(k)
        }
        clause = told.get("words: ")
        yield Topic(
            re.compile(told["answers: "]),
            re.compile(clause) if clause else None,
            told["about: "],
            tuple(lines[len(told) :]),
        )


@dataclass(frozen=True, slots=True)
class Stated:
    """A subject, what is stated of it (characters of the passage), and ways to ask for that."""

    subject: str
    span: Span
    questions: list[str]


def gives_reason(text: str) -> bool:
    """Whether a text names a cause of anything."""
    return re.search(_BECAUSE, text) is not None


def reasons(text: str, every: list[Span]) -> Iterator[Stated]:
    """Why something rose or fell; "The increase was due to …" is about the subject of a sentence before it."""
    before = ""
    for start, end in every:
        sentence, at = _bare(text, start, end)
        found = next((m for pattern in _REASONS if (m := pattern.match(sentence))), None)
        if found:
            subject = bare_subject(found["x"]) if found["x"] else before
            if subject and is_subject(subject):
                rose = re.match(rf"{_ROSE}|increas|growth|improv", found["moved"])
                span = trimmed(text, (at + found.start("why"), at + len(sentence)))
                yield Stated(subject, span, QUESTIONS["rise" if rose else "fall"])
        named = _SUBJECT.match(sentence)
        if named and not _UNNAMED.match(sentence):
            before = bare_subject(named["x"])


def definitions(text: str, every: list[Span]) -> Iterator[Stated]:
    """What something consists of, how it is treated, what it may do, what it came to, when it ends, what it is for."""
    for start, end in every:
        sentence, at = _bare(text, start, end)
        for kind, pattern in _DEFINITIONS:
            found = pattern.match(sentence)
            if found and is_subject(bare_subject(found["x"])) and words(found["x"]):
                span = trimmed(text, (at + found.start("a"), at + found.end("a")))
                yield Stated(bare_subject(found["x"]), span, QUESTIONS[kind])
                break


def _bare(text: str, start: int, end: int) -> tuple[str, int]:
    """A sentence without its bullet, and where it starts."""
    sentence = text[start:end].strip().lstrip("•*●▪– ")
    return sentence, text.index(sentence, start)


def bare_subject(text: str) -> str:
    """A subject without its article, its period and its amount."""
    text = text.strip().lstrip("•*●– ").strip()
    text = re.sub(
        r"^(?:Our|The Company’s|the Company’s|The|the|our|Total|Overall|Global|These|Such|All of our)\s+", "", text
    )
    text = re.sub(
        r"\s+(?:for|during|in) (?:the )?(?:fiscal|year|three|six|nine|first|second|third|fourth|20\d\d|quarter).*$",
        "",
        text,
    )
    text = re.sub(r"\s*\([^)]*\)", "", text)
    text = re.sub(r"\s+of \$?[\d.,]+.*$", "", text)
    text = re.sub(r"\s+(?:was|were)\s+\$.*$", "", text)
    text = re.sub(
        r"\s+(?:also|generally|typically|currently|only|then|therefore|primarily|often|usually|subsequently|initially)$",
        "",
        text,
    )
    return text.replace("®", "").replace("™", "").strip(" ,")


def is_subject(text: str) -> bool:
    """Whether words can be asked about: a short noun phrase, and no half of a sentence."""
    return (
        1 <= len(text.split()) <= 9
        and not re.search(
            r"[;:,()]|\b(which|that|if|we|it|this|these|they|and its|may|could|would)\b", text, re.IGNORECASE
        )
        and re.search(r"[A-Za-z]{3}", text) is not None
        and not re.match(
            r"(increase|decrease|change|there|any|other factors|both|each|either|many|most|some|certain|others?|remainder|in|as|or|and"
            r"|but|when|while|since|not|factors|\d{4})\b",
            text,
            re.IGNORECASE,
        )
        and not re.search(r"\b(not|also|do|does|did|were|was|is|are|has|have|had|or|of|in|to|and|the)$|\bnot\b", text)
    )


def is_general(subject: str) -> bool:
    """Whether a subject is one that every segment has, so that a question must name the segment."""
    return _GENERAL.match(subject) is not None


def lower_first(text: str) -> str:
    """A subject as it stands inside a question; names keep their capital."""
    named = r"[A-Z]{2}|[a-z]|[A-Z]\w* [A-Z]|iP|Mac|Apple|Meta|Facebook|Reality|China|Europe|Japan|Americas|Beauty"
    return text if re.match(named, text) else text[0].lower() + text[1:]


_MUST_HOLD = [
    (re.compile(asked), re.compile(held), skipped)
    for asked, held, skipped in (
        (
            r"How (much|large|many|big)|What (was|were) |What (did .* cost|borrowing)|What would a 10%|What is {c}'s (effective|headcount)"
            r"|Number of",
            r"\d|\b(no|none|two|three|four|five|six)\b",
            0,
        ),
        (r"Why", _BECAUSE + r"|\bto (?:manage|reduce|mitigate|protect|improve|align|offset|hedge)", 0),
        (
            r"When|How long|Over (how|what)|Since when|For how|Until",
            r"\d|years?|months?|when|upon|annual|season|quarter|as incurred|at the time|holiday",
            0,
        ),
        (r"Where", r"\b(?:in|at|outside|from|on) (?:the )?[A-Z]", 0),
        (r"Who\b", r"[A-Z]\w+", 2),
    )
]
"""What a question asks for, what a sentence must hold to tell it, and how many characters at its start do not count."""


def fits(question: str, sentence: str) -> bool:
    """Whether a sentence has what the question's first words ask for: a number, a reason, a time, a place, a name."""
    for asked, held, skipped in _MUST_HOLD:
        if asked.match(question):
            return held.search(sentence[skipped:]) is not None
    return True
