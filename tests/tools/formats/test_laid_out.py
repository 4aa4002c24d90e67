"""Parts are laid out as pages: every cell has its place, and a table's columns are those of its file."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from muniment.tools.formats.blocks import Grid, GridCell, Part, Text
from muniment.tools.formats.grid_table import grid_tables, has_signs
from muniment.tools.formats.laid_out import WRAPPED, laid_out
from muniment.tools.formats.page import Box
from muniment.tools.formats.page_text import read_page
from tests.tools.formats.written_office import filled


def row(*cells: str | tuple[str, int, int]) -> tuple[GridCell, ...]:
    """Cells in their columns; a tuple gives the column and how many it takes."""
    return tuple(
        GridCell(*c) if isinstance(c, tuple) else GridCell(c, n)
        for n, c in enumerate(cells)
        if not isinstance(c, str) or c
    )


FILED = Grid(
    (
        row(("Year ended May 31,", 1, 6)),
        row(("2023", 1, 3), ("2022", 4, 3)),
        row("Costs:"),
        row("Sales", "$", "1,250", ("", 3, 1), "$", "1,100"),
        row("Loss", "", "(40", ")", "", "(30", ")"),
    )
)
"""As filings on the web set their tables: signs and brackets in cells of their own."""


def test_signs_in_cells_of_their_own_belong_to_their_numbers() -> None:
    assert has_signs(FILED)
    (table,) = grid_tables(
        FILED, lambda n, cell: Box(cell.column, n, cell.column + 1, n + 1), 1, "Statements of Income"
    )
    assert table.caption == "Statements of Income"
    assert table.heads == ("Year ended May 31, 2023", "Year ended May 31, 2022")
    assert [(r.path, r.label, [c.text if c else None for c in r.cells]) for r in table.rows] == [
        (("Costs",), "Sales", ["$ 1,250", "$ 1,100"]),
        (("Costs",), "Loss", ["(40 )", "(30 )"]),
    ]
    assert filled(FILED)[-1] == ["Loss", "(40 )", "(30 )"]


def test_heads_that_stand_again_begin_another_table() -> None:
    grid = Grid((row("", "2023"), row("Sales", "10"), row("", "Three months 2022"), row("Sales", "3")))
    tables = list(grid_tables(grid, lambda n, cell: Box(0, n, 1, n + 1), 1, ""))
    assert [(t.heads, len(t.rows)) for t in tables] == [(("2023",), 1), (("Three months 2022",), 1)]


def test_each_cell_is_found_at_its_box() -> None:
    grid = Grid((row("Item", "2023", "2022"), row("Rent and fees", "1,250", "(40)")))
    ((page, _, (table,)),) = [(p.page, p.printed, p.tables) for p in laid_out([Part("P&L", (Text("In euros"), grid))])]
    for texts, boxes in zip(table.rows, table.boxes, strict=True):
        for text, box in zip(texts, boxes, strict=True):
            assert box is not None
            words = [
                w.text
                for line in page.lines
                for w in line.words
                if w.box.left >= box.left - 0.1 and w.box.right <= box.right + 0.1 and w.box.middle == box.middle
            ]
            assert " ".join(words) == text
    assert (page.name, page.is_laid_out) == ("P&L", True)


def test_a_label_over_several_rows_is_that_of_each_and_a_head_names_once() -> None:
    grid = Grid(
        (
            (GridCell("Region", 0, 1, 2), GridCell("Sales", 1)),
            (GridCell("Q1", 1),),
            (GridCell("North", 0, 1, 2), GridCell("5", 1)),
            (GridCell("6", 1),),
        )
    )
    assert filled(grid) == [["Region", "Sales"], ["", "Q1"], ["North", "5"], ["North", "6"]]


@given(st.lists(st.text("abc déf-", min_size=1, max_size=400), min_size=1, max_size=5))
def test_no_word_of_a_text_is_lost_or_doubled(paragraphs: list[str]) -> None:
    (opened,) = laid_out([Part("", tuple(map(Text, paragraphs)))])
    assert "".join(opened.page.text.split()) == "".join("".join(paragraphs).split())
    assert all(line.box.right <= 36 + 5 * max(WRAPPED, max(map(len, paragraphs))) for line in opened.page.lines)


def test_a_paragraph_is_one_line_of_text_and_rows_stay_apart() -> None:
    (opened,) = laid_out([Part("", (Text("word " * 60), Grid((row("Rent", "5"), row("Fees", "6")))))])
    read = read_page(opened.page, opened.tables)
    assert read.text == ("word " * 60).strip() + "\nRent 5\nFees 6"
    assert [line.is_row for line in read.lines] == [False] * (len(read.lines) - 2) + [True, True]
    assert all(
        read.text[line.start :].startswith(text) for line, text in zip(read.lines[-2:], ("Rent", "Fees"), strict=True)
    )
