"""The library: documents sent, listed, searched and deleted."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Annotated

import anyio.to_thread
from fastapi import APIRouter, Path, Query, Request
from pydantic import BeforeValidator

from muniment.agent import Agent
from muniment.errors import Unknown
from muniment.learning.certified import least_chance
from muniment.library.contract_views import about_deadlines, about_duty, about_sheet
from muniment.tools.contracts.schedule import moved
from muniment.web.bodies import AddedOut, DeadlinesOut, DeletedOut, DocumentOut, DutyOut, HitsOut, SheetOut


def _day(text: str) -> date:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text) is None:
        raise ValueError("a day is written YYYY-MM-DD")
    return date.fromisoformat(text)


Day = Annotated[date, BeforeValidator(_day)]
OfCollection = Annotated[str | None, Query(max_length=100, description="only of this collection")]
Named = Annotated[str, Path(min_length=1, max_length=100)]


def library_routes(agent: Agent) -> APIRouter:
    """`/library`."""
    router = APIRouter(prefix="/library")

    @router.get("", summary="The documents of the library, and why one could not be read")
    def list_documents(
        collection: Annotated[str | None, Query(max_length=100, description="only this one")] = None,
    ) -> list[DocumentOut]:
        return [DocumentOut.model_validate(d.about()) for d in agent.library.list(collection)]

    @router.get("/search", summary="The pages that speak of what is asked, the best first")
    def search_documents(
        query: Annotated[str, Query(min_length=1, max_length=2000)],
        collection: Annotated[str | None, Query(max_length=100, description="only in this one")] = None,
        limit: Annotated[int, Query(ge=1, le=100)] = 10,
    ) -> HitsOut:
        hits = agent.library.search(query, collection, limit)
        return HitsOut.model_validate({"hits": [h.about() for h in hits]})

    @router.get("/sheets", summary="What each contract states: parties, dates, renewal, notice, law, limits")
    def list_sheets(collection: OfCollection = None) -> list[SheetOut]:
        found = agent.library.sheets(collection, least_chance("clause", agent.settings.risk))
        return [SheetOut.model_validate(about_sheet(s)) for s in found]

    @router.get("/deadlines", summary="When contracts end, are renewed, and must be given notice of")
    def list_deadlines(
        since: Annotated[Day | None, Query(description="from this day on; from today where it is not given")] = None,
        until: Annotated[Day | None, Query(description="up to this day; for a year where it is not given")] = None,
        collection: OfCollection = None,
    ) -> DeadlinesOut:
        first = since or datetime.now(UTC).date()
        last = until or moved(first, "P1Y")
        found = agent.library.deadlines(first, last, collection, least_chance("clause", agent.settings.risk))
        return DeadlinesOut.model_validate(about_deadlines(found))

    @router.get("/duties", summary="Who must, should, may or must not do what, by the policies")
    def list_duties(
        collection: OfCollection = None,
        as_of: Annotated[Day | None, Query(description="by the policies in force on this day")] = None,
    ) -> list[DutyOut]:
        return [DutyOut.model_validate(about_duty(d)) for d in agent.library.duties(collection, as_of)]

    @router.put(
        "/{collection}/{name}",
        summary="Add a document: the body is its bytes",
        openapi_extra={"requestBody": {"content": {"application/octet-stream": {"schema": {"type": "string"}}}}},
    )
    async def add_document(
        collection: Named, name: Annotated[str, Path(min_length=1, max_length=255)], request: Request
    ) -> AddedOut:
        content = await request.body()
        added = await anyio.to_thread.run_sync(lambda: agent.library.add_content(content, name, collection))
        return AddedOut(document=name, state=added.state, why=added.why, figures=added.facts)

    @router.delete("/{collection}/{name}", summary="Delete a document for good; what was deleted")
    def remove_document(
        collection: Named, name: Annotated[str, Path(min_length=1, max_length=255)]
    ) -> list[DeletedOut]:
        paths = [d.path for d in agent.library.list(collection) if d.name == name]
        if not paths:
            raise Unknown(f"{collection} has no document called {name}")
        receipts = agent.library.remove(collection, paths)
        return [DeletedOut(document=name, sha256=list(r.sha256), pages=r.pages, figures=r.figures) for r in receipts]

    return router
