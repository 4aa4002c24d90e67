"""Exact facts from the inline XBRL of a filing's own document.

Follows Inline XBRL 1.1 (transformations, scale, sign, nil) and the consistency rule for duplicate facts of the XBRL
Duplicates working group note: values agree when they are equal after rounding to the coarser `decimals`. A fact that
cannot be read exactly, or whose duplicates disagree, is flagged and not used.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Context as Arithmetic
from decimal import Decimal, InvalidOperation

from muniment.records import Fact, Filing
from muniment.tools.documents.document import Document, RawFact

EXACT = Arithmetic(prec=80)
_WORDS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen".split()
    )
} | {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_STATEMENTS: tuple[tuple[tuple[str, ...], ...], ...] = (
    (
        ("NetIncomeLoss", "ProfitLoss", "NetIncomeLossAvailableToCommonStockholdersBasic"),
        ("IncomeTaxExpenseBenefit", "IncomeTaxExpenseContinuingOperations"),
        (
            "EarningsPerShareBasic",
            "EarningsPerShareDiluted",
            "EarningsPerShareBasicAndDiluted",
            "BasicEarningsLossPerShare",
        ),
    ),
    (("Assets",), ("LiabilitiesAndStockholdersEquity", "EquityAndLiabilities")),
    (
        (
            "NetCashProvidedByUsedInOperatingActivities",
            "CashFlowsFromUsedInOperatingActivities",
            "NetCashProvidedByUsedInOperatingActivitiesContinuingOperations",
        ),
        (
            "NetCashProvidedByUsedInFinancingActivities",
            "CashFlowsFromUsedInFinancingActivities",
            "NetCashProvidedByUsedInFinancingActivitiesContinuingOperations",
        ),
    ),
)
_ZERO = frozenset({"zerodash", "fixedzero", "numdash"})


@dataclass(frozen=True, slots=True)
class Flagged:
    """A fact that is not used, and why."""

    concept: str
    element: str
    why: str


def read_facts(document: Document, filing: Filing) -> tuple[list[Fact], list[Flagged]]:
    """Read every numeric fact of a document.

    Returns:
        The facts in document order, one for each concept, period, unit and dimensions, and those flagged.
    """
    flagged: list[Flagged] = []
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    focus = document.labels.get("DocumentFiscalYearFocus", "")
    year = int(focus) if re.fullmatch(r"(19|20)\d\d", focus) else None
    for raw in document.facts:
        try:
            fact = _fact(raw, document, filing, year)
        except (ValueError, InvalidOperation, KeyError) as error:
            flagged.append(Flagged(raw.name, raw.element, str(error) or type(error).__name__))
            continue
        if fact is not None:
            groups[(fact.concept, fact.unit, fact.start, fact.end, fact.dimensions)].append(fact)
    facts: list[Fact] = []
    faces = _faces(document.facts)
    for same in groups.values():
        best = most_precise(same)
        if best is None:
            values = ", ".join(sorted({f"{f.value:f}" for f in same}))
            flagged.append(Flagged(same[0].concept, same[0].element or "", f"duplicates disagree: {values}"))
        else:
            facts.append(replace(best, face=any(f.element in faces for f in same)))
    return facts, flagged


def _faces(raw: Iterable[RawFact]) -> set[str]:
    """The elements that stand in a primary statement: a table that holds all the totals such a statement must have."""
    tables: dict[int, dict[str, str]] = defaultdict(dict)
    for fact in raw:
        if fact.table is not None and fact.element:
            tables[fact.table][fact.element] = fact.name.rsplit(":", 1)[-1]
    return {
        e
        for named in tables.values()
        if any(_holds(set(named.values()), total) for total in _STATEMENTS)
        for e in named
    }


def _holds(names: set[str], totals: tuple[tuple[str, ...], ...]) -> bool:
    return all(any(name in names for name in alternatives) for alternatives in totals)


def most_precise(duplicates: Iterable[Fact]) -> Fact | None:
    """The most precise of facts that state the same thing; None when they disagree beyond rounding."""
    ranked = sorted(duplicates, key=lambda f: (-(f.decimals if f.decimals is not None else 99), not f.label))
    best = ranked[0]
    return best if all(_agree(best, other) for other in ranked[1:]) else None


def _agree(fine: Fact, coarse: Fact) -> bool:
    if fine.value == coarse.value:
        return True
    if coarse.decimals is None:
        return False
    unit = Decimal(1).scaleb(-coarse.decimals)
    return abs(fine.value - coarse.value) <= unit / 2


def _fact(raw: RawFact, document: Document, filing: Filing, year: int | None) -> Fact | None:
    if raw.nil:
        return None
    context = document.contexts[raw.context]
    if context.typed:
        return None
    row = document.blocks[raw.row] if raw.row is not None else None
    label = row.cells[0].text if row and row.cells and not re.match(r"[\d$(—–-]", row.cells[0].text) else ""
    return Fact(
        cik=filing.cik,
        concept=raw.name,
        value=read_number(raw.text, raw.format, raw.scale, raw.sign),
        unit=document.units[raw.unit],
        start=date.fromisoformat(context.start[:10]) if context.start else None,
        end=date.fromisoformat(context.end[:10]),
        decimals=int(raw.decimals) if re.fullmatch(r"-?\d{1,3}", raw.decimals) else None,
        dimensions=tuple(sorted(context.dimensions)),
        accession=filing.accession,
        form=filing.form,
        filed=filing.filed,
        fiscal_year_focus=year,
        element=raw.element or None,
        label=label[:200],
    )


def read_number(text: str, form: str = "", scale: str = "", sign: str = "") -> Decimal:
    """The exact value of an `ix:nonFraction`.

    Raises:
        ValueError: the text does not follow its transformation, or scale or sign is not one.
    """
    kind = form.rsplit(":", 1)[-1].replace("-", "").lower()
    digits = "".join(text.split()).replace("\u00a0", "")
    if kind in _ZERO:
        value = Decimal(0)
    elif kind == "numwordsen":
        value = _number_words(text)
    elif kind.startswith("numcommadecimal"):
        value = _plain(digits.replace(".", "").replace(",", "."))
    elif kind.startswith("numdotdecimal") or kind in ("", "numcomma", "numcommadot"):
        value = _plain(digits.replace(",", ""))
    else:
        raise ValueError(f"transformation {form} is not known")
    if scale and not re.fullmatch(r"[+-]?\d{1,2}", scale):
        raise ValueError(f"scale {scale} is not a power of ten")
    if sign not in ("", "-"):
        raise ValueError(f"sign {sign} is neither absent nor -")
    value = EXACT.scaleb(value, int(scale or 0))
    return EXACT.minus(value) if sign else value


def _plain(digits: str) -> Decimal:
    if not re.fullmatch(r"-?(\d{1,40}(\.\d{0,40})?|\.\d{1,40})", digits):
        raise ValueError(f"{digits[:40]!r} is not a number")
    return Decimal(digits)


def _number_words(text: str) -> Decimal:
    total = 0
    words = re.findall(r"[a-z]+", text.lower())
    if words in (["no"], ["none"], ["nil"]):
        return Decimal(0)
    group = 0
    for word in words:
        if word in _WORDS:
            group += _WORDS[word]
        elif word == "hundred":
            group *= 100
        elif word in ("thousand", "million", "billion"):
            total, group = total + group * 10 ** {"thousand": 3, "million": 6, "billion": 9}[word], 0
        elif word != "and":
            raise ValueError(f"{text[:40]!r} is not a number in words")
    if not words:
        raise ValueError("no number in words")
    return Decimal(total + group)
