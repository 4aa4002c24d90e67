"""Read the public question sets in their original files: each question becomes a lesson.

FinQA and ConvFinQA (Chen et al., 2021 and 2022), TAT-QA (Zhu et al., 2021), FinanceBench (Islam et al., 2023), CUAD
(Hendrycks et al., 2021), ContractNLI (Koreeda and Manning, 2021). A file is told by what is in it. Nothing is downloaded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from muniment.errors import BadInput
from muniment.learning.lessons import Expect, Lesson, read_lessons
from muniment.records import Record, Table

Row = dict[str, Any]


def read_set(path: Path) -> list[Lesson]:
    """The lessons of a file: one of the public sets, or Muniment's own format.

    Raises:
        BadInput: the file is missing, or is none of them.
    """
    if not path.is_file():
        raise BadInput(f"there is no exam file at {path}")
    rows = _rows(path)
    first = rows[0] if rows and isinstance(rows[0], dict) else {}
    for fits, read in _READERS:
        if fits(first):
            return list(read(rows, path))
    if "expect" in first:
        return list(read_lessons(path))
    raise BadInput(
        f"{path} is neither lessons nor a file of FinQA, ConvFinQA, TAT-QA, FinanceBench, CUAD or ContractNLI"
    )


def _rows(path: Path) -> list[Any]:
    text = path.read_text(encoding="utf-8-sig")
    try:
        whole = json.loads(text)
    except ValueError:
        try:
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        except ValueError as error:
            raise BadInput(f"{path} is neither JSON nor JSON lines: {error}") from None
    if isinstance(whole, dict):
        only = next(iter(whole.values())) if len(whole) == 1 else None
        return list(only) if isinstance(only, list) and "data" not in whole else [whole]
    return list(whole)


def _finqa(rows: Sequence[Row], path: Path) -> Iterator[Lesson]:
    for n, row in enumerate(rows):
        qa = row["qa"]
        record = _page(str(row.get("filename") or row["id"]), row["pre_text"], row["table"], row["post_text"])
        expect = _executed(qa.get("exe_ans", qa.get("answer", "")))
        yield Lesson(
            str(row.get("id", n)),
            qa["question"],
            expect,
            "finqa",
            records=(record,),
            document=record.id,
            program=qa.get("program", ""),
        )


def _finqa_flat(rows: Sequence[Row], path: Path) -> Iterator[Lesson]:
    """FinQA with its text and table in one `context`, the table's rows as `cell | cell`."""
    for row in rows:
        document = re.sub(r"-\d+$", "", str(row["id"]))
        yield Lesson(
            str(row["id"]),
            row["question"],
            _executed(row["answer"]),
            "finqa",
            records=(_flat_page(document, row["context"]),),
            document=document,
            program=row.get("program") or "",
        )


def _convfinqa_flat(rows: Sequence[Row], path: Path) -> Iterator[Lesson]:
    """ConvFinQA with its text and table in one `context`, and its turns as rows."""
    for row in rows:
        document = re.sub(r"^(?:Single|Double)_|-\d+(?:_\d+)?$", "", str(row["id"]))
        turns: list[Row] = row["turns"]
        yield from _turns(
            str(row["id"]),
            _flat_page(document, row["context"]),
            document,
            *([t[key] for t in turns] for key in ("question", "exe_ans", "program")),
        )


def _convfinqa(rows: Sequence[Row], path: Path) -> Iterator[Lesson]:
    for row in rows:
        doc, said = row["doc"], row["dialogue"]
        record = _page(row["id"], [doc["pre_text"]], _columns(doc["table"]), [doc["post_text"]])
        document = re.sub(r"^(?:Single|Double)_|-\d+(?:_\d+)?$", "", row["id"])
        yield from _turns(
            row["id"], record, document, said["conv_questions"], said["executed_answers"], said["turn_program"]
        )


def _convfinqa_original(rows: Sequence[Row], path: Path) -> Iterator[Lesson]:
    for row in rows:
        note, table = row["annotation"], row.get("table_ori") or row["table"]
        record = _page(str(row.get("filename") or row["id"]), row["pre_text"], table, row["post_text"])
        yield from _turns(
            row["id"], record, record.id, note["dialogue_break"], note["exe_ans_list"], note["turn_program"]
        )


def _turns(
    conversation: str,
    record: Record,
    document: str,
    questions: Sequence[str],
    answers: Sequence[object],
    programs: Sequence[str],
) -> Iterator[Lesson]:
    """Every turn of a conversation as a lesson, with the questions before it as its history."""
    for n, (question, answer, program) in enumerate(zip(questions, answers, programs, strict=True)):
        yield Lesson(
            f"{conversation}#{n + 1}",
            question,
            _executed(answer),
            "finqa",
            history=tuple(questions[:n]),
            records=(record,),
            document=document,
            program=program,
        )


def _tatqa(rows: Sequence[Row], path: Path) -> Iterator[Lesson]:
    for row in rows:
        paragraphs = sorted(row["paragraphs"], key=lambda p: int(p["order"]))
        table = Table(tuple(tuple(map(str, cells)) for cells in row["table"]["table"]))
        record = Record(row["table"]["uid"], "\n".join(p["text"] for p in paragraphs), tables=(table,))
        for question in row["questions"]:
            answer = question.get("answer", "")
            spans = tuple(map(str, answer)) if isinstance(answer, list) else (str(answer),)
            expect = Expect(spans=spans, scale=question.get("scale") or "", kind=question.get("answer_type", ""))
            yield Lesson(
                question["uid"],
                question["question"],
                expect,
                "tatqa",
                records=(record,),
                document=record.id,
                program=question.get("derivation") or "",
            )


def _financebench(rows: Sequence[Row], path: Path) -> Iterator[Lesson]:
    """Questions with the text of the pages that their evidence stands on."""
    for row in rows:
        pages = row.get("evidence") or ()
        if isinstance(pages, str):
            pages = [{"evidence_text": pages}]
        texts = [p.get("evidence_text_full_page") or p.get("evidence_text") or "" for p in pages]
        records = tuple(
            Record(f"{row.get('doc_name', 'page')}-{n}", text, str(row.get("doc_name", "")))
            for n, text in enumerate(texts, 1)
            if text
        )
        number = _number(str(row["answer"]))
        expect = Expect((number,), tolerance=Decimal("0.01")) if number is not None else Expect(text=str(row["answer"]))
        yield Lesson(
            str(row["financebench_id"]), row["question"], expect, records=records, document=str(row.get("doc_name", ""))
        )


def _cuad_flat(rows: Sequence[Row], path: Path) -> Iterator[Lesson]:
    """CUAD with one question a line and the contracts as text files in the folder `full_contract_txt` beside it."""
    texts: dict[str, str] = {}
    for n, row in enumerate(rows):
        name = row["contract"]
        if name not in texts:
            file = path.parent / "full_contract_txt" / Path(name).name
            if not file.is_file():
                raise BadInput(f"the contract {file} is missing")
            texts[name] = file.read_text(encoding="utf-8", errors="replace")
        present = row.get("present") in (True, "True", "true")
        spans = tuple(s["text"] for s in row["spans"])
        expect = Expect(spans=spans) if present and spans else Expect(abstain="any")
        yield Lesson(
            f"{name}#{row.get('category', n)}",
            row["question"],
            expect,
            "cuad",
            records=(Record(name, texts[name], name),),
            document=name,
        )


def _squad(rows: Sequence[Row], path: Path) -> Iterator[Lesson]:
    """CUAD as published: SQuAD 2.0."""
    for contract in rows[0]["data"]:
        for paragraph in contract["paragraphs"]:
            record = Record(contract["title"], paragraph["context"], contract["title"])
            for qa in paragraph["qas"]:
                spans = tuple(a["text"] for a in qa["answers"])
                expect = Expect(spans=spans) if spans else Expect(abstain="any")
                yield Lesson(
                    str(qa["id"]), qa["question"], expect, "cuad", records=(record,), document=contract["title"]
                )


def _contract_nli(rows: Sequence[Row], path: Path) -> Iterator[Lesson]:
    labels = rows[0]["labels"]
    for document in rows[0]["documents"]:
        record = Record(str(document["id"]), document["text"], str(document["file_name"]))
        for key, note in document["annotation_sets"][0]["annotations"].items():
            spans = tuple(document["text"][a:b] for a, b in (document["spans"][n] for n in note["spans"]))
            yield Lesson(
                f"{document['id']}#{key}",
                labels[key]["hypothesis"],
                Expect(choice=note["choice"], spans=spans),
                "contract_nli",
                records=(record,),
                document=record.id,
                choices=("Entailment", "Contradiction", "NotMentioned"),
            )


_READERS: tuple[tuple[Callable[[Row], bool], Callable[[Sequence[Row], Path], Iterator[Lesson]]], ...] = (
    (lambda r: "qa" in r and "pre_text" in r, _finqa),
    (lambda r: "context" in r and "program" in r, _finqa_flat),
    (lambda r: "context" in r and "turns" in r, _convfinqa_flat),
    (lambda r: "dialogue" in r and "doc" in r, _convfinqa),
    (lambda r: "annotation" in r and "pre_text" in r, _convfinqa_original),
    (lambda r: "paragraphs" in r and "table" in r and "questions" in r, _tatqa),
    (lambda r: "financebench_id" in r, _financebench),
    (lambda r: "contract" in r and "spans" in r, _cuad_flat),
    (lambda r: "data" in r and "documents" not in r, _squad),
    (lambda r: "documents" in r and "labels" in r, _contract_nli),
)


def _page(
    name: str, before: Sequence[str] | str, table: Sequence[Sequence[object]], after: Sequence[str] | str
) -> Record:
    parts = [before] if isinstance(before, str) else list(before)
    parts += [after] if isinstance(after, str) else list(after)
    rows = tuple(tuple(str(cell) for cell in row) for row in table)
    return Record(name, "\n".join(p for p in parts if p.strip(" .\n")), tables=(Table(rows),) if rows else ())


def _flat_page(name: str, context: str) -> Record:
    """A page from one text: the lines with bars are its table's rows."""
    lines = context.split("\n")
    table = [[c.strip() for c in line.split("|")] for line in lines if " | " in line]
    first = next((n for n, line in enumerate(lines) if " | " in line), len(lines))
    text = [(n, line) for n, line in enumerate(lines) if " | " not in line]
    return _page(name, [line for n, line in text if n < first], table, [line for n, line in text if n > first])


def _columns(table: dict[str, dict[str, object]]) -> list[list[object]]:
    """A table given by columns, as rows with a header."""
    names = list(dict.fromkeys(name for column in table.values() for name in column))
    return [["", *table], *([name, *(column.get(name, "") for column in table.values())] for name in names)]


def _executed(answer: object) -> Expect:
    """What FinQA's program comes to: a number, or yes or no."""
    if str(answer).lower() in ("yes", "no"):
        return Expect(choice=str(answer).lower())
    number = _number(str(answer))
    return Expect((number,)) if number is not None else Expect(text=str(answer))


def _number(text: str) -> Decimal | None:
    found = re.fullmatch(
        r"\s*(-?)\$?\s*(-?[\d,]*\.?\d+(?:[eE][+-]?\d+)?)\s*(%?)(?:\s*(million|billion|thousand))?\.?\s*", text
    )
    if found is None:
        return None
    try:
        value = Decimal(found.group(1) + found.group(2).replace(",", ""))
    except InvalidOperation:
        return None
    scale = {"thousand": 3, "million": 6, "billion": 9}.get(found.group(4) or "", 0)
    return value / 100 if found.group(3) else value.scaleb(scale)
