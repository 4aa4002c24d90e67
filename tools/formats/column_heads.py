"""Which heads stand over which columns of a printed table: by where they begin, by what they stand over, or evenly shared; what stands over none is its caption.

Where heads may stand over the wrong columns, there are none. What the heads mean is not asked here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from muniment.tools.formats.page import Page
from muniment.tools.formats.runs import DATED, NOTE_HEAD, Run, is_prose

LONGEST_HEAD = 48
"""Characters of what stands over all columns; what is longer is the page's running title."""
_SCALE = re.compile(r"\b(?:thousands|millions|billions|ended)\b", re.IGNORECASE)


def heads_over(
    above: Sequence[list[Run]],
    columns: Sequence[tuple[float, float, float]],
    left: float,
    labelled: float,
    page: Page,
    em: float,
) -> tuple[tuple[str, ...], str, list[list[Run]]]:
    """What stands over each column, from top to bottom; the caption: what stands over none; and the headings of the first rows.

    `left` is where the first values begin, `labelled` where the longest label of a row ends.
    """
    heads: list[list[str]] = [[] for _ in columns]
    captions: list[str] = []
    headings: list[list[Run]] = []
    edged = _by_edge(above, columns, labelled, page, em)
    for runs in above:
        over = [
            r
            for r in runs
            if r in edged or (r.box.right > left - em and r.box.left > 0.3 * page.width) or _over(r, columns, em)
        ]
        beside = [r for r in runs if r not in over]
        if not over or is_prose(runs, page):
            captions.append(" ".join(r.text for r in runs))
            headings = [*headings, runs] if any(heads) and not is_prose(runs, page) else []
            continue
        headings = [beside] if beside and not (_SCALE.search(beside[0].text) or DATED.search(beside[0].text)) else []
        if beside:
            captions.append(" ".join(r.text for r in beside))
        alone = len(over) == 1 and len(columns) > 1
        named = alone and not beside and not DATED.search(over[0].text)
        titled = named or (alone and len(over[0].text) > LONGEST_HEAD)
        if titled:
            captions.append(over[0].text)
            continue
        over = [r for r in over if not NOTE_HEAD.fullmatch(r.text)]
        found = [(edged[r],) for r in over] if all(r in edged for r in over) else _places(over, columns, page, em)
        if any(r.is_year and r.box.left > 0.3 * page.width for r in beside):
            # Where one year stands over no column, the others may stand over the wrong ones.
            continue
        for run, places in zip(over, found, strict=True):
            for n in places:
                heads[n].append(run.text)
    return tuple(" ".join(dict.fromkeys(h)) for h in heads), " ".join(captions[-6:]), headings


def _by_edge(
    above: Sequence[list[Run]],
    columns: Sequence[tuple[float, float, float]],
    labelled: float,
    page: Page,
    em: float,
) -> dict[Run, int]:
    """The column of each head by where it begins: heads set to the left of their columns, values to the right; none where they are not one a column."""
    lines: list[list[Run]] = []
    for runs in reversed(above):
        right = [r for r in runs if r.box.left > labelled and not NOTE_HEAD.fullmatch(r.text)]
        if not right or is_prose(runs, page):
            break
        lines.append(right)
    edges = _edges(lines, len(columns), em)
    if len(edges) != len(columns) or len(columns) < 2:
        return {}
    before = [0.0, *(right for _, right, _ in columns)]
    if not all(before[k] <= edge < columns[k][1] for k, edge in enumerate(edges)):
        return {}
    nearest = {r: min(range(len(edges)), key=lambda k: abs(edges[k] - r.box.left)) for runs in lines for r in runs}
    own = {
        r: k for r, k in nearest.items() if abs(edges[k] - r.box.left) <= 0.5 * em and (r.number is None or r.is_year)
    }
    # What reaches over the next column's edge stands over both.
    ends = [*edges[1:], page.width]
    return {r: k for r, k in own.items() if r.box.right <= ends[k]}


def _edges(lines: Sequence[list[Run]], columns: int, em: float) -> list[float]:
    """Where heads begin: those of a line that has one for each column, else of all lines together."""
    whole = next((runs for runs in lines if len(runs) == columns), None)
    edges: list[float] = []
    for run in sorted(whole or [r for runs in lines for r in runs], key=lambda r: r.box.left):
        if not edges or run.box.left - edges[-1] > 0.5 * em:
            edges.append(run.box.left)
    return edges


def _over(run: Run, columns: Sequence[tuple[float, float, float]], em: float) -> bool:
    middle = (run.box.left + run.box.right) / 2
    if any(left - em <= middle <= right + em for left, right, _ in columns):
        return True
    # A long head over short numbers begins far to their left: "Unit price (EUR)" over 0.09.
    met = _met(run.box.left, run.box.right, columns)
    return len(met) == 1 and abs(run.box.right - columns[met[0]][1]) <= em


def _met(low: float, high: float, columns: Sequence[tuple[float, float, float]]) -> tuple[int, ...]:
    """The columns that a stretch overlaps."""
    return tuple(k for k, (left, right, _) in enumerate(columns) if left < high and right > low)


def _places(
    runs: Sequence[Run], columns: Sequence[tuple[float, float, float]], page: Page, em: float
) -> list[tuple[int, ...]]:
    """The columns that each run of a line of heads stands over: evenly shared where they divide, else those that it overlaps."""
    m, n = len(runs), len(columns)
    middle = (columns[0][0] + columns[-1][1]) / 2
    box = runs[0].box
    if m == 1 and n > 1 and abs((box.left + box.right) / 2 - middle) > 2 * em:
        low, high = _reach(runs[0], page, em)
        over = _met(low, high, columns)
        if len(over) == 1:
            return [over]
    found = [_met(*_reach(run, page, em), columns) for run in runs]
    # Evenly shared, unless one stands over another's: a head may be missing to its left, and one of words stand to its right.
    if n % m == 0 and (n > m or all(not met or k in met for k, met in enumerate(found))):
        each = n // m
        return [tuple(range(k * each, (k + 1) * each)) for k in range(m)]
    return found


def _reach(run: Run, page: Page, em: float) -> tuple[float, float]:
    """How far a head reaches: as far as the rule under it."""
    box = run.box
    under = [
        r for r in page.rules if 0 <= r[2] - box.bottom + 0.3 * em <= 1.3 * em and r[0] < box.right and r[1] > box.left
    ]
    return min([box.left, *(r[0] for r in under)]), max([box.right, *(r[1] for r in under)])
