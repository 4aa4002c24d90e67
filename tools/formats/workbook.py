"""An Excel workbook (.xlsx) as the tables of its sheets: values as they are shown, but not rounded.

A formula is what Excel last computed for it; one without a kept value is unknown, never zero. Hidden sheets, rows and columns are left
out, and said to be. Macros are never looked at.
"""

from __future__ import annotations

import datetime
import io
import re
import warnings
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from muniment.errors import Unparsed
from muniment.tools.formats.blocks import GridCell, Part
from muniment.tools.formats.office_file import OfficeFile
from muniment.tools.formats.sheet_tables import Row, sheet_blocks

MOST_CELLS = 300_000
UNKNOWN = "?"
"""Stands for a formula without a kept value: it is no number to whoever reads the table."""
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)(?:-[^\]]*)?\]|_.|\*.')
_BRACKETS = re.compile(r"\[[^\]]*\]")


def workbook_parts(content: bytes) -> tuple[list[Part], list[str]]:
    """A part for each sheet that is shown; and what was not read, in words.

    Raises:
        Unparsed: it is damaged, or has too many cells.
    """
    OfficeFile(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            shown = load_workbook(io.BytesIO(content), data_only=True)
            written = load_workbook(io.BytesIO(content))
        except Unparsed:
            raise
        except Exception as error:
            # openpyxl raises whatever its parts raise; all of it means a file that Excel did not write whole.
            raise Unparsed(f"it is damaged ({type(error).__name__})") from None
    parts: list[Part] = []
    unread: list[str] = []
    for sheet in shown.worksheets:
        if sheet.sheet_state != "visible":
            unread.append(f"the hidden sheet “{sheet.title}” is left out")
            continue
        rows, unknown, hidden = _rows(sheet, written[sheet.title])
        blocks = tuple(sheet_blocks(rows))
        if blocks:
            parts.append(Part(sheet.title, blocks))
        if unknown:
            unread.append(f"{unknown} formulas of “{sheet.title}” have no kept value: open and save the file in Excel")
        if hidden:
            unread.append(f"{hidden} hidden rows or columns of “{sheet.title}” are left out")
    return parts, unread


def _rows(sheet: Worksheet, written: Worksheet) -> tuple[list[Row], int, int]:
    """The rows with something in them, an empty one where the sheet has one or more; unknown formulas; hidden rows and columns."""
    # Only the cells that there are: one far corner makes rows of 16,384 columns a million times.
    cells: dict[tuple[int, int], Cell | MergedCell] = sheet._cells
    if len(cells) > MOST_CELLS:
        raise Unparsed(f"“{sheet.title}” has {len(cells):,} cells; {MOST_CELLS:,} are read at most")
    hidden_rows = {n for n, d in sheet.row_dimensions.items() if d.hidden}
    hidden_columns = set(_hidden_columns(sheet))
    spans = {
        (r.min_row, r.min_col): (r.max_col - r.min_col + 1, r.max_row - r.min_row + 1)
        for r in sheet.merged_cells.ranges
    }
    # A formula without a kept value is a cell only of the sheet as it is written.
    every = sorted({**written._cells, **cells}.items())
    used = sorted({c for (_, c), cell in every if isinstance(cell, Cell) and cell.value is not None} - hidden_columns)
    columns = {c: n for n, c in enumerate(used)}
    by_row: dict[int, list[GridCell]] = {}
    unknown = 0
    for at, _ in every:
        row, column = at
        if row in hidden_rows or column in hidden_columns:
            continue
        kept, formula = cells.get(at), written._cells.get(at)
        text = shown_value(kept.value, kept.number_format) if isinstance(kept, Cell) else ""
        if not text and isinstance(formula, Cell) and formula.data_type == "f":
            text, unknown = UNKNOWN, unknown + 1
        if text.strip():
            across, down = spans.get(at, (1, 1))
            last = max((n for c, n in columns.items() if column <= c < column + across), default=columns[column])
            by_row.setdefault(row, []).append(GridCell(text.strip(), columns[column], last - columns[column] + 1, down))
    rows: list[Row] = []
    before = 0
    for number, row_cells in sorted(by_row.items()):
        if number - before > 1 and any(n not in hidden_rows for n in range(before + 1, min(number, before + 1000))):
            rows.append(())
        rows.append(tuple(row_cells))
        before = number
    return rows, unknown, len(hidden_rows & {r for r, _ in cells}) + len(hidden_columns & {c for _, c in cells})


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    for letter, dimension in sheet.column_dimensions.items():
        if dimension.hidden:
            first, last = dimension.min, dimension.max
            if first and last:
                yield from range(first, min(last, first + 16_384) + 1)
            else:
                yield from (n for n in range(1, 703) if get_column_letter(n) == letter)


def shown_value(value: Any, form: str) -> str:
    """A cell's value in the way that its number format shows it, with all its digits.

    >>> shown_value(-1234.5, '#,##0_);(#,##0)')
    '(1,234.5)'
    >>> shown_value(0.123, '0.0%')
    '12.3%'
    >>> shown_value(5409000, '#,##0,')
    '5,409'
    >>> shown_value(2023, 'General')
    '2023'
    >>> shown_value(datetime.datetime(2024, 3, 1), 'mmm-yy')
    'March 2024'
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime | datetime.date):
        return _date(value, form)
    if isinstance(value, datetime.time | datetime.timedelta):
        return str(value)
    if not isinstance(value, int | float | Decimal):
        return str(value)
    return _number(Decimal(format(value, ".15g")), form)


def _date(value: datetime.datetime | datetime.date, form: str) -> str:
    letters = _QUOTED.sub("", _BRACKETS.sub("", form)).lower()
    if "d" not in letters and "y" in letters:
        return f"{value:%B %Y}" if "m" in letters else f"{value:%Y}"
    return f"{value:%B} {value.day}, {value:%Y}"


def _number(value: Decimal, form: str) -> str:
    parts = form.split(";")
    own = parts[1] if value < 0 and len(parts) > 1 else parts[0]
    words = "".join(m[0] or m[1] or m[2] for m in _QUOTED.findall(own)).strip()
    code = _QUOTED.sub("", own)
    code = _BRACKETS.sub("", code)
    if "%" in code:
        value *= 100
    # Commas behind the last digit show thousands as ones.
    value /= Decimal(1000) ** len((re.search(r"[0#?](,+)(?=[^0#?,]*$)", code) or [",", ""])[1])
    text = f"{abs(value):,f}" if "," in code else f"{abs(value):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    sign = next((s for s in ("$", "€", "£", "¥") if s in code or s in words), "")
    named = "" if sign or not re.fullmatch(r"[A-Z]{3}", words) else f"{words} "
    text = f"{named}{sign}{text}" + ("%" if "%" in code else "")
    if value >= 0:
        return text
    return f"({text})" if "(" in own else f"-{text}"
