"""The graph as LangGraph's own tools open it: `langgraph dev` and Studio, by `langgraph.json`."""

from __future__ import annotations

from muniment.agent import Agent
from muniment.graphs.building import Graph


def graph() -> Graph:
    """The compiled graph of an agent with this machine's settings; they bring a checkpointer of their own."""
    return Agent().graph
