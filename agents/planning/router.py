"""Turn a question into a plan: which companies, which periods, which line items, what is to be done with them.

Everything is resolved once, here, by code, and locked. Every word of a figure question must be accounted for: what is
left over has to name a segment, product, region or concept of the company's own, or the question is refused later. A
question that no record can answer (advice, forecasts, general knowledge) is refused at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from muniment.agents.planning.asks import make_asks
from muniment.agents.planning.form import Form
from muniment.agents.planning.listings import LISTS
from muniment.agents.planning.measures import measures_of
from muniment.agents.planning.outlines import outlined
from muniment.agents.planning.spent import spends
from muniment.agents.planning.times import Memory, pairs_of
from muniment.agents.reading.intents import asks_advice, asks_expected, asks_future, asks_otherwise, asks_text
from muniment.agents.reading.names import Directory, Mention
from muniment.agents.reading.reading import Clause, Reading, Run, read
from muniment.errors import Abstention, Unnamed
from muniment.items.line_items import line_items
from muniment.records import Ask, Company, Measure, Plan
from muniment.wording import is_common, squash

_NEXT_TO = re.compile(
    r"\b(?:year|quarter|half|period)\s+(?:after|following|before|preceding|prior\s+to)\s+(?:the\s+)?(?:(?:one|that|year|quarter|half|period)\s+)?(?:(?:that|which)\s+)?end(?:ed|ing|s)\b"
)
"""A period that is told by the end of another: "the year after the one ended February 2, 2024"."""
OwnWords = Callable[[Company], Iterable[str]]


def route(
    question: str,
    directory: Directory,
    as_of: date | None = None,
    own_words: OwnWords = lambda _: (),
    reported: OwnWords = lambda _: (),
) -> Plan:
    """Make the plan for a question about filings.

    Args:
        question: as typed.
        directory: the companies that can be named.
        as_of: answer with what was filed by that day.
        own_words: the words that a company uses for its own items and members, which are never taken for typing errors.
        reported: the names under which a company reports figures; what bears none of them is looked for in the text.

    Raises:
        BadInput: the question cannot be read.
        Abstention: `out_of_domain`, `unknown_entity` or `ambiguous_entity`.
    """
    reading = read(question, directory, spoken_by(own_words))
    refuse_advice(reading.folded)
    reading, mentions = with_guesses(reading, directory)
    aside = {m.start for c in reading.clauses for m in c.excluded}
    entities = companies_of([m for m in mentions if m.start not in aside], reading.text)
    notes = tuple(m.note for m in mentions if m.note)
    if asks_text(reading.folded):
        refuse_forecast(reading.folded)
        return text_plan(reading, entities, as_of, notes)
    refuse_forecast(reading.folded)
    refuse_unreal(reading.folded)
    if _NEXT_TO.search(reading.folded):
        raise Abstention(
            "insufficient_evidence", "A year that is told by the one before or after it is not clear; name it."
        )
    memory = Memory(entities)
    if not entities and not of_everyone(reading, memory):
        _refuse_without_company(reading)
    if not any(c.items or c.left or c.kinds & LISTS or measures_of(c, Memory(entities)) for c in reading.clauses):
        raise Abstention(
            "insufficient_evidence", f"What should be told about {entities[0].called}? Name a figure or a subject."
        )
    _refuse_strangers(reading, entities, own_words)
    asks = tuple(dict.fromkeys(make_asks(reading.clauses, memory)))
    named_by_words = any(m.words and (not m.item or line_items()[m.item].instant) for a in asks for m in a.measures)
    # What was invested in something is not what there is of it; of a row of the company's own nobody knows which of them it is.
    if entities and (not _may_be_filed(asks, entities, reported) or (named_by_words and spends(reading.folded))):
        unfiled = ", ".join(dict.fromkeys(m.words for a in asks for m in a.measures))
        return replace(text_plan(reading, entities, as_of, notes), unfiled=unfiled)
    return Plan("filings", asks, entities, as_of, notes=notes)


def _may_be_filed(asks: Sequence[Ask], entities: Sequence[Company], reported: OwnWords) -> bool:
    """False for a question of words alone under which no company it names reports a figure: a passage may tell of them."""
    measures = [m for a in asks for m in a.measures]
    if any(m.item for m in measures) or not measures:
        return True
    names = {squash(name) for e in entities for name in reported(e)}
    return not names or any(squash(m.words) in names for m in measures)


def spoken_by(own_words: OwnWords) -> Callable[[Sequence[Mention]], Iterable[str]]:
    """The own words of the companies mentioned."""
    return lambda mentions: (w for m in mentions for c in m.companies[:1] for w in own_words(c))


def of_everyone(reading: Reading, memory: Memory) -> bool:
    """True for a question about the companies on record that names a figure and none of them."""
    return all(Form(c, memory).everyone for c in reading.clauses) and any(
        c.items or c.kinds & {"profit", "loss"} for c in reading.clauses
    )


def refuse_advice(folded: str) -> None:
    """Refuse a folded question that wants a judgement, which no record holds.

    Raises:
        Abstention: `out_of_domain`.
    """
    if asks_advice(folded):
        raise Abstention(
            "out_of_domain", "Muniment answers from filed records; it gives no advice, prices or valuations."
        )


def refuse_forecast(folded: str) -> None:
    """Refuse a folded question about what has not happened.

    Raises:
        Abstention: `out_of_domain`.
    """
    if asks_future(folded):
        raise Abstention("out_of_domain", "Muniment answers from what was filed; it does not forecast.")


def refuse_unreal(folded: str) -> None:
    """Refuse a folded question for a figure that was only expected, or would be one if something else were so.

    Raises:
        Abstention: `out_of_domain`.
    """
    if asks_expected(folded):
        raise Abstention("out_of_domain", "Filings tell what came of a period, not what was expected of it.")
    if asks_otherwise(folded):
        raise Abstention("out_of_domain", "Muniment tells what was filed, not what would be if something else were so.")


_SEVERAL_WORDS = re.compile(r"[A-Z][\w.-]*(?:\s+(?:(?:&|and|of)\s+)?[A-Z][\w.-]*)+")


def with_guesses(reading: Reading, directory: Directory) -> tuple[Reading, tuple[Mention, ...]]:
    """The reading, with a misspelt company mended where nothing else names one."""
    if reading.mentions:
        return reading, reading.mentions
    for match in _SEVERAL_WORDS.finditer(reading.text):
        found = directory.guess(match.group().removesuffix("'s"))
        if found:
            guess = Mention(match.start(), match.end(), found, guessed=True)
            return read(reading.text, _With(directory, guess)), (guess,)
    for run in reading.left:
        guessed = next(_guesses(run, directory, bool(reading.items)), None)
        if guessed is not None:
            return read(reading.text, _With(directory, guessed)), (guessed,)
    return reading, ()


class _With:
    """A directory that finds one more mention."""

    def __init__(self, directory: Directory, mention: Mention) -> None:
        self.directory, self.mention = directory, mention

    def find(self, text: str) -> list[Mention]:
        """The mention guessed."""
        return [self.mention]


def _guesses(run: Run, directory: Directory, about_figures: bool) -> Iterator[Mention]:
    """The companies that a run of unknown words may name: by a part of a name, or with a typing error mended.

    A part of a name is enough in a question about figures only: "the capital of France" is about no company.
    """
    for match in re.finditer(r"[A-Z][\w&.-]*(?:\s+[A-Z][\w&.-]*)*", run.text) if about_figures else ():
        found = directory.candidates(re.sub(r"'s$", "", match.group()))
        if found:
            yield _guessed(run, match, found)
    for match in re.finditer(r"[^\W_]+(?:'s)?", run.text):
        found = directory.guess(match.group().removesuffix("'s"))
        if found:
            yield _guessed(run, match, found)


def _guessed(run: Run, match: re.Match[str], companies: tuple[Company, ...]) -> Mention:
    return Mention(run.start + match.start(), run.start + match.end(), companies, guessed=True)


def companies_of(mentions: Sequence[Mention], text: str) -> tuple[Company, ...]:
    """The companies named, each once.

    Raises:
        Abstention: `ambiguous_entity` or `unknown_entity`.
    """
    for mention in mentions:
        written = text[mention.start : mention.end].removesuffix("'s")
        if len(mention.companies) > 1:
            names = "; ".join(
                f"{c.called} ({', '.join(c.tickers) or 'CIK ' + str(c.cik)})" for c in mention.companies[:6]
            )
            raise Abstention("ambiguous_entity", f"“{written}” may be: {names}. Name one by its ticker or CIK.")
        if not mention.companies:
            raise Abstention("unknown_entity", f"No company on record has {written}.")
    return tuple({m.companies[0].cik: m.companies[0] for m in sorted(mentions, key=lambda m: m.start)}.values())


def _refuse_strangers(reading: Reading, entities: tuple[Company, ...], own_words: OwnWords) -> None:
    """Refuse a question that names, beside companies that are known, somebody that none of them has a part of that name."""
    own: set[str] | None = None
    for clause in reading.clauses:
        for run in clause.left:
            written = run.text.split()
            if not all(w[:1].isupper() for w in written) or any(is_common(w) for w in written):
                continue
            if not _stands_as_company(reading, run):
                continue
            if own is None:
                own = {w.lower() for e in entities for o in own_words(e) for w in o.split()}
            if not all(w.lower() in own for w in written):
                raise Abstention(
                    "unknown_entity",
                    f"No company on record is called “{run.text}”. Try its ticker or CIK, or fetch it first: muniment fetch.",
                )


def _stands_as_company(reading: Reading, run: Run) -> bool:
    """True where words stand as a company does: in the possessive, or beside another by "and", "or", "than"."""
    after = reading.text[run.end : run.end + 3]
    before = reading.folded[: run.start].rstrip().rsplit(" ", 1)[-1]
    return after.startswith("'s") or before in ("and", "or", "than", "vs", "versus", "with", "to", "did", "does", "at")


def _refuse_without_company(reading: Reading) -> None:
    left = [run.text for run in reading.left]
    named = [run for run in left if run[:1].isupper() and not is_common(run)]
    if named and (reading.items or asks_text(reading.folded)):
        raise Abstention(
            "unknown_entity",
            f"No company on record is called “{named[0]}”. Try its ticker or CIK, or fetch it first: muniment fetch.",
        )
    if reading.items and not left:
        raise Unnamed("unknown_entity", "Which company? The question names none.")
    raise Unnamed("out_of_domain", "The question names no company and nothing that filings report.")


def text_plan(reading: Reading, entities: tuple[Company, ...], as_of: date | None, notes: tuple[str, ...] = ()) -> Plan:
    """The plan of a question that a passage answers.

    Raises:
        Abstention: no company is named, or no subject.
    """
    if not entities:
        _refuse_without_company(reading)
    periods = tuple(p for m in reading.periods for p in m.periods if m.relation in ("at", "newest", "range"))
    topic = topic_of(reading)
    section = outlined(topic)
    items = {i.items for i in reading.items}
    item = next(iter(items))[0] if len(items) == 1 and not section else None
    measure = Measure(item, section.name if section else topic, reading.text)
    ask = Ask("outline" if section else "quote", (measure,), entities, periods[:1])
    return Plan(
        "filings", (ask,), entities, as_of, text=True, premise=_premises(reading.clauses, entities), notes=notes
    )


def topic_of(reading: Reading) -> str:
    """The question without its companies and periods; a day, or a month, is a part of what happened."""
    text = reading.text
    spans = [(m.start, m.end) for m in reading.mentions] + [
        (m.start, m.end) for m in reading.periods if not any(p.end for p in m.periods)
    ]
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return " ".join(text.split())


def _premises(clauses: Sequence[Clause], entities: tuple[Company, ...]) -> tuple[Ask, ...]:
    """The changes that a question takes for granted ("why did sales double?"), to be checked against the record."""
    for clause in clauses:
        form = Form(clause, Memory(entities))
        if form.claim and clause.items and not any(clause.says(w) for w in ("if", "may", "might", "could", "would")):
            pair = pairs_of(clause, Memory(entities))[0]
            return (Ask("change", form.measures[:1], entities[:1], pair, claim=form.claim),)
    return ()
