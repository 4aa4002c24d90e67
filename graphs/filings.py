"""The `filings` domain: SEC filings, through the same door as anybody's plugin.

Its lane: fetch, normalise, retrieve. The database is opened, and the bundled sample loaded, when it is first needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from muniment.agents.planning.defined import with_formula
from muniment.agents.planning.follow_ups import follow
from muniment.agents.planning.own_rows import with_own_rows
from muniment.agents.planning.router import route
from muniment.agents.reading.asked_part import asked_part
from muniment.agents.reading.defined_measures import defined_measure, seems_to_define
from muniment.agents.reading.definitions import without_own_definitions
from muniment.agents.reading.instructions import without_instructions
from muniment.agents.reading.names import Directory, Mention
from muniment.errors import Abstention, Unavailable
from muniment.graphs.directory import directory_of
from muniment.graphs.within_collections import directory_within, plan_within
from muniment.items.line_items import concepts_in_use
from muniment.models.opened import embedder, passage_reader, question_tagger
from muniment.plugins import Domain, Key
from muniment.records import Before, Company, Found, Plan
from muniment.settings import Settings
from muniment.store.opening import open_store
from muniment.store.store import Store
from muniment.tools.edgar.client import Edgar
from muniment.tools.edgar.fetcher import Fetched, Fetcher
from muniment.tools.filing_text import TextFinder
from muniment.tools.find_figures import FigureFinder
from muniment.tools.normaliser import Loaded, load_fetched
from muniment.tools.retriever import Retriever
from muniment.wording import name_words, possessive


class Filings:
    """What the lane's tools share: the store, the companies, the models.

    Args:
        settings: of the house.
        companies: those that alone may be named; None for all that are known.
    """

    def __init__(self, settings: Settings, companies: Sequence[Company] | None = None) -> None:
        self.settings = settings
        self.companies = companies
        self._known: tuple[frozenset[tuple[int, str]], Directory] | None = None

    @cached_property
    def store(self) -> Store:
        """The store, with the bundled sample in it."""
        return open_store(self.settings)

    @cached_property
    def fetcher(self) -> Fetcher | None:
        """The fetcher; none without a contact identity, since EDGAR asks for one."""
        return Fetcher(self.store, Edgar(self.settings)) if self.settings.edgar_identity else None

    @property
    def directory(self) -> Directory:
        """The companies that can be named: those on record, those known by a common name, and EDGAR's list once it was fetched.

        Those that only documents tell of are looked up each time: a document may be deleted, or somebody's share in it be taken back.
        """
        if self.companies is not None:
            return directory_within(self.companies)
        own = self.store.own_companies()
        if self._known is None or self._known[0] != own:
            self._known = own, directory_of(tuple(self.store.companies()))
        return self._known[1]

    def plan(self, question: str, as_of: date | None) -> Plan:
        """Route a question that stands alone."""
        text = without_own_definitions(without_instructions(question))
        defined = defined_measure(text)
        if defined is None and seems_to_define(text):
            raise Abstention(
                "insufficient_evidence",
                "The question defines a measure in a way that is not understood. Write, for example: X is defined as A / B; and name line items that are filed.",
            )
        asked = self.asked_part(defined.question if defined else question)
        plan = self._routed(lambda: route(asked, self.directory, as_of, self.own_words, self.reported))
        return self._with_own_rows(with_formula(plan, defined) if defined else plan)

    def follow(self, question: str, as_of: date | None, before: Before) -> Plan:
        """Route a question that may lean on the one before it; one that defines what it asks for stands alone."""
        if defined_measure(without_own_definitions(without_instructions(question))):
            return self.plan(question, as_of)
        asked = self.asked_part(question)
        return self._with_own_rows(
            self._routed(lambda: follow(asked, self.directory, before, as_of, self.own_words, self.reported))
        )

    def _with_own_rows(self, plan: Plan) -> Plan:
        return with_own_rows(plan, lambda company: self.store.concepts(company.cik))

    def asked_part(self, question: str) -> str:
        """The part of a message that asks."""
        return asked_part(question, self.directory.find, question_tagger(self.settings.home), self._members)

    def _members(self, mentions: Sequence[Mention]) -> Iterable[str]:
        return (w for m in mentions for c in m.companies[:1] for w in self.member_names(c))

    def named(self, question: str) -> tuple[tuple[str, ...], ...]:
        """The companies with filings on record that a question names, each by all its names; none where the store cannot be read."""
        try:
            on_record = [
                (question[m.start : m.end].removesuffix("'s"), c.called, c.name, *c.tickers, *c.common_names)
                for m in self.directory.find(question)
                for c in m.companies[:1]
                if self.store.filings(c.cik)
            ]
        except Unavailable:
            return ()
        return tuple(on_record)

    def inside(self, within: Sequence[str]) -> Domain:
        """The domain as it is within some collections."""
        companies = self.store.inside(within).reporting()
        view = Filings(self.settings, companies)
        view.store = self.store
        return replace(
            _domain(self),
            plan=lambda question, as_of: plan_within(question, companies, lambda asked: view.plan(asked, as_of)),
            follow=lambda question, as_of, before: plan_within(
                question, companies, lambda asked: view.follow(asked, as_of, before)
            ),
        )

    def _routed(self, make: Callable[[], Plan]) -> Plan:
        """A plan; a company that is not known is looked for among those added since, then at EDGAR when the network may be used."""
        try:
            return make()
        except Abstention as refusal:
            if refusal.reason != "unknown_entity" or not (self._is_outdated() or self._is_listed()):
                raise
            self._known = None
            return make()

    def _is_outdated(self) -> bool:
        """Whether companies were added since the directory was made: by another process, or from a document."""
        return self.companies is None and any(c.cik not in self.directory.ciks for c in self.store.companies())

    def _is_listed(self) -> bool:
        return self.companies is None and self.fetcher is not None and self.fetcher.list_companies()

    def own_words(self, company: Company) -> Iterable[str]:
        """The words a company uses for its concepts, rows and members."""
        yield from self.reported(company)
        yield from self.member_names(company)

    def member_names(self, company: Company) -> Iterable[str]:
        """The names of the parts by which a company splits its figures."""
        for fact in self.store.facts(company.cik, concepts_in_use(), dimensional=True):
            yield from (name_words(member) for _, member in fact.dimensions)

    def reported(self, company: Company) -> Iterable[str]:
        """The names under which a company reports figures: of its concepts, and of the rows they stand in."""
        for concept, label in self.store.concepts(company.cik):
            yield name_words(concept)
            yield label


class Fetch:
    """Fetch the newest, or as-of, records of the companies asked about from EDGAR. Without an identity, fetches nothing."""

    name = "fetch"
    adds: Key = "fetched"

    def __init__(self, house: Filings) -> None:
        self.house = house

    def __call__(self, plan: Plan) -> tuple[Fetched, ...]:
        """The records that are new since they were last loaded."""
        return self.house.fetcher.fetch_for(plan) if self.house.fetcher and not plan.within else ()


class Normalise:
    """Turn fetched records into facts and passages in the store."""

    name = "normalise"
    adds: Key = "loaded"

    def __init__(self, house: Filings) -> None:
        self.house = house

    def __call__(self, fetched: tuple[Fetched, ...]) -> tuple[Loaded, ...]:
        """What was loaded."""
        return tuple(load_fetched(self.house.store, record) for record in fetched)


class Retrieve:
    """Find the figures that a plan asks for by SQL, or the passages by meaning and by word."""

    name = "retrieve"
    adds: Key = "found"

    def __init__(self, house: Filings) -> None:
        self.house = house

    def __call__(self, plan: Plan, widened: bool = False) -> Found:
        """Figures or passages, with what was left out; a refusal says what could not be read."""
        try:
            return self._found(plan, widened)
        except Abstention as refusal:
            unread = [each for company in plan.entities for each in self.house.store.unread(company.cik)]
            if not unread:
                raise
            told = "; ".join(f"{url.rsplit('/', 1)[-1]} ({why})" for url, why in unread[:3])
            raise Abstention(refusal.reason, f"{refusal.sentence} Could not be read: {told}.") from None

    def _found(self, plan: Plan, widened: bool) -> Found:
        store = self.house.store.inside(plan.within)
        figures = FigureFinder(store)
        if not plan.text:
            return figures(plan)
        premise = []
        for ask in plan.premise:
            try:
                premise.append(figures.resolve(ask, plan.as_of))
            except Abstention:
                continue
        retriever = Retriever(store, lambda: embedder(self.house.settings.home))
        try:
            found = TextFinder(store, retriever, passage_reader(self.house.settings.home))(plan, 64 if widened else 32)
        except Abstention as refusal:
            if plan.unfiled and refusal.reason == "no_record":
                whose = possessive(plan.entities[0].called)
                raise Abstention(
                    "item_not_reported",
                    f"{whose} loaded filings report no {plan.unfiled}; none of their text is loaded.",
                ) from None
            if not premise:
                raise
            found = Found()
        return Found(passages=found.passages, left_out=found.left_out, premise=tuple(premise))


def domain(settings: Settings) -> Domain:
    """The domain, for the entry point `muniment.domains`."""
    return _domain(Filings(settings))


def _domain(house: Filings) -> Domain:
    return Domain(
        name="filings",
        about="SEC filings: figures and text of companies' annual, quarterly and current reports",
        tools=(Fetch(house), Normalise(house), Retrieve(house)),
        claims=lambda question: 0.5,
        plan=house.plan,
        follow=house.follow,
        named=house.named,
        inside=house.inside,
    )
