"""Printed statements against the tagged facts of the same filings.

python benchmarks/printed_facts.py FOLDER [--show]

The folder holds the pages themselves (`.data/edgar`), or PDFs of them. These are the inline-XBRL filings of `.data/edgar`, each printed by a browser under its own name:
chromium --headless --no-pdf-header-footer --print-to-pdf=meta-20241231.pdf meta-20241231.htm
"""

from __future__ import annotations

import argparse
from collections import Counter
from decimal import Decimal
from pathlib import Path

from muniment.items.line_item import LineItem
from muniment.items.line_items import line_items
from muniment.records import Fact, Filing
from muniment.tools.documents.document import read_document
from muniment.tools.documents.inline_xbrl import read_facts
from muniment.tools.formats.opening import open_document
from muniment.tools.library.printed_facts import read_statements
from muniment.tools.library.title_page import read_title_page
from muniment.wording import squash

FILINGS = Path(__file__).parents[1] / ".data" / "edgar"
SMALLEST = 400_000
"""Bytes of a filing's page; a smaller one is a current report."""
SLACK = 8
"""Days by which the ends of periods may differ: a column says "2023", the tag the day."""


def alike(printed: Fact, tagged: Fact) -> bool:
    """Whether two facts are of one period."""
    if abs((printed.end - tagged.end).days) > SLACK or (printed.start is None) != (tagged.start is None):
        return False
    return printed.start is None or abs((printed.days or 0) - (tagged.days or 0)) <= 2 * SLACK


def _rounds(exact: Decimal, printed: Decimal) -> bool:
    """Whether a statement prints an exact amount so, in tenths of its scale or coarser."""
    digit = Decimal(10) ** (len(f"{printed:f}") - len(f"{printed:f}".rstrip("0")))
    return "." not in f"{printed:f}" and abs(exact - printed) * 2 <= digit


def _same(printed: str, tagged: str) -> bool:
    """Whether two labels are of one row; one may be cut short."""
    a, b = squash(printed), squash(tagged)
    return bool(a and b) and (a.startswith(b) or b.startswith(a))


def main() -> None:
    """Count what is right, wrong and missed, document by document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true", help="print every wrong and missed fact")
    parsed = parser.parse_args()
    items: dict[str, list[LineItem]] = {}
    for item in line_items().values():
        for concept in item.concepts:
            items.setdefault(concept, []).append(item)
    total: Counter[str] = Counter()
    for pdf in sorted((*parsed.folder.glob("*.pdf"), *parsed.folder.rglob("*.htm"))):
        page = next(FILINGS.rglob(f"{pdf.stem}.htm"), None)
        if page is None or page.stat().st_size < SMALLEST:
            continue
        tagged = [
            f
            for f in read_facts(read_document(page.read_bytes()), Filing(pdf.stem, 0, "10-K", None))[0]
            if not f.dimensions and f.face and f.concept in items
        ]
        opened = open_document(pdf.read_bytes(), pdf.name).pages
        title = read_title_page([p.page.text for p in opened])
        printed = read_statements([(p.page, p.printed) for p in opened], title).facts
        count: Counter[str] = Counter()
        for p in printed:
            concepts = {c for i in items.get(p.fact.concept, ()) for c in i.concepts}
            same = [t for t in tagged if t.concept in concepts and alike(p.fact, t)]
            if not concepts or not same:
                count["not tagged"] += bool(concepts)
                if parsed.show and concepts:
                    print(
                        f"  untagged {pdf.stem} p.{p.page} {p.fact.concept} {p.fact.end} {p.fact.value:f} “{p.fact.label}”"
                    )
            elif any(t.value == p.fact.value or _rounds(t.value, p.fact.value) for t in same):
                count["right"] += 1
            else:
                count["wrong"] += 1
                if parsed.show:
                    print(
                        f"  WRONG {pdf.stem} p.{p.page} {p.fact.concept} {p.fact.start} {p.fact.end} {p.fact.value:f} “{p.fact.label}”; tagged {[(t.concept, f'{t.value:f}') for t in same]}"
                    )
        for t in tagged:
            concepts = {c for i in items[t.concept] for c in i.concepts}
            found = any(p.fact.concept in concepts and alike(p.fact, t) and p.fact.value == t.value for p in printed)
            named = any(alike(p.fact, t) and p.fact.value == t.value and _same(p.fact.label, t.label) for p in printed)
            count["found" if found else "missed"] += 1
            count["rows"] += found or named
            if parsed.show and not found:
                print(f"  missed {pdf.stem} {t.concept} {t.start} {t.end} {t.value:f} “{t.label}”")
        total += count
        print(f"{pdf.stem}: {dict(count)}")
    right, wrong, found, missed = (total[k] for k in ("right", "wrong", "found", "missed"))
    print(
        f"precision {right / max(1, right + wrong):.2%} ({wrong} wrong, {total['not tagged']} not tagged), recall {found / max(1, found + missed):.2%},"
        f" with rows kept under their own label {total['rows'] / max(1, found + missed):.2%}"
    )


if __name__ == "__main__":
    main()
