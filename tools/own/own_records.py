"""The text of the caller's own records: cut into passages, and searched, all in memory.

What is not in the records given is never looked for elsewhere. Their numbers are read in `record_cells`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from muniment.items.common_words import STOP
from muniment.records import Passage, Record
from muniment.sentences import places
from muniment.tools.answering import Reader, told
from muniment.tools.library.hostile_text import muted
from muniment.tools.own.record_cells import years_in
from muniment.wording import content_stems, held_share, stem, tokens

MAX_WORDS = 180
LONG_PARAGRAPH = 4_000
"""Characters; the reader reads about 1,200 of a passage."""
LONG_WORD = 8
"""Characters for which a passage counts a word where they have none: a key, a signature, a script without spaces."""
READ, COUNT = 48, 6
"""How many passages the reader reads for a question (40 a second on two cores), and how many go on."""
_FRAGMENT = re.compile(r"^\W*(?:and|so|but|or|also|then|what about|how about)\b", re.IGNORECASE)
_LEANS = re.compile(
    r"^\W*(?:why|in|for|from)\b|\b(?:that|this|these|those|it|its|they|their|them|then|again|same"
    r"|both|one|each|years?|total|sum|average|times|divided|percent\w*|change|difference|values?|amount|number|portion|ratio|growth|increase|decrease)\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"^\W*(?:(?:and|so|but|then|also)\b\W*)*(?:who|whom|whose|why|when|where)\b", re.IGNORECASE)
QUALIFIERS = frozenset(
    """annual annualized approximate average combined cumulative decrease difference change increase growth estimated expected overall yearly
    percent percentage portion proportion ratio rate amount value total net sum number reported recorded respective mean balance
    decline drop gain rise fall variation variance return impact effect aggregate actual historical projected anticipated remaining
    company firm between after before during since through within under over than more less set outside inside across per versus
    table show shown provide provided include included report present presented give given list listed year years period periods
    increased increasing decreased decreasing declined declining grew grown growing rose risen fell fallen changed gained dropped
    percentual percentually observed would could among among due all one each part parts compare compared others expired remaining
    company firm doe exceed exceeds many much high higher highest large larger largest low lower lowest small smaller smallest absolute""".split()
)
"""Words that say how a figure is looked at, not which figure."""
ABSENT = 1.5
"""What each word of a question that no record bears takes from every score."""
_LOOKING = frozenset(map(stem, QUALIFIERS))
_SHARED = frozenset("related relates relating attributable attributed due owed allocated".split())


def cut(records: Sequence[Record]) -> list[Passage]:
    """The records' text as passages of whole paragraphs, with their places in each record's text; a long one is cut at its sentences.

    What speaks to machines is blank there.
    """
    found: list[Passage] = []
    for record in (replace(r, text=muted(r.text)) for r in records):
        held: list[tuple[int, int]] = []
        words = 0
        for start, end in _paragraphs(record.text):
            said = record.text[start:end].split()
            more = max(len(said), sum(map(len, said)) // LONG_WORD)
            if held and words + more > MAX_WORDS:
                found.append(_passage(record, held))
                held, words = [], 0
            held.append((start, end))
            words += more
        if held:
            found.append(_passage(record, held))
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The lines of a text; of one that is longer than the reader can read, the sentences."""
    for match in re.finditer(r"[^\n]+", text):
        if match.end() - match.start() <= LONG_PARAGRAPH:
            yield match.span()
        else:
            for start, end in places(match.group()):
                for at in range(start, end, LONG_PARAGRAPH):
                    yield match.start() + at, match.start() + min(at + LONG_PARAGRAPH, end)


def _passage(record: Record, held: list[tuple[int, int]]) -> Passage:
    start, end = held[0][0], held[-1][1]
    return Passage(record.id, "", record.text[start:end], start, end, heading=record.title)


def words_of(records: Sequence[Record]) -> frozenset[str]:
    """The stems of all words in the records' text and tables."""
    tables = (cell for r in records for t in r.tables for row in t.rows for cell in row)
    return frozenset(content_stems("\n".join((*(r.text for r in records), *(r.title for r in records), *tables))))


def speaks_of(question: str, words: frozenset[str]) -> bool:
    """False when no word that a question is about stands anywhere in the records."""
    wanted = content_stems(question)
    return not wanted or bool(wanted & words)


def leans(question: str) -> bool:
    """True when a question may rest on the one before it: it points back, computes, names a year, or begins as a fragment.

    All 788 follow-ups of ConvFinQA's tuning documents either do or name something of their record.
    """
    return bool(fragment(question) or _LEANS.search(question) or years_in(question))


def fragment(question: str) -> bool:
    """True when a question begins as the rest of another: "and in 2023?"."""
    return bool(_FRAGMENT.match(question))


def asks_for_words(question: str) -> bool:
    """True when no number can be the answer: it asks who, why, when or where."""
    return bool(_WHO.match(question))


def named_records(question: str, records: Sequence[Record]) -> frozenset[str]:
    """The ids of the records that the question names, by words of their title or id that no other record has; of all where none is."""
    every = frozenset(r.id for r in records)
    if len(records) == 1:
        return every
    wanted = content_stems(question)
    words = {r.id: words_of([r]) for r in records}
    holding = Counter(word for own in words.values() for word in own & wanted)
    named = {
        r.id
        for r in records
        if any(holding[w] == (w in words[r.id]) for w in wanted & content_stems(f"{r.title} {r.id}"))
    }
    return frozenset(named) or every


def narrowing_word(question: str, names: str, words: frozenset[str]) -> str:
    """A word that narrows a figure and that no record has ("toaster sales", "sales from toasters"); empty where there is none.

    Args:
        question: as typed.
        names: what the figure stands under.
        words: the stems of all words in the records.
    """
    held = {stem(t) for t in tokens(names)}
    row = [(t, stem(t)) for t in tokens(question)]
    for n, (word, its_stem) in enumerate(row):
        idle = word in QUALIFIERS or word in STOP or not content_stems(word) or word[0].isdigit()
        if its_stem in words or its_stem in held or idle or _with_its_neighbour(row, n) & words:
            continue
        before = row[n + 1][1] in held if n + 1 < len(row) else False
        after = n >= 2 and row[n - 1][0] in ("from", "of", "for") and row[n - 2][1] in held
        share = n >= 2 and row[n - 1][0] == "to" and row[n - 2][0] in _SHARED
        if before or after or share:
            return word
    return ""


def _with_its_neighbour(row: Sequence[tuple[str, str]], n: int) -> set[str]:
    """The stems of a word joined to the one before or after it, and of its parts: "post retirement" is "postretirement"."""
    joined = [row[k][0] + row[k + 1][0] for k in (n - 1, n) if 0 <= k < len(row) - 1]
    return {stem(w.replace("-", "")) for w in (*joined, row[n][0])}


def search(question: str, passages: Sequence[Passage], words: frozenset[str], reader: Reader) -> list[Passage]:
    """The passages that answer most surely, the best first; of many, those that hold most of the question's words are read.

    A word of the question that stands in no record at all (`words` are the stems of those that do) makes any answer less sure: it is of a
    synonym, or of another thing. Words of a record's title say which record is meant, not what it says; they are left out of what a sentence must hold.
    """
    wanted = content_stems(question)
    near = sorted(passages, key=lambda p: -held_share(wanted, f"{p.heading} {p.text}"))[:READ]
    own = wanted - content_stems(" ".join(p.heading for p in near))
    unheard = ABSENT * len([w for w in wanted - words if w not in _LOOKING])
    return [replace(p, score=round(p.score - unheard, 4)) for p in told(question, own or wanted, near, reader)[:COUNT]]
