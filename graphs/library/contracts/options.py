"""What is told of an option of a contract: its terms as stated, and the days that follow from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from muniment.graphs.library.contracts.amending import Amendment
from muniment.graphs.library.contracts.sheets import Marks, SheetOf, TermsTold
from muniment.records import Listing
from muniment.tools.contracts.options.days import LAST_DAYS, OptionDays, option_days
from muniment.tools.contracts.options.option import BREAK, BUY, RENEW, Option, option
from muniment.tools.contracts.schedule import DEADLINE
from muniment.tools.contracts.sheet import TIMING, Field, Termed, option_start
from muniment.tools.contracts.term_words import said

OPTIONS = (BREAK, RENEW, BUY)
"""The fields that are options."""
INSTEAD = {BREAK: "termination for convenience", RENEW: "renewal"}
"""The field that a question for an option means where the contract gives none."""


def field_meant(contract: SheetOf, field: str) -> str:
    """The option, or what stands in its place where the contract gives none; an option where a question for the other means it.

    "Can we end it early?" asks for a break option as well, and a notice to renew is that of an option where nothing renews by itself.
    """
    if field == DEADLINE and contract.fields[RENEW].values and not _renews_itself(contract):
        return RENEW
    if field == "start of the term" and not contract.fields[field].values:
        start = option_start(contract.fields, contract.terms, "the start")
        return start.name if start else field
    if field in INSTEAD and not contract.fields[field].values and contract.fields[INSTEAD[field]].status != "absent":
        return INSTEAD[field]
    if field == INSTEAD[BREAK] and contract.fields[field].status == "absent" and contract.fields[BREAK].values:
        return BREAK
    return field


def _renews_itself(contract: SheetOf) -> bool:
    return any(v.startswith("automatic") for v in contract.fields["renewal"].values)


def tell_options(contract: SheetOf, amended_by: Sequence[Amendment], field: str) -> TermsTold | None:
    """The options of one kind that a contract gives, with their days; None where it gives none that is read.

    Args:
        contract: with its sheet.
        amended_by: what amends it; nothing is counted where one changes its term or the option.
        field: of the sheet: which option.
    """
    values = contract.fields[field].values
    read = [o for v in values if (o := option(v)) is not None]
    if not values or len(read) != len(values):
        return None
    marks = Marks()
    otherwise = next((a.change.name for a in amended_by if a.changes(*TIMING, field)), "")
    parts = []
    for value, held in zip(values, read, strict=True):
        words = f"{said(value)} {_cited(marks, contract, contract.fields[field])}"
        counted = (
            f"no day is counted, since it is amended by “{otherwise}”"
            if otherwise
            else _days(contract, marks, field, held)
        )
        parts.append(f"{words}: {counted}")
    text = f"The {field} of “{contract.name}”: {'; '.join(parts)}. On what else it hangs is not read: see the clause and what is beside it."
    return TermsTold(Listing(text), tuple(marks.terms))


def days_of(
    fields: Mapping[str, Field], terms: Sequence[Termed], field: str, held: Option
) -> tuple[OptionDays, Field | None]:
    """The days of an option, and the field that they are counted from.

    Args:
        fields: of the contract's sheet, by name.
        terms: that they rest on.
        field: which option.
        held: it, as stated.
    """
    if field == BREAK:
        at_break = held.of == "the Break Date"
        start = option_start(fields, terms, held.of) if held.of else None
        moment = replace(held, after="P0M") if at_break else held
        return option_days(moment, date.fromisoformat(start.values[0]) if start else None, None, True), start
    end = fields["end of the term"]
    last = date.fromisoformat(end.values[0]) if len(end.values) == 1 else None
    return option_days(held, None, last, False), end if last and held.day is None else None


def _days(contract: SheetOf, marks: Marks, field: str, held: Option) -> str:
    """The days of an option in words, or why none is counted."""
    days, rests = days_of(contract.fields, contract.terms, field, held)
    because = f", counted from {rests.values[0]} {_cited(marks, contract, rests)}" if rests else ""
    if field == BREAK and days.falls is not None and held.how == "from":
        return f"it may be ended from {days.falls} on{because}; no last day is stated"
    if days.last is None:
        lacking = "the day it is counted from" if field == BREAK else "when the term ends"
        return f"no day is counted, since {lacking} is not read"
    first = f", not before {days.first}" if days.first else ""
    falls = f"it ends on {days.falls}, and " if days.falls else ""
    return f"{falls}the {LAST_DAYS[field]} is {days.last}{first}{because}"


def _cited(marks: Marks, contract: SheetOf, field: Field) -> str:
    return "".join(f"[{n}]" for n in marks.of(contract, field))
