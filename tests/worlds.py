"""Made-up worlds of people, groups, collections, shares and revocations, with what each may see by a model of its own that knows no SQL.

Every document bears a word that stands nowhere else: in its text, its file's name, the company that its figures are of. So whatever door
tells somebody that word told him of that document.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from muniment.agent import Agent
from muniment.errors import MunimentError
from muniment.graphs.keeping import make_tables
from muniment.library.reading import own_number
from muniment.looking import trace
from muniment.records import Company, Fact
from muniment.settings import Settings
from muniment.store.acting import ticket_of
from muniment.store.guarding import guard
from muniment.store.library.contents import Contents
from muniment.store.library.deleting import Receipt
from muniment.store.library.documents import KeptLine, PageText, Version
from muniment.store.library.duties import PageDuty
from muniment.store.opening import open_store
from muniment.store.sessions import Sessions
from muniment.store.store import OWN_COMPANIES
from muniment.tools.library.finding import stems
from muniment.tools.library.reader import READER
from muniment.trust.people import People, Right

NAMES = ("anna", "bob", "carla", "dave")
"""Carla is a steward: what belongs to the house is hers to manage."""
RIGHTS: tuple[Right, ...] = ("read", "add", "manage")


@dataclass(frozen=True)
class Place:
    """A collection: its owner ("" for the house) and its name."""

    owner: str
    name: str

    def called(self, by: str) -> str:
        """How somebody calls it."""
        return self.name if by == self.owner else f"{self.owner or 'house'}:{self.name}"


@dataclass(frozen=True)
class Shared:
    """What was shared, and by whom ("" for the house)."""

    may: Right
    by: str


@dataclass
class Town:
    """The people of a home, each with an agent that stays as worlds come and go, so that what an agent remembers is tried too."""

    settings: Settings
    house: Agent
    agents: dict[str, Agent]
    people: dict[str, People]
    words: int = 0

    def word(self) -> str:
        """A word that was never said in this town."""
        self.words += 1
        return "x" + "".join(chr(ord("a") + n % 26) for n in hashlib.sha256(str(self.words).encode()).digest()[:10])

    @classmethod
    def found(cls, settings: Settings) -> Town:
        """Add the people to a home, and sign them in."""
        house = Agent(settings)
        people = People(open_store(settings).database)
        for name in NAMES:
            people.add(name, "steward" if name == "carla" else "user")
        make_tables(people.database)
        guard(people.database)
        agents = {n: Agent(replace(settings, ticket=ticket_of(people.make_key(n, "key")))) for n in NAMES}
        acting = {n: People(agents[n].store.database) for n in NAMES} | {"": people}
        return cls(settings, house, agents | {"": house}, acting)


@dataclass
class World:
    """One world in a town: what is where, and who may do what with it."""

    town: Town
    random: random.Random
    places: dict[Place, dict[str, str]] = field(default_factory=dict)
    shares: dict[tuple[Place, str], Shared] = field(default_factory=dict)
    groups: dict[str, set[str]] = field(default_factory=dict)
    said: dict[str, list[str]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def may(self, who: str, place: Place) -> str:
        """The greatest right of somebody on a collection; empty for none. The house may what it names."""
        if who in (place.owner, "") or (place.owner == "" and who == "carla"):
            return "manage"
        held = [self.shares[place, w].may for w in self._names_of(who) if (place, w) in self.shares]
        return max(held, key=RIGHTS.index, default="")

    def _names_of(self, who: str) -> list[str]:
        return [who, *(f"group {g}" for g, of in self.groups.items() if who in of)]

    def _prune(self) -> None:
        """Drop what was shared by somebody who may not share any more: he holds on to it by nobody whom he shared with himself."""
        standing = {
            key
            for key, shared in self.shares.items()
            if shared.by in (key[0].owner, "") or (key[0].owner == "" and shared.by == "carla")
        }
        while True:
            more = {
                (place, whom)
                for (place, whom), shared in self.shares.items()
                if (place, whom) not in standing
                and any(
                    (place, n) in standing and self.shares[place, n].may == "manage" for n in self._names_of(shared.by)
                )
            }
            if not more:
                break
            standing |= more
        self.shares = {key: shared for key, shared in self.shares.items() if key in standing}

    def sees(self, who: str) -> set[str]:
        """The words of the documents that somebody may see."""
        return {word for place, of in self.places.items() if self.may(who, place) for word in of.values()}

    @property
    def words(self) -> set[str]:
        """The words of all documents that there are or were."""
        return {w for of in self.said.values() for w in of}

    def step(self) -> None:
        """Something happens."""
        happens: Sequence[Callable[[], None]] = (
            *[self._add] * 4,
            *[self._share] * 4,
            *[self._unshare] * 2,
            *[self._join] * 2,
            self._leave,
            self._remove,
        )
        self.random.choice(happens)()

    def _who(self) -> str:
        return self.random.choice(NAMES)

    def _place(self) -> Place | None:
        return self.random.choice(list(self.places)) if self.places else None

    def _add(self) -> None:
        who = self.random.choice((*NAMES, ""))
        place = self._place()
        if place is None or self.random.random() < 0.5:
            # Collections of one name belong to several.
            place = Place(who, self.random.choice(("leases", "rules", "merger")))
        word = self.town.word()
        name = f"{self.random.choice('abc')}-{word}.txt"
        allowed = self.may(who, place) in ("add", "manage")
        done = self._tried(lambda: publish(self.town.agents[who], place.called(who), name, word))
        assert done == allowed, f"{who} adds to {place}: {done}, by the model {allowed}"
        if done:
            self.places.setdefault(place, {})[name] = word
        self.said.setdefault("", []).append(word)

    def _share(self) -> None:
        place, who, may = self._place(), self._who(), self.random.choice(RIGHTS)
        if place is None:
            return
        actor = self.random.choice((place.owner, place.owner, self._who()))
        whom = f"group {self.random.choice(list(self.groups))}" if self.groups and self.random.random() < 0.4 else who
        was = self.shares.get((place, whom))
        owns = actor in (place.owner, "") or (place.owner == "" and actor == "carla")
        # What somebody else shared is changed by the owner alone.
        allowed = self.may(actor, place) == "manage" and whom != actor and (was is None or owns or was.by == actor)
        done = self._tried(lambda: self._shared(actor, place, whom, may))
        assert done == allowed, f"{actor} shares {place} with {whom}: {done}, by the model {allowed}"
        if done:
            self.shares[place, whom] = Shared(may, actor)
            self._prune()

    def _shared(self, actor: str, place: Place, whom: str, may: Right) -> None:
        person, group = ("", whom.removeprefix("group ")) if whom.startswith("group ") else (whom, "")
        self.town.people[actor].share(place.called(actor), may, person, group)

    def _unshare(self) -> None:
        if not self.shares:
            return
        place, whom = self.random.choice(list(self.shares))
        person, group = ("", whom.removeprefix("group ")) if whom.startswith("group ") else (whom, "")
        self.town.people[place.owner].unshare(place.called(place.owner), person, group)
        del self.shares[place, whom]
        self._prune()

    def _join(self) -> None:
        group, who = self.random.choice(("law", "tax")), self._who()
        self.town.people[""].join(group, [who])
        self.groups.setdefault(group, set()).add(who)

    def _leave(self) -> None:
        members = [(g, w) for g, of in self.groups.items() for w in sorted(of)]
        if members:
            group, who = self.random.choice(members)
            self.town.people[""].leave(group, [who])
            self.groups[group].discard(who)
            self._prune()

    def _remove(self) -> None:
        place = self._place()
        if place is None or not self.places[place]:
            return
        who, name = self.random.choice((place.owner, self._who())), self.random.choice(list(self.places[place]))
        receipts: list[Receipt] = []
        self._tried(lambda: receipts.extend(self.town.agents[who].library.remove(place.called(who), [f"sent/{name}"])))
        assert bool(receipts) == (self.may(who, place) == "manage"), f"{who} removes from {place}: {receipts}"
        if receipts:
            del self.places[place][name]

    def _tried(self, work: Callable[[], object]) -> bool:
        try:
            work()
        except MunimentError as error:
            self.errors.append(str(error))
            return False
        return True

    def leaks(self, asks: int = 1) -> list[str]:
        """What doors told somebody of documents that he may not see, or hid from him of those that he may.

        Args:
            asks: how many people ask a question besides, in a chat of theirs that goes on.
        """
        found = [f"an error tells of {w}: {error}" for error in self.errors for w in self.words if w in error]
        askers = self.random.sample(NAMES, asks)
        searches = self._who()
        for who in NAMES:
            agent, sees = self.town.agents[who], self.sees(who)
            listed = agent.library.list()
            told: dict[str, object] = {
                "list": [d.name for d in listed],
                "collections": agent.library.documents.collections(),
                "companies": [c.name for c in agent.store.companies() if c.cik >= OWN_COMPANIES],
                "duties": [d.who for d in agent.library.duties()],
                "shares": [str(s) for s in self.town.people[who].shares()],
                "state": agent.store.state(),
            }
            if asks and who == searches:
                told["search"] = [h.text for h in agent.library.search("the manager must approve travel costs")]
            if who in askers:
                told["asked"] = self._asked(agent)
                told["kept"] = self._kept(agent)
            elif Sessions(agent.store.database).every():
                told["exported"] = [agent.chat("talk").export("json"), agent.chat("talk").export()]
            every = {door: json.dumps(said).lower() for door, said in told.items()}
            for door, said in every.items():
                # What he typed himself is his own.
                others = self.words - sees - set(self.said.get(who, ()))
                found += [f"{door} tells {who} of {word}" for word in others if word in said]
            for door in ("list", "companies", "duties"):
                found += [f"{door} hides {word} from {who}" for word in sees if word not in every[door]]
            if len(listed) != len(sees):
                found.append(f"{who} counts {len(listed)} documents, not {len(sees)}")
        return found

    def _asked(self, agent: Agent) -> object:
        """A question that would be answered from somebody's document; it does not bear the word that gives it away."""
        question = self.random.choice(
            (
                "What must the manager do?",
                "How many documents are in the library?",
                "What was the revenue in fiscal 2023?",
                *(f"What was the revenue of {word[:-1]} Holdings in fiscal 2023?" for word in sorted(self.words)[:3]),
                "How many companies are on record?",
            )
        )
        return agent.chat("talk").ask(question).text

    def _kept(self, agent: Agent) -> list[object]:
        chat = agent.chat("talk")
        runs = agent.runs.newest(3)
        return [
            chat.export("json"),
            chat.export(),
            [r.question for r in runs],
            [trace(agent, r.id).as_json() for r in runs],
        ]

    def end(self) -> None:
        """Clear the world away."""
        for agent in self.town.agents.values():
            if Sessions(agent.store.database).every():
                agent.chat("talk").delete()
        for place in self.places:
            self.town.agents[place.owner].library.remove(place.name)
        for place, whom in list(self.shares):
            if (place, whom) not in self.shares:
                continue
            person, group = ("", whom.removeprefix("group ")) if whom.startswith("group ") else (whom, "")
            self.town.people[place.owner].unshare(place.name, person, group)
            del self.shares[place, whom]
            self._prune()
        for group, members in self.groups.items():
            self.town.people[""].leave(group, sorted(members))


def publish(agent: Agent, collection: str, name: str, word: str) -> None:
    """Put a document into a collection as it would stand there once it was read: a policy of a company of its own."""
    text = f"The {word} manager must approve the travel costs of {word} within 5 days."
    company = f"{word.capitalize()} Holdings"
    cik = own_number(company)
    duty = PageDuty(f"the {word} manager", "must", "5 days", "", "", 1, 0, len(text), 0, 0)
    fact = Fact(cik, "us-gaap:Revenues", Decimal(7), "USD", date(2023, 12, 31), date(2023, 1, 1), label=word)
    agent.library.documents.publish(
        collection,
        Version(f"sent/{name}", name, word, READER, 1, "", company, cik, date(2023, 12, 31), 2023),
        [fact],
        [PageText(1, text, " ".join(stems(text)), lines=(KeptLine(0, (0.0, 0.0, 100.0, 10.0), False),))],
        Contents(duties=[duty]),
        Company(cik, company),
    )
