"""The section of a text that a question names by its number: "section 6.1(b)", "clause 7", "Article IV"."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 2_000
"""Characters of a section that are told."""
_NAMED = re.compile(
    r"(?:\b(?:sections?|sec\.|clauses?|articles?|art\.|paragraphs?|para\.?|sub-?(?:section|clause))|§)\s*"
    r"((?:\d+(?:\.\d+)*|[IVX]+)(?:\s?\((?:[a-z]{1,4}|\d{1,2})\))*)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\s*(?:(?:section|clause|article)\s+)?((?:\d+(?:\.\d+)*|[IVX]+)?(?:\((?:[a-z]{1,4}|\d{1,2})\))*)[.):]*(?=\s)",
    re.IGNORECASE,
)


def section_named(question: str) -> str:
    """The number of the one section that a question names, as "6.1(b)"; empty where it names none, or several.

    >>> section_named("What does section 6.1 (b) of the lease say?")
    '6.1(b)'
    >>> section_named("What is the notice period?")
    ''
    """
    found = {re.sub(r"\s", "", m) for m in _NAMED.findall(question)}
    return found.pop() if len(found) == 1 else ""


def find_section(number: str, pages: Sequence[str]) -> list[tuple[int, int, int]]:
    """Where sections of that number stand: the place of the page, and where the section begins and ends in its text.

    A section of a section may be numbered by its own part only: "(b)" among what follows "6.1".
    """
    lines = [(n, m.start(), m.end(), m.group()) for n, page in enumerate(pages) for m in re.finditer(r"[^\n]+", page)]
    wholes: list[str] = []
    above = ""
    for *_, text in lines:
        label = _label(text)
        above = _under(above, label) if label.startswith("(") else label or above
        wholes.append(above if label else "")
    found: list[tuple[int, int, int]] = []
    for at, whole in enumerate(wholes):
        if whole.lower() != number.lower():
            continue
        page, start, end, _ = lines[at]
        for after in range(at + 1, len(lines)):
            within = not wholes[after] or wholes[after].startswith((f"{whole}.", f"{whole}("))
            if not within or lines[after][0] != page or lines[after][2] - start > LONGEST:
                break
            end = lines[after][2]
        found.append((page, start, end))
    return found


def _label(line: str) -> str:
    found = _LABEL.match(line)
    return found.group(1) if found else ""


def _under(above: str, label: str) -> str:
    """A bracketed label behind the one above it: "(b)" after "6.1(a)" is "6.1(b)", "(i)" after "6.1(a)" is "6.1(a)(i)"."""
    head, brackets = re.match(r"[^(]*", above), re.findall(r"\([^)]*\)", above)
    base = head.group() if head else ""
    own = label.strip("()")
    for depth in range(len(brackets) - 1, -1, -1):
        before = brackets[depth].strip("()")
        if _follows(before, own):
            return base + "".join(brackets[:depth]) + label
    return above + label


def _follows(before: str, own: str) -> bool:
    """Whether a label is the next of a list: "b" after "a", "ii" after "i", "3" after "2"."""
    if before.isdigit() and own.isdigit():
        return int(own) == int(before) + 1
    roman = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
    if before in roman and own in roman and roman.index(own) == roman.index(before) + 1:
        return True
    return len(before) == len(own) == 1 and ord(own) == ord(before) + 1
