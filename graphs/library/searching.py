"""Search documents: which are likeliest to be meant, by company, kind and period; then the pages of those, by their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import accumulate

from muniment.agents.reading.instructions import without_instructions
from muniment.agents.reading.names import Mention, aliases
from muniment.graphs.directory import directory_of
from muniment.store.library.documents import Documents, Named, PageText
from muniment.tools.library.finding import Card, Hit, best_pages, rank_documents, stems_of
from muniment.wording import squash

SEARCHED = 4_000
"""Pages that are looked through for one question, of the documents likeliest to be meant: 0.7 s."""
SHORTEST = 3
"""Letters of a company's name by which a file's name is known to be its."""


def search_documents(
    documents: Documents, query: str, within: Sequence[str], limit: int, as_of: date | None = None
) -> Sequence[Hit]:
    """The pages that speak of what is asked, the best first: first the document that is meant, then pages in it.

    Args:
        documents: of a store.
        query: words, or a question.
        within: only in these collections; in all where there are none.
        limit: pages at most.
        as_of: the documents as the library held them at the end of that day.
    """
    asked = without_instructions(query)
    kept = documents.named(within, as_of)
    mentions = directory_of(tuple(documents.store.companies())).find(asked)
    named = _names(mentions)
    bears = {d.id: _bears(d, named) for d in kept}
    meant = [d.id for d in kept if bears[d.id]]
    if meant:
        # Another company's documents are not.
        kept = [d for d in kept if bears[d.id]]
    held = documents.bearing(stems_of(asked), meant or None)
    cards = [
        Card(d.id, d.name, d.company, d.form, d.period_end, d.fiscal_year, frozenset(held.get(d.id, ())), bears[d.id])
        for d in kept
    ]
    ranked = rank_documents(asked, cards)
    paged = {d.id: d.pages for d in kept}
    sizes = accumulate(paged[c.id] for c, _ in ranked)
    ranked = [r for n, (r, pages) in enumerate(zip(ranked, sizes, strict=True)) if n == 0 or pages <= SEARCHED]
    pages = documents.pages(c.id for c, _ in ranked)
    if named and not any(c.is_named for c in cards):
        # What is asked of a company is told by no document that does not speak of it.
        ranked = [(c, chance) for c, chance in ranked if _speaks_of(pages.get(c.id, ()), named)]
    # Every page of a document bears its company's name.
    bare = asked
    for m in mentions:
        bare = bare[: m.start] + " " * (m.end - m.start) + bare[m.end :]
    return best_pages(bare, query, [(c, chance, pages.get(c.id, [])) for c, chance in ranked], limit)


def _speaks_of(pages: Sequence[PageText], named: set[str]) -> bool:
    """Whether pages bear one of the names, run together, of the companies mentioned."""
    return any(name in squash(page.text) for page in pages for name in named)


def _names(mentions: Sequence[Mention]) -> set[str]:
    """The names, run together, of the companies mentioned."""
    return {
        squash(a)
        for m in mentions
        for c in m.companies
        for n in (c.name, *c.former_names, *c.common_names)
        for a in aliases(n)
        if len(squash(a)) >= SHORTEST
    }


@lru_cache(maxsize=50_000)
def _run_together(name: str) -> str:
    return squash(re.sub(r"[_\W]+", " ", name))


def _bears(document: Named, named: set[str]) -> bool:
    """Whether a document is of one of the companies named: by what it says, or by its file's name."""
    if not named:
        return False
    own, file = _run_together(document.company), _run_together(document.name)
    return any(n == own or (own and own.startswith(n)) or file.startswith(n) for n in named)
