"""Results that say nothing, or cannot be: a share of zero or of a loss, a gross margin above 100 %, negative sales.

What is merely unusual is told as it was filed: a company may lose more than it sells.
"""

from __future__ import annotations

from muniment.errors import Abstention
from muniment.records import Figure
from muniment.wording import possessive

_WITHIN_ITS_WHOLE = frozenset({"gross_margin"})
"""Ratios of a part to its whole, which cannot be more than all of it."""


def refuse_a_share_of_nothing(under: Figure, what: str = "share of it") -> None:
    """Refuse a quotient that is to be ranked, or has a name, where the divisor is nothing, or a loss.

    Args:
        under: what is divided by.
        what: the quotient, in words.

    Raises:
        Abstention: `insufficient_evidence`.
    """
    refuse_a_share_of_zero(under)
    if under.value < 0:
        raise Abstention(
            "insufficient_evidence",
            f"{possessive(under.entity)} {under.label} was negative in {under.fiscal} ({under.value:,} {under.unit}), so that a {what} says nothing.",
        )


def refuse_a_share_of_zero(under: Figure) -> None:
    """Refuse to divide by nothing; what is divided by a loss is told, and said to be one.

    Raises:
        Abstention: `insufficient_evidence`.
    """
    if under.value == 0:
        raise Abstention(
            "insufficient_evidence",
            f"{possessive(under.entity)} {under.label} was zero in {under.fiscal}, and nothing can be a share of zero.",
        )


def refuse_implausible(figure: Figure) -> None:
    """Refuse a figure that cannot be what it is called.

    Raises:
        Abstention: `insufficient_evidence`.
    """
    whole = figure.fact is None or not figure.fact.dimensions
    negative_sales = figure.item == "net_sales" and figure.value < 0 and whole
    if negative_sales or (figure.item in _WITHIN_ITS_WHOLE and figure.value > 1):
        raise Abstention(
            "insufficient_evidence",
            f"{possessive(figure.entity)} {figure.label} on record for {figure.fiscal} cannot be right ({figure.value:,} {figure.unit}); see the filing itself.",
        )
