"""Lessons of contracts: CUAD's clauses and ContractNLI's evidence, asked for in the words of `contract_questions.txt` and
`nda_questions.txt`.

The other passages are those of the same contract that share most words with the question. Sixty of CUAD's contracts and
ContractNLI's development part are held out.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lesson import DATA, Candidate, Lessons
from texts import Ranking, Span, around, passages, sections, trimmed, without

_CUAD = DATA / "legal/cuad"
_NLI = DATA / "legal/contract_nli"
_CLAUSES = sections(Path(__file__).with_name("contract_questions.txt"))
_HYPOTHESES = sections(Path(__file__).with_name("nda_questions.txt"))
_FRONT = ("Parties", "Document Name", "Agreement Date", "Effective Date")
"""Stand on the first page, and are named again everywhere: only the first place is taken, and no passage near it as silent."""


def _rows(file: Path, key: str) -> dict[Any, list[Any]]:
    """A file's rows by the document they belong to."""
    by: dict[Any, list[Any]] = defaultdict(list)
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            by[row[key]].append(row)
    return by


def add_cuad(lessons: Lessons) -> None:
    """Lessons of CUAD's contracts: clauses that are there (11 a contract, 30 of one held out) and such as are not (4, 10)."""
    chance = lessons.chance
    contracts = _rows(_CUAD / "cuad_qa.jsonl", "contract")
    names = sorted(contracts)
    chance.shuffle(names)
    for place, name in enumerate(names):
        held_out = place < 60
        text = (_CUAD / "full_contract_txt" / f"{name.removesuffix('.txt')}.txt").read_text(encoding="utf-8")
        cuts = passages(text, chance.choice([600, 900, 1200, 1200]), chance.choice([200, 400]))
        if len(cuts) < 6:
            continue
        contract = _Contract([text[a:b] for a, b in cuts], cuts, lessons)
        rows = [r for r in contracts[name] if r["category"] in _CLAUSES]
        there, absent = [r for r in rows if r["present"]], [r for r in rows if not r["present"]]
        drawn = chance.sample(there, min(len(there), 30 if held_out else 11))
        drawn += chance.sample(absent, min(len(absent), 10 if held_out else 4))
        for row in drawn:
            question = chance.choice(_CLAUSES[row["category"]])
            candidates = contract.candidates(row, question)
            if candidates:
                lessons.add("cuad", name, question, candidates, held_out=held_out)


class _Contract:
    """One contract's passages. Silent ones are drawn from those that were used before where that can be: fewer to keep."""

    def __init__(self, texts: list[str], cuts: list[Span], lessons: Lessons) -> None:
        self._texts, self._cuts, self._chance = texts, cuts, lessons.chance
        self._ranking = Ranking(texts)
        self._pool = self._chance.sample(range(len(texts)), min(len(texts), 8))
        self._used = set(self._pool)

    def candidates(self, row: dict[str, Any], question: str) -> list[Candidate]:
        texts, chance = self._texts, self._chance
        places = self._places(row["spans"])
        if row["present"] and not places:
            return []
        wanted = [s["text"].strip().lower() for s in row["spans"]]
        near = [n for n in self._ranking.nearest(f"{question} {row['category']}", 14) if n not in places]
        if row["category"] in _FRONT:
            kept = sorted(places)[:1]
            near = [n for n in near if n > 8 and not any(w in texts[n].lower() for w in wanted)]
        else:
            kept = chance.sample(sorted(places), min(2, len(places)))
        found: list[Candidate] = []
        for n in kept:
            right = texts[n], trimmed(texts[n], places[n])
            if len(places) == 1 and chance.random() < 0.35 and len(rest := without(*right)) > 150:
                found.append((rest, None))
            found.append(around(*right, chance) if chance.random() < 0.3 else right)
        if chance.random() < 0.5:
            near.sort(key=lambda n: n not in self._used)
        silent = near[: 4 if row["present"] else 5]
        named = [w for w in wanted if len(w) > 3]
        free = [n for n in self._pool if n not in places and n not in silent]
        free = [n for n in free if not any(w in texts[n].lower() for w in named)]
        if free:
            silent.append(chance.choice(free))
        self._used.update(silent)
        return found + [(texts[n], None) for n in silent]

    def _places(self, spans: list[dict[str, int]]) -> dict[int, Span]:
        """The passages that hold a good part of a span, and where; the longest span first."""
        found: dict[int, Span] = {}
        for span in sorted(spans, key=lambda s: s["start"] - s["end"]):
            length = span["end"] - span["start"]
            for n, (start, end) in enumerate(self._cuts):
                low, high = max(start, span["start"]), min(end, span["end"])
                if high - low >= min(12, length) and high - low >= 0.3 * length:
                    found.setdefault(n, (low - start, high - start))
        return found


def add_contract_nli(lessons: Lessons) -> None:
    """Lessons of ContractNLI: its train part has only the evidence's sentences, its development part (held out) whole texts."""
    for document, rows in _rows(_NLI / "contract_nli_train_evidence.jsonl", "doc_index").items():
        evidence = {r["hypothesis"]: [s.strip() for s in r["spans"] if len(s.strip()) > 20] for r in rows}
        mentioned = {r["hypothesis"]: r["label"] != "NotMentioned" for r in rows}
        for hypothesis in lessons.chance.sample(sorted(evidence), 10):
            for question, candidates in _of_evidence(lessons, hypothesis, evidence, mentioned[hypothesis]):
                lessons.add("nli", f"train{document}", question, candidates, held_out=False)
    whole = json.loads((_NLI / "dev.json").read_text(encoding="utf-8"))
    for document in whole["documents"]:
        for question, candidates in _of_whole(lessons, document, whole["labels"]):
            lessons.add("nli", f"dev{document['id']}", question, candidates, held_out=True)


def _of_evidence(
    lessons: Lessons, hypothesis: str, evidence: dict[str, list[str]], mentioned: bool
) -> Iterator[tuple[str, list[Candidate]]]:
    """At most one lesson: the evidence, half the time between two other sentences, against other hypotheses' evidence."""
    chance, own = lessons.chance, evidence[hypothesis]
    mine = [s for s in own if len(s) < 1200] if mentioned else []
    if mentioned and not mine:
        return
    question = chance.choice([*_HYPOTHESES[hypothesis], hypothesis])
    every = sorted({s for spans in evidence.values() for s in spans})
    others = [s for s in every if not (mentioned and any(s in m or m in s for m in own))]
    if len(others) < 4:
        return
    near = [others[n] for n in Ranking(others).nearest(f"{question} {hypothesis}", 6)]
    near = near if mentioned else near[:5]
    candidates: list[Candidate] = []
    used: set[str] = set()
    for span in chance.sample(mine, min(2, len(mine))):
        if chance.random() < 0.5:
            beside = [s[:500] for s in chance.sample(others, min(2, len(others))) if len(s) < 700]
            before = f"{beside[0]} " if beside else ""
            after = f" {beside[1]}" if len(beside) > 1 else ""
            candidates.append((before + span + after, (len(before), len(before) + len(span))))
            used.update(s for s in others if any(s.startswith(b[:60]) for b in beside))
        else:
            candidates.append((span, (0, len(span))))
    silent = [s for s in near if s not in used][:4] + chance.sample(others, min(2, len(others)))
    if chance.random() < 0.3 and len(silent) >= 2:
        silent[0:2] = [f"{silent[0]} {silent[1]}"]
    yield question, candidates + [(s[:1300], None) for s in silent]


def _of_whole(
    lessons: Lessons, document: dict[str, Any], labels: dict[str, Any]
) -> Iterator[tuple[str, list[Candidate]]]:
    """A lesson for each hypothesis, from passages of the whole text."""
    text = document["text"]
    cuts = passages(text, 1000, 300)
    if len(cuts) < 4:
        return
    texts = [text[a:b] for a, b in cuts]
    ranking = Ranking(texts)
    for key, annotation in document["annotation_sets"][0]["annotations"].items():
        hypothesis = labels[key]["hypothesis"]
        question = lessons.chance.choice([*_HYPOTHESES[hypothesis], hypothesis])
        places: dict[int, Span] = {}
        for first, last in (document["spans"][n] for n in annotation["spans"]):
            for n, (start, end) in enumerate(cuts):
                low, high = max(start, first), min(end, last)
                if high - low > 20 and high - low > 0.3 * (last - first):
                    places.setdefault(n, trimmed(texts[n], (low - start, high - start)))
        near = [n for n in ranking.nearest(f"{question} {hypothesis}", 12) if n not in places][:6]
        right: list[Candidate] = [(texts[n], places[n]) for n in list(places)[:2]]
        yield question, right + [(texts[n], None) for n in near]
