"""A record's original bytes become facts and passages in the store, in one transaction.

Two kinds of original are read: a filing's primary document (inline XBRL and text) and a company facts file. What cannot
be read safely is loaded as nothing, with the reason noted; it is never half there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from muniment.errors import Unparsed
from muniment.records import Filing
from muniment.store.store import UNREAD, Store
from muniment.tools.documents.inline_xbrl import read_facts
from muniment.tools.documents.page_worker import read_page
from muniment.tools.documents.passages import cut_passages
from muniment.tools.documents.sections import find_sections
from muniment.tools.edgar.company_facts import read_company_facts
from muniment.tools.edgar.fetcher import Fetched


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one original gave: how many facts, passages and flagged figures; `new` is False when it was there already;
    `unparsed` says why its bytes gave nothing."""

    source: str
    facts: int
    passages: int
    flagged: int
    new: bool
    unparsed: str = ""


def load_document(store: Store, filing: Filing, content: bytes) -> Loaded:
    """Load a filing's primary document.

    Raises:
        Unparsed: the bytes cannot be read safely; the store is unchanged.
    """
    document = read_page(content)
    facts, flagged = read_facts(document, filing)
    ends = document.labels.get("DocumentPeriodEndDate", "")
    form = filing.form or document.labels.get("DocumentType", "")
    filing = replace(filing, form=form, period_end=filing.period_end or _cover_date(ends))
    sections = find_sections(document, form)
    if form.startswith(("10-K", "10-Q")) and not facts and not sections:
        raise Unparsed(
            f"it has no figure and no section of a {form}; it may be another page that was sent in its place"
        )
    passages = cut_passages(document, sections, filing)
    sha256 = store.keep(content)
    notes = [*document.notes, *(f"{f.concept}: {f.why}" for f in flagged[:20])]
    new = store.load(filing.url or filing.accession, sha256, filing.cik, [filing], facts, passages, "; ".join(notes))
    return Loaded(filing.url or filing.accession, len(facts), len(passages), len(flagged), new)


def load_company_facts(store: Store, content: bytes, url: str) -> Loaded:
    """Load a company facts file.

    Raises:
        Unparsed: the bytes are not such a file; the store is unchanged.
    """
    company, filings, facts, flagged = read_company_facts(content)
    sha256 = store.keep(content)
    new = store.load(
        url, sha256, company.cik, filings, facts, (), "; ".join(f"{f.concept}: {f.why}" for f in flagged[:20])
    )
    return Loaded(url, len(facts), 0, len(flagged), new)


def load_fetched(store: Store, fetched: Fetched) -> Loaded:
    """Load what was fetched; bytes that cannot be read safely give nothing, with the reason as the source's note."""
    try:
        if fetched.filing is None:
            return load_company_facts(store, fetched.content, fetched.url)
        return load_document(store, fetched.filing, fetched.content)
    except Unparsed as error:
        cik = fetched.filing.cik if fetched.filing else 0
        new = store.load(fetched.url, store.keep(fetched.content), cik, (), (), (), f"{UNREAD}{error}")
        return Loaded(fetched.url, 0, 0, 0, new, str(error))


def _cover_date(text: str) -> date | None:
    """The period's end as the cover writes it, "September 28, 2024"; None when it is written otherwise."""
    for form in ("%B %d, %Y", "%B %d , %Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
