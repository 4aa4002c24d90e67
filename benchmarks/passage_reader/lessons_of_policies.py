"""Lessons of site policies: a question made of a heading, answered by what stands under it. One manual in seven is held out."""

from __future__ import annotations

import re
from pathlib import Path

from lesson import DATA, Candidate, Lessons
from texts import Ranking, opening, passages


def add_policies(lessons: Lessons) -> None:
    """Lessons of every manual with at least four sections."""
    chance = lessons.chance
    manuals = [f for f in sorted((DATA / "compliance/manuals").rglob("*.md")) if "LICENSE" not in f.name]
    chance.shuffle(manuals)
    held_out = set(manuals[: len(manuals) // 7])
    for manual in manuals:
        parts = _sections(manual)
        if len(parts) < 4:
            continue
        ranking = Ranking([body for _, body in parts])
        for heading in dict.fromkeys(h for h, _ in parts):
            mine = [n for n, (h, _) in enumerate(parts) if h == heading]
            text = parts[mine[0]][1]
            if not 3 < len(heading) < 80 or len(text) < 60:
                continue
            for question in chance.sample(_questions(heading), 2):
                near = [n for n in ranking.nearest(question, 8) if n not in mine][:4]
                others = [n for n in range(len(parts)) if n not in mine and n not in near]
                silent = near + chance.sample(others, min(len(others), 6 - len(near)))
                candidates: list[Candidate] = [(text, opening(text)), *((parts[n][1], None) for n in silent)]
                lessons.add("policy", str(manual), question, candidates, held_out=manual in held_out)


def _sections(manual: Path) -> list[tuple[str, str]]:
    """Headings, each with up to three passages of what stands under it, without Markdown's marks."""
    text = re.sub(r"^---\n.*?\n---\n", "", manual.read_text(encoding="utf-8", errors="replace"), flags=re.DOTALL)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"[*_`]{1,3}|<[^>]+>|{%.*?%}", "", text)
    parts = re.split(r"^(#{1,5} .*)$", text, flags=re.MULTILINE)
    found = []
    for heading, body in zip(parts[1::2], parts[2::2], strict=True):
        bare = re.sub(r"\{#.*?\}", "", heading.strip("# ")).strip()
        bare = re.sub(r"^[A-Z0-9]{1,2}[.)]\s+|^[0-9.]+\s*", "", bare)
        found += [(bare, body.strip()[start:end]) for start, end in passages(body.strip(), 1100, 500)[:3]]
    return found


def _questions(heading: str) -> list[str]:
    """Ways to ask for what stands under a heading."""
    heading = heading.strip().rstrip(".:")
    if heading.endswith("?"):
        return [heading, heading[0].lower() + heading[1:]]
    named = re.match(r"[A-Z]{2}|GitHub|[A-Z]\w+ [A-Z]\w+ [A-Z]", heading)
    low = heading if named else heading[0].lower() + heading[1:]
    if re.match(r"(how|what|when|why|who|where)\b", low):
        return [f"{heading}?", f"Tell me {low}.", f"Does the policy explain {low}?"]
    plural = r"(requirements|rules|conditions|obligations|rights|responsibilities|changes|fees|terms|exceptions|purposes|measures|guidelines)$"
    if re.match(r"(requirements?|rules?|conditions)\b", low) or re.search(plural, low):
        return [f"What are the {low}?", f"What does the policy say about {low}?", f"Which {low} apply?"]
    if len(low.split()) > 5 or re.match(r"(we|you|your|our|if|don)\b", low):
        return [
            f"What does the policy say about this: {low}?",
            f"Is it so that {low}?",
            f"{heading}: what are the rules?",
        ]
    return [
        f"What does the policy say about {low}?",
        f"What are the rules on {low}?",
        f"What is said about {low}?",
        f"{heading}: what applies?",
    ]
