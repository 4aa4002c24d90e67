"""Read one document of given bytes and publish what it says, whole: pages, tables, the facts of its statements, a contract's clauses."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from muniment.agents.reading.names import aliases
from muniment.errors import ModelUnavailable, Unparsed
from muniment.items.known_companies import known_companies
from muniment.library.contract_contents import read_contract
from muniment.library.policy_contents import read_policy
from muniment.library.provision_contents import read_provisions
from muniment.records import Company
from muniment.store.library.contents import NOTHING, Contents
from muniment.store.library.documents import Documents, KeptLine, KeptTable, PageText, Version
from muniment.store.library.printed_place import Corners, PrintedPlace
from muniment.store.store import OWN_COMPANIES, Store
from muniment.tools.contracts.contract import is_contract
from muniment.tools.formats.page import Box
from muniment.tools.formats.page_text import ReadPage
from muniment.tools.library.hostile_text import muted
from muniment.tools.library.printed_fact import PrintedFact
from muniment.tools.library.reader import READER
from muniment.tools.library.reading_worker import read_safely
from muniment.tools.policies.policy import effective, is_policy, title_of
from muniment.wording import squash


@dataclass(frozen=True, slots=True)
class Wanted:
    """Bytes that are to be read as the document of a path; `sha256` is their hash, and they are kept under it."""

    collection: str
    path: str
    sha256: str

    @property
    def name(self) -> str:
        """The file's name."""
        return PurePath(self.path).name


def read_document(documents: Documents, wanted: Wanted, content: bytes) -> None:
    """Read a document and publish it; one that cannot be read is published with the reason, so that it is not read again."""
    try:
        read = read_safely(content, wanted.name)
    except Unparsed as error:
        refuse(documents, wanted, str(error))
        return
    title = read.title
    company = _company(documents.store, title.company) if title.company else None
    facts = [replace(p.fact, element=str(_place(p))) for p in read.facts] if company else []
    texts = [p.text for p in read.pages]
    contents, unread = _contents(documents, wanted.name, read.pages) if not title.form else (NOTHING, "")
    version = Version(
        wanted.path,
        wanted.name,
        wanted.sha256,
        READER,
        len(read.pages),
        title.form,
        company.name if company else "",
        company.cik if company else 0,
        title.end,
        title.fiscal_year,
        note="; ".join([*read.unread, *([unread] if unread else [])]),
        is_shown=read.is_shown,
        effective=effective(texts) if contents.duties else None,
        title=title_of(texts) if contents.provisions else "",
    )
    documents.publish(
        wanted.collection,
        version,
        facts,
        [_page(p, s) for p, s in zip(read.pages, read.stems, strict=True)],
        contents,
        _with_year_end(company, read.year_end) if company is not None and facts else None,
    )


def _contents(documents: Documents, name: str, pages: Sequence[ReadPage]) -> tuple[Contents, str]:
    """What a contract or a policy holds, and why it could not be read."""
    pages = [replace(page, text=muted(page.text)) for page in pages]
    texts, home = [p.text for p in pages], documents.store.database.settings.home
    contract = is_contract(texts)
    if not contract and not is_policy(texts, name):
        return NOTHING, ""
    try:
        found = read_contract(texts, home) if contract else read_policy(pages)
        return replace(found, provisions=read_provisions(pages, home)), ""
    except ModelUnavailable as error:
        return NOTHING, f"its clauses were not read: {error}"


def refuse(documents: Documents, wanted: Wanted, why: str) -> None:
    """Publish that a document cannot be read, and why."""
    version = Version(wanted.path, wanted.name, wanted.sha256, READER, why=why)
    documents.publish(wanted.collection, version, [])


def _page(read: ReadPage, stems: str) -> PageText:
    return PageText(
        read.number,
        read.text,
        stems,
        read.name,
        tuple(KeptLine(line.start, _corners(line.box), line.is_row) for line in read.lines),
        tuple(
            KeptTable(t.caption, t.rows, tuple(tuple(_corners(b) if b else None for b in row) for row in t.boxes))
            for t in read.tables
        ),
    )


def _corners(box: Box) -> Corners:
    return (round(box.left, 1), round(box.top, 1), round(box.right, 1), round(box.bottom, 1))


def _company(store: Store, name: str) -> Company:
    """The company of a name as a document states it: one on record or known, else one of its own."""
    wanted = {squash(a) for a in aliases(name)[:2]}
    for company in (*store.companies(), *known_companies().values()):
        if any(squash(a) in wanted for n in (company.name, *company.former_names) for a in aliases(n)[:2]):
            return company
    return Company(own_number(name), name)


def own_number(name: str) -> int:
    """The number of a company that has none at EDGAR, by its name: 48 bits, so that of ten thousand no two have the same."""
    return OWN_COMPANIES + int.from_bytes(hashlib.sha256(squash(name).encode()).digest()[:6], "big")


def _with_year_end(company: Company, said: str) -> Company:
    """A company of its own with the end of its fiscal years as a document says it; what EDGAR knows of others stays."""
    return replace(company, fiscal_year_end=said) if company.cik >= OWN_COMPANIES and said else company


def _place(printed: PrintedFact) -> PrintedPlace:
    return PrintedPlace(printed.page, _corners(printed.box), printed.text)
