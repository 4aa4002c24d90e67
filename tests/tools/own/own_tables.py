"""Tables of a caller's own records, with Apple's figures in them, for the tests of what is found in them."""

from __future__ import annotations

from decimal import Decimal

from muniment.records import Record, Table
from muniment.tools.own.program_ranker import Ranked
from muniment.tools.own.record_cells import Cell, cells
from muniment.tools.own.record_programs import Proposal, Shape

STATEMENT = Record(
    "statement",
    "The audit fee was $29.9 million in 2024. Services rose because of advertising and cloud services.",
    "Apple",
    (
        Table(
            (
                ("", "2024", "2023", "2022"),
                ("", "$m", "$m", "$m"),
                ("Net sales", "391,035", "383,285", "394,328"),
                ("Cost of sales", "210,352", "214,137", "223,546"),
                ("Net income", "93,736", "96,995", "99,803"),
                ("Other income", "269", "(565)", "(334)"),
                ("Gross margin", "46.2%", "44.1%", "43.3%"),
            )
        ),
    ),
)
EVERY = cells([STATEMENT])
BUDGET = cells(
    [
        Record(
            "budget", "", "Budget", (Table((("", "Budget 2024", "Actual 2024"), ("Rent", "1200", "1350"), ("Power", "300", "280"))),)
        )
    ]
)  # fmt: skip


def row(name: str, every: list[Cell] = EVERY) -> list[Cell]:
    """The cells of a row, from the left."""
    return [c for c in every if c.row_name == name]


def proposed(shape: Shape, *chosen: Cell, chance: float = 1.0) -> Ranked:
    return Ranked(Proposal(shape, chosen), chance)


def told(found: tuple[Cell, ...]) -> list[tuple[int, Decimal]]:
    """Years and values of cells; money in millions."""
    return [(c.years[0], c.value if c.unit == "pure" else c.value / 1_000_000) for c in found]
