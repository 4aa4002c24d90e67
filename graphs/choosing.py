"""Which domain a question belongs to: the one named, the caller's own records, or the surest claim.

Records that are handed in answer every question but two: one that names what another domain holds and they do not ("What were Apple's net
sales?" beside a budget), and a fragment after such a question ("and in 2023?").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from muniment.agents.reading.names import Directory
from muniment.agents.reading.roles import opens
from muniment.errors import Abstention
from muniment.items.known_companies import with_common_names
from muniment.plugins import Domain
from muniment.records import Before, Record
from muniment.tools.own.own_records import fragment, leans, words_of
from muniment.wording import content_stems, is_common

OWN = "records"
"""The domain of what the caller hands in."""
_OURS = re.compile(r"\b(?:we|our|ours|us|my|mine)\b", re.IGNORECASE)


def choose_domain(
    domains: Mapping[str, Domain],
    question: str,
    named: str | None = None,
    records: Sequence[Record] = (),
    before: Before | None = None,
) -> tuple[Domain, str]:
    """The domain, and what is to be said of the choice, if anything.

    Args:
        domains: those there are, by name.
        question: cleaned.
        named: the domain that the caller names.
        records: the caller's own.
        before: what the question may lean on; where records are handed in, that of the question just before, which was not theirs.

    Raises:
        Abstention: `out_of_domain`, when none claims the question.
    """
    if named is not None:
        if named not in domains:
            raise Abstention(
                "out_of_domain", f"There is no domain called {named}; there are: {', '.join(sorted(domains))}."
            )
        return domains[named], ""
    if records and OWN in domains:
        for domain in domains.values() if _may_name(question, records) else ():
            names = domain.named(question)
            if names and not _OURS.search(question) and not any(_borne(n, records) for n in names):
                return domain, f"The records given do not name {names[0][0]}; this was asked of {domain.name}."
        if before is None or not _goes_on(question, records, before):
            return domains[OWN], ""
    surest = max(domains.values(), key=lambda d: (d.claims(question), d.name), default=None)
    if surest is None or surest.claims(question) <= 0:
        raise Abstention("out_of_domain", "No domain takes this question.")
    return surest, ""


@cache
def _commonly_known() -> Directory:
    return Directory(with_common_names([]))


def _may_name(question: str, records: Sequence[Record]) -> bool:
    """Whether a question may name somebody the records do not, so that it pays to ask the domains: a company known to
    everybody, or a word that is no common English one, or stands with a capital within the sentence."""
    if _commonly_known().find(question):
        return True
    words = words_of(records)
    strange = (
        m
        for m in re.finditer(r"[^\W\d_]{2,}", question)
        if not is_common(m.group().lower()) or (m.group()[0].isupper() and not opens(question, m.start()))
    )
    return any(not content_stems(m.group()) <= words for m in strange)


def _borne(names: Sequence[str], records: Sequence[Record]) -> bool:
    """Whether records bear one of the names of a thing."""
    cells = (c for r in records for t in r.tables for row in (*t.rows, (t.caption,)) for c in row)
    text = "\n".join((*(f"{r.title}\n{r.text}" for r in records), *cells)).lower()
    return any(re.search(rf"(?<!\w){re.escape(n.lower())}(?!\w)", text) for n in names)


def _goes_on(question: str, records: Sequence[Record], before: Before) -> bool:
    """Whether a question is the rest of the one before it, which was not the records': it brings no word that they bear."""
    new = content_stems(question) - content_stems(before.question)
    return fragment(question) or (leans(question) and not new & words_of(records))
