"""The duties of a policy, each on its page; read when the policy is added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from muniment.store.contents import Contents
from muniment.store.duties import PageDuty
from muniment.tools.formats.page_text import ReadPage
from muniment.tools.policies.duties import duties


def read_policy(pages: Sequence[ReadPage]) -> Contents:
    """The duties of a policy; a list that goes over the end of a page is led in on its first alone."""
    return Contents(
        duties=[
            PageDuty(page=page.number, **asdict(d))
            for page in pages
            for d in duties(page.text, [n.start for n in page.lines if n.is_row])
        ]
    )
