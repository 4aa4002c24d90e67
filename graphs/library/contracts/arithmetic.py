"""What is computed of one contract of the library: the last day to stop a renewal, and what is owed over the term, each from terms that are cited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from muniment.errors import Abstention
from muniment.graphs.library.contracts.amending import Amendment
from muniment.graphs.library.contracts.clause_pages import shortened
from muniment.graphs.library.contracts.sheets import Marks, SheetOf, TermsTold
from muniment.records import Listing
from muniment.store.library.documents import Documents
from muniment.store.library.provisions import provisions_of
from muniment.tools.contracts.money import amounts
from muniment.tools.contracts.payments import varies
from muniment.tools.contracts.questions.term_questions import FIRST
from muniment.tools.contracts.schedule import Renewal, end_of, payments, renewals
from muniment.tools.contracts.sheet import TIMING, schedule_of
from muniment.tools.contracts.term_words import said

_RECURRING = re.compile(r"(?P<amount>.+) per (?P<every>P\d+[DWMY])")


def tell_deadline(contract: SheetOf, amended_by: Sequence[Amendment], today: date, which: str) -> TermsTold:
    """The last day to stop the next renewal of a contract, the first, or that into a year.

    Raises:
        Abstention: it is not renewed by itself, or what is needed to count is not stated, or an amendment states it otherwise.
    """
    for amendment in amended_by:
        if amendment.changes(*TIMING):
            raise Abstention(
                "insufficient_evidence",
                f"The deadline is not computed: {contract.name} is amended by {amendment.change.name}, which states its term or renewal otherwise.",
            )
    fields = contract.fields
    stated = schedule_of(tuple(fields.values()), contract.terms)
    missing = [
        what
        for what, there in (
            ("that it is renewed by itself, and for how long", bool(stated.renewal)),
            ("the notice that stops the renewal", bool(stated.notice)),
            ("when its term ends", end_of(stated) is not None),
        )
        if not there
    ]
    if missing:
        raise Abstention(
            "insufficient_evidence",
            f"The deadline cannot be computed: {contract.name} does not state, so that it can be read, {'; nor '.join(missing)}.",
        )
    renewal = _meant(contract.name, renewals(stated), which, today)
    marks = Marks()
    parts = [
        (f"the term ends on {renewal.end}", fields["end of the term"]),
        (f"renewed by itself for {said(stated.renewal)}", fields["renewal"]),
        (f"notice of {said(stated.notice)}", fields["notice to stop the renewal"]),
    ]
    because = ", ".join(f"{words} {''.join(f'[{n}]' for n in marks.of(contract, field))}" for words, field in parts)
    name = {FIRST: "first ", "": "next "}.get(which, "")
    into = f" into {which}" if which.isdigit() else ""
    after = "" if which else f" Seen from {today}."
    return TermsTold(
        Listing(
            f"The last day to stop the {name}renewal of “{contract.name}”{into} is {renewal.deadline}, computed: {because}.{after}"
        ),
        tuple(marks.terms),
    )


def _meant(contract: str, every: Sequence[Renewal], which: str, today: date) -> Renewal:
    """The renewal that is asked of: the first, the next that can still be stopped, or that into a year.

    Raises:
        Abstention: a renewal into that year may be one that begins in it or one that reaches it, or there is none.
    """
    if which == FIRST:
        return every[0]
    if not which:
        found = [r for r in every if r.deadline >= today][:1]
    else:
        found = [r for r in every if r.end.year < int(which) <= r.renewed.year or r.begins.year == int(which)]
    if len(found) > 1:
        days = " or ".join(f"that from {r.begins} (stopped by {r.deadline})" for r in found)
        raise Abstention("insufficient_evidence", f"Which renewal of {contract} into {which} is meant: {days}?")
    if not found:
        into = f" into {which}" if which else " that could still be stopped"
        raise Abstention("insufficient_evidence", f"{contract} has no renewal{into}.")
    return found[0]


def tell_owed(documents: Documents, contract: SheetOf, amended_by: Sequence[Amendment]) -> TermsTold:
    """What the recurring payment of a contract comes to over its first term.

    Raises:
        Abstention: it does not state one, or its term, once and plainly, or an amendment states one of them.
    """
    payment, term = contract.fields["recurring payment"], contract.fields["term"]
    for amendment in amended_by:
        if amendment.changes(payment.name, term.name):
            raise Abstention(
                "insufficient_evidence",
                f"“{contract.name}” is amended by “{amendment.change.name}”, which states its payments or its term otherwise; what is owed is not computed.",
            )
    several = any(not contract.terms[n].value for n in _all_of(contract, payment.name))
    stated = _RECURRING.fullmatch(payment.values[0]) if len(payment.values) == 1 and not several else None
    count = payments(term.values[0], stated["every"]) if stated and len(term.values) == 1 else None
    if stated is None or count is None:
        lacking = "one recurring payment, on no condition" if stated is None else "a term that its payments fill"
        raise Abstention(
            "insufficient_evidence",
            f"What is owed cannot be computed: {contract.name} does not state, so that it can be read, {lacking}.",
        )
    changing = next((p for p in provisions_of(documents.store, contract.id) if varies(p.text)), None)
    if changing is not None:
        raise Abstention(
            "insufficient_evidence",
            f"What is owed cannot be computed: {contract.name} says of what is paid, page {changing.page}: “{shortened(changing.text)}”",
        )
    (amount,) = amounts(stated["amount"])
    total = replace(amount, amount=amount.amount * count)
    marks = Marks()
    because = [
        f"{words} {''.join(f'[{n}]' for n in marks.of(contract, field))}"
        for words, field in ((said(payment.values[0]), payment), (f"a term of {said(term.values[0])}", term))
    ]
    return TermsTold(
        Listing(
            f"Over the first term of “{contract.name}”, if it runs to its end, {total.shown} is owed in recurring payments, computed: {count} payments, {' and '.join(because)}. Other payments are not counted."
        ),
        tuple(marks.terms),
    )


def _all_of(contract: SheetOf, field: str) -> list[int]:
    """The numbers of all terms of a field, of those without a value too."""
    return [n for n, t in enumerate(contract.terms) if t.field == field]
