"""Choose among passages the ones that answer a question, by the tuned reader and by the question's words: how sure, which sentence.

The reader alone may take a passage on the right subject for one that speaks of the thing asked for ("the hourly wage" of a passage on
hourly staff); what the question names must stand there too. Of 97 text questions over filings, the 50 surest answers held the words
looked for 38 times by the reader alone and 41 times with both (weights of 2 to 10 did alike); of 137 over own records, the 60 surest 37
times when the passage alone was read, and 45 times when its sentences were too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from muniment.models.passage_reader import NEVER, Judgement
from muniment.records import Passage
from muniment.sentences import places, sentences
from muniment.wording import FUNCTION_WORDS, content_stems, held_share, tokens

WORDS = 4.0
"""What it weighs, beside the reader's log-odds, that all words of the question stand in a passage, and again in its sentence."""
CLOSER = 6
"""How many of the likeliest passages are read again, sentence by sentence."""
MOST_SENTENCES = 40
"""Sentences of a passage that are read by themselves, those with most of the question's words; a page has half as many."""
LEAST = 0.5
"""The least share of the question's words that a passage must hold, however sure the reader is."""


_ASKING = re.compile(r"\W*(?:what|who|whose|whom|when|where|why|which|how)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\W*(?:(?:what|who|when|where|why|how)['’]?s\b|(?:what|who|whose|whom|when|where|why|which|how(?:\s+\w+)?)\s+"
    r"(?:is|are|was|were|do|does|did|must|may|can|could|should|shall|will|would|has|have|had)\b)",
    re.IGNORECASE,
)
"""A question that lacks its mark: a word that asks, and the verb right behind it."""
_WHOLE = frozenset(
    "total the our its their overall consolidated in of and or company's worldwide annual quarterly full-year reported lower higher increased decreased"
    " increase decrease growth decline year's by to from that while as for on with increasing decreasing aggregate company s".split()
)
"""Words before a line item that leave it whole."""


class Reader(Protocol):
    """Judges passages; see `PassageReader`."""

    def judge(self, question: str, passages: Sequence[str]) -> list[Judgement]:
        """One judgement for each passage."""


def judged(
    question: str, topic: str, passages: Sequence[Passage], reader: Reader, item: Sequence[str] = ()
) -> list[Passage]:
    """The passages, those that answer most surely first; each with its sentence, its words, and its score.

    Args:
        question: as typed.
        topic: the question's own words, without names and periods that every passage shares.
        passages: what was found.
        reader: the tuned model.
        item: the names of the line item that the question is about; a sentence on a part of it is none on the whole.
    """
    wanted = content_stems(topic)
    answers = _likeliest(question, passages, reader)
    found = []
    for passage, judgement in answers:
        held = held_share(wanted, f"{passage.section} {passage.heading} {passage.text}")
        answer = pointed(question, passage, judgement, wanted, reader, held, item)
        if held < LEAST or _of_a_part(sentences(answer.text)[answer.best], item, question):
            answer = replace(answer, score=NEVER)
        found.append(answer)
    return sorted(found, key=lambda p: -p.score)


def told(question: str, topic: set[str], passages: Sequence[Passage], reader: Reader) -> list[Passage]:
    """The passages of the caller's own records, as `judged`; the words of the topic count by the sentence that must bear them."""
    found = [pointed(question, p, j, topic, reader) for p, j in _likeliest(question, passages, reader)]
    return sorted(found, key=lambda p: -p.score)


def _likeliest(question: str, passages: Sequence[Passage], reader: Reader) -> list[tuple[Passage, Judgement]]:
    said = reader.judge(question, [p.text for p in passages])
    order = sorted(range(len(passages)), key=lambda n: (-said[n].answers, n))
    return [(passages[n], said[n]) for n in order[:CLOSER]]


def pointed(
    question: str,
    passage: Passage,
    judgement: Judgement,
    wanted: set[str],
    reader: Reader,
    held: float | None = None,
    item: Sequence[str] = (),
) -> Passage:
    """A passage with its sentence and words that answer most surely, and its score.

    The score is the mean of what the reader says of the passage and of the sentence alone, and what of the wanted words both hold; `held` is
    what the whole passage does, where that counts. A line item that stands there under one of its names is held under all of them.
    """
    each = places(passage.text)
    telling = [n for n, (start, end) in enumerate(each) if not says_nothing(passage.text[start:end], question)]
    if not telling:
        return replace(passage, score=NEVER)
    shares = [held_share(wanted, _with_names(passage.text[start:end], item)) for start, end in each]
    nearest = sorted(sorted(telling, key=lambda n: (-shares[n], n))[:MOST_SENTENCES])
    said = reader.judge(question, [passage.text[start:end] for start, end in (each[n] for n in nearest)])
    alone = dict(zip(nearest, said, strict=True))
    best = max(nearest, key=lambda n: (alone[n].answers + 2 * WORDS * shares[n], -n))
    own, share = alone[best], shares[best]
    score = (judgement.answers + own.answers) / 2 + WORDS * (share + (share if held is None else held))
    start = each[best][0]
    words = passage.text[start + own.start : start + own.end]
    return replace(passage, score=round(score, 4), best=best, words=words)


def says_nothing(sentence: str, question: str) -> bool:
    """Whether a sentence answers no question, since it is one, or says the question again: nothing holds more of a question's words than itself.

    >>> says_nothing("How long is the term?", "How long does it last?"), says_nothing("It is ten years (see “Why ten?”).", "How long is it?")
    (True, False)
    >>> says_nothing("when must she give notice", "When must she give notice"), says_nothing("the term of the lease", "What is the lease's term?")
    (True, True)
    >>> says_nothing("Dogs are allowed.", "Are dogs allowed?"), says_nothing("When rent is late, it bears interest.", "When is rent late?")
    (False, False)
    """
    if sentence.rstrip("\"'”’)*_ ").endswith("?") or _ASKS.match(sentence):
        return True
    said, asked = tokens(sentence), tokens(question)
    return said == asked or (_ASKING.match(question) is not None and {*said} - FUNCTION_WORDS <= {*asked})


def _with_names(text: str, item: Sequence[str]) -> str:
    """A text with all names of a line item that it names: "R&D expense" is research and development."""
    small = text.lower()
    return f"{text} {' '.join(item)}" if any(name in small for name in item) else text


def _of_a_part(sentence: str, item: Sequence[str], question: str) -> bool:
    """Whether a sentence speaks of a line item only as narrowed by a word that the question lacks: "Mac net sales" for "net sales".

    >>> _of_a_part("Mac net sales rose.", ["net sales"], "Why did net sales rise?")
    True
    >>> _of_a_part("Sales fell due to lower net sales of tablets.", ["net sales"], "Why did net sales fall?")
    True
    >>> _of_a_part("Total net sales rose.", ["net sales"], "Why did net sales rise?")
    False
    """
    asked, said = set(tokens(question)), sentence.lower()
    names = "|".join(re.escape(name) for name in sorted(item, key=len, reverse=True))
    first = re.search(rf"\b(?:{names})\b(?P<of>\s+of\s+(?:the\s+|its\s+|our\s+)?\S+)?", said) if names else None
    if first is None:
        return False
    before, of = tokens(said[: first.start()])[-1:], tokens(first.group("of") or "")[-1:]
    return any(word not in _WHOLE | asked for word in (*before, *of))
