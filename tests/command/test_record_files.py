"""Files of the caller's own as records."""

from __future__ import annotations

from pathlib import Path

import pytest

from muniment.command.record_files import read_records
from muniment.errors import BadInput, TooLarge
from tests.tools.formats.written_office import paragraph, written_docx


def written(folder: Path, name: str, content: bytes) -> str:
    (folder / name).write_bytes(content)
    return str(folder / name)


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"Team,Budget 2024\nSales,\"1,200\"\n", (("Team", "Budget 2024"), ("Sales", "1,200"))),
        (b"Team;Budget 2024\nVertrieb;1.200\n", (("Team", "Budget 2024"), ("Vertrieb", "1.200"))),
        (b"\xef\xbb\xbfTeam\tBudget 2024\n\nSales\t1200\n", (("Team", "Budget 2024"), ("Sales", "1200"))),
    ],
)  # fmt: skip
def test_a_csv_file_is_a_table(tmp_path: Path, content: bytes, rows: tuple[tuple[str, ...], ...]) -> None:
    (record,) = read_records([written(tmp_path, "budget.csv", content)])
    assert (record.id, record.title, record.text) == ("budget.csv", "budget.csv", "")
    assert record.tables[0].rows == rows


@pytest.mark.parametrize(
    "content", ["Die Miete beträgt 1.200 €.".encode(), "Die Miete beträgt 1.200 €.".encode("cp1252"), "Die Miete beträgt 1.200 €.".encode("utf-16")]
)  # fmt: skip
def test_text_is_read_in_whatever_encoding(tmp_path: Path, content: bytes) -> None:
    (record,) = read_records([written(tmp_path, "lease.txt", content)])
    assert record.text == "Die Miete beträgt 1.200 €."


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("lease.pdf", b"%PDF-1.7", r"lease\.pdf cannot be read: it is no whole PDF"),
        ("lease.txt", b"ab\x00\x00", r"lease\.txt cannot be read: it is no text"),
        ("empty.csv", b"\n\n", r"empty\.csv cannot be read: the document is empty"),
        ("blank.csv", b";;\n", r"blank\.csv is empty"),
        ("old.doc", b"\xd0\xcf\x11\xe0", r"old\.doc cannot be read: files of its kind are not read"),
    ],
)
def test_what_is_no_text_is_refused_by_name(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_records([written(tmp_path, name, content)])


def test_a_document_is_its_text_and_its_tables(tmp_path: Path) -> None:
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Rent</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    (record,) = read_records([written(tmp_path, "lease.docx", written_docx(paragraph("Two years.") + table))])
    assert (record.id, record.text) == ("lease.docx", "Two years.")
    assert [t.rows for t in record.tables] == [(("Rent", "5"),)]


def test_a_file_that_is_missing_or_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read: No such file"):
        read_records([str(tmp_path / "none.txt")])
    with pytest.raises(TooLarge, match="larger than one question may bring"):
        read_records([written(tmp_path, "big.txt", b"x" * 8_000_001)])
