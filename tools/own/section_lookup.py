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
    labels = [_label(text) for *_, text in lines]
    found: list[tuple[int, int, int]] = []
    above = ""
    for at, label in enumerate(labels):
        whole = label
        if label.startswith("("):
            whole = _under(above, label)
        if label:
            above = whole
        if whole.lower() == number.lower():
            page, start, end, _ = lines[at]
            for after in range(at + 1, len(lines)):
                same = lines[after][0] == page and lines[after][2] - start <= LONGEST
                if not same or (labels[after] and not _is_inside(labels[after], label)):
                    break
                end = lines[after][2]
            found.append((page, start, end))
    return found


def _label(line: str) -> str:
    found = _LABEL.match(line)
    return found.group(1) if found else ""


def _kind(part: str) -> str:
    inner = part.strip("()")
    return "number" if inner.isdigit() else "roman" if re.fullmatch(r"[ivx]+", inner) and inner != "i" else "letter"


def _under(above: str, label: str) -> str:
    """A bracketed label behind the one above it: "(b)" after "6.1(a)" is "6.1(b)", "(i)" after "6.1(a)" is "6.1(a)(i)"."""
    head, brackets = re.match(r"[^(]*", above), re.findall(r"\([^)]*\)", above)
    base = head.group() if head else ""
    if not brackets:
        return f"{base}{label}"
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


def _is_inside(label: str, of: str) -> bool:
    """Whether a label goes on within a section: "(a)" within "6.1", "6.1.2" within "6.1"."""
    if of.startswith("("):
        return label.startswith("(") and _kind(label) != _kind(of) and not _follows(of.strip("()"), label.strip("()"))
    return label.startswith(("(", f"{of}.", f"{of}("))
