"""Words that point at periods named before: "the later year", "that quarter", "the one in between", "the same three years".

They are written out as the periods they point at, so that what follows reads a question that names its periods. What points at
one of several and does not say which is left as it is, and refused where it is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from muniment.agents.planning.times import age
from muniment.errors import Abstention
from muniment.records import Ask, Before, Period

_UNIT = r"(?:fiscal\s+|financial\s+)?(?:year(?:[\s-]ends?)?|quarter|half|period|date|one|day)"
_UNITS = r"(?:fiscal\s+|financial\s+)?(?:years|quarters|halves|periods|dates|year[\s-]ends)"
_COUNT = r"(?:two|three|four|five|six|2|3|4|5|6)"
_AT = r"(?:\b(?:in|for|during|at|on|of|over|by)\s+)?"


@dataclass(frozen=True, slots=True)
class Reference:
    """A way of pointing: its pattern, and which of the periods before it means; with examples for FY2021, FY2022 and FY2023."""

    pattern: re.Pattern[str]
    means: Callable[[Sequence[Period]], Sequence[Period]]
    says: dict[str, str]


def _oldest_first(periods: Sequence[Period]) -> list[Period]:
    return sorted(periods, key=age)


def _middle(periods: Sequence[Period]) -> Sequence[Period]:
    """The middle one of three, or the year that lies between two."""
    ordered = _oldest_first(periods)
    if len(ordered) > 1 and len(ordered) % 2:
        return [ordered[len(ordered) // 2]]
    first, last = ordered[0], ordered[-1]
    apart = (last.year or 0) - (first.year or 0)
    between = len(ordered) == 2 and apart == 2 and first.span == last.span
    return [Period((first.year or 0) + 1, first.span)] if between else []


def _row(pattern: str, means: Callable[[Sequence[Period]], Sequence[Period]], **says: str) -> Reference:
    return Reference(re.compile(pattern), means, {k.replace("_", " "): v for k, v in says.items()})


REFERENCES: tuple[Reference, ...] = (
    _row(
        rf"\b(?:from\s+)?the\s+first\s+to\s+the\s+last(?:\s+{_UNIT})?\b|\bbetween\s+(?:those|these|the)\s+(?:{_COUNT}\s+)?{_UNITS}\b",
        lambda ps: (ordered[0], ordered[-1]) if len(ordered := _oldest_first(ps)) > 1 else (),
        from_the_first_to_the_last_year="from fiscal 2021 to fiscal 2023",
        between_those_years="from fiscal 2021 to fiscal 2023",
    ),
    _row(
        rf"\b(?:from\s+)?the\s+(?:one|first)\s+to\s+the\s+(?:other|second)(?:\s+{_UNIT})?\b|\bbetween\s+(?:the|these|those)\s+two\b(?!\s+\w*(?:compan|items))",
        lambda ps: _oldest_first(ps[-2:]) if len(ps) > 1 else (),
        from_the_one_to_the_other="from fiscal 2022 to fiscal 2023",
    ),
    _row(
        rf"{_AT}\b(?:the|that|this)\s+(?:later|newer|more\s+recent|most\s+recent|newest)\s+(?:of\s+the\s+\w+\s+)?{_UNIT}\b|{_AT}\bthe\s+last\s+of\s+(?:these|those|the)\s+(?:{_COUNT}\s+)?{_UNITS}\b|{_AT}\bthe\s+(?:last|final)\s+{_UNIT}\b",
        lambda ps: _oldest_first(ps)[-1:] if len(ps) > 1 else (),
        in_the_later_year="in fiscal 2023",
        on_the_last_of_these_dates="in fiscal 2023",
    ),
    _row(
        rf"{_AT}\b(?:the|that|this)\s+(?:earlier|older)\s+(?:of\s+the\s+\w+\s+)?{_UNIT}\b|{_AT}\bthe\s+first\s+of\s+(?:these|those|the)\s+(?:{_COUNT}\s+)?{_UNITS}\b",
        lambda ps: _oldest_first(ps)[:1] if len(ps) > 1 else (),
        for_that_earlier_year="in fiscal 2021",
    ),
    _row(
        rf"{_AT}\bthe\s+{_UNIT}\s+in\s+between\b|{_AT}\bthe\s+middle\s+{_UNIT}\b",
        _middle,
        the_year_in_between="in fiscal 2022",
        in_the_middle_year="in fiscal 2022",
    ),
    _row(
        rf"{_AT}\b(?:(?:that|the)\s+(?:last[\s-]named|last[\s-]mentioned|latter)|that\s+last)\s+{_UNIT}\b",
        lambda ps: ps[-1:],
        in_that_latter_year="in fiscal 2023",
    ),
    _row(
        rf"(?:\b(?:in|for|during|at|on|over)\s+)?(?<!of )\b(?:(?:those|these|the\s+same|same)\s+(?:{_COUNT}\s+)?|the\s+{_COUNT}\s+){_UNITS}\b",
        lambda ps: ps if len(ps) > 1 else (),
        the_same_three_years="in fiscal 2021, fiscal 2022, fiscal 2023",
        in_these_quarters="in fiscal 2021, fiscal 2022, fiscal 2023",
    ),
    _row(
        rf"(?<!after )(?<!before ){_AT}(?<!after )(?<!before )\b(?:that|the\s+same|same|this)\s+{_UNIT}(?:'s)?\b(?!\s+(?:a|one|of|in|last|as|end))",
        lambda ps: ps if len(ps) == 1 else (),
    ),
)
_THAT_ONE = REFERENCES[-1]
_OF_A_PAIR = ("change", "percent_change", "growth_rate", "exceeds")
_SAME_SPAN = re.compile(r"\b(?:the\s+)?same\s+(?:quarter|half|period)\s+(?:of|in)\s+(?=(?:fiscal\s+)?\d)")


def written_out(text: str, before: Before) -> str:
    """A question with what points at earlier periods written out.

    Args:
        text: the question, as typed.
        before: what the questions before it asked.

    Raises:
        Abstention: `insufficient_evidence`, where "that year" may be any of several.
    """
    folded = text.lower()
    last = periods_asked(before.asks)
    newer = periods_asked([replace(a, periods=a.periods[:1]) if a.operation in _OF_A_PAIR else a for a in before.asks])
    several = last if len(last) > 1 else periods_asked((*before.earlier, *before.asks))
    if len(last) == 1 and last[0].span != "FY" and (match := _SAME_SPAN.search(folded)):
        return f"{text[: match.start()]}{last[0].span} {text[match.end() :]}"
    for row in REFERENCES:
        match = row.pattern.search(folded)
        if match is None:
            continue
        single = () if row is not _THAT_ONE else (before.named,) if before.named else newer
        for pool in (single, last, several):
            meant = row.means(pool) if pool else ()
            if meant:
                return f"{text[: match.start()]}{_named(meant, match.group())}{text[match.end() :]}"
        if row is _THAT_ONE and len(last) > 1 and not re.search(r"\bone\b", match.group()):
            raise Abstention(
                "insufficient_evidence", f"Which {match.group().split()[-1]} is meant? Several were asked about."
            )
    return text


def periods_asked(asks: Sequence[Ask]) -> tuple[Period, ...]:
    """The fiscal periods of several asks, each once, in order; of a change both."""
    return tuple(dict.fromkeys(p for a in asks for p in a.periods if p.year is not None))


def _named(periods: Sequence[Period], pointing: str) -> str:
    names = [f"fiscal {p.year}" if p.span == "FY" else f"{p.span} {p.year}" for p in periods]
    if len(names) == 2 and re.search(r"\bbetween\b|\bto\b", pointing):
        return f"from {names[0]} to {names[1]}"
    return f"in {', '.join(names)}"
