"""A third party's domain in one file: tide tables, answered from records that a tool of its own brings.

Installed, it is found by its entry point, gets a lane in the graph, and answers with the proofs of the house.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from muniment.errors import Abstention
from muniment.plugins import Domain, Key
from muniment.records import Ask, Company, Fact, Figure, Found, Measure, Period, Plan, Resolved

PORTS = {"oslo": Decimal("1.12"), "bergen": Decimal("1.47"), "tromso": Decimal("2.89")}
"""Height of the highest tide of 2024 above chart datum, in metres."""


def port_in(question: str) -> str | None:
    """The port that a question names."""
    return next((port for port in PORTS if port in question.lower()), None)


def claims(question: str) -> float:
    """How surely a question is about tides."""
    return 0.9 if "tide" in question.lower() else 0.0


def plan(question: str, as_of: date | None) -> Plan:
    """Lock the port and the year."""
    port = port_in(question)
    if port is None:
        raise Abstention("unknown_entity", f"Tides are known for {', '.join(sorted(PORTS))}.")
    company = Company(0, port.capitalize())
    return Plan(
        "tides", (Ask("value", (Measure(None, "highest tide"),), (company,), (Period(2024),)),), (company,), as_of
    )


class LookUp:
    """Find the highest tide of a port in the tide table."""

    name = "look_up"
    adds: Key = "found"

    def __call__(self, plan: Plan) -> Found:
        """The figure for the plan's one ask."""
        (ask,) = plan.asks
        port = ask.entities[0].name
        height = PORTS[port.lower()]
        fact = Fact(
            0, "tides:HighestTide", height, "m", date(2024, 12, 31), accession="tide-table-2024", filed=date(2024, 1, 1)
        )
        figure = Figure(
            "", "highest tide", port, 0, "FY2024", height, "m", None, fact.end, fact, record="tide-table-2024"
        )
        return Found(asks=(Resolved(ask, (figure,)),))


domain = Domain("tides", "highest tides of Norwegian ports", (LookUp(),), claims, plan)
