"""The duties and the scope of a policy, each on its page; read when the policy is added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from muniment.store.library.contents import Contents
from muniment.store.library.contract_terms import EXCLUDED, SCOPE, PageTerm
from muniment.store.library.duties import PageDuty
from muniment.tools.formats.page_text import ReadPage
from muniment.tools.policies.duties import duties
from muniment.tools.policies.scope import scopes


def read_policy(pages: Sequence[ReadPage]) -> Contents:
    """What a policy lays down; a list that goes over the end of a page is led in on its first alone."""
    rows = {page.number: [n.start for n in page.lines if n.is_row] for page in pages}
    return Contents(
        duties=[
            PageDuty(page=page.number, **asdict(d)) for page in pages for d in duties(page.text, rows[page.number])
        ],
        terms=[
            PageTerm(SCOPE, EXCLUDED if s.excluded else "applies", page.number, s.start, s.end, 1.0)
            for page in pages
            for s in scopes(page.text, rows[page.number])
        ],
    )
