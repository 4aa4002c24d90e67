"""Items of 10-K and 10-Q, against what another project recorded."""

from __future__ import annotations

import json
from pathlib import Path

from muniment.records import Filing
from muniment.tools.documents.document import read_document
from muniment.tools.documents.passages import cut_passages
from muniment.tools.documents.sections import find_sections
from tests.pages import report


def test_items_of_a_small_report() -> None:
    document = read_document(report())
    assert [s.item for s in find_sections(document, "10-K")] == ["1", "1A", "3", "7", "8", "9A", "10", "15"]


def test_passages_stand_at_their_place_and_hold_no_table() -> None:
    content = report()
    document = read_document(content)
    passages = cut_passages(document, find_sections(document, "10-K"), Filing("x", 9999, "10-K", None))
    risk = next(p for p in passages if p.section == "Item 1A. Risk Factors")
    assert content.decode()[risk.start : risk.end].startswith("A shortage of tempered steel")
    assert not any("1,250" in p.text for p in passages)


def test_items_agree_with_the_goldens(data: Path) -> None:
    agreed = total = 0
    for golden in sorted((data / "edgar/goldens").glob("*/10-*/*/*/expected-top-level-sections.json")):
        folder = golden.parts[-2].replace("-", "")
        pages = [
            p
            for p in (data / "edgar").glob(f"Archives/edgar/data/*/{folder}/*.htm")
            if "exhibit" not in p.name and not p.name.startswith(("R", "primary"))
        ]
        if not pages:
            continue
        found = {s.item.lower() for s in find_sections(read_document(pages[0].read_bytes()), golden.parts[-4])}
        for row in json.loads(golden.read_text()):
            total += 1
            agreed += (row["identifier"].lower() in found) == (row["character_count"] > 0)
    assert total > 350
    assert agreed / total >= 0.98
