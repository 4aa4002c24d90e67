"""Read a question: clean it, cut it into clauses, and account for each of its words.

What each word means is decided here (a company, a period, a line item, an operation, an amount, or left over); what is
asked is decided in `asks` and `router`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from muniment.agents.asker_words import hush
from muniment.agents.directory import Mention
from muniment.agents.item_words import ItemMention, find_items, words
from muniment.agents.operation_words import AMOUNT, OperationMention, find_amount, find_operations
from muniment.agents.period_words import PeriodMention, find_periods
from muniment.common_words import STOP
from muniment.errors import BadInput

MAX_QUESTION = 2000
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\x00-\x08\x0b-\x1f\x7f]")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-"})
_FORM = re.compile(
    r"\b(?:would|'d)\s+like\b|\b(?:fair|safe|right|correct|true|accurate)\s+to\s+say\b|\b(?:of\s+)?the\s+(?:two|three|four)(?=\s+(?:had|has|have|did|was|is|compan\w+|firms?|reported|spent|posted)\b|,|:)|\b(?:our|my|your)\s+c[ef]o\b|\b(?:accounts|books)(?=\s*(?:[?.,;]|$))|\blook(?:s|ed)?\s+like\b|\bthe\s+(?:real|true|right|correct|actual)\s+(?:one|number|figure|amount)\b|\bhow\s+(?:high|low|small|little)\b|\bto\s+hand\b|\b(?:form\s+)?(?:10-?[kq]|20-?f|40-?f|8-?k|6-?k)(?:/a|s)?\b"
)
_CLAUSE = re.compile(
    r"\?\s*(?=\S)|;\s*|\.\s+(?=[A-Z])|,?\s+(?:and|but|also)\s+(?=(?:also\s+)?(?:how|what|by\s+how|which|who|did|was|were|is|are|has|does|why)\b)|,\s+(?=(?:how|what|by\s+how|which)\b)",
    re.IGNORECASE,
)

# "For every dollar of sales, how much …", "As a percentage of sales, how large …": one question.
_RATE = re.compile(
    r"(?:\bfor\s+(?:each|every)\s+(?:dollar|unit)|^\W*(?:expressed\s+)?as\s+an?\s+(?:percent(?:age)?|share|fraction|proportion|portion|multiple))\s+of\b[^?;]*$"
)


@dataclass(slots=True)
class Clause:
    """One clause of the question, with what was found in it; `left` holds the runs of words nothing accounts for."""

    text: str
    start: int
    end: int
    entities: list[Mention] = field(default_factory=list)
    items: list[ItemMention] = field(default_factory=list)
    periods: list[PeriodMention] = field(default_factory=list)
    operations: list[OperationMention] = field(default_factory=list)
    amount: Decimal | None = None
    left: list[tuple[str, int, int]] = field(default_factory=list)


def plain(question: str) -> str:
    """A question as it is read: compatibility forms, straight quotes, nothing unseen, white space folded.

    Raises:
        BadInput: it is empty, or longer than `MAX_QUESTION` characters.
    """
    if len(question) > MAX_QUESTION:
        raise BadInput(f"the question has {len(question):,} characters; at most {MAX_QUESTION:,} can be read")
    text = unicodedata.normalize("NFKC", question.encode("utf-8", "replace").decode("utf-8")).translate(_STRAIGHT)
    text = re.sub(
        r"\bU\.S\.(?:A\.)?|\bUSA\b|\bUnited States(?: of America)?\b(?!\s+[A-Z])",
        "US",
        re.sub(r"\s+", " ", _UNSEEN.sub("", text)).strip(),
    )
    if not re.search(r"\w", text):
        raise BadInput("the question is empty")
    return text


def fold_same_length(text: str) -> str:
    """Lower case without accents, character by character, so that places stay the same."""
    return "".join((unicodedata.normalize("NFKD", c)[0] or c).lower()[:1] or c for c in text)


def read(text: str, folded: str, mentions: list[Mention]) -> list[Clause]:
    """The clauses of a cleaned question, its companies being known; `folded` is the text in lower case."""
    held = _FORM.sub(lambda m: "\x00" * len(m.group()), blank(folded, mentions))
    amount = find_amount(held)
    if amount:
        held = held[: amount[0]] + AMOUNT * (amount[1] - amount[0]) + held[amount[1] :]
    periods = find_periods(held)
    held = blank(held, periods)
    items = find_items(held.replace("-", " "))
    held = blank(held, items)
    operations = find_operations(held, text)
    held = hush(blank(held, operations).replace(AMOUNT, "\x00"), text, items)
    whole = "".join("\x00" if h == "\x00" else t for h, t in zip(blank(folded, mentions), text, strict=True))
    cuts = [0, *(m.end() for m in _CLAUSE.finditer(whole) if not _RATE.search(folded[: m.end()])), len(text)]
    pieces = [(a, b) for a, b in pairwise(cuts) if folded[a:b].strip(" ?.,")]
    left = _left_over(held, text, 0, len(text))
    spoken = [i.start for i in items] + [o.start for o in operations] + [start for _, start, _ in left]
    named = [i.start for i in items] + [start for _, start, _ in left]
    if len(pieces) > 1 and not any(pieces[0][0] <= p < pieces[0][1] for p in named):
        # "In percentage terms, how did …": an opening that names nothing belongs to what follows.
        pieces = [(pieces[0][0], pieces[1][1]), *pieces[2:]]
    clauses = [Clause(folded[a:b], a, b) for a, b in _joined(pieces, spoken)]
    for clause in clauses:
        inside = [clause.start, clause.end]
        clause.entities = [m for m in mentions if inside[0] <= m.start < inside[1]]
        clause.items = [m for m in items if inside[0] <= m.start < inside[1]]
        clause.periods = [m for m in periods if inside[0] <= m.start < inside[1]]
        clause.operations = [m for m in operations if inside[0] <= m.start < inside[1]]
        clause.amount = amount[2] if amount and inside[0] <= amount[0] < inside[1] else None
        clause.left = _left_over(held, text, clause.start, clause.end)
    return clauses


def _joined(pieces: list[tuple[int, int]], places: list[int]) -> list[tuple[int, int]]:
    """Clauses that ask for nothing ("In fiscal 2024, …") belong to the next one, or to the one before."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    for a, b in pieces:
        begin = a if start is None else start
        if any(begin <= p < b for p in places):
            found.append((begin, b))
            start = None
        else:
            start = begin
    if start is not None:
        if found:
            found[-1] = (found[-1][0], pieces[-1][1])
        else:
            found.append((start, pieces[-1][1]))
    return found


def blank(text: str, mentions: Iterable[Mention | PeriodMention | ItemMention | OperationMention]) -> str:
    """The text with the mentions blanked, so that every word is taken once."""
    for m in mentions:
        text = text[: m.start] + "\x00" * (m.end - m.start) + text[m.end :]
    return text


def _left_over(held: str, text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """Runs of words that nothing accounts for, as they stand, function words between them included."""
    runs: list[tuple[int, int]] = []
    for word in words(held[start:end].replace("-", " ")):
        raw = held[start + word.start : start + word.end]
        at, to = start + word.start, start + word.end
        country = text[at:to] == "US" and not text.isupper()
        if not country and (raw in STOP or word.norm in STOP or not re.search(r"[a-z0-9]", raw)):
            continue
        between = held[runs[-1][1] : at] if runs else ""
        if runs and "\x00" not in between and re.fullmatch(r"[\s,&-]*(?:(?:and|of|the|in|for|or|&)\s+)*", between):
            runs[-1] = (runs[-1][0], to)
        else:
            runs.append((at, to))
    return [(text[a:b], a, b) for a, b in runs]
