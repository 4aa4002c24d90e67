"""Compose messages with known parts: what asks, and what only tells a story around it; by line, a message and its parts.

    python benchmarks/question_tagger/lessons.py .enc/tagger.jsonl [--count 16000] [--held-out]

The lines in `lines/` were written for this, by hands that had seen neither the reading nor its exams. A name, an item or a period in a
story is judged neither way: whether it is meant is the reading's to say.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from muniment.agents.reading.names import Directory
from muniment.items.known_companies import with_common_names
from muniment.items.line_items import line_items

sys.path.append(str(Path(__file__).parents[1]))
import wordings

LINES = Path(__file__).parent / "lines"
ASKS, TELLS, EITHER = "asks", "tells", "either"
Part = tuple[str, str]
HOLE = re.compile(r"\{(\w+)\}")
PARTS = (
    "iPhone;Mac;Services;Wearables;Greater China;Americas;Europe;Asia Pacific;Japan;Reality Labs;Family of Apps;advertising;the data center;"
    "Beauty;Grooming;Baby, Feminine & Family Care;the cloud business;Software;Consulting;Infrastructure;Collectibles;hardware;Analog;Embedded"
    " Processing;Nutrition;Diagnostics;Medical Devices;the U.S.;Canada;Latin America;Germany;plumbing;appliances;franchised restaurants;"
    "company-operated restaurants;subscriptions;licences;government customers;online orders;wholesale;left-handed customers;new stores;"
    "dentists;the ad tier;small businesses;rural branches;electric models;spare parts;private label;in-app purchases;the Berlin plant;"
    "gift cards;under-30s;military contracts;mortgage lending;credit cards;wealth management;the Nordics;its largest customer;toner;"
    "pet food;cruise passengers;business class;cargo;streaming;box office;vaccines;generics;oncology;seeds;drones;used cars;leasing"
).split(";")
LOOSE = (
    "haul",
    "takings",
    "profit",
    "loss",
    "debt",
    "cash pile",
    "margin",
    "tax bill",
    "payroll",
    "EPS",
    "sales",
    "turnover",
)


class Composer:
    """Composes one message after another.

    Args:
        chance: decides everything.
        held_out: take every tenth line of each file, and none of the others; else the others.
    """

    def __init__(self, chance: Random, held_out: bool) -> None:
        self.chance = chance
        self.lines = {
            f.stem: [
                json.loads(line)
                for n, line in enumerate(f.read_text("utf-8").splitlines())
                if (n % 10 == 0) == held_out
            ]
            for f in sorted(LINES.glob("*.jsonl"))
        }
        known = Directory(with_common_names([]))
        companies = {c.cik: c for found in known.tickers.values() for c in found}
        self.companies = [n for c in companies.values() for n in (c.called, *c.common_names, *c.tickers[:1])]
        self.items = [p for i in line_items().values() for p in (i.label, *i.phrases)] + list(LOOSE)
        plain = [
            *wordings.VALUE,
            *wordings.CHANGE,
            *wordings.PERCENT,
            *wordings.RATIO,
            *wordings.AVERAGE,
            *wordings.COMPARE,
        ]
        renamed = {
            "c": "company",
            "d": "company2",
            "t": "company",
            "i": "item",
            "j": "item2",
            "y": "period",
            "x": "period2",
        }
        self.plain = [
            HOLE.sub(lambda m: "{" + renamed[m.group(1)] + "}", w)
            for w in plain
            if {m.group(1) for m in HOLE.finditer(w)} <= set(renamed)
        ]

    def message(self) -> list[Part]:
        """The parts of a message, in order."""
        kinds: Sequence[tuple[float, Callable[[], list[Part]]]] = (
            (0.32, self._told_around),
            (0.10, self._alone),
            (0.18, self._restricted),
            (0.12, self._inserted),
            (0.12, self._in_one_sentence),
            (0.05, self._corrected),
            (0.15, self._named_before),
        )
        make = self.chance.choices([k for _, k in kinds], [w for w, _ in kinds])[0]
        fillings: dict[str, str] = {}
        return [(self._filled(t, fillings), label) for t, label in self._holes(make())]

    def _holes(self, parts: Sequence[Part]) -> list[Part]:
        """The parts, with what stands in holes by itself: in a story it is judged neither way."""
        found: list[Part] = []
        for text, label in parts:
            at = 0
            for hole in HOLE.finditer(text):
                found += [(text[at : hole.start()], label), (hole.group(), ASKS if label == ASKS else EITHER)]
                at = hole.end()
            found.append((text[at:], label))
        return found

    def _filled(self, text: str, fillings: dict[str, str]) -> str:
        hole = HOLE.fullmatch(text)
        if hole is None:
            return text
        name = hole.group(1)
        if name not in fillings:
            kind = name.rstrip("2345")
            pick = {"company": self.companies, "item": self.items, "part": PARTS}.get(kind)
            fillings[name] = self.chance.choice(pick) if pick else self._period()
        return fillings[name]

    def _period(self) -> str:
        year, quarter = self.chance.randrange(2015, 2026), self.chance.randrange(1, 5)
        word = ("first", "second", "third", "fourth")[quarter - 1]
        return self.chance.choice(
            (
                f"{year}",
                f"fiscal {year}",
                f"FY{year % 100}",
                f"fy {year}",
                f"Q{quarter} {year}",
                f"the {word} quarter of {year}",
                f"the first half of {year}",
                f"the first nine months of fiscal {year}",
                f"the fiscal year {year}",
                f"{quarter}Q{year % 100}",
                f"the end of fiscal {year}",
                "last year",
            )
        )

    def _line(self, name: str) -> str:
        return str(self.chance.choice(self.lines[name])["text"])

    def _frame(self) -> str:
        return self._line("frames") if self.chance.random() < 0.75 else self.chance.choice(self.plain)

    def _lead(self) -> Part:
        return (self._joined(self._line(self.chance.choice(("lead", "lead", "claim")))), TELLS)

    def _trail(self) -> Part:
        said = self._line(self.chance.choice(("trail", "trail", "trail", "claim")))
        return (self.chance.choice((" ", " ", " ", " - ", "... ", "\n")) + said, TELLS)

    def _joined(self, text: str) -> str:
        return text + (" " if not text.endswith((" ", "\n")) else "")

    def _told_around(self) -> list[Part]:
        lead, trail = self.chance.choice(((1, 0), (0, 1), (1, 1)))
        aside = [(" (" + self._line("trail").rstrip(".") + ")", TELLS)] if self.chance.random() < 0.1 else []
        return [*([self._lead()] * lead), (self._frame(), ASKS), *aside, *([self._trail()] * trail)]

    def _alone(self) -> list[Part]:
        more = [(" " + self._line("asked"), ASKS)] if self.chance.random() < 0.3 else []
        return [(self._frame(), ASKS), *more]

    def _restricted(self) -> list[Part]:
        said = self._line("restrict")
        lead = [self._lead()] if self.chance.random() < 0.3 else []
        trail = [self._trail()] if self.chance.random() < 0.3 else []
        ask = self._frame()
        whole = self._joined(said) + ask if self.chance.random() < 0.5 else self._joined(ask) + said
        return [*lead, (whole, ASKS), *trail]

    def _inserted(self) -> list[Part]:
        line = self.chance.choice(self.lines["insert"])
        before, _, after = str(line["frame"]).partition("{here}")
        trail = [self._trail()] if self.chance.random() < 0.2 else []
        return [(before, ASKS), (str(line["insert"]), TELLS), (after, ASKS), *trail]

    def _in_one_sentence(self) -> list[Part]:
        line = self.chance.choice(self.lines["shell"])
        before, ask, after = (str(line[k]).strip() for k in ("before", "ask", "after"))
        if self.chance.random() < 0.3 and before:
            ask = self._frame()
        return [(self._joined(before) if before else "", TELLS), (ask, ASKS), (f" {after}" if after else "", TELLS)]

    def _corrected(self) -> list[Part]:
        line = self.chance.choice(self.lines["correct"])
        text, dropped, kept = str(line["text"]), str(line["dropped"]), str(line["kept"])
        first, last = text.find(dropped), text.find(kept)
        if not 0 <= first < last:
            return self._alone()
        between = text[first + len(dropped) : last]
        return [(text[:first], ASKS), (dropped, EITHER), (between, TELLS), (text[last:], ASKS)]

    def _named_before(self) -> list[Part]:
        named = [x for x in self.lines["lead"] if "{company}" in x["text"]]
        lead = self._joined(str(self.chance.choice(named)["text"]))
        trail = [self._trail()] if self.chance.random() < 0.3 else []
        return [(lead, TELLS), (self._line("asked"), ASKS), *trail]


def typed(parts: Sequence[Part], chance: Random) -> list[Part]:
    """The parts as a hand in haste types them."""
    small, bare, open_end = (chance.random() < share for share in (0.2, 0.07, 0.15))
    found = [(t.lower() if small else t, label) for t, label in parts]
    found = [(t.replace("'", "") if bare else t, label) for t, label in found]
    return [(t.rstrip("?. ") if open_end and n == len(found) - 1 else t, label) for n, (t, label) in enumerate(found)]


def main() -> None:
    """Write so many messages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("target", type=Path)
    parser.add_argument("--count", type=int, default=16000)
    parser.add_argument("--held-out", action="store_true", help="messages of the lines that are never learned from")
    options = parser.parse_args()
    chance = Random(5)
    composer = Composer(chance, options.held_out)
    with options.target.open("w", encoding="utf-8") as file:
        for _ in range(options.count):
            parts = [p for p in typed(composer.message(), chance) if p[0]]
            file.write(json.dumps(parts, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
