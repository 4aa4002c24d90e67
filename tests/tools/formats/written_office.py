"""Office files made here, part by part. Not a test."""

from __future__ import annotations

import io
import zipfile

from muniment.tools.formats.blocks import Grid, Part
from muniment.tools.formats.laid_out import laid_out

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def zipped(parts: dict[str, str]) -> bytes:
    """A zip archive of text parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return out.getvalue()


def written_docx(body: str, **parts: str) -> bytes:
    """A Word file of a body's markup; other parts by their names (`numbering`, `styles`, `comments`)."""
    held = {"word/document.xml": f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>"}
    return zipped(held | {f"word/{name}.xml": f"<w:root {W}>{text}</w:root>" for name, text in parts.items()})


def paragraph(text: str, level: int | None = None, number: str = "1", style: str = "") -> str:
    """A paragraph, of a list where it has a level."""
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if level is not None else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{listed}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def level(depth: int, form: str, text: str, more: str = "") -> str:
    """A level of an abstract list."""
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'


LEASE_NUMBERS = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "decimal", "%1.")
    + level(1, "decimal", "%1.%2")
    + level(2, "lowerLetter", "(%3)")
    + level(3, "lowerRoman", "(%4)")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def filled(grid: Grid) -> list[list[str]]:
    """The texts of a grid by row and column."""
    (page,) = laid_out([Part("", (grid,))])
    return [list(row) for row in page.tables[0].rows]
