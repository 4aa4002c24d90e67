"""A table as a file for a spreadsheet."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from muniment.errors import BadInput
from muniment.library.table_file import write_table

ROWS = [["contract", "value"], ["=HYPERLINK(1)", "-5"], ["lease, 2.pdf", "“P60D”"]]
SAFE = [["contract", "value"], ["'=HYPERLINK(1)", "'-5"], ["lease, 2.pdf", "“P60D”"]]


def test_csv_has_no_formulas(tmp_path: Path) -> None:
    write_table(tmp_path / "a.csv", ROWS)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == SAFE


def test_workbook_has_no_formulas(tmp_path: Path) -> None:
    write_table(tmp_path / "a.xlsx", ROWS)
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert [list(row) for row in sheet.iter_rows(values_only=True)] == SAFE


@pytest.mark.parametrize(("name", "said"), [("a.pdf", "ends in .csv or .xlsx"), ("no/a.csv", "cannot be written")])
def test_what_cannot_be_written_is_one_sentence(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        write_table(tmp_path / name, ROWS)
