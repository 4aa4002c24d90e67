"""Words that stand together on a printed line: what each such run states, and which of them are values, heads or prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from muniment.tools.digits import with_commas
from muniment.tools.formats.page import Box, Line, Page, Word, around

GAP = 0.75
"""Of a word's height: a wider gap parts what is printed in two columns."""
_NUMBER = re.compile(r"[$€£¥]?\s*\(?\s*[-−–]?\s*[$€£¥]?\s*(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?\s*\)?\s*%?\s*\)?")
_NOTHING = re.compile(r"[$€£¥]?\s*[-−–—]+\s*%?")
_MARK = re.compile(r"\s*(?:\(\s*[a-z0-9]{1,2}\s*\)|[*†‡¹²³]+)$")
_YEAR = re.compile(r"(?:FY\s?|Fiscal\s)?(?:19[89]\d|20[0-4]\d)(?:\s?[AEF])?", re.IGNORECASE)
_LAST_DAYS = frozenset(("28", "29", "30", "31"))
NOTE_HEAD = re.compile(r"notes?(?:\s+no\.?)?", re.IGNORECASE)
DATED = re.compile(
    r"\b(?:19[89]\d|20[0-4]\d)\b|\b(?:ended|weeks|months|fiscal|quarter|year|as of|january|february|march|april|may|june|july"
    r"|august|september|october|november|december)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand together on a line."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with one space between them."""
        return " ".join(w.text for w in self.words)

    @property
    def box(self) -> Box:
        """Around the words."""
        return around(w.box for w in self.words)

    @property
    def number(self) -> str | None:
        """What it states as a value ("—" of nothing); None where it is text."""
        # "(40 )" is a number below zero, and no mark behind one.
        text = with_commas(self.text)
        bare = (_MARK.sub("", text) if len(self.words) > 1 else "") or text
        if _NOTHING.fullmatch(bare):
            return "—"
        return bare if _NUMBER.fullmatch(bare) and any(c.isdigit() for c in bare) else None

    @property
    def is_year(self) -> bool:
        """Whether it is a bare year, which stands over a column and not in it."""
        return _YEAR.fullmatch(self.text) is not None

    @property
    def end(self) -> float:
        """Where it is aligned: the right edge of its last digit."""
        numbered = [w.digits_end for w in self.words if w.digits_end is not None and not _MARK.fullmatch(w.text)]
        return numbered[-1] if numbered else self.box.right


def runs_of(line: Line, em: float) -> list[Run]:
    """The runs of a line; a currency sign, a bracket or a percent sign belongs to its number however far it stands."""
    groups: list[list[Word]] = []
    for word in line.words:
        if groups and word.box.left - groups[-1][-1].box.right <= GAP * em:
            groups[-1].append(word)
        else:
            groups.append([word])
    runs: list[Run] = []
    for words in groups:
        text = " ".join(w.text for w in words)
        before = runs[-1] if runs else None
        if (before is not None and before.text in ("$", "€", "£", "¥", "(", "$ (", "$(")) or (
            before is not None and text in (")", "%", ")%", "pts", "bp") and before.number and not before.is_year
        ):
            runs[-1] = Run((*before.words, *words))
        else:
            runs.append(Run(tuple(words)))
    return runs


def values_of(runs: Sequence[Run]) -> list[Run]:
    """The values of a line; years alone are heads."""
    values = [r for r in runs if r.number is not None]
    if (
        not values
        or all(r.is_year for r in values)
        or (len(values) == len(runs) and all(r.text in _LAST_DAYS for r in values))
    ):
        # "31 31" stands between "Year ended" and "December 2023".
        return []
    labelled = runs[0].number is None or len(values) > 1
    return values if labelled else []


def is_prose(runs: Sequence[Run], page: Page) -> bool:
    """Whether a line is running text: one run over most of the page's width."""
    return len(runs) == 1 and runs[0].box.right - runs[0].box.left > 0.6 * page.width


def is_head(runs: Sequence[Run], page: Page) -> bool:
    """Whether a line without values stands over columns: dated, and to the right of where labels stand."""
    right = [r for r in runs if r.box.left > 0.35 * page.width and r.text != "%" and not NOTE_HEAD.fullmatch(r.text)]
    return bool(right) and all(DATED.search(r.text) for r in right) and not is_prose(runs, page)
