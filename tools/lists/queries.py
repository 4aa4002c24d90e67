"""Read a question about a list: the conditions that it puts, the columns that it names, and what it wants done.

Every word must have its part in that: a condition, a column, what is done, or talk. A word that has none may narrow what is meant, so
then there is no query. Which way a question is put ("which", "how many", "top three") is told by closed classes of words.
"""

from __future__ import annotations

import re
from dataclasses import replace

from muniment.errors import Abstention
from muniment.tools.lists.columns_meant import person_meant
from muniment.tools.lists.comparisons import COMPARES, pair_of, read_comparison, read_yes_no
from muniment.tools.lists.conditions.all_conditions import conditions
from muniment.tools.lists.conditions.beside import is_of_plans
from muniment.tools.lists.conditions.values import texts_of
from muniment.tools.lists.extremes import extreme_of, read_extreme
from muniment.tools.lists.folds import read_count, read_fold, read_share
from muniment.tools.lists.heads import alike, done, is_of, light_verbs, passed_words, unsaid, words_of_head
from muniment.tools.lists.made.elapsed import with_elapsed
from muniment.tools.lists.made.periods import with_period
from muniment.tools.lists.query import Query
from muniment.tools.lists.question import Question
from muniment.tools.lists.question_words import Words, stems_of
from muniment.tools.lists.relation import Column, Relation
from muniment.tools.lists.spans import spans_in
from muniment.tools.lists.told_rows import LISTS, read_rows
from muniment.tools.provisions.word_forms import forms
from muniment.wording import stem

_NOT_LISTED = re.compile(
    r"\b(?:today|tomorrow|yesterday|tonight|ago|(?:this|next|last|past|coming|current)\s+(?:\w+\s+)?(?:week|month|year|quarter|days|weeks|months|years)"
    r"|forecast\w*|predict\w*|expect\w*|project(?:ed|ion)|should|would|if|why|probabl[ey]|likely|instead|compound|median|std|deviation|weighted"
    r"|growth|grew|trend|increase[ds]?|decrease[ds]?|cumulative|running|per\s?cent(?:age)?\s+(?:change|more|less|higher|lower))\b",
    re.IGNORECASE,
)
"""What is not read off a list as it stands."""
_COUNT = re.compile(
    r"\bhow\s+many\b(?:\s+(?:times|different|distinct|unique|separate))?"
    r"|\b(?:the\s+)?(?:total\s+)?(?:number|count|no\.)\s+of\b(?:\s+(?:different|distinct|unique))?|\bhow\s+often\b|^\W*count\b(?:\s+of\b)?",
    re.IGNORECASE,
)
_IN_ALL = re.compile(
    r"\bin\s+(?:total|all|sum)\b|\balto?gether\b|\ball\s+told\b|\boverall\b|\bcombined\b", re.IGNORECASE
)
_SUM = re.compile(
    r"\b(?:the\s+)?(?:grand\s+|combined\s+|overall\s+)?(?:total(?:s|led|ling)?|sum)\b(?:\s+of\b)?|\badd(?:s|ed)?\s+(?:it\s+|them\s+|\w+\s+)?up\b(?:\s+to\b)?"
    r"|\btogether\b|\ball\s+in\b|\b(?:come|comes|came|amount|amounts)\s+to\b(?=\s*(?:in\b|[?.!]|$))",
    re.IGNORECASE,
)
_AVERAGE = re.compile(r"\b(?:on\s+)?(?:the\s+)?(?:average|avg|mean)\b(?:\s+of\b)?", re.IGNORECASE)
_OFTEN = re.compile(r"\bmost\s+(?:often|frequent(?:ly)?|common(?:ly)?)\b", re.IGNORECASE)
_SHARE = re.compile(
    r"\b(?:(?:what|which)\s+)?(?:share|percentage|per\s?cent|proportion|fraction|portion|%)\s+of\b(?:\s+(?:the|our|all))*|\bas\s+an?\s+(?:percentage|share|%)\s+of\b",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(
    r"\b(?:the\s+)?difference\b|\bhow\s+(?:much|many)\s+(?:\w+\s+)?(?:more|less|fewer|higher|lower|bigger|larger|smaller|longer|shorter|older|younger|cheaper|heavier)\b(?:\s+expensive\b)?",
    re.IGNORECASE,
)
_BY_HOW = re.compile(r"\bby\s+how\s+(?:much|many)\b|\bhow\s+far\s+(?:apart|ahead)\b", re.IGNORECASE)
_EXISTS = re.compile(
    r"^\W*(?:(?:is|are|was|were)\s+there|do\s+we\s+have|have\s+we\s+got|does\s+(?:any|anyone|anybody)|did\s+(?:any|anyone|anybody)|is\s+any(?:one|body|thing)?"
    r"|are\s+any|has\s+any(?:one|body)?|any)\b(?:\s+any\b)?",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"\b(?:per|by|for\s+each|for\s+every|in\s+each|in\s+every|each|broken\s+down\s+by|grouped\s+by|split\s+by)\s+(?=(?P<what>\w+(?:\s\w+)?))",
    re.IGNORECASE,
)
_AND_HOW = re.compile(
    r"\band\s+(?:by\s+)?(?:how\s+(?:much|many|long)|what|when|which)\b(?:\s+\w+)?\s+(?:was|is|were|are|did)\s+(?:that|it|this|those|they)\b(?:\s+(?:take|cost|come\s+to))?\W*$",
    re.IGNORECASE,
)
"""What the answer shows anyway: "which took the longest, and how many days was that?"."""
_HAPPENS = re.compile(r"\b(?:tak(?:e|es|ing)|took)\s+place\b|\bhappen(?:s|ed|ing)?\b", re.IGNORECASE)
_WAY = re.compile(
    r"totals?|sum|average|mean|count|number|most|least|highest|lowest|largest|smallest|latest|earliest|longest|more|less|than|over|under|before|after|since|until"
    r"|between|not|no|top",
    re.IGNORECASE,
)
"""Words by which a list is asked, whatever stands in it."""
_MEASURES = frozenset(stem(w) for w in "level reading score value rate".split())
"""What may be said behind a head of one word: "lead level" of "Lead"."""
_LIGHT = frozenset(
    alike(f) for f in forms("cause draw attract need require reach record achieve score come go take stay attend")
)
"""Verbs that say no more than "has" before "the most": "which job caused the longest downtime"."""
_COMING = frozenset(stem(w) for w in "next end expiry renewal until".split())


def query_of(question: str, relation: Relation) -> tuple[Query, Relation] | None:
    """What a question wants of a list, and the list with the columns that it asks for besides; None where a word of it has no part in that.

    Raises:
        Abstention: it is understood, and cannot be told of this list.
    """
    held = _held(question, relation)
    if held is None:
        return None
    try:
        query = _read(held)
    except Abstention as refusal:
        if _is_of_else(held, refusal):
            return None
        raise
    return None if query is None or unread(held, query) else (query, held.relation)


def _is_of_else(question: Question, refusal: Abstention) -> bool:
    """Whether a question that a list would refuse is of something else: half of its words are strange to the list, or any where a time is all that fails."""
    columns = question.columns
    borne = {w for c in columns for w in words_of_head(c.head)} | question.nouns | question.deeds
    cells = {s for t in texts_of(question.relation) for stems in t.stems.values() for s in stems}
    left = [w for w in question.content_left() if not w.text[0].isdigit()]
    strange = [
        w
        for w in left
        if w.stem not in borne | cells and not _WAY.fullmatch(w.text) and not any(True for _ in spans_in(w.text, None))
    ]
    if refusal.reason == "period_not_reported":
        return bool(strange)
    said = [w for w in question.words.all if w.text.lower() not in passed_words()]
    return 2 * len(strange) >= len(said)


def unmatched(question: str, relation: Relation) -> list[str]:
    """The words of a question that was not read that no row, column or way to ask has a part for, as they are typed.

    Raises:
        Abstention: it is understood, and cannot be told of this list.
    """
    held = _held(question, relation)
    if held is None:
        return []
    query = _read(held)
    return unread(held, query) if query else [w.text for w in held.content_left() if w.stem not in held.nouns]


def _held(question: str, relation: Relation) -> Question | None:
    """A question held against a list; None where it asks for what no list tells as it stands."""
    heads = {w for c in relation.columns for w in words_of_head(c.head)}
    if any(not set(stems_of(m.group())) <= heads for m in _NOT_LISTED.finditer(question)):
        return None
    words = Words(question, [c.head for c in relation.columns])
    said = {w.stem for w in words.all}
    # What is but planned is not looked at unless it is asked for.
    columns = tuple(c for c in relation.columns if not unsaid(c.head, said) or is_of_plans(question))
    if not columns:
        return None
    relation = with_period(words, replace(relation, columns=columns))
    elapsed = with_elapsed(words, relation)
    return Question(words, relation) if elapsed is None else Question(words, elapsed[0], elapsed[1])


def _read(question: Question) -> Query | None:
    """The query, before it is known whether words are left."""
    question.read_full_heads()
    found = conditions(question.words, question.relation)
    if found is None:
        return None
    question.found = found
    beside = {c.other for c in found}
    question.mentioned = [c for c in question.mentioned if c not in beside]
    question.take(_HAPPENS)
    extreme_too = question.take(_AND_HOW)
    share = question.take(_SHARE)
    each = _each(question)
    often = question.take(_OFTEN)
    pair = pair_of(question)
    difference = question.take(_DIFFERENCE) or (pair and question.take(_BY_HOW))
    exists = question.take(_EXISTS)
    average = question.take(_AVERAGE)
    count = None if difference or average else question.take(_COUNT)
    extreme = None if often or difference else extreme_of(question)
    in_all = question.take(_IN_ALL)
    question.read_heads()
    summed = question.take(_SUM)
    total = bool(summed or in_all)
    if share:
        return read_share(question)
    if difference or (pair and COMPARES.search(question.text)):
        return read_comparison(question, bool(difference), bool(average))
    if often:
        return _most_often(question)
    if extreme_too and not extreme:
        return None
    if extreme:
        return None if count else read_extreme(question, extreme, total, each)
    if average:
        return None if summed else read_fold(question, "average", each)
    if count:
        return read_count(question, each)
    if exists and not question.beside():
        return Query("exists", tuple(found)) if found else None
    if total or (not LISTS.search(question.text) and any("total" in words_of_head(c.head) for c in question.mentioned)):
        return read_fold(question, "sum", each)
    if each is not None:
        rows = any(w.stem in question.nouns for w in question.content_left())
        return (
            read_fold(question, "sum", each)
            if question.named("amount")
            else read_count(question, each)
            if rows
            else None
        )
    return read_yes_no(question) or read_rows(question)


def _each(question: Question) -> Column | None:
    """The column for each of whose values something is told: "per region"."""
    for m in _EACH.finditer(question.text):
        said = stems_of(m["what"])
        for size in (2, 1):
            columns = [c for c in question.of_kind("text") if list(words_of_head(c.head)) == said[:size]]
            if len(columns) == 1 and columns[0].distinct:
                # "Hours per entry", of a list of entries, parts nothing.
                question.words.take_stretch(m.start(), m.end() + len(" ".join(m["what"].split()[:size])))
                return None
            if len(columns) == 1 and len(said) >= size:
                end = m.end() + len(" ".join(m["what"].split()[:size]))
                question.words.take_stretch(m.start(), end)
                return columns[0]
    return None


def _most_often(question: Question) -> Query | None:
    """Which value of a column has the most rows."""
    groups = question.named("text")
    if not groups and question.asks_who:
        groups = [c for c in [person_meant(question)] if c is not None]
    return Query("largest", tuple(question.found), None, groups[0]) if len(groups) == 1 else None


def unread(question: Question, query: Query) -> list[str]:
    """The words that have no part in a query; what the heads of its own columns say has one, and what is done there."""
    nouns = set(question.nouns | question.deeds)
    acting = [c for c in (query.shown, query.group, *(f.column for f in question.found)) if c is not None]
    heads = {w for c in acting for w in words_of_head(c.head)}
    nouns |= heads | done(heads)
    target = query.target
    if any(c.kind == "span" for c in (target, *acting) if c is not None):
        nouns |= {"date", "day"}
    if target is not None:
        own = set(words_of_head(target.head))
        nouns |= own | done(own) | ({"due"} if target.kind == "span" and own & _COMING else set())
        if target.kind == "amount" and target in question.mentioned:
            nouns |= {"number", "amount", "figur"} | (_MEASURES if len(own) == 1 else set())
        if query.operation in ("largest", "smallest") and target in question.mentioned:
            nouns |= _LIGHT
    if query.operation == "share":
        nouns |= {"percent", "%"}
    light = frozenset() if question.asks_who else light_verbs()
    values = {n for c in question.found for n in c.places}
    return [
        w.text
        for n, w in question.words.left()
        if w.stem not in nouns
        and not any(is_of(w.stem, h) for h in heads)
        and w.text.lower() not in passed_words()
        # What "Kim Oda took" is told by a column, if by any.
        and (w.text.lower() not in light or n - 1 in values)
    ]
