"""Lessons of SQuAD 2 (its unanswerable questions too) and of TAT-QA's questions that words of a text answer.

The other passages are those of the same article or report that share most words with the question and lack the answer.
"""

from __future__ import annotations

import json
import re
from collections import Counter

from lesson import DATA, Candidate, Lessons
from texts import Ranking, around, without, words

_HELD_OUT_ARTICLES = ("Warsaw", "Steam_engine")
_LONGEST = 1300


def add_squad(lessons: Lessons) -> None:
    """Lessons of the half of SQuAD 2's development set that is there; two articles are held out."""
    chance = lessons.chance
    for article in json.loads((DATA / "qa/squad2/cs224n_dev-v2.0.json").read_text(encoding="utf-8"))["data"]:
        texts = [p["context"] for p in article["paragraphs"]]
        ranking, title = Ranking(texts), article["title"]
        for at, paragraph in enumerate(article["paragraphs"]):
            for asked in paragraph["qas"]:
                question = asked["question"].strip()
                near = [n for n in ranking.nearest(question, 12) if n != at]
                candidates: list[Candidate]
                if asked["is_impossible"]:
                    candidates = [(texts[at], None)] + [(texts[n], None) for n in near[:3]]
                else:
                    given = Counter((a["text"], a["answer_start"]) for a in asked["answers"])
                    (answer, start), _ = max(given.items(), key=lambda g: (g[1], -len(g[0][0])))
                    near = [n for n in near if answer.lower() not in texts[n].lower()]
                    right = (texts[at], (start, start + len(answer)))
                    if chance.random() < 0.25:
                        right = around(*right, chance)
                    candidates = [right, *((texts[n], None) for n in near[:4])]
                    if len(near) > 5:
                        candidates.append((texts[chance.choice(near[4:])], None))
                lessons.add("squad2", title, question, candidates, held_out=title in _HELD_OUT_ARTICLES)


def add_tatqa(lessons: Lessons) -> None:
    """Lessons of TAT-QA's answers that stand once in one paragraph; its development set is held out."""
    for file, held_out in (("tatqa_dataset_train_rebuilt.json", False), ("tatqa_dataset_dev.json", True)):
        for report in json.loads((DATA / "qa/tatqa" / file).read_text(encoding="utf-8")):
            texts = [p["text"] for p in sorted(report["paragraphs"], key=lambda p: p["order"])]
            if len(texts) < 2:
                continue
            for asked in report["questions"]:
                if asked["answer_type"] not in ("span", "multi-span"):
                    continue
                if held_out and "text" not in asked["answer_from"]:
                    continue
                given = asked["answer"] if isinstance(asked["answer"], list) else [asked["answer"]]
                candidates = _tatqa_candidates(lessons, asked["question"], [str(a) for a in given], texts)
                if candidates:
                    uid = report["table"]["uid"]
                    lessons.add("tatqa", uid, asked["question"], candidates, held_out=held_out)


def _tatqa_candidates(lessons: Lessons, question: str, answers: list[str], texts: list[str]) -> list[Candidate]:
    chance = lessons.chance
    found = next((p for a in answers if (p := _only_place(a, texts))), None)
    if found is None:
        return []
    at, answer = found
    whole, start = texts[at], texts[at].index(answer)
    if len(whole) < len(answer) + 10:
        return []
    if len(answer.split()) < 2 and len(set(words(question)) & set(words(whole))) < 3:
        return []  # a figure alone says little about where it was taken from
    text, span = whole, (start, start + len(answer))
    if len(whole) > _LONGEST or chance.random() < 0.2:
        text, span = around(whole, span, chance)
    candidates: list[Candidate] = [(text, span)]
    if len(whole) > _LONGEST or chance.random() < 0.2:
        rest = without(whole, (start, start + len(answer)))
        if 100 < len(rest) < _LONGEST and answer not in rest:
            candidates.append((rest, None))
    near = [n for n in Ranking(texts).nearest(question, 8) if n != at and answer not in texts[n]]
    others = [n for n in range(len(texts)) if n != at and n not in near and answer not in texts[n]]
    silent = near[:5] + others[: max(0, 3 - len(near))]
    return candidates + [(texts[n][:_LONGEST], None) for n in silent if len(texts[n]) > 30]


def _only_place(answer: str, texts: list[str]) -> tuple[int, str] | None:
    """The paragraph that alone has the answer, once; one word is an answer only if it is a figure and no year."""
    figure = re.search(r"\d", answer) and not re.fullmatch(r"(19|20)\d\d", answer) and len(answer) > 2
    if len(answer.split()) < 2 and not figure:
        return None
    places = [n for n, text in enumerate(texts) if answer in text]
    return (places[0], answer) if len(places) == 1 and texts[places[0]].count(answer) == 1 else None
