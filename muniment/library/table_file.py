"""A table as a file for a spreadsheet: .csv or .xlsx. A cell of a document that would be a formula there is text."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from muniment.errors import BadInput

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table_file(suffix: str, rows: Sequence[Sequence[str]]) -> bytes:
    """The bytes of a file with the rows, the heads first.

    Args:
        suffix: ".csv" or ".xlsx".
        rows: of cells.
    """
    safe = [[f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row] for row in rows]
    if suffix == ".csv":
        text = io.StringIO(newline="")
        csv.writer(text).writerows(safe)
        return text.getvalue().encode("utf-8-sig")
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("contracts")
    for row in safe:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def write_table(target: Path, rows: Sequence[Sequence[str]]) -> None:
    """Write the rows, the heads first.

    Raises:
        BadInput: the file's name ends otherwise, or it cannot be written.
    """
    suffix = target.suffix.lower()
    if suffix not in (".csv", ".xlsx"):
        raise BadInput(f"a table is written to a file that ends in .csv or .xlsx, not {target.name!r}")
    try:
        target.write_bytes(table_file(suffix, rows))
    except OSError as error:
        raise BadInput(f"{target} cannot be written: {error.strerror or error}") from None
