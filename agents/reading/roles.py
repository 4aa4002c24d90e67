"""What each word that names nothing is there for: the asker's talk, or a word that narrows the figure.

A word passed over may have narrowed the figure ("display revenue", "revenue from search"), so its place decides. Right before a
line item, right after it and behind a preposition only closed classes of words are passed over (`data/wording/talk.txt`);
elsewhere people's talk is, and so is a stretch in which the asker speaks of themselves. What is left narrows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from muniment.agents.reading.elements import Element
from muniment.agents.reading.phrases import groups
from muniment.agents.reading.words import Word, words

PREPOSITIONS = frozenset(
    "from in of for on at by to with within via through without excluding outside among across under ex minus except into against behind beyond"
    " including aside per toward towards about regarding concerning around inside between".split()
)
"""Prepositions before what a figure may be narrowed to."""
_DETERMINERS = frozenset("the a an its their this that these those his her my our your any some each every".split())
_OWN = frozenset("my our your his her i me we us".split())
_JOINS = frozenset("of and or &".split())
_AUXILIARIES = frozenset(
    "did does do has have had can could will would may might must should didn't doesn't don't".split()
)
_INTRODUCES = frozenset("to you please me us can could let's and we i".split())
_NUMBERS = frozenset("two three four five six seven eight nine ten eleven twelve both".split())
_SAYING = frozenset(
    w.stem for w in words("say said think thought claim believe swear insist tell told hear heard read argue")
)
_DERIVED = re.compile(r"(?:ib|ab)les?$|(?:[st]ion|ment|or|er)s?$")
_COUNTED = frozenset(w.stem for w in words("year quarter company firm business month digit decimal day week hour"))


@cache
def _group(name: str) -> frozenset[str]:
    return frozenset(w.stem for p in groups("talk")[name] for w in words(p))


def is_function(word: Word) -> bool:
    """True for a word that joins others and means nothing alone."""
    return word.is_sign or word.norm == "$" or word.norm in _function()


@cache
def _function() -> frozenset[str]:
    return frozenset(w.norm for p in groups("talk")["function"] for w in words(p))


@cache
def _anywhere() -> frozenset[str]:
    names = (
        "before",
        "of",
        "imperative",
        "report",
        "after",
        "places",
        "people",
        "asking",
        "polite",
        "doubt",
        "talk",
        "asker",
    )
    return frozenset().union(*map(_group, names))


@cache
def _asking() -> frozenset[str]:
    names = ("before", "imperative", "report", "places", "people", "asking", "polite", "asker")
    return frozenset().union(*map(_group, names))


@cache
def _named_by_verbs() -> frozenset[str]:
    """Verbs of asking and people that may be nouns of a part as well: "search", "display", "teachers"."""
    return (_group("asking") | _group("people")) - _group("talk") - _group("asker") - _group("imperative")


class Roles:
    """The roles of the words of one question.

    Args:
        row: its elements in order.
        text: the question as typed, for its capitals.
    """

    def __init__(self, row: Sequence[Element], text: str) -> None:
        self.row, self.text = row, text
        typed = [text[e.start] for e in row if e.kind == "word" and text[e.start : e.end].isalpha()]
        capitals = sum(c.isupper() for c in typed)
        self.plain_capitals = len(typed) > 3 and capitals > 0.6 * len(typed)
        self.points_back = any(
            w in ("them", "those", "these", "such") or (w == "there" and not self._is_there(n))
            for n, e in enumerate(row)
            if e.kind == "word" and (w := e.norm)
        )

    def narrows(self, n: int) -> bool:
        """True when the word at place `n` may narrow a figure."""
        word = self.row[n].value
        assert isinstance(word, Word)
        if word.norm in groups("talk")["negation"]:
            opens_question = "'" in word.norm and (n == 0 or self.row[n - 1].breaks)
            return not (opens_question or self._in_talk(n))
        if self.text[word.start : word.end] == "US" and not self.text.isupper():
            return True
        if is_function(word):
            return False
        if (word.norm[:1].isdigit() and not word.norm.startswith(("10-", "20-", "40-"))) or word.norm in _NUMBERS:
            return not self._counts(n)
        if self._written_as_name(n):
            return True
        if self._verb_of_company(n):
            return False
        if self._before_item(n):
            return not self._passed_before(n)
        if self._after_item(n):
            return word.stem not in _group("after")
        preposition = self._governed_by(n)
        if preposition is not None:
            return not self._passed_behind(n, preposition)
        if self._stands_alone(n):
            return True
        if word.stem in _anywhere():
            return word.stem not in _group("restricts") and self._restricted(n) and word.stem not in _asking()
        return not (self._in_talk(n) or self._is_verb(n) or self._in_shell(n))

    def _stands_alone(self, n: int) -> bool:
        """True among bare words beside the question: ", search", "- display only", "in 2024 search" may name a part."""
        stretch = self._stretch(n)
        last = max((k for k, e in enumerate(stretch) if e.kind != "word"), default=-1)
        tail = stretch[last + 1 :]
        if len(tail) == len(self.row) or self.row[n] not in tail or any(e.stem in _group("polite") for e in tail):
            return False
        bare = [e for e in tail if e.norm not in _DETERMINERS and e.stem not in _group("doubt")]
        return self.row[n] in bare and all(e.stem in _named_by_verbs() or e.stem in _group("restricts") for e in bare)

    def _counts(self, n: int) -> bool:
        """True for a number of years or companies, or "the two": it narrows nothing."""
        following = self.row[n + 1] if n + 1 < len(self.row) else None
        beside = (self.row[n - 1] if n else None, following)
        if self.row[n].norm in _NUMBERS or any(
            getattr(e.value, "kind", "") in ("largest", "smallest") for e in beside if e
        ):
            return True
        if n and self.row[n - 1].norm == "/" and self.row[n].norm in ("365", "366", "360", "52", "12", "4"):
            return True
        return following is not None and following.stem in _COUNTED

    def _restricted(self, n: int) -> bool:
        """True in a stretch with a word like "only" or "just the": what else stands there says which part is meant."""
        return any(
            e.kind == "word" and e.norm in ("only", "solely", "purely", "alone", "exclusively")
            for e in self._stretch(n)
        )

    def _is_there(self, n: int) -> bool:
        """ "There is", "is there": nothing is pointed at."""
        around = [e.norm for e in self.row[max(0, n - 1) : n + 2]]
        return any(w in ("is", "was", "were", "are", "you") for w in around)

    def _written_as_name(self, n: int) -> bool:
        word = self.row[n]
        if self.plain_capitals or not self.text[word.start].isupper() or opens(self.text, word.start):
            return False
        return not (self.text[word.start : word.end] in ("I", "I'm") or word.stem in _group("asker"))

    def _before_item(self, n: int) -> bool:
        """True when the word stands in the name of a line item, before it: "display revenue", "the search part of revenue"."""
        for k in range(n + 1, len(self.row)):
            element = self.row[k]
            if element.kind == "item":
                return True
            if element.kind in ("operation", "period"):
                continue
            if element.kind != "word":
                return False
            word = element.norm
            if word in _JOINS:
                continue
            if word in _DETERMINERS and (self.row[k - 1].norm == "of" or self.row[k - 1].kind == "operation"):
                continue
            if is_function(element.word):
                return False
        return False

    def _passed_before(self, n: int) -> bool:
        word, previous = self.row[n].word, self.row[n - 1] if n else None
        following = self.row[n + 1] if n + 1 < len(self.row) else None
        if word.stem in _group("before"):
            return True
        if word.stem in _group("of") and following is not None and following.norm in ("of", "for", "in"):
            return True
        if self._infinitive(n):
            return True
        free = previous is None or (previous.kind in ("word", "sign", "talk") and previous.norm not in _DETERMINERS)
        if word.stem in _group("imperative") and free and not self._owned(n):
            return True
        if word.stem not in _group("report") or is_derived(word.norm):
            return False
        if previous is None or previous.norm in _DETERMINERS or previous.norm in ("is", "was", "were", "are", "of"):
            return False
        if previous.kind == "word" and not is_function(previous.word) and previous.stem not in _group("doubt"):
            return False
        return not (previous.kind == "company" and previous.owns)

    def _verb_of_company(self, n: int) -> bool:
        """True right behind "did" and a company, for a verb that says no more than that it had the figure: "how much did Meta burn on R&D", not "guide for"."""
        if n < 2 or self.row[n - 1].kind != "company" or self.row[n - 1].owns or n + 1 >= len(self.row):
            return False
        word, following = self.row[n], self.row[n + 1]
        small = self.text[word.start].islower()
        return (
            small
            and word.stem in _group("report") | _group("done")
            and self.row[n - 2].norm in ("did", "does")
            and following.norm in PREPOSITIONS | _DETERMINERS | {"up", "out"}
        )

    def _infinitive(self, n: int) -> bool:
        """True right behind the "to" of a verb of asking: "asked to include", "struggling to locate"."""
        if n < 2 or self.row[n - 1].norm != "to":
            return False
        verb = self.row[n - 2]
        return verb.kind == "word" and (
            verb.stem in _asking() or verb.norm in ("how", "able", "going", "have", "had", "struggling")
        )

    def _owned(self, n: int) -> bool:
        """True right behind a company's name: "Meta's display …"."""
        return n > 0 and self.row[n - 1].kind == "company"

    def _after_item(self, n: int) -> bool:
        k = n - 1
        while k >= 0 and self.row[k].kind == "word" and not is_function(self.row[k].word):
            k -= 1
        return k >= 0 and self.row[k].kind == "item"

    def _governed_by(self, n: int) -> int | None:
        """The place of the preposition that the word stands behind."""
        for k in range(n - 1, -1, -1):
            element = self.row[k]
            if element.kind == "company" and element.owns:
                continue
            if element.kind != "word":
                return None
            if element.norm in PREPOSITIONS:
                return k
            if is_function(element.word) and element.norm not in _DETERMINERS | {"and", "or", "&"}:
                return None
        return None

    def _passed_behind(self, n: int, preposition: int) -> bool:
        word, behind = self.row[n].word, self.row[preposition].norm
        between = [e.norm for e in self.row[preposition + 1 : n]]
        if word.stem in _group("places"):
            return True
        touching = preposition > 0 and self.row[preposition - 1].kind in ("item", "company")
        if word.stem in _group("people") and not touching:
            return True
        if behind in ("at", "with", "by", "on", "over") and not touching and self._in_shell(n):
            return True
        if behind == "to" and preposition == n - 1 and (word.stem in _anywhere() or self._in_talk(n)):
            return True
        if any(w in _OWN for w in between):
            return True
        touches = preposition > 0 and self.row[preposition - 1].kind in ("item", "company")
        verb = self.row[preposition - 1] if preposition else None
        if verb is not None and verb.norm in (
            "sell",
            "sold",
            "make",
            "made",
            "earn",
            "earned",
            "come",
            "came",
            "get",
            "got",
        ):
            touches = True
        if word.stem in _group("purposes") and behind in ("for", "in") and not touches:
            return True
        if verb is not None and verb.stem in _group("purposes") and not touches and self._asker_in_stretch(n):
            return True
        named = any(e.kind in ("item", "company") for e in self._stretch(n))
        return self._in_talk(n) and not named and not touches

    def _stretch(self, n: int) -> Sequence[Element]:
        """The elements from one sign to the next around a word."""
        start = next((k + 1 for k in range(n - 1, -1, -1) if self.row[k].breaks), 0)
        end = next((k for k in range(n + 1, len(self.row)) if self.row[k].breaks), len(self.row))
        return self.row[start:end]

    def _in_talk(self, n: int) -> bool:
        """True in a stretch in which the asker speaks of themselves, before any line item, and which restricts nothing."""
        stretch = self._stretch(n)
        if not any(
            e.kind == "word" and (e.norm in groups("talk")["asker"] or e.stem in _group("asker")) for e in stretch
        ):
            return False
        if any(e.kind == "word" and e.stem in _group("restricts") for e in stretch):
            return False
        item = next((e.start for e in stretch if e.kind == "item"), None)
        if item is None:
            company = any(e.kind == "company" for e in stretch)
            return not self.points_back and not company
        return self.row[n].start < item

    def _asker_in_stretch(self, n: int) -> bool:
        return any(
            e.kind == "word" and (e.norm in groups("talk")["asker"] or e.stem in _group("asker"))
            for e in self._stretch(n)
        )

    def _in_shell(self, n: int) -> bool:
        """True before the words that ask ("how much …"), in a stretch in which the asker speaks of themselves."""
        stretch = self._stretch(n)
        asking = max(
            (
                e.start
                for e in stretch
                if (e.kind in ("talk", "word") and self.text[e.start : e.start + 3].lower() in ("how", "wha"))
                or e.stem in _SAYING
            ),
            default=None,
        )
        item = next((e.start for e in stretch if e.kind == "item"), None)
        if asking is not None and item is not None and asking > item:
            return False
        restricted = any(e.kind == "word" and e.stem in _group("restricts") for e in stretch)
        return asking is not None and self.row[n].start < asking and self._asker_in_stretch(n) and not restricted

    def _is_verb(self, n: int) -> bool:
        """True right behind "you", "to" or "could", where a verb of asking stands, before any line item."""
        if n == 0 or self.row[n - 1].norm not in _INTRODUCES - {"and"}:
            return False
        return self.row[n - 1].norm != "to" or any(e.norm in ("you", "me", "i", "we", "us") for e in self.row[:n])


def is_derived(word: str) -> bool:
    """True for a noun or an adjective made of a verb, which says no more that a company has a figure: "collectibles sales"."""
    return word not in groups("talk")["report"] and bool(_DERIVED.search(word))


def opens(text: str, at: int) -> bool:
    """True for the first word of a sentence, whose capital says nothing."""
    before = text[:at].rstrip(" \"'(")
    return not before or before[-1] in ".?!:;-"
