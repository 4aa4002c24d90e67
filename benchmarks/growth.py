"""How the time of a question grows with the documents of the library: the same questions over 10, 100, 1,000 and 10,000 of them.

    python benchmarks/growth.py [--most 10000]

The reports are invented, of as many companies, each with a title page, an income statement whose figures are facts, and a page of prose;
they are published as read, so that it is asking that is measured. Times are medians, warm.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

from muniment.agent import Agent
from muniment.records import Company, Fact
from muniment.settings import Settings
from muniment.store.library.documents import OWN_COMPANIES, Documents, PageText, Version
from muniment.store.store import Store
from muniment.tools.library.finding import stems

STEPS = (10, 100, 1_000, 10_000)
ASKED = 7
_FIRST = "Alder Birch Cedar Dunlin Elm Fennel Gorse Heron Iris Juniper Kestrel Larch Merlin Nettle Osier Plover Quince Rowan Sorrel Teasel".split()
_SECOND = "bank bridge brook combe croft dale field ford garth gate ham haven holm hurst ley mere moor ridge stead wick".split()
_THIRD = "Foods Marine Optics Paper Rail Salt Textiles Tools Water Yarn Glass Cable Dairy Engines Foundry Grain Hotels Instruments Kilns Lighting Malt Nurseries Orchards Pumps Quarries".split()


def name_of(n: int) -> str:
    """The name of the nth company."""
    first, rest = n % len(_FIRST), n // len(_FIRST)
    second, third = rest % len(_SECOND), rest // len(_SECOND)
    return f"{_FIRST[first]}{_SECOND[second]} {_THIRD[third % len(_THIRD)]} Inc."


def publish(store: Store, n: int) -> None:
    """Publish the nth report, with two years of two figures."""
    name, cik = name_of(n), OWN_COMPANIES + n
    store.add_companies([Company(cik, name, fiscal_year_end="1231")])
    pages = [
        f"{name}\nAnnual report\nFor the year ended December 31, 2023",
        f"{name}\nIncome statement\nYear ended December 31, 2023 2022\nRevenue {1000 + n} {900 + n}\nNet income {100 + n} {90 + n}",
        f"The board of {name} met {n % 11 + 2} times in 2023. Its works at site {n} were closed for repairs for {n % 40 + 3} days.",
    ]
    texts = [PageText(k, text, " ".join(stems(text))) for k, text in enumerate(pages, 1)]
    facts = [
        Fact(cik, concept, Decimal(base + n) * 1_000_000, "USD", date(y, 12, 31), date(y, 1, 1), form="10-K", label=label, face=True)
        for concept, label, bases in (
            ("us-gaap:Revenues", "Revenue", ((1000, 2023), (900, 2022))),
            ("us-gaap:NetIncomeLoss", "Net income", ((100, 2023), (90, 2022))),
        )
        for base, y in bases
    ]  # fmt: skip
    version = Version(
        f"/reports/{n}.pdf", f"report-{n}.pdf", f"{n:064x}", 1, len(pages), "10-K", name, cik, date(2023, 12, 31), 2023
    )
    Documents(store).publish("reports", version, facts, texts)


def main() -> None:
    """Print the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=STEPS[-1])
    parsed = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        agent = Agent(Settings(Path(home)))
        store = agent.library.documents.store
        done = 0
        for size in (s for s in STEPS if s <= parsed.most):
            for n in range(done, size):
                publish(store, n)
            done = size
            chosen = [size * k // ASKED for k in range(ASKED)]
            kinds = {
                "figure": lambda n: agent.ask(f"What was {name_of(n)}'s revenue in fiscal 2023?"),
                "text": lambda n: agent.ask(f"How many times did the board of {name_of(n)} meet in 2023?"),
                "search": lambda n: agent.library.search(f"works at site {n} closed for repairs"),
            }
            told = []
            for kind, ask in kinds.items():
                ask(0)
                seconds = []
                for n in chosen:
                    began = time.perf_counter()
                    ask(n)
                    seconds.append(time.perf_counter() - began)
                told.append(f"{kind} {statistics.median(seconds):.2f} s")
            right = sum(
                agent.ask(f"What was {name_of(n)}'s revenue in fiscal 2023?").status == "answered" for n in chosen
            )
            print(f"{size:6,} documents: {', '.join(told)}; {right} of {len(chosen)} figures answered", flush=True)


if __name__ == "__main__":
    main()
