"""Files of lessons: Muniment's own, and the public sets' in their original form."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from muniment.agents.public_sets import read_set
from muniment.errors import BadInput
from muniment.learning.lessons import held_out


def written(folder: Path, *rows: object) -> Path:
    path = folder / "set.jsonl"
    path.write_text("\n".join(json.dumps(r) for r in rows))
    return path


def test_own_lesson_is_read_whole(tmp_path: Path) -> None:
    row = {
        "id": "a",
        "question": "And in 2023?",
        "history": ["What were dues in 2022?"],
        "as_of": "2024-01-31",
        "records": [{"id": "r", "text": "Dues.", "tables": [[["", "2023"], ["Dues", "1,450"]]]}],
        "expect": {"value": "1450", "unit": "number", "tolerance": 0.01},
    }
    (lesson,) = read_set(written(tmp_path, row))
    assert (lesson.id, lesson.history, str(lesson.as_of)) == ("a", ("What were dues in 2022?",), "2024-01-31")
    assert lesson.expect.values == (Decimal(1450),) and lesson.expect.tolerance == Decimal("0.01")
    assert lesson.records[0].tables[0].rows == (("", "2023"), ("Dues", "1,450"))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"question": "x", "expect": {}}, "line 1 is no lesson"),
        ({"question": 3, "expect": {"value": 1}}, "not text"),
        ({"question": "x", "expect": {"value": "many"}}, "line 1"),
        ({"nothing": 1}, "neither lessons nor"),
    ],
)
def test_what_is_no_lesson_is_refused_with_its_line(tmp_path: Path, row: object, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_set(written(tmp_path, row))


def test_file_that_is_not_there_or_not_json_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no exam file"):
        read_set(tmp_path / "none.json")
    (tmp_path / "x.json").write_text("<html>")
    with pytest.raises(BadInput, match="neither JSON"):
        read_set(tmp_path / "x.json")


def test_finqa_in_its_original_form(tmp_path: Path) -> None:
    row = {
        "id": "ACME/2009/page_49.pdf-1",
        "filename": "ACME/2009/page_49.pdf",
        "pre_text": ["Sales rose ."],
        "post_text": ["."],
        "table": [["", "2009", "2008"], ["sales", "$ 110", "$ 100"]],
        "qa": {
            "question": "what was the percent change in sales?",
            "program": "subtract(110, 100), divide(#0, 100)",
            "exe_ans": 0.1,
        },
    }
    (lesson,) = read_set(written(tmp_path, row))
    assert (lesson.rule, lesson.expect.values, lesson.document) == ("finqa", (Decimal("0.1"),), "ACME/2009/page_49.pdf")
    assert lesson.records[0].tables[0].rows[1] == ("sales", "$ 110", "$ 100")


def test_financebench_reads_the_page_beside_the_question(tmp_path: Path) -> None:
    row = {
        "financebench_id": "f1",
        "question": "What is the capital expenditure?",
        "answer": "$1577.00",
        "doc_name": "X_2018_10K",
        "evidence": [{"evidence_text": "part", "evidence_text_full_page": "the whole page"}],
    }
    (lesson,) = read_set(written(tmp_path, row))
    assert (lesson.expect.values, lesson.records[0].text) == ((Decimal("1577.00"),), "the whole page")


@pytest.mark.parametrize(
    ("file", "count", "documents"),
    [
        ("qa/finqa/finqa_dev_838.jsonl", 838, 294),
        ("qa/convfinqa/convfinqa_dev_421_cleaned.json", 1490, 218),
        ("qa/tatqa/tatqa_dataset_dev.json", 1668, 278),
        ("legal/cuad/cuad_qa.jsonl", 17097, 417),
        ("legal/contract_nli/dev.json", 1037, 61),
    ],
)
def test_real_files_are_read_whole(data: Path, file: str, count: int, documents: int) -> None:
    lessons = read_set(data / file)
    assert (len(lessons), len({x.document for x in lessons})) == (count, documents)


def test_no_document_is_both_learned_from_and_held_out(data: Path) -> None:
    finqa = read_set(data / "qa/finqa/finqa_dev_838.jsonl")
    conversations = read_set(data / "qa/convfinqa/convfinqa_dev_421_cleaned.json")
    # The conversations are about FinQA's pages: the split must fall on the same pages in both.
    shared = {x.document for x in finqa} & {x.document for x in conversations}
    assert len(shared) == 218
    held = [d for d in sorted(shared) if held_out(d)]
    assert 50 < len(held) < 90
