"""A table as a file for a spreadsheet: .csv or .xlsx. A cell of a document that would be a formula there is text."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from muniment.errors import BadInput

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_table(target: Path, rows: Sequence[Sequence[str]]) -> None:
    """Write the rows, the heads first.

    Raises:
        BadInput: the file's name ends otherwise, or it cannot be written.
    """
    if target.suffix.lower() not in (".csv", ".xlsx"):
        raise BadInput(f"a table is written to a file that ends in .csv or .xlsx, not {target.name!r}")
    safe = [[f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row] for row in rows]
    try:
        if target.suffix.lower() == ".csv":
            with target.open("w", newline="", encoding="utf-8-sig") as file:
                csv.writer(file).writerows(safe)
        else:
            from openpyxl import Workbook

            book = Workbook(write_only=True)
            sheet = book.create_sheet("contracts")
            for row in safe:
                sheet.append(row)
            book.save(target)
    except OSError as error:
        raise BadInput(f"{target} cannot be written: {error.strerror or error}") from None
