"""A PDF made here: text at places, rules under it. Not a test."""

from __future__ import annotations

from collections.abc import Sequence

Text = tuple[float, float, str]
"""Left and baseline in points from the bottom left, and what is printed there."""


def written_pdf(
    pages: Sequence[Sequence[Text]], size: int = 10, rules: Sequence[tuple[float, float, float]] = ()
) -> bytes:
    """A PDF of letter pages in Helvetica (ISO 32000-1, 7.5), with rules on each: left, height and length."""
    objects: list[bytes] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    kids = []
    for texts in pages:
        lines = "".join(f"{x} {y} {length} 1 re f\n" for x, y, length in rules)
        words = "".join(f"BT /F1 {size} Tf {x} {y} Td ({_escaped(text)}) Tj ET\n" for x, y, text in texts)
        drawn = (lines + words).encode("cp1252")
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn))
        kids.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % len(objects)
        )
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(b"%d 0 R" % k for k in kids), len(kids))
    out, places = b"%PDF-1.4\n", []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def rows(
    top: float, lines: Sequence[Sequence[str]], columns: Sequence[float] = (430, 520), size: int = 10
) -> list[Text]:
    """Lines of a table: a label on the left, numbers that end at the columns."""
    found: list[Text] = []
    for n, (label, *cells) in enumerate(lines):
        y = top - 14 * n
        found.append((60, y, label))
        for right, cell in zip(columns, cells, strict=False):
            found += [(right - _width(cell, size), y, cell)] if cell else []
    return found


def _width(text: str, size: int) -> float:
    """How wide Helvetica prints a number (its digits are all 0.556 em)."""
    widths = {",": 0.278, ".": 0.278, "(": 0.333, ")": 0.333, "$": 0.556, " ": 0.278, "-": 0.333, "\u2014": 1.0}
    # A closing bracket stands to the right of where digits end.
    bare = text.rstrip(")")
    return sum(widths.get(c, 0.556) for c in bare) * size


def annual_report(
    company: str = "Tidewater Lantern Works, Inc.", sales: Sequence[str] = ("1,250", "1,100"), year: int = 2023
) -> bytes:
    """A 10-K of two years that ended in June: a title page, and two statements, in millions."""
    title = [
        (200, 700, "FORM 10-K"),
        (150, 680, f"For the fiscal year ended June 30, {year}"),
        (180, 650, company),
        (150, 636, "(Exact name of registrant as specified in its charter)"),
    ]
    heads = [(400, 700, str(year)), (490, 700, str(year - 1))]
    income = [
        (200, 740, "Consolidated Statements of Income"),
        (180, 726, "(In millions, except per share data) Year ended June 30,"),
        *[(x + 8, y, t) for x, y, t in heads],
        *rows(
            680,
            [
                ("Net sales", f"$ {sales[0]}", f"$ {sales[1]}"),
                ("Cost of sales", "(900)", "(800)"),
                ("Gross profit", "350", "300"),
                ("Selling, general and administrative expenses", "(150)", "(140)"),
                ("Operating income", "200", "160"),
                ("Income before income taxes", "200", "160"),
                ("Provision for income taxes", "(50)", "(40)"),
                ("Net income", "$ 150", "$ 120"),
                ("Diluted earnings per share", "$ 1.50", "$ 1.20"),
            ],
        ),
    ]
    balance = [
        (200, 740, "Consolidated Balance Sheets"),
        (220, 726, "(In millions) As of June 30,"),
        *[(x + 8, y, t) for x, y, t in heads],
        *rows(
            680,
            [
                ("Cash and cash equivalents", "$ 90", "$ 70"),
                ("Inventories", "210", "180"),
                ("Total current assets", "300", "250"),
                ("Goodwill", "\u2014", "20"),
                ("Total assets", "$ 300", "$ 270"),
                ("Accounts payable", "$ 80", "$ 60"),
                ("Total current liabilities", "80", "60"),
                ("Total shareholders' equity", "220", "210"),
                ("Total liabilities and shareholders' equity", "$ 300", "$ 270"),
            ],
        ),
    ]
    return written_pdf([title, income, balance])
