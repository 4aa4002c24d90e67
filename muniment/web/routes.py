"""The native HTTP routes, under `/v1`: one file a noun. What is asked goes through the gate."""

from __future__ import annotations

from fastapi import APIRouter

from muniment.agent import Agent
from muniment.web.ask_routes import ask_routes
from muniment.web.contract_routes import contract_routes
from muniment.web.faults import PROBLEMS
from muniment.web.library_routes import library_routes
from muniment.web.record_routes import record_routes
from muniment.web.run_routes import run_routes
from muniment.web.session_routes import session_routes
from muniment.web.streaming import Asking


def routes(agent: Agent, asking: Asking) -> APIRouter:
    """The routes.

    Args:
        agent: answers.
        asking: the way to it.
    """
    router = APIRouter(prefix="/v1", responses=PROBLEMS)
    for nouns in (
        ask_routes(agent, asking),
        session_routes(agent),
        run_routes(agent, asking),
        record_routes(agent),
        library_routes(agent),
        contract_routes(agent),
    ):
        router.include_router(nouns)
    return router
