"""How figures, periods and changes are said in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from muniment.agents.amounts import show, show_date, show_multiple, show_percent
from muniment.items.line_items import line_items
from muniment.records import Ask, Company, Figure, Measure
from muniment.wording import display_name, possessive

_SPANS = {
    "Q1": "first quarter",
    "Q2": "second quarter",
    "Q3": "third quarter",
    "Q4": "fourth quarter",
    "H1": "first half",
    "H2": "second half",
    "9M": "first nine months",
    "TTM": "trailing twelve months",
    "TP": "transition period",
}
_LOSSES = {
    "net_income": "net loss",
    "operating_income": "operating loss",
    "pretax_income": "loss before income taxes",
    "income_continuing_operations": "loss from continuing operations",
    "gross_profit": "gross loss",
    "eps_basic": "basic loss per share",
    "eps_diluted": "diluted loss per share",
    "shareholders_equity": "shareholders' deficit",
    "equity_including_noncontrolling": "total shareholders' deficit",
    "retained_earnings": "accumulated deficit",
    "accumulated_oci": "accumulated other comprehensive loss",
    "operating_cash_flow": "net cash used in operating activities",
    "investing_cash_flow": "net cash used in investing activities",
    "financing_cash_flow": "net cash used in financing activities",
    "change_in_cash": "net decrease in cash",
}
"""What the items that may be below zero are called when they are."""
_WHEN_ASKED = frozenset(
    """shareholders_equity equity_including_noncontrolling retained_earnings accumulated_oci operating_cash_flow investing_cash_flow
    financing_cash_flow change_in_cash""".split()
)
"""Items that are called so only where the question does."""


def fiscal_name(fiscal: str) -> str:
    """`FY2024` as `fiscal 2024`, `Q3 FY2024` as `the third quarter of fiscal 2024`."""
    spans, _, year = fiscal.rpartition("FY")
    named = [_SPANS[s] for s in spans.split()]
    return f"the {' to the '.join(named)} of fiscal {year}" if named else f"fiscal {year}"


def when(figure: Figure) -> str:
    """The period of a figure as a sentence says it."""
    if not figure.fiscal:
        return ""
    spans = figure.fiscal.rpartition("FY")[0].split()
    name = fiscal_name(figure.fiscal)
    if figure.end is None:
        return f"in {name}"
    if spans[:1] == ["TTM"]:
        return f"in the twelve months ended {show_date(figure.end)} (trailing, fiscal {figure.fiscal[-4:]})"
    if figure.start is None:
        return f"at {show_date(figure.end)} (end of {name})"
    return f"in {name} ({'ended' if spans else 'year ended'} {show_date(figure.end)})"


def years_told(figures: Sequence[Figure]) -> str:
    """`fiscal 2021, 2022 and 2023` for whole years; else each period by its name."""
    names = list(dict.fromkeys(f.fiscal for f in figures))
    if all(n.startswith("FY") for n in names) and len(names) > 1:
        return f"fiscal {listed(n[2:] for n in names)}"
    return listed(fiscal_name(n) for n in names)


def listed(words: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    each = list(words)
    return each[0] if len(each) == 1 else f"{', '.join(each[:-1])} and {each[-1]}" if each else ""


def shown_value(figure: Figure) -> str:
    """A figure's value as the answer shows it."""
    return shown_as(figure, figure.value)


def shown_as(figure: Figure, value: Decimal) -> str:
    """A value in a figure's own unit as the answer shows it."""
    if figure.unit == "pure":
        item = line_items().get(figure.item)
        return show_percent(value) if item is None or item.percent else show_multiple(value)
    told = show(value, figure.unit)
    return told.removesuffix(" per share") if "per share" in figure.label else told


def shown_difference(value: Decimal, figure: Figure) -> str:
    """The difference of two figures: of percentages in percentage points."""
    if figure.unit == "pure":
        item = line_items().get(figure.item)
        if item is None or item.percent:
            return f"{show_percent(value).removesuffix('%')} percentage points"
        return show_multiple(value)
    return show(value, figure.unit)


def owned(entity: str, label: str) -> str:
    """`Apple Inc.'s net sales`; the label alone where nobody is named: a figure of the only record given."""
    return f"{possessive(display_name(entity))} {label}" if entity else label


def is_plural(figure: Figure, label: str = "") -> bool:
    """Whether a figure's name is a plural."""
    item = line_items().get(figure.item)
    name = label or figure.label
    if item and name == figure.label:
        return item.plural
    return name.endswith("s") and not name.endswith(("ss", "us")) and name not in _LOSSES.values()


def was(figure: Figure, label: str = "") -> str:
    """`was` or `were`."""
    return "were" if is_plural(figure, label) else "was"


def as_loss(measure: Measure | None, figures: Sequence[Figure]) -> str:
    """What a loss is called, where the figures are told as losses: asked so, or losses all of them; else empty."""
    name = _LOSSES.get(figures[0].item, "")
    if not name:
        return ""
    asked = measure is not None and measure.loss
    return name if asked or (all(f.value < 0 for f in figures) and figures[0].item not in _WHEN_ASKED) else ""


def loss_name(item: str) -> str:
    """What an item is called when it is a loss."""
    return _LOSSES.get(item, "")


def named(companies: Iterable[Company | str]) -> str:
    """The companies by name, each once."""
    return listed(dict.fromkeys(c.called if isinstance(c, Company) else display_name(c) for c in companies))


def claim_told(ask: Ask, figure: Figure) -> str:
    """What an ask claims of each of its things: `above $100 billion`, `up on the year before`."""
    if ask.of in ("change", "percent_change") and not ask.threshold:
        return "higher than the year before" if ask.claim in ("more", "up") else "lower than the year before"
    side = "above" if ask.claim in ("more", "up") else "below"
    limit = ask.threshold or Decimal(0)
    if ask.of == "percent_change" or ask.of == "ratio":
        return f"{side} {show_percent(limit)}"
    if not limit:
        return "positive" if side == "above" else "negative"
    return f"{side} {round_amount(figure, limit)}"


def round_amount(figure: Figure, limit: Decimal) -> str:
    """An amount of a question: `$100 billion` where it is so round, else as figures are shown."""
    if figure.unit.isupper() and limit and limit % 10**9 == 0:
        return show(limit / 1000, figure.unit).replace("million", "billion")
    return shown_as(figure, limit)


def without_gaps(text: str) -> str:
    """Without the gap that a figure of no named period leaves."""
    while "  " in text or " ." in text:
        text = text.replace("  ", " ").replace(" .", ".")
    return text


def rounded(value: Decimal, unit: str) -> str:
    """A computed value as it is shown: whole units, cents a share, hundredths of a per cent."""
    if unit == "pure":
        return show_percent(value)
    places = Decimal("0.01") if unit.endswith("/shares") or abs(value) < 1000 else Decimal(1)
    return show(value.quantize(places), unit)
