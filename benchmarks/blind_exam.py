"""Run sets of questions that were written by somebody who had seen neither the code nor earlier cases, and mark them.

The sets stand in `benchmarks/blind`: one JSON object a line, with the values and the verdict that a right answer must show, or that it
must be refused. A value counts as shown when the answer gives it, or its negative, to four digits; a verdict must come first. Of a text, the
words wanted must stand in what is quoted. The set `names` asks of whom a question is, over EDGAR's list of companies (`--companies`).

    python benchmarks/blind_exam.py SET … [--show] [--folder FOLDER]
"""

from __future__ import annotations

import argparse
import json
import re
import time
import warnings
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

warnings.filterwarnings("ignore")
FOLDER = Path(__file__).parent / "blind"
SHORT = {
    "abbott": "abbott",
    "intel": "intel",
    "ibm": "international business",
    "lowe's": "lowe",
    "lowes": "lowe",
    "mcdonald's": "mcdonald",
    "mcdonalds": "mcdonald",
    "procter & gamble": "procter",
    "p&g": "procter",
    "texas instruments": "texas",
    "apple": "apple",
    "home depot": "home depot",
    "the home depot": "home depot",
    "cisco": "cisco",
    "gamestop": "gamestop",
    "meta": "meta",
}
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def shown(answer: Any) -> str:
    """All that an answer says, its tables included."""
    tables = [c.text for t in getattr(answer, "tables", ()) for row in t.rows for c in row]
    return " ".join((answer.text, *tables))


def has_value(wanted: Decimal, answer: Any) -> bool:
    """Whether an answer gives a value, or its negative."""
    near = abs(wanted) * Decimal("0.0005") + Decimal("0.0000005")
    if any(abs(abs(v.value) - abs(wanted)) <= near for v in answer.values):
        return True
    numbers = [Decimal(n.replace(",", "").rstrip(".")) for n in NUMBER.findall(shown(answer))]
    forms = [abs(wanted), abs(wanted) / 10**6, abs(wanted) * 100]
    return any(
        abs(n - f) <= f * Decimal("0.0005") + (Decimal("0.005") if f < 1000 else 0) for n in numbers for f in forms
    )


def has_verdict(verdict: Any, answer: Any, question: str) -> bool:
    """Whether an answer says what is right first."""
    text = answer.text.lower()
    if isinstance(verdict, list):
        rows = " ".join(c.text for t in getattr(answer, "tables", ()) for row in t.rows for c in row).lower()
        places = [_place(v, rows or text) for v in verdict]
        ordered = any(w in question.lower() for w in ("rank", "order", "top", "best and worst", "highest to"))
        return all(p >= 0 for p in places) and (places == sorted(places) or not ordered)
    said = str(verdict).lower()
    if said in ("yes", "no"):
        return text.startswith(said) or f". {said}: " in text
    if said in ("up", "down"):
        return ("rose" in text or "grew" in text) if said == "up" else "fell" in text
    if said in SHORT:
        others = {name for name in SHORT.values() if name != SHORT[said]}
        at = text.find(SHORT[said])
        return at >= 0 and all(text.find(o) < 0 or text.find(o) > at for o in others)
    first = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
    if re.fullmatch(r"(?:19|20)\d\d", said):
        return first is not None and first.group() == said
    return said in text


def _place(name: Any, text: str) -> int:
    return text.find(SHORT.get(str(name).lower(), str(name).lower()))


def mark(expect: dict[str, Any], answer: Any, question: str = "") -> str:
    """right, wrong or refused; of a question that must be refused, right is a refusal."""
    abstained = answer.status == "abstained"
    if expect.get("refuse"):
        return "right" if abstained else "wrong"
    if abstained:
        return "refused"
    words = [expect["text"]] if "text" in expect else expect.get("needles") or []
    told = _plain(" ".join((shown(answer), *(c.quote for c in answer.citations))))
    if not all(_plain(w) in told for w in words):
        return "wrong"
    values = all(has_value(Decimal(str(v)), answer) for v in expect.get("values") or ())
    verdict = expect.get("verdict")
    return "right" if values and (verdict is None or has_verdict(verdict, answer, question)) else "wrong"


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9.%$€£]+", text.lower().replace("’", "'")))


def _record(line: dict[str, Any]) -> Any:
    from muniment.records import Record, Table

    tables = tuple(Table(tuple(tuple(row) for row in rows)) for rows in line.get("tables") or ())
    return Record(line["id"], line["text"], title=line.get("title", ""), tables=tables)


def whose(question: str, directory: Any) -> set[int] | None:
    """The companies that a question names, over a directory; none where none is named or more may be meant."""
    from muniment.agents.planning.router import companies_of, with_guesses
    from muniment.agents.reading.reading import read
    from muniment.errors import Abstention

    try:
        reading, mentions = with_guesses(read(question, directory), directory)
        return {c.cik for c in companies_of(mentions, reading.text)}
    except Abstention:
        return None


def names_exam(lines: list[dict[str, Any]], companies: Path, show: bool) -> None:
    """Of whom each question is; a question that names nobody must find nobody."""
    from muniment.agents.reading.names import Directory
    from muniment.items.known_companies import with_common_names
    from muniment.tools.edgar.submissions import read_tickers

    directory = Directory(with_common_names(read_tickers(companies.read_bytes())))
    counts: Counter[str] = Counter()
    for line in lines:
        wanted, found = line["expect"]["cik"], whose(line["question"], directory)
        right = found == {wanted} if wanted else not found
        said = "right" if right else "refused" if not found else "wrong"
        counts[said] += 1
        if show and said != "right":
            print(f"{said}\t{line['id']}\t{line['question']}\t{wanted}\t{found}")
    print(
        f"names: {len(lines)} asked, {counts['right'] / len(lines):.1%} right, {counts['wrong']} wrong, {counts['refused']} not found"
    )


def main() -> None:
    """Run the sets and print the counts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--show", action="store_true", help="print what was not right")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--companies", type=Path, default=Path(".data/edgar/files/company_tickers.json"))
    options = parser.parse_args()
    from muniment.agent import Agent

    for name in options.sets:
        lines = [json.loads(line) for line in (options.folder / f"{name}.jsonl").read_text().splitlines()]
        if name == "names":
            names_exam(lines, options.companies, options.show)
            continue
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        started, asked = time.perf_counter(), 0
        agent = Agent(keep=any("turns" in line for line in lines))
        for line in lines:
            session = agent.chat(f"{line['id']} {time.time()}") if "turns" in line else None
            for n, turn in enumerate(line.get("turns") or [line]):
                answer = (
                    session.ask(turn["question"])
                    if session
                    else agent.ask(turn["question"], records=[_record(r) for r in line.get("records", ())])
                )
                said = mark(turn["expect"], answer, turn["question"])
                asked += 1
                kind = "first turn" if session and n == 0 else "later turn" if session else line.get("kind", "")
                counts[kind][said] += 1
                if options.show and said != "right":
                    print(
                        f"{said}\t{line['id']}\t{turn['question']}\t{turn['expect']}\t{answer.reason}\t{shown(answer)[:300]}"
                    )
        total = sum(counts.values(), Counter())
        for kind, c in sorted(counts.items()):
            print(f"  {kind:12} {dict(c)}")
        seconds = (time.perf_counter() - started) / max(asked, 1)
        print(
            f"{name}: {asked} asked, {total['right'] / asked:.1%} right, {total['wrong']} wrong, {total['refused']} refused, {seconds:.3f} s each"
        )


if __name__ == "__main__":
    main()
