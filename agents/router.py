"""Turn a question into a plan: which companies, which periods, which line items, what is to be done with them.

Everything is resolved once, here, by code, and locked. Every word of a figure question must be accounted for: what is
left over has to name a segment, product, region or concept of the company's own, or the question is refused later. A
question that no record can answer (advice, forecasts, general knowledge) is refused at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from muniment.agents.asks import Memory, make_asks, measure_of, two_periods
from muniment.agents.clauses import Clause, blank, fold_same_length, plain, read
from muniment.agents.directory import Directory, Mention
from muniment.agents.item_words import mend
from muniment.agents.operation_words import asks_advice, asks_future, asks_text, claim_of
from muniment.common_words import COMMON
from muniment.errors import Abstention
from muniment.records import Ask, Company, Measure, Plan


def route(
    question: str,
    directory: Directory,
    as_of: date | None = None,
    own_words: Callable[[Company], Iterable[str]] = lambda _: (),
) -> Plan:
    """Make the plan for a question about filings.

    Args:
        question: as typed.
        directory: the companies that can be named.
        as_of: answer with what was filed by that day.
        own_words: the words that a company uses for its own items and members, which are never taken for typing errors.

    Raises:
        BadInput: the question cannot be read.
        Abstention: `out_of_domain`, `unknown_entity` or `ambiguous_entity`.
    """
    text = plain(question)
    folded = fold_same_length(text)
    refuse_advice(folded)
    mentions = directory.find(text)
    clauses = read(text, folded, mentions)
    entities = companies_of(mentions, clauses, directory, text)
    clauses = mended(text, folded, mentions, clauses, own_words, entities)
    refuse_forecast(folded)
    figure = any(c.items or c.left or any(o.kind == "profitable" for o in c.operations) for c in clauses)
    if asks_text(folded) or not figure:
        return text_plan(text, folded, mentions, clauses, entities, as_of)
    if not entities:
        _refuse_without_company(clauses, folded)
    asks = make_asks(clauses, Memory(entities))
    return Plan("filings", asks, entities, as_of)


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


def companies_of(
    mentions: list[Mention], clauses: list[Clause], directory: Directory, text: str
) -> tuple[Company, ...]:
    """The companies named, each once; a misspelt one is mended when nothing else names a company."""
    if not mentions:
        for clause in clauses:
            found = next((m for run in clause.left for m in _guesses(run, directory)), None)
            if found is not None:
                mentions.append(found)
                clause.entities.append(found)
                clause.left = [part for run in clause.left for part in _without(run, found)]
                break
    for mention in mentions:
        if len(mention.companies) > 1:
            names = "; ".join(
                f"{c.called} ({', '.join(c.tickers) or 'CIK ' + str(c.cik)})" for c in mention.companies[:6]
            )
            raise Abstention(
                "ambiguous_entity",
                f"“{text[mention.start : mention.end]}” may be: {names}. Name one by its ticker or CIK.",
            )
        if not mention.companies:
            raise Abstention("unknown_entity", f"No company on record has {text[mention.start : mention.end]}.")
    return tuple({m.companies[0].cik: m.companies[0] for m in sorted(mentions, key=lambda m: m.start)}.values())


def _guesses(run: tuple[str, int, int], directory: Directory) -> Iterator[Mention]:
    """The companies that a run of unknown words may name: by a part of a name, or with a typing error mended."""
    text, start, _ = run
    for match in re.finditer(r"[A-Z][\w&.-]*(?:\s+[A-Z][\w&.-]*)*", text):
        found = directory.candidates(re.sub(r"'s$", "", match.group()))
        if found:
            yield Mention(start + match.start(), start + match.end(), found, guessed=True)
    for match in re.finditer(r"[^\W_]+(?:'s)?", text):
        found = directory.guess(match.group().removesuffix("'s"))
        if found:
            yield Mention(start + match.start(), start + match.end(), found, guessed=True)


def _without(run: tuple[str, int, int], mention: Mention) -> list[tuple[str, int, int]]:
    """What is left of a run of words without the stretch that names a company."""
    text, start, end = run
    if not start <= mention.start < end:
        return [run]
    parts = ((text[: mention.start - start], start), (text[mention.end - start :], mention.end))
    return [(p.strip(), at + len(p) - len(p.lstrip()), at + len(p.rstrip())) for p, at in parts if p.strip(" '")]


def mended(
    text: str,
    folded: str,
    mentions: list[Mention],
    clauses: list[Clause],
    own_words: Callable[[Company], Iterable[str]],
    entities: tuple[Company, ...],
) -> list[Clause]:
    """The clauses, read again with typing errors mended where words are left over."""
    if not any(c.left for c in clauses):
        return clauses
    own = {w for e in entities for w in own_words(e)}
    fixed = text
    for clause in clauses:
        for run, start, _ in clause.left:
            for match in re.finditer(r"[A-Za-z]+", run):
                mended = None if match.group()[:1].isupper() and start > 0 else mend(match.group(), own)
                if mended:
                    at = start + match.start()
                    fixed = (
                        fixed[:at]
                        + mended.ljust(len(match.group()))[: max(len(match.group()), len(mended))]
                        + fixed[at + len(match.group()) :]
                    )
                    if len(fixed) != len(text):
                        return _again(fixed, mentions, text, at, own_words, entities)
    return read(fixed, fold_same_length(fixed), mentions) if fixed != text else clauses


def _again(
    fixed: str,
    mentions: list[Mention],
    text: str,
    at: int,
    own_words: Callable[[Company], Iterable[str]],
    entities: tuple[Company, ...],
) -> list[Clause]:
    """Mending made the text longer or shorter: places after it move."""
    moved = len(fixed) - len(text)
    shifted = [m if m.start < at else Mention(m.start + moved, m.end + moved, m.companies, m.guessed) for m in mentions]
    folded = fold_same_length(fixed)
    return mended(fixed, folded, shifted, read(fixed, folded, shifted), own_words, entities)


def _refuse_without_company(clauses: list[Clause], folded: str) -> None:
    left = [run for c in clauses for run, _, _ in c.left]
    named = [run for run in left if run[:1].isupper() and run.lower() not in COMMON]
    if named and (any(c.items for c in clauses) or asks_text(folded)):
        raise Abstention(
            "unknown_entity",
            f"No company on record is called “{named[0]}”. Try its ticker or CIK, or fetch it first: muniment fetch.",
        )
    if any(c.items for c in clauses) and not left:
        raise Abstention("unknown_entity", "Which company? The question names none.")
    raise Abstention("out_of_domain", "The question names no company and nothing that filings report.")


def text_plan(
    text: str,
    folded: str,
    mentions: list[Mention],
    clauses: list[Clause],
    entities: tuple[Company, ...],
    as_of: date | None,
) -> Plan:
    """The plan of a question that a passage answers."""
    if not entities:
        _refuse_without_company(clauses, folded)
    if not asks_text(folded) and not any(c.left or c.operations for c in clauses):
        raise Abstention(
            "insufficient_evidence", f"What should be told about {entities[0].called}? Name a figure or a subject."
        )
    periods = tuple(p for c in clauses for m in c.periods for p in m.periods if m.relation in ("at", "range"))
    claims = _premises(clauses, entities)
    periods_named = [m for c in clauses for m in c.periods]
    topic = re.sub(r"[\s\x00]+", " ", blank(blank(text, mentions), periods_named)).strip()
    ask = Ask("quote", (Measure(None, topic, text),), entities, periods[:1])
    return Plan("filings", (ask,), entities, as_of, text=True, premise=claims)


def _premises(clauses: list[Clause], entities: tuple[Company, ...]) -> tuple[Ask, ...]:
    """The changes that a question takes for granted ("why did sales double?"), to be checked against the record."""
    found = []
    for clause in clauses:
        for operation in clause.operations:
            claim = claim_of(operation.word)
            if operation.kind in ("change", "percent_change") and claim and clause.items:
                measures = (measure_of(clause, clause.items[0]),)
                if re.search(r"\b(?:if|may|might|could|would)\b", clause.text):
                    continue
                new, old = two_periods(clause, Memory())
                found.append(Ask("change", measures, entities[:1], (new, old), claim=claim))
    return tuple(found[:1])
