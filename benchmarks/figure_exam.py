"""A generated exam: figure questions in varied wording over the bundled sample, and questions that must be refused.

The truth comes from the fact lists in `.data/edgar/derived`, read here with nothing of Muniment's normaliser,
store or figure finder. Companies and wordings are split by a fixed seed into `seen` and `held`. The
held half was looked at once, after a first run found a dropped clause ("In fiscal 2022, what was …"), so it is no longer
blind; the `blind` sets of `wordings` were written after the router was finished; what came out the first time is what
BENCHMARKS.md tells.

    python benchmarks/figure_exam.py [--part seen|held|all|blind|blind2|…] [--show] [--count N]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

import wordings

DERIVED = Path(__file__).parents[1] / ".data/edgar/derived/companyfacts"
NAMES = {
    1800: ("Abbott", "Abbott Laboratories", "ABT"),
    50863: ("Intel", "Intel Corporation", "INTC"),
    51143: ("IBM", "IBM", "IBM"),
    60667: ("Lowe's", "Lowe's Companies", "LOW"),
    63908: ("McDonald's", "McDonald's Corporation", "MCD"),
    80424: ("P&G", "Procter & Gamble", "PG"),
    97476: ("Texas Instruments", "Texas Instruments Incorporated", "TXN"),
    320193: ("Apple", "Apple Inc.", "AAPL"),
    354950: ("Home Depot", "The Home Depot", "HD"),
    858877: ("Cisco", "Cisco Systems", "CSCO"),
    1326380: ("GameStop", "GameStop Corp.", "GME"),
    1326801: ("Meta", "Meta Platforms", "META"),
}
# Fiscal year-ends as each company's 10-K states them; a year is named as the company names it.
YEAR_NAMED_BEFORE_ITS_END = {60667, 354950, 1326380}
ITEMS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "sales": (
        ("us-gaap:Revenues", "us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax"),
        ("net sales", "revenue", "sales", "top line", "total revenue", "net revenue"),
    ),
    "net income": (("us-gaap:NetIncomeLoss",), ("net income", "net earnings", "profit", "bottom line", "net profit")),
    "operating income": (
        ("us-gaap:OperatingIncomeLoss",),
        ("operating income", "operating profit", "income from operations"),
    ),
    "r&d": (
        ("us-gaap:ResearchAndDevelopmentExpense",),
        ("R&D", "research and development expense", "R&D spending", "research & development"),
    ),
    "pretax": (
        ("us-gaap:IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest",),
        ("income before taxes", "pretax income", "pre-tax income"),
    ),
    "tax": (("us-gaap:IncomeTaxExpenseBenefit",), ("income tax expense", "provision for income taxes", "income taxes")),
    "assets": (("us-gaap:Assets",), ("total assets", "assets")),
    "current assets": (("us-gaap:AssetsCurrent",), ("current assets", "total current assets")),
    "current liabilities": (("us-gaap:LiabilitiesCurrent",), ("current liabilities", "total current liabilities")),
    "equity": (("us-gaap:StockholdersEquity",), ("shareholders' equity", "stockholders' equity", "book value")),
    "inventory": (("us-gaap:InventoryNet",), ("inventory", "inventories")),
    "cash": (
        ("us-gaap:CashAndCashEquivalentsAtCarryingValue",),
        ("cash and cash equivalents", "cash", "cash & cash equivalents"),
    ),
    "goodwill": (("us-gaap:Goodwill",), ("goodwill",)),
    "cfo": (
        ("us-gaap:NetCashProvidedByUsedInOperatingActivities",),
        ("operating cash flow", "cash flow from operations", "net cash provided by operating activities"),
    ),
    "capex": (
        ("us-gaap:PaymentsToAcquirePropertyPlantAndEquipment",),
        ("capex", "capital expenditures", "capital spending"),
    ),
    "dividends": (
        ("us-gaap:PaymentsOfDividends", "us-gaap:PaymentsOfDividendsCommonStock"),
        ("dividends paid", "dividend payments"),
    ),
    "buybacks": (("us-gaap:PaymentsForRepurchaseOfCommonStock",), ("share repurchases", "stock buybacks", "buybacks")),
    "sbc": (("us-gaap:ShareBasedCompensation",), ("stock-based compensation", "share-based compensation")),
    "eps": (
        ("us-gaap:EarningsPerShareDiluted",),
        ("diluted EPS", "EPS", "diluted earnings per share", "earnings per share"),
    ),
    "basic eps": (("us-gaap:EarningsPerShareBasic",), ("basic EPS", "basic earnings per share")),
    "retained": (("us-gaap:RetainedEarningsAccumulatedDeficit",), ("retained earnings",)),
    "payables": (("us-gaap:AccountsPayableCurrent",), ("accounts payable",)),
    "ppe": (("us-gaap:PropertyPlantAndEquipmentNet",), ("property, plant and equipment", "PP&E")),
}


@dataclass
class Question:
    """One exam question with what would be right."""

    text: str
    kind: str
    cik: int
    wording: int
    truth: Decimal | None = None
    entity: str = ""
    yes: bool | None = None
    refuse: bool = False
    tags: list[str] = field(default_factory=list)


class Truth:
    """Values by company, item and fiscal year, straight from the fact lists."""

    def __init__(self) -> None:
        self.annual: dict[tuple[int, str, int], Decimal] = {}
        self.quarter: dict[tuple[int, str, int, int], Decimal] = {}
        self.ends: dict[tuple[int, int], date] = {}
        for path in sorted(DERIVED.glob("*.json")):
            self._read(json.loads(path.read_text(), parse_float=Decimal, parse_int=Decimal))

    def _read(self, data: dict) -> None:  # type: ignore[type-arg]
        cik = int(data["cik"])
        offset = -1 if cik in YEAR_NAMED_BEFORE_ITS_END else 0
        flat = {
            f"{t}:{c}": rows
            for t, cs in data["facts"].items()
            for c, b in cs.items()
            for u, rows in b["units"].items()
            if u in ("USD", "USD/shares")
        }
        years = {}
        for row in flat.get("us-gaap:NetIncomeLoss", []):
            if (
                row.get("start")
                and 350 <= (date.fromisoformat(row["end"]) - date.fromisoformat(row["start"])).days <= 380
            ):
                end = date.fromisoformat(row["end"])
                years[row["end"]] = date.fromordinal(end.toordinal() - 7).year + offset
                self.ends[cik, years[row["end"]]] = end
        for item, (concepts, _) in ITEMS.items():
            for concept in concepts:
                for row in sorted(flat.get(concept, []), key=lambda r: r["accn"][11:13] + r["accn"][14:]):
                    self._take(cik, item, concept, row, years)

    def _take(self, cik: int, item: str, concept: str, row: dict, years: dict[str, int]) -> None:  # type: ignore[type-arg]
        days = (date.fromisoformat(row["end"]) - date.fromisoformat(row["start"])).days if row.get("start") else None
        if row["end"] in years and (days is None or 350 <= days <= 380):
            key = (cik, item, years[row["end"]])
            if concept == ITEMS[item][0][0] or key not in self.annual or item != "sales":
                best = max(self.annual.get(key, Decimal(0)), row["val"]) if item == "sales" else row["val"]
                # A rounded repetition in the notes does not replace the statement's figure.
                old = self.annual.get(key)
                if old is None or item == "sales" or _zeros(row["val"]) <= _zeros(old) + 1:
                    self.annual[key] = best
        if row.get("form") == "10-Q" and days and 80 <= days <= 100 and row["fp"] in ("Q1", "Q2", "Q3"):
            newest = row.get("fy")
            if newest is not None and self._own_period(row):
                self.quarter[cik, item, int(newest), int(row["fp"][1])] = row["val"]

    @staticmethod
    def _own_period(row: dict) -> bool:  # type: ignore[type-arg]
        """True when the row ends within 120 days before the filing year's own quarter end: not the year-ago column."""
        return int(row["end"][:4]) in (int(row["fy"]), int(row["fy"]) + 1, int(row["fy"]) - 1) and row.get("_own", True)


def _zeros(value: Decimal) -> int:
    """How many zeros a figure ends with."""
    exponent = value.normalize().as_tuple().exponent
    return max(int(exponent), 0)


def questions(rng: random.Random, truth: Truth) -> Iterator[Question]:
    """Every question that can be asked, shuffled."""
    made: list[Question] = []
    by_company: dict[int, set[str]] = defaultdict(set)
    years: dict[tuple[int, str], list[int]] = defaultdict(list)
    for cik, item, year in truth.annual:
        by_company[cik].add(item)
        years[cik, item].append(year)
    for (cik, item, year), value in sorted(truth.annual.items()):
        for n in rng.sample(range(len(wordings.VALUE)), 3):
            made.append(Question(_fill(wordings.VALUE[n], rng, cik, item, year, truth), "value", cik, n, value))
        before = truth.annual.get((cik, item, year - 1))
        if before:
            n = rng.randrange(len(wordings.CHANGE))
            made.append(
                Question(_fill(wordings.CHANGE[n], rng, cik, item, year, truth), "change", cik, 20 + n, value - before)
            )
            n = rng.randrange(len(wordings.PERCENT))
            made.append(
                Question(
                    _fill(wordings.PERCENT[n], rng, cik, item, year, truth),
                    "percent",
                    cik,
                    30 + n,
                    (value - before) / abs(before),
                )
            )
        two = truth.annual.get((cik, item, year - 2))
        if before and two:
            n = rng.randrange(len(wordings.AVERAGE))
            made.append(
                Question(
                    _fill(wordings.AVERAGE[n], rng, cik, item, year, truth),
                    "average",
                    cik,
                    40 + n,
                    (value + before + two) / 3,
                )
            )
        other = rng.choice(sorted(by_company[cik]))
        under = truth.annual.get((cik, other, year))
        if under and other != item and "eps" not in other + item and rng.random() < 0.5:
            n = rng.randrange(len(wordings.RATIO))
            made.append(
                Question(
                    _fill(wordings.RATIO[n], rng, cik, item, year, truth, other), "ratio", cik, 50 + n, value / under
                )
            )
        rivals = [c for c in NAMES if c != cik and (c, item, year) in truth.annual]
        if rivals and rng.random() < 0.5:
            rival = rng.choice(rivals)
            n = rng.randrange(len(wordings.COMPARE))
            best = cik if value > truth.annual[rival, item, year] else rival
            text = _fill(wordings.COMPARE[n], rng, cik, item, year, truth).replace("{d}", NAMES[rival][0])
            made.append(Question(text, "compare", cik, 60 + n, truth.annual[best, item, year], str(best)))
        if value > 10**9 and rng.random() < 0.4:
            n = rng.randrange(len(wordings.YES))
            bar = int(value / 10**9) + rng.choice((-1, 1, 2))
            if bar > 0:
                made.append(
                    Question(
                        _fill(wordings.YES[n], rng, cik, item, year, truth).replace("{b}", str(bar)),
                        "yes",
                        cik,
                        70 + n,
                        value,
                        yes=value > bar * 10**9,
                    )
                )
    rng.shuffle(made)
    yield from made


def _fill(template: str, rng: random.Random, cik: int, item: str, year: int, truth: Truth, other: str = "") -> str:
    end = truth.ends.get((cik, year))
    words = {
        "c": rng.choice(NAMES[cik][:2]),
        "t": NAMES[cik][2],
        "i": rng.choice(ITEMS[item][1]),
        "j": rng.choice(ITEMS[other][1]) if other else "",
        "y": str(year),
        "yy": str(year)[2:],
        "x": str(year - 1),
        "w": str(year - 2),
        "d": "{d}",
        "b": "{b}",
        "end": f"{end:%B} {end.day}, {end.year}" if end else f"fiscal {year}",
    }
    return template.format(**words)


def narrowed(rng: random.Random, truth: Truth, count: int) -> Iterator[Question]:
    """Questions with a word that narrows the figure: to answer with the whole figure is wrong."""
    keys = sorted(truth.annual)
    for n in range(count):
        cik, item, year = rng.choice(keys)
        template = wordings.NARROWING[n % len(wordings.NARROWING)].replace("{n}", rng.choice(wordings.NARROW))
        text = _fill(template, rng, cik, item, year, truth)
        yield Question(text, "narrowed", cik, 200, truth.annual[cik, item, year], refuse=True)


REFUSED = (
    "What was {u}'s revenue in 2023?",
    "Should I buy {c} stock?",
    "What will {c}'s net income be in {f}?",
    "What was {c}'s revenue in {f}?",
    "What is the capital of {g}?",
    "Why did {c}'s revenue double in {y}?",
    "Why did {c}'s net income triple in {y}?",
    "Is {c} a good investment?",
    "What was {c}'s {z} revenue in {y}?",
    "What is {c}'s stock price?",
    "Who won the {g} election?",
    "How do I cook rice?",
    "What was {c}'s net sales in euros in {y}?",
    "{c} market capitalization {y}",
    "Explain general relativity",
    "What was {c}'s churn rate in {y}?",
    "How many {z} did {c} sell in {y}?",
    "What was {u}'s net income and cash in fiscal 2024?",
    "Write a poem about {c}",
    "What was {c}'s revenue in {p}?",
    "Compare {c} and {u} on net income in {y}",
    "What is two plus two?",
    "What was the {z} segment's operating income at {c} in {y}?",
    "How much did {c}'s CEO earn in {y}?",
    "What is the average temperature on Mars?",
)


def refusals(rng: random.Random, count: int) -> Iterator[Question]:
    """Questions that no record in the sample answers."""
    for n in range(count):
        k = n % len(REFUSED)
        cik = rng.choice(list(NAMES))
        text = REFUSED[k].format(
            c=rng.choice(NAMES[cik][:2]),
            u=rng.choice(
                ("Zyntrax", "Northwind Traders", "Contoso", "Wayne Enterprises", "Globex", "Vandelay Industries")
            ),
            f=rng.choice((2031, 2035, 2040)),
            g=rng.choice(("France", "Peru", "Japan", "Norway")),
            y=rng.choice((2022, 2023)),
            p=rng.choice((1975, 1988)),
            z=rng.choice(("hoverboard", "quantum toaster", "submarine", "teleporter", "moon rocket")),
        )
        yield Question(text, "refuse", cik, 100 + k, refuse=True)


def mark(question: Question, answer: object) -> str:
    """right, wrong or abstained; for a question that must be refused, right is a refusal."""
    a: dict = answer  # type: ignore[type-arg, assignment]
    if question.refuse:
        return "right" if a["status"] == "abstained" else "wrong"
    if a["status"] == "abstained":
        return "abstained"
    values = [Decimal(v["value"]) for v in a["values"]]
    if question.yes is not None:
        return (
            "right" if a["answer"].startswith("Yes" if question.yes else "No") and question.truth in values else "wrong"
        )
    if question.kind == "compare" and a["answer"].startswith(("Yes: ", "No: ")):
        return "right" if a["answer"].startswith("Yes" if str(question.cik) == question.entity else "No") else "wrong"
    if question.kind == "compare":
        return "right" if values[0] == question.truth and str(a["values"][0]["cik"]) == question.entity else "wrong"
    assert question.truth is not None
    shown = [a["values"][0]] if question.kind in ("percent", "ratio", "average") else a["values"]
    close = [v for v in shown if abs(Decimal(v["value"]) - question.truth) <= abs(question.truth) * Decimal("0.000001")]
    return "right" if close else "wrong"


def main() -> None:
    """Run the exam and print the counts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--part", choices=("seen", "held", "all", *wordings.SETS), default="seen")
    parser.add_argument(
        "--show", action="store_true", help="print what was not right (never with the held part while tuning)"
    )
    parser.add_argument("--count", type=int, default=1200)
    parser.add_argument("--refusals", type=int, default=250)
    parser.add_argument(
        "--narrowed", type=int, default=0, help="how many questions with a word that narrows the figure"
    )
    options = parser.parse_args()
    from muniment.agent import Agent
    from muniment.presenting import as_json

    rng = random.Random(20261123)
    if options.part.startswith("blind"):
        for name, templates in wordings.SETS[options.part].items():
            setattr(wordings, name.upper(), templates)
    halves = sorted(NAMES)
    rng.shuffle(halves)
    held_companies = set(halves[:3])
    truth = Truth()
    exam = list(questions(rng, truth))
    part = {
        "seen": lambda q: q.cik not in held_companies and q.wording % 2 == 0,
        "held": lambda q: q.cik in held_companies or q.wording % 2 == 1,
    }.get(options.part, lambda q: True)
    chosen = [q for q in exam if part(q)][: options.count] + list(refusals(rng, options.refusals))
    chosen += list(narrowed(rng, truth, options.narrowed))
    agent, counts, started = Agent(keep=False), defaultdict(Counter), time.perf_counter()
    for n, question in enumerate(chosen):
        answer = as_json(agent.ask(question.text))
        said = mark(question, answer)
        counts[question.kind][said] += 1
        if options.show and said != "right":
            print(f"{said}\t{question.text}\t{question.truth}\t{answer['reason']}\t{answer['answer'][:160]}")
        if n % 100 == 0:
            print(f"\r{n}/{len(chosen)}", end="", file=sys.stderr)
    figures = sum((c for k, c in counts.items() if k not in ("refuse", "narrowed")), Counter())
    total = sum(figures.values())
    for kind, c in sorted(counts.items()):
        print(f"{kind:9} {dict(c)}")
    print(
        f"figure questions {total}: right {figures['right'] / max(total, 1):.2%}, wrong {figures['wrong']}, abstained {figures['abstained']}"
    )
    for kind in ("refuse", "narrowed"):
        if refused := counts.get(kind):
            print(
                f"{kind}: {sum(refused.values())} must be refused: {refused['right'] / sum(refused.values()):.2%} were"
            )
    print(f"{(time.perf_counter() - started) / len(chosen):.3f} s a question")


if __name__ == "__main__":
    main()
