"""The parties of a contract with their roles, as its opening defines them: Harrow Mills Ltd. ("Supplier").

Read by rules: a party is a name before what it is called in brackets, or behind its role and a colon, in the stretch between the title and
the first section. A name that is a blank, or one whose place in the sentence is not clear, is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from muniment.tools.contracts.jurisdiction import is_place

OPENING = 6_000
"""Characters from the start in which parties are named."""
MOST_WORDS, FARTHEST = 14, 500
"""Words of a party's name, and characters between what one party and the next are called."""
_BEGINS = re.compile(
    r"\b(?:by\s+and\s+(?:between|among(?:st)?)|between|among(?:st)?|made\s+by|entered\s+into\s+by|parties(?:\s+to\s+this\s+\w+)?(?:\s+are)?\s*:|^\s*(?:the\s+)?parties\s*$|dated\s+as\s+of)\b|\(1\)",
    re.IGNORECASE | re.MULTILINE,
)
_ENDS = re.compile(
    r"\b(?:WHEREAS|W\s?I\s?T\s?N\s?E\s?S\s?S\s?E\s?T\s?H|RECITALS?|BACKGROUND|PREAMBLE|Recitals?|Background|Whereas|NOW,?\s+THEREFORE|Now,?\s+therefore|IT\s+IS\s+(?:HEREBY\s+)?AGREED|AGREED\s+TERMS)\b"
    r"|^\s*(?:ARTICLE|Article|SECTION|Section|§)?\s*1\s*[.:)]\s+(?:the\s+)?(?!\()[A-Z][a-z]+(?:\s+\w+){0,6}[.:]?\s*$",
    re.MULTILINE,
)
_QUOTES = "\"“”„‟‘’'*_`"
_CALLED = re.compile(
    rf"[(,]\s*(?:(?:each|collectively|together|individually|jointly|hereinafter|herein|hereafter|hereby|referred\s+to(?:\s+herein)?(?:\s+as)?|called|known\s+as|defined\s+as|as|in\s+this\s+\w+|also|the|an?|its|or|our|we|us|such\s+party|“we”)\b[\s,:;]*)*"
    rf"[{_QUOTES}]{{1,4}}\s*(?:the\s+)?(?P<role>[A-Za-z0-9][\w&’'./@ -]{{0,45}}?)\s*,?[{_QUOTES}]{{1,4}}"
)
_BARE = re.compile(r"\(\s*(?:hereinafter\s+)?the\s+(?P<role>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\s*\)")
"""A role without quotation marks: "(the Supplier)"."""
_LINE = re.compile(
    r"^[\s|>*_-]*(?:the\s+)?(?P<role>[A-Z][A-Za-z]+(?:[ -][A-Z][a-z]+)?)[\s*_]*[:|][\s*_|]*(?P<name>[A-Z0-9][^\n|]{2,90}?)[\s*_|]*$",
    re.MULTILINE,
)
"""A role and a name on a line of their own: "Landlord: Maple Holdings Inc."."""
_ROW = re.compile(
    r"^(?:the\s+)?(?P<role>[A-Z][a-z]+)\s+(?P<name>(?:[A-Z][\w&.'’-]*|&|and|of)(?:\s+(?:[A-Z][\w&.'’-]*|&|and|of|\([A-Z][\w ]*\)))*\s+(?:Limited|LIMITED|Ltd\.?|LTD\.?|LLP|LLC|L\.L\.C\.|Inc\.?|INC\.?|Incorporated|Corp\.?|Corporation|PLC|plc|GmbH|AG|B\.V\.|N\.V\.|S\.A\.|Company))(?=[\s,(]|$)",
    re.MULTILINE,
)
"""A role and a company in a row of the particulars: "Hirer Glen Distillery Company Limited (SC118873), Dufftown"."""
_ROLES = (
    "landlord tenant lessor lessee supplier buyer purchaser seller vendor customer client consultant contractor company employer employee licensor licensee"
    " distributor franchisor franchisee provider manufacturer lender borrower agent principal owner operator guarantor designer freelancer discloser recipient"
    " sublandlord subtenant developer publisher author sponsor advertiser reseller subscriber hirer renter hire-company"
).split()
_NO_ROLE = re.compile(
    r"(?i)^(?:this\s+)?(?:(?:\w+\s+)*(?:agreements?|contract|lease|deed|amendment|effective\s+date|commencement\s+date|execution\s+date|signing\s+date|date|term|parties|party|affiliates?|services?|products?|premises|property|schedule|exhibit|territory|confidential\s+information|purpose|project|site|program|business|closing|letter|nda|msa|sow|act|code|court))$"
)
_NO_NAME = re.compile(
    r"\b(?:Act|Stock|Shares|Rights|Street|Avenue|Road|Suite|Drive|Boulevard|Lane|Plaza|Place|County|Building|Floor|RIGHTS|Commission|Code|Exchange\s+Act|England|Wales|Scotland|Ireland)$|\b(?:Inc\.?|LLC|Ltd\.?|L\.L\.C\.?|Corp\.?)\s+and\s+[A-Z]"
    r"|^(?:[Cc]orporation|[Cc]ompany|[Ll]imited [Ll]iability [Cc]ompany|[Pp]artnership)$|^(?:ONE|OTHER|One|Other|FIRST|SECOND|First|Second)\s+(?:PART|Part)\b|^(?:Mr|Ms|Mrs|President|Director|Chief|Name|Title|By|Attention|Exhibit|EXHIBIT)\b",
)
_ASIDE = re.compile(
    r"\s*(?:,|;|\(|\bwhose\b|\bwith\s+(?:its|his|her|a|registered|offices?)\b|\bhaving\b|\bof\s+(?=\d)|\blocated\b|\bat\s+\d|\bincorporated\b|\borgani[sz]ed\b|\bregistered\b|\bacting\b|\ba\s+(?=[\w\s]*(?:corporation|company|partnership|limited|trust|association|bank|individual|citizen|resident)\b)|\ban\s+(?=individual|[\w\s]*(?:corporation|company))|\bis\s+a\b|\bon\s+(?:behalf|the\s+(?:one|other))|\b[Cc]ompany\s+(?:[Nn]umber|[Nn]o)\b)"
)
_FORM = re.compile(
    r"^,?\s*(?:Inc|INC|Incorporated|Ltd|LTD|Limited|LIMITED|LLC|L\.L\.C|LLP|L\.L\.P|L\.P|LP|N\.A|S\.A|S\.L|B\.V|N\.V|AG|GmbH|Corp|CORP|Co|CO|PLC|plc|Pty|PTY|P\.C|PC|S\.p\.A|S\.r\.l|SE|KG|BV|NV|AB|Oy|Lda|ULC|Pte|PTE|Private|PRIVATE)\b\.?(?:,?\s*(?:Ltd|LTD|Limited|LIMITED|Inc|INC)\b\.?)?"
)
_INSIDE = re.compile(
    r"\s*\([A-Z][\w .]{1,14}\)\s+(?=(?:Limited|LIMITED|Ltd|LTD|LLC|Inc|INC|Pte|PTE|Pvt|Private|PRIVATE|PLC|plc|Co|Company|GmbH|B\.?V|S\.?A|Holdings?|Group)\b)"
)
"""What stands in brackets within a name: "Ash Mills (UK) Limited"."""
_BEFORE = re.compile(
    r"(?:\b[Bb]y\s+and\s+(?:between|among(?:st)?)|\b[Bb]etween|\bBETWEEN|\b[Aa]mong(?:st)?|\bAND\b|\band(?=\s+(?!(?:Sons|Co|Company|Associates|Partners|Daughters|Brothers)\b)[\"“*_]*[A-Z0-9])|\bby|\bBY|\)|;|:|\(\w{1,3}\)|^\s*\d+[.)]|\bdated[^,]*,\s*\d{4},?)\s*(?:\(?(?:\d|[a-z]|i{1,3})[).]\s*)?(?:the\s+)?",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Party:
    """A party: its name as it is written, what the contract calls it (empty where it says nothing), where the name stands, and whether the name
    says what form of company it is of."""

    name: str
    role: str
    start: int
    end: int
    is_company: bool = False


def parties(text: str) -> tuple[Party, ...]:
    """The parties of a contract, in their order; none where its opening does not tell them plainly.

    >>> [(p.name, p.role) for p in parties('This lease is made between Ash Mills, Inc., an Ohio corporation ("Landlord"), and Jo Reed (the "Tenant").')]
    [('Ash Mills, Inc.', 'Landlord'), ('Jo Reed', 'Tenant')]
    """
    for start in _starts(text):
        ends = _ENDS.search(text, start + 20, start + OPENING)
        found = _once(_defined(text, start, ends.start() if ends else min(len(text), start + OPENING // 2)))
        if len(found) > 1:
            return found
    found = _once(_lined(text[:OPENING]))
    return found if len(found) > 1 else ()


def _starts(text: str) -> list[int]:
    """Where parties may begin to be told."""
    return list(dict.fromkeys([*(m.start() for m in _BEGINS.finditer(text[:OPENING])), 0]))


def _once(found: Iterable[Party]) -> tuple[Party, ...]:
    once: dict[str, Party] = {}
    for party in found:
        once.setdefault(party.name.casefold(), party)
    return tuple(once.values())


def _defined(text: str, start: int, end: int) -> Iterator[Party]:
    """Names before what they are called in brackets."""
    stretch = text[start:end]
    called = sorted(
        [*_CALLED.finditer(stretch), *_BARE.finditer(stretch)],
        key=lambda m: m.start(),
    )
    before = 0
    for match in called:
        role = " ".join(match["role"].split()).strip(" .")
        if match.start() < before or _NO_ROLE.match(role):
            continue
        if before and match.start() - before > FARTHEST:
            return
        name = _name_before(stretch, before, match.start())
        before = match.end()
        if name is not None:
            a, b = name
            said = " ".join(stretch[a:b].split())
            yield Party(said, role, start + a, start + b, _has_form(said))


def _name_before(stretch: str, first: int, last: int) -> tuple[int, int] | None:
    """The place of the name that is defined, between the definition before and its own."""
    cuts = list(_BEFORE.finditer(stretch, first, last))
    begin = first if not first else first + (m.end() if (m := re.match(r"[^A-Z0-9]*", stretch[first:last])) else 0)
    for at in [*(c.end() for c in cuts), begin] if not first else [begin, *(c.end() for c in cuts)]:
        named = _name_at(stretch, at, last)
        if named is not None:
            return named
    return None


def _name_at(stretch: str, at: int, last: int) -> tuple[int, int] | None:
    """The place of a name that begins at a place; None where what stands there is none."""
    lead = re.match(rf"[\s,{_QUOTES}]*(?:(?:Mr|Ms|Mrs|Dr|M/s|Messrs)\.?\s+)?", stretch[at:last])
    at += lead.end() if lead else 0
    while joined := re.match(
        r"(?:AND|BETWEEN|BY|And|Between|Among|AMONG|THE|PARTIES|Parties|[IVX]{1,4}\.)\s+(?=[A-Z])", stretch[at:last]
    ):
        at += joined.end()
    aside = _ASIDE.search(stretch, at, last)
    end = aside.start() if aside else last
    while aside is not None:
        rest = stretch[aside.start() : last]
        form = _FORM.match(rest) if rest[0] == "," else _INSIDE.match(rest)
        if form is None:
            break
        aside = _ASIDE.search(stretch, aside.start() + form.end(), last)
        end = aside.start() if aside else last
    name = stretch[at:end].rstrip(f" \n\t,:;{_QUOTES}")
    words = name.split()
    if not words or len(words) > MOST_WORDS or not re.match(r"[A-Z0-9]", name) or re.search(r"_{3}|\.{4}|\[|<", name):
        return None
    if sum(
        w[0].isupper() or not w[0].isalpha() or w in ("of", "and", "the", "for", "de", "d/b/a", "&", "dba")
        for w in words
    ) < len(words):
        return None
    if not re.match(r"[A-Z]|\d+-?[A-Z]|[a-z]\w*[A-Z.]", name) or "$" in name or _NO_NAME.search(name):
        return None
    if is_place(re.sub(r"\s+(?:Corporation|Company|corporation|company)$", "", name)):
        return None
    if re.search(
        r"(?i)\b(?:agreement|contract|lease|deed|19\d\d|20\d\d|january|february|march|april|june|july|august|september|october|november|december)\b",
        name,
    ):
        return None
    return at, at + len(name)


def _lined(text: str) -> Iterator[Party]:
    """Names behind a role and a colon, or in the next cell of a row."""
    for match in _LINE.finditer(text):
        if match["role"].lower() in _ROLES:
            name = re.split(r",\s+(?:an?|of|with|whose|having)\s|\s\(|;", match["name"])[0].rstrip(" .,")
            yield Party(
                name if not match["name"].startswith(f"{name}.") else f"{name}.",
                match["role"],
                match.start("name"),
                match.start("name") + len(name),
                _has_form(name),
            )
    for row in _ROW.finditer(text):
        if row["role"].lower() in _ROLES:
            yield Party(" ".join(row["name"].split()), row["role"], row.start("name"), row.end("name"), True)


def _has_form(name: str) -> bool:
    """Whether a name says what form of company it is of: "Fenwick Yards Limited"."""
    return any(_FORM.match(name[m.start() :]) for m in re.finditer(r"\b[A-Z]", name) if m.start())
