"""A PDF's pages as words with boxes, by pypdfium2: text, places and pictures come from one engine, so that highlights fit.

Text that is not shown (outside the page, smaller than 2 points, white on white) is left out. A page without text is an empty page; whether
that is a scan is for `reader` to say. pdfium is not thread-safe and can be made slow: only `reading_worker` calls this.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import pypdfium2
import pypdfium2.raw as pdfium
from PIL.Image import Image as Picture

from muniment.errors import Unparsed
from muniment.tools.formats.page import Box, Page, Word, around, in_lines
from muniment.tools.formats.unseen import seen

MOST_PAGES = 6_000
MOST_CHARACTERS = 200_000
"""Of a page: 3.9 million took 13 seconds."""
MOST_PIXELS = 16_000_000
"""Of a page's picture: a page a million points wide is drawn smaller."""
SMALLEST = 2.0
PALE, CONTRAST = 250, 8
"""Of 255: letters at least so light are looked at as drawn, and are seen where what is drawn there differs by so much."""
_BREAK = 0.6
"""Of a word's height: a wider gap begins another word."""


def pdf_pages(content: bytes, only: int | None = None) -> Iterator[Page]:
    """The pages of a PDF in their order; `only` one of them where it is given.

    Raises:
        Unparsed: it is locked, cut short, no PDF, or too large.
    """
    document = _opened(content)
    try:
        if len(document) > MOST_PAGES:
            raise Unparsed(f"it has {len(document):,} pages; {MOST_PAGES:,} are read at most")
        for n in range(len(document)) if only is None else range(only - 1, min(only, len(document))):
            yield _page(document[n], n + 1)
    finally:
        document.close()


def page_count(content: bytes) -> int:
    """How many pages a PDF has.

    Raises:
        Unparsed: it is locked, or no whole PDF.
    """
    document = _opened(content)
    try:
        return len(document)
    finally:
        document.close()


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD
        raise Unparsed("it is locked with a password" if locked else "it is no whole PDF") from None


def drawn_pages(content: bytes, numbers: Sequence[int], dots: float) -> Iterator[tuple[int, Picture]]:
    """Pages of a PDF as pictures, each with its number.

    Args:
        content: of a PDF that can be opened.
        numbers: of the pages, from 1.
        dots: an inch.
    """
    document = _opened(content)
    try:
        for number in numbers:
            width, height = document[number - 1].get_size()
            scale = min(dots / 72.0, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
            drawn = document[number - 1].render(scale=scale, may_draw_forms=False).to_pil()
            yield number, drawn.convert("RGB")
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage, number: int) -> Page:
    width, height = page.get_size()
    # Kept in a variable: freed at once, it would read as an empty page.
    textpage = page.get_textpage()
    try:
        words = list(_words(page, textpage, width, height))
        return Page(number, width, height, in_lines(words), tuple(_rules(page, width, height)))
    finally:
        textpage.close()
        page.close()


@dataclass(frozen=True, slots=True)
class _Shown:
    """Turns a page's own coordinates into those of the page as it is shown (rotated, cropped)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    @classmethod
    def of(cls, page: pypdfium2.PdfPage, width: float, height: float) -> _Shown:
        """Read off three points."""

        def at(x: float, y: float) -> tuple[float, float]:
            dx, dy = ctypes.c_int(), ctypes.c_int()
            size = (int(width * 100), int(height * 100))
            pdfium.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, x, y, ctypes.byref(dx), ctypes.byref(dy))
            return dx.value / 100, dy.value / 100

        (ox, oy), (xx, xy), (yx, yy) = at(0, 0), at(1000, 0), at(0, 1000)
        return cls((xx - ox) / 1000, (yx - ox) / 1000, ox, (xy - oy) / 1000, (yy - oy) / 1000, oy)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle as shown."""
        xs = [self.a * x + self.b * y + self.c for x in (left, right) for y in (bottom, top)]
        ys = [self.d * x + self.e * y + self.f for x in (left, right) for y in (bottom, top)]
        return Box(min(xs), min(ys), max(xs), max(ys))


def _words(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, width: float, height: float) -> Iterator[Word]:
    """The words of a page in the order of its text; a space, a gap or another line ends one."""
    shown = _Shown.of(page, width, height)
    count = pdfium.FPDFText_CountChars(textpage.raw)
    if count > MOST_CHARACTERS:
        raise Unparsed(f"a page holds {count:,} characters; {MOST_CHARACTERS:,} are read at most")
    rect = pdfium.FS_RECTF()
    letters: list[tuple[str, Box]] = []
    drawn = cache(lambda: page.render(scale=_scale(width, height), may_draw_forms=False).to_pil().convert("L"))
    for n in range(count):
        code = pdfium.FPDFText_GetUnicode(textpage.raw, n)
        letter = "-" if code in (0x2, 0xFFFE) else chr(code) if code else " "
        if letter.isspace() or not pdfium.FPDFText_GetLooseCharBox(textpage.raw, n, rect):
            yield from _word(letters)
            letters = []
            continue
        box = shown.box(rect.left, rect.bottom, rect.right, rect.top)
        if box.height < SMALLEST or box.right < 0 or box.left > width or box.bottom < 0 or box.top > height:
            continue
        if _is_pale(textpage, n) and not _is_seen(drawn(), box, _scale(width, height)):
            continue
        if letters and _apart(letters[-1][1], box):
            yield from _word(letters)
            letters = []
        letters.append((letter, box))
    yield from _word(letters)


def _scale(width: float, height: float) -> float:
    """Dots for a point, of a page that is looked at."""
    return float(min(1.0, (MOST_PIXELS / max(1.0, width * height)) ** 0.5))


def _is_pale(textpage: pypdfium2.PdfTextPage, n: int) -> bool:
    ink = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFText_GetFillColor(textpage.raw, n, *map(ctypes.byref, ink)):
        return False
    *colours, opaque = (i.value for i in ink)
    return min(colours) >= PALE or opaque == 0


def _is_seen(drawn: Picture, box: Box, scale: float) -> bool:
    """Whether anything can be told apart where a letter stands."""
    left, top = max(0, int(box.left * scale) - 1), max(0, int(box.top * scale) - 1)
    right, bottom = min(drawn.width, int(box.right * scale) + 2), min(drawn.height, int(box.bottom * scale) + 2)
    if left >= right or top >= bottom:
        return False
    shades = drawn.crop((left, top, right, bottom)).tobytes()
    return max(shades) - min(shades) >= CONTRAST


def _apart(last: Box, box: Box) -> bool:
    em = max(last.height, box.height)
    return box.left - last.right > _BREAK * em or last.left - box.left > em or abs(box.middle - last.middle) > 0.4 * em


def _word(letters: list[tuple[str, Box]]) -> Iterator[Word]:
    text = seen(unicodedata.normalize("NFKC", "".join(letter for letter, _ in letters)))
    if text:
        ends = [box.right for letter, box in letters if letter.isdigit()]
        yield Word(text, around(box for _, box in letters), ends[-1] if ends else None)


def _rules(page: pypdfium2.PdfPage, width: float, height: float) -> Iterator[tuple[float, float, float]]:
    """Thin horizontal lines: they are drawn under the heads of columns, as wide as these."""
    shown = _Shown.of(page, width, height)
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for n in range(min(pdfium.FPDFPage_CountObjects(page.raw), 20_000)):
        thing = pdfium.FPDFPage_GetObject(page.raw, n)
        if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
            box = shown.box(left.value, bottom.value, right.value, top.value)
            if box.height <= 2.5 and box.right - box.left >= 8:
                yield box.left, box.right, box.middle
