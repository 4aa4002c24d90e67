"""Answers that quote a passage: words of a sentence, or whole sentences with all that rules them; and the headings of a section.

Nothing is cut out of its context: a sentence that points back stands with the one before it, one that is taken back or narrowed by
the next ("However, …", "This does not apply …") with that one, a list with the line that opens it, and a reason with its paragraph.
"""

from __future__ import annotations

import re

from muniment.agents.reading.intents import asks_reason
from muniment.agents.telling.writer import Writer
from muniment.records import Citation, Passage, Pointed
from muniment.sentences import places, sentences
from muniment.wording import display_name, possessive

SHORT = 60
"""A sentence of fewer characters is quoted with the one behind it."""
LONGEST = 1200
"""Characters of a paragraph up to which a reason is quoted with all of it."""
_POINTS_BACK = re.compile(
    r"(?:this|these|that|those|such|it|its|they|their|he|she|his|her|the\s+(?:increase|decrease|decline|change|growth|foregoing|same|latter|former|remaining|remainder)s?"
    r"|in\s+addition|additionally|also|similarly|likewise|further(?:more)?|moreover|both|instead|otherwise|as\s+a\s+result|accordingly|therefore|thus)\b",
    re.IGNORECASE,
)
_TAKES_BACK = re.compile(
    r"(?:however|but|except|unless|provided|notwithstanding|nevertheless|nonetheless|although|this\s+(?:does|shall|will|is)\s+not|these\s+(?:do|are|shall)\s+not"
    r"|the\s+foregoing|exceptions?\b|in\s+no\s+event|only\s+if|subject\s+to)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\(?\w{1,3}(?:\.\d+)*[.)]")
"""The number of the next section, which belongs to nothing before it."""
_BULLET = re.compile(r"\s*(?:[•◦▪■●·*–—-]|\(?(?:[a-z]|[ivx]+|\d{1,2})[.)])\s+")


def tell_quotation(writer: Writer, program: Pointed) -> None:
    """An exact quotation with where it stands."""
    entry = writer.evidence[program.evidence[0]]
    passage = entry.passage
    assert passage is not None and program.sentence is not None
    chosen = whole(passage.text, program.sentence, asks_reason(program.ask.measures[0].words))
    within = f", in: “{chosen}”" if program.words and program.words != chosen and program.words in chosen else ""
    n = writer.cite(entry, program.words or chosen)
    said = f"{place_of(passage)} says"
    lead = "It also says" if writer.lines and writer.lines[0].startswith(f"{said}: ") else said
    writer.lines.append(f"{lead}: “{program.words or chosen}” [{n}]{within}")


def tell_outline(writer: Writer, program: Pointed) -> None:
    """The headings of a section in their order, each with its place; before them its opening, where the program points at one."""
    entries = [writer.evidence[n] for n in program.evidence]
    first = entries[0].passage
    assert first is not None
    if program.sentence is not None:
        opening = whole(first.text, program.sentence, reasons=True)
        writer.lines.append(f"{place_of(first)} begins: “{opening}” [{writer.cite(entries[0], opening)}]")
        entries = entries[1:]
    if entries:
        marks = [(e.passage.heading, writer.cite(e, e.passage.heading)) for e in entries if e.passage is not None]
        told = " ".join(f"{n}. “{heading}” [{mark}]" for n, (heading, mark) in enumerate(marks, 1))
        writer.lines.append(f"{place_of(first)} has these headings: {told}")


def whole(text: str, n: int, reasons: bool = False) -> str:
    """A sentence of a text with all that rules it, as one stretch of the text.

    Args:
        text: a passage's.
        n: the sentence, counted from 0 as `sentences` does.
        reasons: take its whole paragraph, as far as that is not too long.
    """
    each, at = sentences(text), places(text)
    paragraph = [text.count("\n", 0, start) for start, _ in at]
    first = last = n
    if reasons:
        alike = [k for k, p in enumerate(paragraph) if p == paragraph[n]]
        if at[alike[-1]][1] - at[alike[0]][0] <= LONGEST:
            first, last = alike[0], alike[-1]
    while first > 0 and _leans_back(each, first, paragraph):
        first -= 1
    short = at[last][1] - at[first][0] < SHORT and not each[last].endswith((".", "!", "?"))
    if short and last + 1 < len(each) and not _NUMBER.fullmatch(each[last + 1]):
        last += 1
    while last + 1 < len(each) and _goes_on(each, last, paragraph):
        last += 1
    return text[at[first][0] : at[last][1]]


def _leans_back(each: list[str], n: int, paragraph: list[int]) -> bool:
    """True where a sentence cannot be read without the one before it."""
    if _BULLET.match(each[n]):
        return each[n - 1].endswith(":") or bool(_BULLET.match(each[n - 1]))
    return paragraph[n] == paragraph[n - 1] and bool(_POINTS_BACK.match(each[n]))


def _goes_on(each: list[str], n: int, paragraph: list[int]) -> bool:
    """True where what stands after a sentence belongs to it."""
    if each[n].endswith(":") or (_BULLET.match(each[n]) and _BULLET.match(each[n + 1])):
        return True
    return bool(_TAKES_BACK.match(each[n + 1])) and paragraph[n] == paragraph[n + 1]


def ruled_end(text: str, end: int) -> int:
    """Where what is said up to a place ends with the sentences right behind it, of the same paragraph, that take it back or narrow it."""
    for start, after in places(text):
        if start >= end:
            if "\n" in text[end:start] or not _TAKES_BACK.match(text[start:after]):
                break
            end = after
    return end


def is_whole(text: str, quote: str) -> bool:
    """Whether a quotation of a text begins and ends with sentences, and leaves none away that takes back what it says."""
    at, start = places(text), text.find(quote)
    end = start + len(quote)
    if not any(a == start for a, _ in at) or not any(b == end for _, b in at):
        return False
    behind = text[end:]
    return not (_TAKES_BACK.match(behind.lstrip()) and "\n" not in behind[: len(behind) - len(behind.lstrip())])


def place_of(passage: Passage) -> str:
    """Where a passage stands: its section, and of which filing or record."""
    place = f"{passage.section} of " if passage.section else ""
    if passage.entity:
        return f"{place}{possessive(display_name(passage.entity))} {passage.form} {passage.fiscal}".rstrip()
    return f"{place}“{passage.heading or passage.record}”"


def quotes_whole(citation: Citation, passage: Passage) -> bool:
    """Whether a citation quotes whole sentences of a passage, or its heading."""
    return citation.quote == passage.heading or is_whole(passage.text, citation.quote)
