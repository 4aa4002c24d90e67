"""One clause of a question, as the forms of question look at it: who, what, when, and what is to be found out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Literal

from muniment.agents.planning.measures import measures_of
from muniment.agents.planning.times import (
    Memory,
    pairs_of,
    periods_of,
    wants_quarters,
    year_before,
)
from muniment.agents.reading.names import Mention
from muniment.agents.reading.reading import Clause
from muniment.errors import Abstention
from muniment.records import Ask, Base, Claim, Company, Measure, Operation, Per, Period

_CLAIMS: dict[str, Claim] = {
    "up": "up",
    "growth": "up",
    "down": "down",
    "better": "up",
    "worse": "down",
    "double": "double",
    "triple": "triple",
    "quadruple": "triple",
    "halve": "halve",
}
_PERS: tuple[Per, ...] = ("day", "week", "month", "quarter", "hour", "minute", "second")
_AUXILIARIES = frozenset(
    "did does do was were is are has have had didn't doesn't don't wasn't weren't isn't aren't hasn't haven't hadn't can could will would".split()
)
_BEFORE_QUESTION = frozenset(
    "and but so also then or in for by during at of over the a since from between it that just tell me if".split()
)
_NUMBERS = {w: n for n, w in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_IN_DOLLARS = re.compile(r"\bin\s+(?:us\s+)?dollars?\b|\bdollar\s+terms\b")
_LAST = re.compile(r"\bwhen\s+(?:did|was|were|has|have)\b.*\blast\b(?!\s+(?:year|quarter|fiscal))")
_TOP = re.compile(
    r"\b(?:top|bottom|first|leading|largest|highest|biggest|smallest|lowest)\s+(\d{1,2}|"
    + "|".join(_NUMBERS)
    + r")\b|\b(\d{1,2}|"
    + "|".join(_NUMBERS)
    + r")\s+(?:largest|highest|biggest|smallest|lowest|most|least|top)\b"
)


@dataclass
class Form:
    """One clause, and what an earlier one settled, as the forms of question look at it."""

    clause: Clause
    memory: Memory
    all_companies: bool = False

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The line items asked for."""
        return measures_of(self.clause, self.memory)

    @cached_property
    def entities(self) -> tuple[Company, ...]:
        """The companies asked about."""
        return () if self.all_companies else self.memory.entities

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods asked for; a year's average quarter is of the year."""
        if self.per == "quarter" and "quarterly" in self.kinds:
            return periods_of(self.clause.without("quarterly"), self.memory)
        return periods_of(self.clause, self.memory)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of operations named; "up every year" says both."""
        every = any(o.direction and o.word.endswith((" every", " each")) for o in self.clause.operations)
        return self.clause.kinds | ({"every"} if every else frozenset())

    @cached_property
    def everyone(self) -> bool:
        """True where all companies on record are meant."""
        if self.clause.excluded:
            return not self.entities
        return self.all_companies or (
            not self.entities and bool(self.kinds & {"everyone", "who", "rank", "count", "largest", "smallest"})
        )

    @cached_property
    def yes_no(self) -> bool:
        """True where yes or no answers; "did A or B grow more?" wants a name."""
        return asks_yes_or_no(self.clause) and not (
            self.chooses and self.kinds & {"more", "less", "largest", "smallest"}
        )

    @cached_property
    def chooses(self) -> bool:
        """True where two companies are joined by "or"."""
        named = [n for n, e in enumerate(self.clause.elements) if e.kind == "company"]
        return any(self.clause.elements[k].norm == "or" for a, b in pairwise(named) for k in range(a + 1, b))

    @cached_property
    def claim(self) -> Claim:
        """What the first verb of change claims, of the figure itself: of a loss, that it rose."""
        return next((c for d in self.clause.directions if (c := _CLAIMS.get(d))), "")

    @cached_property
    def changes(self) -> bool:
        """True where a change is asked for."""
        return "change" in self.kinds or "yoy" in self.kinds

    @cached_property
    def percent(self) -> bool:
        """True where a change, or a part, is wanted in per cent."""
        growth = any(d == "growth" for d in self.clause.directions)
        if self.in_money and not self.kinds & {"percent", "share", "share_as"}:
            return False
        return (
            growth
            or bool(self.kinds & {"percent", "yoy", "share", "share_as"})
            or any(a.percent for a in self.clause.amounts)
        )

    @cached_property
    def in_money(self) -> bool:
        """True where a change is wanted in money: "in dollars"."""
        return any(self.clause.says(w) for w in ("dollar", "$")) or bool(_IN_DOLLARS.search(self.clause.text))

    @cached_property
    def threshold(self) -> Decimal | None:
        """The amount to pass, in base units."""
        return self.clause.amounts[0].value if self.clause.amounts else None

    @cached_property
    def beyond(self) -> Claim:
        """Whether more or less than an amount, or than the other, is asked; nothing where neither."""
        if self.kinds & {"below", "less", "smallest"} and not self.kinds & {"exceed", "more", "largest"}:
            return "less"
        return "more" if self.kinds & {"exceed", "more", "largest"} else ""

    @cached_property
    def which_company(self) -> bool:
        """True where a company answers."""
        asked = "who" in self.kinds or (self.chooses and not self.yes_no)
        return asked and not self.which_year and (len(self.entities) > 1 or self.everyone)

    @cached_property
    def which_year(self) -> bool:
        """True where a fiscal period answers."""
        return "which_year" in self.kinds

    @cached_property
    def series(self) -> tuple[Period, ...]:
        """The periods of a series: those named, or all there are."""
        return self.periods if self.clause.periods or self.memory.periods else (Period(1900, open="since"),)

    @cached_property
    def pairing(self) -> tuple[tuple[Measure, Company], ...]:
        """Each measure with its own company, where each of two companies has one of its own."""
        return _pairing(self.clause, self.measures)

    @cached_property
    def paired(self) -> bool:
        """True where each of two companies has a measure of its own."""
        return bool(self.pairing)

    @cached_property
    def per(self) -> Per:
        """The shorter time that a figure is to be spread over; empty where none."""
        mark = next((o for o in self.clause.operations if o.kind == "per"), None)
        averaged = "average" in self.kinds and "quarterly" in self.kinds and len(self.clause.periods) < 2
        if mark is None and averaged:
            return "quarter"
        if mark is None:
            return ""
        word = "day" if "dai" in mark.word or "day" in mark.word else mark.word
        return next((p for p in _PERS if p in word), "")

    @cached_property
    def times(self) -> Decimal | None:
        """How many of the shorter times are said to be in the period: "365 days", "52 weeks", "/ 365"."""
        found = (
            re.search(rf"\b(\d{{1,4}})[\s-]*{self.per}s?\b|/\s*(\d{{2,4}})\b(?!/)", self.clause.text)
            if self.per in ("day", "week", "month")
            else None
        )
        return Decimal(found.group(1) or found.group(2)) if found else None

    @cached_property
    def multiple(self) -> bool:
        """True where a doubling, or the like, is asked about."""
        return any(d in ("double", "triple", "quadruple", "halve") for d in self.clause.directions)

    @cached_property
    def by_rate(self) -> bool:
        """True where a change is compared by its rate, as of companies whose sizes differ."""
        return len(self.entities) > 1 or self.everyone

    @cached_property
    def most(self) -> int | None:
        """How many of a ranking are wanted: "top 5", "the three largest"."""
        return _how_many(self.clause)

    @cached_property
    def amount_of_difference(self) -> bool:
        """True for "how much more", which wants an amount and not a winner."""
        return "difference" in self.kinds and not self.which_company

    @cached_property
    def counts_companies(self) -> bool:
        """True for "how many companies"."""
        return any(o.kind == "count" and ("compan" in o.word or "firm" in o.word) for o in self.clause.operations)

    def ratios(self, over: Measure, under: Measure) -> list[Ask]:
        """One figure to another, for each company; over several periods as a series."""
        percent = bool(self.kinds & {"share", "share_as", "percent"})
        many = len(self.periods) > 1 or self.periods[0].open
        if many:
            return [Ask("ratio", (over, under), (e,), self.periods, percent=percent, of="ratio") for e in self.entities]
        if len(self.entities) > 1 and self.kinds & {"compare"}:
            return [Ask("largest", (over, under), self.entities, self.periods, percent=True, of="ratio")]
        return [Ask("ratio", (over, under), (e,), (p,), percent=percent) for e in self.entities for p in self.periods]

    def over_series(
        self,
        kinds: frozenset[str] | set[str],
        measures: Sequence[Measure],
        claim: Claim,
        threshold: Decimal,
        of: Base = "value",
    ) -> list[Ask]:
        """What is asked of a series as a whole: every year, any, when first, in how many, in which."""
        operation: Operation | None = None
        if "count" in kinds:
            operation = "count"
        elif ("last" in kinds or (self.which_year and _LAST.search(self.clause.text))) and "first" not in kinds:
            operation = "last"
        elif (
            "first" in kinds
            or (self.which_year and self.clause.says("when") and not self.yes_no)
            or "when" in [e.norm for e in self.clause.elements]
            or any(
                o.word.startswith(("when", "by when", "since when"))
                for o in self.clause.operations
                if o.kind == "which_year"
            )
        ):
            operation = "first"
        elif "never" in kinds or "every" in kinds:
            operation = "every"
        elif "any" in kinds and self.yes_no and not self.which_year:
            operation = "any"
        elif "any" in kinds or self.which_year:
            operation = "above" if claim in ("more", "up") else "below"
        if operation is None:
            return []
        if self.which_year and operation == "every" and not self.yes_no:
            operation = "above" if claim in ("more", "up") else "below"
        if "never" in kinds and operation == "every" and of == "value" and not kinds & {"profit", "loss"}:
            claim = "less" if claim == "more" else "more"
        if "never" in kinds and of == "change":
            claim = "down" if claim == "up" else "up"
        if operation == "count" and self.counts_companies:
            return [
                Ask(
                    "count",
                    tuple(measures[:1]),
                    self.entities,
                    self.periods[:1],
                    claim,
                    threshold,
                    of=of,
                    everyone=not self.entities,
                )
            ]
        series = self.series if of == "value" else self.change_periods(inclusive=operation != "every")
        return [Ask(operation, (m,), (e,), series, claim, threshold, of=of) for m in measures for e in self.entities]

    def change_periods(self, inclusive: bool) -> tuple[Period, ...]:
        """The pairs, flat, between which the changes of a series are told; from the year before its first on, where that counts."""
        series = self.series
        if len(series) == 1 and series[0].open:
            return series
        if len(series) == 1 or (inclusive and not wants_quarters(self.clause)):
            return tuple(x for p in series for x in (p, year_before(p)))
        return tuple(x for old, new in pairwise(series) for x in (new, old))

    def companies_that_moved(self) -> list[Ask]:
        """Which companies' figures rose, or fell.

        Raises:
            Abstention: in more than one year.
        """
        pairs = pairs_of(self.clause, self.memory)
        pair = pairs[0]
        if "every" in self.kinds or pair[0].open:
            raise Abstention(
                "insufficient_evidence",
                "Which companies moved is told of one year at a time; name one, or one company.",
            )
        which: Operation = "count" if "count" in self.kinds else "above" if self.claim == "up" else "below"
        return [
            Ask(
                which,
                (m,),
                self.entities,
                pair,
                self.claim,
                Decimal(0),
                of="percent_change",
                everyone=not self.entities,
            )
            for m in self.measures
        ]

    def compared(self, which: Operation, of: Base, measures: Sequence[Measure]) -> list[Ask]:
        """Yes or no: the first named against the second, whether companies, measures or periods."""
        claim: Claim = "less" if which == "smallest" else "more"
        if self.paired and of == "value":
            own, entities = zip(*self.pairing, strict=True)
            return [Ask("exceeds", own, entities, self.periods[:1], claim, paired=True)]
        if of in ("change", "percent_change"):
            pair = pairs_of(self.clause, self.memory)[0]
            if len(self.entities) == 2:
                return [Ask("exceeds", tuple(measures[:1]), self.entities, pair, claim, of=of)]
            if len(measures) == 2:
                return [Ask("exceeds", tuple(measures), self.entities[:1], pair, claim, of=of)]
            if len(self.periods) == 2:
                first, second = ((p, year_before(p)) for p in self.periods)
                return [Ask("exceeds", tuple(measures[:1]), self.entities[:1], (*first, *second), claim, of=of)]
            return []
        if of == "ratio":
            if len(self.entities) == 2:
                return [
                    Ask("exceeds", tuple(measures), self.entities, self.periods[:1], claim, of="ratio", percent=True)
                ]
            return []
        if len(self.entities) > 2:
            return [Ask(which, tuple(measures[:1]), self.entities, self.periods[:1])]
        if len(self.entities) == 2:
            several = len(self.periods) > 1
            return [
                Ask("exceeds", (m,), self.entities, (p,), claim)
                for m in measures[:1]
                for p in (self.periods if several else self.periods[:1])
            ]
        if len(measures) == 2:
            return [Ask("exceeds", tuple(measures), self.entities[:1], (p,), claim) for p in self.periods]
        opened = tuple(p for p in self.periods if p.open)
        if len(self.periods) > 2 or opened:
            # "Was 2022 its highest year since 2018?" is told by the highest.
            return [Ask(which, tuple(measures[:1]), self.entities[:1], opened or self.periods)]
        marks = [m for m in self.clause.periods if m.periods]
        beside = "compare" in self.kinds or any("than" in o.word for o in self.clause.operations)
        if beside and len(marks) == 2 and marks[1].relation == "at" and len(self.periods) == 2:
            pair = self.periods
        else:
            pair = pairs_of(self.clause, self.memory)[0]
        return [Ask("exceeds", tuple(measures[:1]), self.entities[:1], tuple(pair), claim)]

    def compared_measures(self, which: Operation) -> list[Ask]:
        """The larger of two different figures: "which is larger, Intel's R&D or Meta's capex?"."""
        if self.paired:
            own, entities = zip(*self.pairing, strict=True)
            return [Ask(which, own, entities, (p,), paired=True) for p in self.periods]
        return [Ask(which, self.measures, self.entities[:1], self.periods[:1])]

    def changes_of(self, claims: bool = False) -> list[Ask]:
        """The change of each measure of each company between each pair of periods; several pairs are a series."""
        operation: Literal["change", "percent_change"] = "percent_change" if self.percent else "change"
        claim = self.claim if claims else ""
        pairs = pairs_of(self.clause, self.memory)
        if self.paired:
            return [Ask(operation, (m,), (e,), pair, claim) for m, e in self.pairing for pair in pairs]
        measures = tuple(replace(m, loss=m.loss and not is_of_result(self.clause)) for m in self.measures)
        if len(pairs) > 1 or pairs[0][0].open:
            flat = tuple(p for pair in pairs for p in pair) if not pairs[0][0].open else pairs[0][:1]
            return [Ask(operation, (m,), (e,), flat, claim, of=operation) for m in measures for e in self.entities]
        return [Ask(operation, (m,), (e,), pairs[0], claim) for m in measures for e in self.entities]

    def each(self, operation: Operation, periods: Sequence[Period]) -> list[Ask]:
        """One ask a measure and company."""
        return [Ask(operation, (m,), (e,), tuple(periods)) for m in self.measures for e in self.entities]


def asks_yes_or_no(clause: Clause) -> bool:
    """True when a clause begins as a yes-or-no question, or ends as one ("…, right?")."""
    if "confirm" in clause.kinds:
        return True
    words = [e.norm for e in clause.elements if e.kind == "word"]
    for n, element in enumerate(clause.elements):
        if element.kind == "talk" and clause.written(element).startswith(("how", "what", "which")):
            return False
        if element.kind == "word" and element.norm in _AUXILIARIES:
            return _opens_question(clause, n)
        if element.kind == "word" and element.norm in ("what", "how", "which", "who", "whose", "when", "why"):
            return False
    if {"what", "how", "give", "show", "tell", "list"} & set(words) or clause.kinds & {
        "who",
        "which_year",
        "count",
        "rank",
    }:
        return False
    if words and words[-1] in ("right", "correct", "true", "yes", "no"):
        return True
    # "lowes sga lower fy23 than fy22?", "aapl eps up every year 22-25?"
    claims = any(d in ("up", "down", "better", "worse") for d in clause.directions)
    compared = bool(clause.kinds & {"more", "less", "exceed", "below", "profit", "loss"})
    return (
        clause.text.rstrip().endswith("?")
        and (claims or compared)
        and not clause.kinds & {"difference", "percent", "yoy", "share", "share_as"}
    )


def _opens_question(clause: Clause, n: int) -> bool:
    """True when nothing but a setting ("In 2024, …") stands before a word, back to a sign that parts it from what was said."""
    if clause.elements[n].norm in ("can", "could", "will", "would"):
        return False
    for element in reversed(clause.elements[:n]):
        if element.breaks:
            return True
        if element.kind in ("item", "operation", "amount", "company"):
            return False
        if element.kind == "word" and element.norm not in _BEFORE_QUESTION:
            return False
    return True


def _pairing(clause: Clause, measures: tuple[Measure, ...]) -> tuple[tuple[Measure, Company], ...]:
    """ "Intel's R&D or Meta's capex", "net sales of A and net income of B": companies and items by turns, or each owning its own."""
    named = [e for e in clause.elements if e.kind in ("company", "item")]
    companies = [e for e in named if e.kind == "company"]
    items = [e for e in named if e.kind == "item"]
    if len(companies) != len(items) or len(companies) < 2 or len(measures) != len(items):
        return ()
    ciks = [m.companies[0].cik for e in companies if isinstance(m := e.value, Mention) and m.companies]
    if len(set(ciks)) != len(companies):
        return ()
    kinds = [e.kind for e in named]
    by_turns = all(a != b for a, b in pairwise(kinds))
    apart = kinds == ["company", "item", "item", "company"] and companies[0].owns
    if not (by_turns or apart):
        return ()
    found = []
    for measure, element in zip(measures, companies, strict=True):
        mention = element.value
        assert isinstance(mention, Mention)
        found.append((measure, mention.companies[0]))
    return tuple(found)


def _how_many(clause: Clause) -> int | None:
    found = _TOP.search(clause.text)
    if found is None:
        return None
    word = found.group(1) or found.group(2)
    return _NUMBERS.get(word) or int(word)


def is_of_result(clause: Clause) -> bool:
    """True where the result is said to improve or worsen, and not the loss to grow."""
    return any(d in ("better", "worse") for d in clause.directions)
