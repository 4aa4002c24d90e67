"""Find the items of a 10-K or 10-Q in a document.

Items are those of Form 10-K (General Instructions, Parts I-IV) and Form 10-Q (Parts I-II). A document states its items
several times: in a table of contents, as headings, in running references. The headings are the chain of candidates, in
the form's order, with the most weight; a row of a table of contents weighs little, a heading with its item's own title
weighs most. Filers that replace headings by a cross-reference index (Intel, McDonald's) get the sections whose titles
stand as headings; of the others the index row itself, unless it says "none".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from muniment.tools.documents.document import Block, Document
from muniment.wording import squash

TEN_K: tuple[tuple[str, str], ...] = (
    ("1", "Business"),
    ("1A", "Risk Factors"),
    ("1B", "Unresolved Staff Comments"),
    ("1C", "Cybersecurity"),
    ("2", "Properties"),
    ("3", "Legal Proceedings"),
    ("4", "Mine Safety Disclosures"),
    ("5", "Market for Registrant's Common Equity"),
    ("6", "Selected Financial Data"),
    ("7", "Management's Discussion and Analysis"),
    ("7A", "Quantitative and Qualitative Disclosures About Market Risk"),
    ("8", "Financial Statements and Supplementary Data"),
    ("9", "Changes in and Disagreements with Accountants"),
    ("9A", "Controls and Procedures"),
    ("9B", "Other Information"),
    ("9C", "Disclosure Regarding Foreign Jurisdictions"),
    ("10", "Directors, Executive Officers and Corporate Governance"),
    ("11", "Executive Compensation"),
    ("12", "Security Ownership of Certain Beneficial Owners"),
    ("13", "Certain Relationships and Related Transactions"),
    ("14", "Principal Accountant Fees and Services"),
    ("15", "Exhibits"),
    ("16", "Form 10-K Summary"),
)
TEN_Q: tuple[tuple[str, str], ...] = (
    ("part1item1", "Financial Statements"),
    ("part1item2", "Management's Discussion and Analysis"),
    ("part1item3", "Quantitative and Qualitative Disclosures About Market Risk"),
    ("part1item4", "Controls and Procedures"),
    ("part2item1", "Legal Proceedings"),
    ("part2item1a", "Risk Factors"),
    ("part2item2", "Unregistered Sales of Equity Securities"),
    ("part2item3", "Defaults Upon Senior Securities"),
    ("part2item4", "Mine Safety Disclosures"),
    ("part2item5", "Other Information"),
    ("part2item6", "Exhibits"),
)
_ITEM = re.compile(
    r"^(?:part\s+(i{1,3}|iv)\b[\s.,:|–—-]*)?items?\s*(\d{1,2}\s*[a-c]?)\b[\s.:|–—-]*(.*)$", re.IGNORECASE | re.DOTALL
)
_PART = re.compile(r"^part\s+(i{1,3}|iv)\b", re.IGNORECASE)
_ENDS_IN_PAGE = re.compile(
    r"(\|\s*|\s{2,}|\.{3,}\s*)(pages?\s*)?\d{1,3}([-–, ]+\d{1,3})*\s*(\([a-z]\))?$", re.IGNORECASE
)
_NOTHING = re.compile(r"\bnone\.?\s*$|\[?reserved\]?\.?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks `first` up to, not including, `last`; `indexed` when only a cross-reference index names it."""

    item: str
    title: str
    first: int
    last: int
    indexed: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    at: int
    order: int
    weight: float
    listed: bool


def find_sections(document: Document, form: str) -> list[Section]:
    """The items of the form in the document, in order; none for other forms."""
    items = TEN_K if form.startswith("10-K") else TEN_Q if form.startswith("10-Q") else ()
    if not items:
        return []
    chain = _heaviest_chain(list(_candidates(document.blocks, items)))
    sections = [
        Section(
            items[c.order][0], items[c.order][1], c.at, chain[n + 1].at if n + 1 < len(chain) else len(document.blocks)
        )
        for n, c in enumerate(chain)
        if not c.listed
    ]
    if len(sections) >= len(items) // 3:
        return sections
    return _by_index(document.blocks, items)


def _candidates(blocks: Sequence[Block], items: tuple[tuple[str, str], ...]) -> Iterable[_Candidate]:
    part = ""
    rows = Counter(b.table for b in blocks if b.table is not None and len(b.text) <= 400 and _ITEM.match(b.text))
    for at, block in enumerate(blocks):
        if len(block.text) > 400:
            continue
        named = _PART.match(block.text)
        if named and len(block.text) < 80:
            part = named.group(1).lower()
        found = _ITEM.match(block.text)
        if not found:
            continue
        number = found.group(2).replace(" ", "").upper()
        listed = bool(_ENDS_IN_PAGE.search(block.text)) or (block.table is not None and rows[block.table] >= 4)
        for order in _orders(number, (found.group(1) or part).lower(), found.group(3), items):
            title = _titled(found.group(3), items[order][1])
            if not title and (not block.bold or len(block.text) > 160):
                continue
            follows = sum(len(b.text) for b in blocks[at + 1 : at + 4])
            weight = 1.0 + 2.0 * title + block.bold + min(follows, 600) / 1000
            yield _Candidate(at, order, 0.1 if listed else weight, listed)


def _orders(number: str, part: str, text: str, items: tuple[tuple[str, str], ...]) -> list[int]:
    if items is TEN_K:
        return [n for n, (item, _) in enumerate(items) if item == number]
    both = [
        n for n, (item, _) in enumerate(items) if item in (f"part1item{number.lower()}", f"part2item{number.lower()}")
    ]
    titled = [n for n in both if _titled(text, items[n][1])]
    wanted = {"i": "1", "ii": "2"}.get(part)
    return titled or [n for n in both if items[n][0][4] == wanted] or both


def _titled(text: str, title: str) -> bool:
    wanted, found = squash(title), squash(text[:200])
    if not found:
        return False
    return (
        found.startswith(wanted[:18])
        or wanted[:14] in found[:60]
        or (title.startswith("Selected") and "reserved" in found)
    )


def _heaviest_chain(candidates: list[_Candidate]) -> list[_Candidate]:
    """The heaviest subsequence with rising order and place."""
    best: list[tuple[float, int | None]] = []
    for n, candidate in enumerate(candidates):
        weight, before = 0.0, None
        for m in range(n):
            other = candidates[m]
            if other.order < candidate.order and other.at < candidate.at and best[m][0] > weight:
                weight, before = best[m][0], m
        best.append((weight + candidate.weight, before))
    at: int | None = max(range(len(best)), key=lambda n: best[n][0], default=None)
    chain: list[_Candidate] = []
    while at is not None:
        chain.append(candidates[at])
        at = best[at][1]
    return chain[::-1]


def _by_index(blocks: Sequence[Block], items: tuple[tuple[str, str], ...]) -> list[Section]:
    """Sections of a document that names its items only in an index: by their titles as headings, else the index row."""
    rows: dict[int, int] = {}
    for at, block in enumerate(blocks):
        found = _ITEM.match(block.text)
        if found and block.table is not None and not _NOTHING.search(block.text):
            for order in _orders(found.group(2).replace(" ", "").upper(), "", found.group(3), items):
                if _titled(found.group(3), items[order][1]):
                    rows[order] = at
    starts = sorted((place, order) for order in rows if (place := _heading(blocks, items[order][1])) is not None)
    marks = [at for at, _ in starts] + [len(blocks)]
    sections = [Section(*items[order], at, marks[n + 1], True) for n, (at, order) in enumerate(starts)]
    found_orders = {order for _, order in starts}
    sections += [Section(*items[order], at, at + 1, True) for order, at in rows.items() if order not in found_orders]
    return sorted(sections, key=lambda s: [i for i, _ in items].index(s.item))


def _heading(blocks: Sequence[Block], title: str) -> int | None:
    """The block that is nothing but this title and has the most text after it."""
    wanted = squash(title)[:18]
    places = [
        n for n, b in enumerate(blocks) if b.table is None and len(b.text) < 120 and squash(b.text).startswith(wanted)
    ]
    return max(places, key=lambda n: sum(len(b.text) for b in blocks[n + 1 : n + 8]), default=None)
