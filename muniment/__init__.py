"""Muniment: agents that answer from records, on your own machine, and prove every figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from muniment.errors import MunimentError
from muniment.records import Answer, Citation, Record, Value

if TYPE_CHECKING:
    from muniment.agent import Agent

__all__ = ["Agent", "Answer", "Citation", "MunimentError", "Record", "Value"]


def __getattr__(name: str) -> Any:
    # Agent pulls in langgraph and SQLAlchemy (0.9 s); `import muniment` alone stays light.
    if name == "Agent":
        from muniment.agent import Agent

        return Agent
    raise AttributeError(f"module 'muniment' has no attribute {name!r}")
