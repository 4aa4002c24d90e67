"""A record as a page that can be looked at and do nothing: its own layout, one place highlighted, nothing run or loaded.

What is kept is a list of elements, attributes and style properties that only lay text out; scripts, forms, pictures, links
and whatever is not on the list are dropped. The page is to be served with `POLICY`, which forbids the rest a second time.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from html import escape, unescape

import nh3

from muniment.records import Fact, Record
from muniment.sentences import sentences
from muniment.tools.formats.page import Page

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
HERE = "muniment-here"
SHOWN = 1_500.0
"""Points above and below what is lit that are shown of a page that was laid out: a sheet may have thousands of rows."""
_TAGS = set(
    "a abbr article b big blockquote br caption center cite code col colgroup dd del div dl dt em font footer h1 h2 h3 h4 h5 h6 header"
    " hr i ins li main mark ol p pre q s section small span strike strong sub sup table tbody td tfoot th thead tr tt u ul".split()
)
_DROPPED = {
    "script",
    "style",
    "head",
    "title",
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
    "template",
    "ix:header",
    "noscript",
}
_STYLES = set(
    "font font-family font-size font-style font-weight font-variant line-height letter-spacing text-align text-decoration text-indent"
    " text-transform vertical-align white-space color background-color border border-top border-right border-bottom border-left"
    " border-collapse border-spacing border-color border-style border-width border-top-style border-bottom-style padding padding-top"
    " padding-right padding-bottom padding-left margin margin-top margin-right margin-bottom margin-left width min-width max-width"
    " height display float clear page-break-after page-break-before".split()
)
_ATTRIBUTES = {
    "*": {"style", "id"},
    "td": {"colspan", "rowspan", "align", "valign", "width"},
    "th": {"colspan", "rowspan", "align", "valign", "width"},
    "tr": {"align", "valign"},
    "table": {"width", "border", "cellpadding", "cellspacing"},
    "font": {"size", "color", "face"},
    "col": {"span", "width"},
    "p": {"align"},
    "div": {"align"},
}
_MARK = f'<mark id="{HERE}" style="background-color:#ffe45c;color:#000000">'
_AGAIN = '<mark style="background-color:#ffe45c;color:#000000">'
_STYLE = """body{font:15px/1.5 Georgia,serif;margin:1.2rem;color:#20242b;background:#fff;overflow-wrap:anywhere}
table{border-collapse:collapse}table.filed td,table.filed th{border:1px solid #d9dce2;padding:.25rem .6rem;text-align:left}
table.filed td.n{text-align:right;white-space:nowrap}table.filed{font-size:13px}table.filed th{font-weight:400;min-width:9rem;background:#f4f5f7}
table.filed th:first-child{position:sticky;left:0;width:13rem}table.filed tr:first-child th{position:sticky;top:0}table.filed tr:first-child th:first-child{z-index:1}
small{color:#6a7079}mark{scroll-margin:35vh 2rem 35vh 15rem;outline:2px solid #e0b400}p.note{color:#6a7079;font-family:system-ui,sans-serif}"""


def filing_page(text: str, element: str = "", start: int | None = None, end: int | None = None, quote: str = "") -> str:
    """A filing's document, with a fact's element or a quotation highlighted.

    Args:
        text: the document as filed, decoded.
        element: the id of the fact's element; or
        start: where in the document the quotation's passage begins, and
        end: where it ends.
        quote: the words to highlight in it; the whole passage where they are not found.
    """
    # The document itself cannot name the mark.
    text = text.replace(HERE, "-" * len(HERE))
    if element:
        text = _mark_element(text, element)
    elif start is not None and end is not None:
        text = text[:start] + _mark_text(text[start:end], quote) + text[end:]
    body = nh3.clean(
        text,
        tags=_TAGS,
        clean_content_tags=_DROPPED,
        attributes=_ATTRIBUTES,
        attribute_filter=lambda tag, name, value: value if name != "id" or (tag, value) == ("mark", HERE) else None,
        filter_style_properties=_STYLES,
        url_schemes=set(),
        link_rel=None,
    )
    return _page(body)


def facts_page(facts: Sequence[Fact], cited: Fact, title: str, note: str) -> str:
    """What is on record of a document that is not on this machine: its figures as a table, the cited one highlighted."""
    # The periods that the cited row is told for, and the rows that are told for them: as a statement has them.
    row_cited = (cited.concept, cited.unit, cited.dimensions)
    told = {(f.start, f.end) for f in facts if (f.concept, f.unit, f.dimensions) == row_cited}
    columns = sorted(told, key=lambda p: (p[1], p[0] or p[1]), reverse=True)
    rows = dict.fromkeys((f.concept, f.unit, f.dimensions) for f in facts if (f.start, f.end) in told)
    labels = {f.concept: f.label for f in facts if f.label and not f.dimensions}
    held = {((f.concept, f.unit, f.dimensions), (f.start, f.end)): f for f in facts}
    head = "".join(f"<th>{escape(f'{a} to {b}' if a else f'at {b}')}</th>" for a, b in columns)
    lines = []
    for row in rows:
        concept, unit, dimensions = row
        members = [m.rpartition(":")[2] for _, m in dimensions]
        name = escape(" · ".join([labels.get(concept) or concept.rpartition(":")[2], *members]))
        name += f"<br><small>{escape(concept)} · {escape(unit)}</small>"
        cells = ""
        for column in columns:
            fact = held.get((row, column))
            shown = f"{fact.value:,f}" if fact else ""
            here = fact is not None and (fact.concept, fact.start, fact.end, fact.value, fact.dimensions) == (
                cited.concept,
                cited.start,
                cited.end,
                cited.value,
                cited.dimensions,
            )
            cells += f'<td class="n">{_MARK if here else ""}{shown}{"</mark>" if here else ""}</td>'
        lines.append(f"<tr><th>{name}</th>{cells}</tr>")
    table = f'<table class="filed"><tr><th></th>{head}</tr>{"".join(lines)}</table>'
    return _page(f'<h2>{escape(title)}</h2><p class="note">{escape(note)}</p>{table}')


def picture_page(
    title: str, note: str, picture: bytes, scale: float, boxes: Sequence[tuple[float, float, float, float]]
) -> str:
    """A page as it looks, with boxes lit over it.

    Args:
        title: what is shown.
        note: said above it; empty for none.
        picture: of the page, as PNG.
        scale: pixels of the picture for a point.
        boxes: left, top, right and bottom in points from the page's top left.
    """
    # The size of a PNG stands in its header (RFC 2083, 11.2.1); places are in hundredths of it, so that the page fits its frame.
    wide, high = (int.from_bytes(picture[n : n + 4], "big") / scale / 100 for n in (16, 20))
    lit = "".join(
        f'<mark {f"id={HERE!r} " if n == 0 else ""}style="position:absolute;left:{(left - 2) / wide:.2f}%;top:{(top - 1) / high:.2f}%;'
        f"width:{(right - left + 4) / wide:.2f}%;height:{(bottom - top + 2) / high:.2f}%;"
        'background-color:#ffe45c;mix-blend-mode:multiply"></mark>'
        for n, (left, top, right, bottom) in enumerate(boxes)
    )
    image = base64.b64encode(picture).decode()
    said = f'<p class="note">{escape(title)}</p>' + (f'<p class="note">{escape(note)}</p>' if note else "")
    shown = f'<div style="position:relative;max-width:918px"><img style="width:100%;display:block" alt="{escape(title)}" src="data:image/png;base64,{image}">{lit}</div>'
    return _page(said + shown)


def laid_page(title: str, note: str, page: Page, boxes: Sequence[tuple[float, float, float, float]]) -> str:
    """A page that was laid out of a document without a look of its own: its words where they stand, those in the boxes lit.

    Args:
        title: what is shown.
        note: said above it; empty for none.
        page: with its words.
        boxes: left, top, right and bottom in points from the page's top left.
    """
    near = min((b[1] for b in boxes), default=0.0), max((b[3] for b in boxes), default=page.height)
    lines = [line for line in page.lines if near[0] - SHOWN < line.box.top < near[1] + SHOWN]
    top = min((line.box.top for line in lines), default=0.0) - 20
    words = ""
    first = True
    for word in (w for line in lines for w in line.words):
        lit = any(
            b[0] - 1 <= word.box.left and word.box.right <= b[2] + 1 and b[1] <= word.box.middle <= b[3] for b in boxes
        )
        here = f" id={HERE!r}" if lit and first else ""
        first = first and not lit
        tag = "mark" if lit else "span"
        words += (
            f'<{tag}{here} style="position:absolute;white-space:pre;left:{word.box.left * 1.3:.0f}px;'
            f'top:{(word.box.top - top) * 1.3:.0f}px{";background-color:#ffe45c" if lit else ""}">{escape(word.text)}</{tag}>'
        )
    said = f'<p class="note">{escape(title)}</p>' + (f'<p class="note">{escape(note)}</p>' if note else "")
    high = max((line.box.bottom for line in lines), default=0.0) - top + 20
    frame = f"position:relative;width:{page.width * 1.3:.0f}px;height:{high * 1.3:.0f}px;font:10.8px/1.2 ui-monospace,monospace"
    return _page(f'{said}<div style="{frame}">{words}</div>')


def record_page(
    record: Record, element: str = "", start: int | None = None, end: int | None = None, quote: str = ""
) -> str:
    """A caller's own record, with a table's cell, a number of its text, or a quotation highlighted.

    Args:
        record: the record.
        element: `cell-TABLE-ROW-COLUMN` or `text-SENTENCE-CHARACTER`, counted from 0; or
        start: where in the text the quotation's passage begins, and
        end: where it ends.
        quote: the words to highlight in it.
    """
    kind, *numbers = element.split("-")
    place = tuple(int(n) for n in numbers) if element else ()
    body = _escaped_text(record.text, kind, place, start, end, quote)
    for t, table in enumerate(record.tables):
        rows = ""
        for r, row in enumerate(table.rows):
            cells = ""
            for c, cell in enumerate(row):
                here = kind == "cell" and place == (t, r, c)
                cells += f"<td>{_MARK if here else ''}{escape(cell)}{'</mark>' if here else ''}</td>"
            rows += f"<tr>{cells}</tr>"
        body += f'<p class="note">{escape(table.caption)}</p><table class="filed">{rows}</table>'
    return _page(f"<h2>{escape(record.title or record.id)}</h2>{body}")


def _escaped_text(text: str, kind: str, place: tuple[int, ...], start: int | None, end: int | None, quote: str) -> str:
    if kind == "text" and len(place) == 2:
        at = 0
        for sentence in sentences(text)[: place[0] + 1]:
            at = text.index(sentence, at)
        number = re.compile(r"[^\s]+").match(text, at + place[1])
        start, end, quote = (number.start(), number.end(), "") if number else (at, at, "")
    if start is None or end is None:
        return _paragraphs(escape(text))
    found = text.find(quote, start, end) if quote else -1
    a, b = (found, found + len(quote)) if found >= 0 else (start, end)
    return _paragraphs(f"{escape(text[:a])}{_MARK}{escape(text[a:b])}</mark>{escape(text[b:])}")


def _paragraphs(text: str) -> str:
    return '<div style="white-space:pre-wrap">' + text + "</div>" if text else ""


def _mark_element(text: str, element: str) -> str:
    """Highlight the text inside the element of that id."""
    opening = re.search(rf"<([\w:.-]+)\b[^<>]*\bid\s*=\s*([\"']){re.escape(element)}\2[^<>]*>", text)
    if opening is None:
        return text
    closing = re.compile(rf"</{re.escape(opening.group(1))}\s*>").search(text, opening.end())
    if closing is None:
        return text
    return text[: opening.end()] + _mark_text(text[opening.end() : closing.start()], "") + text[closing.start() :]


def _mark_text(piece: str, quote: str) -> str:
    """Highlight the words of a stretch of markup, each run of text between tags by itself, since marks may not cross them."""
    parts = re.split(r"(<[^<>]*>)", piece)
    texts = [n for n in range(0, len(parts), 2) if parts[n].strip()]
    wanted = _runs_of(parts, texts, quote) if quote else dict.fromkeys(texts, (0, -1))
    first = True
    for n, (a, b) in wanted.items():
        run = parts[n]
        stop = len(run) if b < 0 else b
        parts[n] = f"{run[:a]}{_MARK if first else _AGAIN}{run[a:stop]}</mark>{run[stop:]}"
        first = False
    return "".join(parts)


def _runs_of(parts: Sequence[str], texts: Sequence[int], quote: str) -> dict[int, tuple[int, int]]:
    """Which characters of which runs a quotation takes, compared without white space and entities; all runs if not found."""
    letters: list[tuple[str, int, int, int]] = []
    for n in texts:
        for match in re.finditer(r"&#?\w+;|\S", parts[n]):
            plain = unescape(match.group())
            letters += [(c, n, match.start(), match.end()) for c in plain if not c.isspace()]
    joined = "".join(c for c, _, _, _ in letters)
    wanted = re.sub(r"\s+", "", quote)
    at = joined.find(wanted)
    if at < 0 or not wanted:
        return dict.fromkeys(texts, (0, -1))
    found: dict[int, tuple[int, int]] = {}
    for _, n, a, b in letters[at : at + len(wanted)]:
        found[n] = (found[n][0] if n in found else a, b)
    return found


def _page(body: str) -> str:
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><style>{_STYLE}</style><body>{body}</body></html>'
