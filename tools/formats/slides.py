"""A PowerPoint file (.pptx): a part for each slide, with its title, text, tables, the figures of its charts, and its notes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from muniment.errors import Unparsed
from muniment.tools.formats.blocks import Block, Grid, GridCell, Part, Text
from muniment.tools.formats.office_file import OfficeFile


def slide_parts(content: bytes) -> list[Part]:
    """The slides, hidden ones left out.

    Raises:
        Unparsed: it is damaged.
    """
    from pptx import Presentation

    OfficeFile(content)
    try:
        deck = Presentation(io.BytesIO(content))
        size = deck.slide_width or 0, deck.slide_height or 0
        return [
            Part(_title(slide), tuple(_slide(slide, size)))
            for slide in deck.slides
            if slide._element.get("show") not in ("0", "false")
        ]
    except Unparsed:
        raise
    except Exception as error:
        # python-pptx raises whatever its parts raise; all of it means a file that is not whole.
        raise Unparsed(f"it is damaged ({type(error).__name__})") from None


def _title(slide: Any) -> str:
    title = slide.shapes.title
    return " ".join(title.text_frame.text.split()) if title is not None else ""


def _slide(slide: Any, size: tuple[int, int]) -> Iterator[Block]:
    shapes = sorted(_shapes([s for s in slide.shapes if _is_on(s, size)]), key=lambda s: (s.top or 0, s.left or 0))
    title = slide.shapes.title
    if title is not None and _title(slide):
        yield Text(_title(slide), 1)
    for shape in shapes:
        if title is not None and shape.shape_id == title.shape_id:
            continue
        if getattr(shape, "has_table", False) and shape.has_table:
            yield _table(shape.table)
        elif getattr(shape, "has_chart", False) and shape.has_chart:
            yield from _chart(shape.chart)
        elif shape.has_text_frame:
            for paragraph in shape.text_frame.paragraphs:
                text = " ".join("".join(r.text for r in paragraph.runs).split())
                if text:
                    yield Text(text)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        notes = slide.notes_slide.notes_text_frame.text.strip()
        if notes:
            yield Text("Notes", 2)
            yield from (Text(" ".join(line.split())) for line in notes.splitlines() if line.strip())


def _is_on(shape: Any, size: tuple[int, int]) -> bool:
    """Whether a part of a shape lies on the slide; one whose place the layout tells does."""
    if None in (shape.left, shape.top, shape.width, shape.height) or not all(size):
        return True
    return bool(
        shape.left < size[0] and shape.top < size[1] and shape.left + shape.width > 0 and shape.top + shape.height > 0
    )


def _shapes(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)
        else:
            yield shape


def _table(table: Any) -> Grid:
    rows = []
    for row in table.rows:
        cells = []
        for n, cell in enumerate(row.cells):
            if not cell.is_spanned:
                across, down = (cell.span_width, cell.span_height) if cell.is_merge_origin else (1, 1)
                cells.append(GridCell(" ".join(cell.text_frame.text.split()), n, across, down))
        rows.append(tuple(cells))
    return Grid(tuple(rows))


def _chart(chart: Any) -> Iterator[Block]:
    """The figures that a chart draws, as a table of its categories and series."""
    plots = list(chart.plots)
    if not plots or not len(plots[0].categories):
        return
    heads = [GridCell(str(c), n) for n, c in enumerate(plots[0].categories, 1)]
    rows = [tuple(heads)]
    for series in plots[0].series:
        values = [GridCell(f"{v:.15g}", n) for n, v in enumerate(series.values, 1) if v is not None]
        rows.append((GridCell(str(series.name), 0), *values))
    title = chart.chart_title.text_frame.text if chart.has_title and chart.chart_title.has_text_frame else ""
    yield Grid(tuple(rows), " ".join(title.split()))
