"""The library: documents sent, listed, searched and deleted."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import anyio.to_thread
from fastapi import APIRouter, Path, Query, Request

from muniment.agent import Agent
from muniment.errors import Unknown
from muniment.store.sessions import NAME
from muniment.web.bodies import AddedOut, DeletedOut, DocumentOut, HitsOut, TouchedOut

Named = Annotated[str, Path(min_length=1, max_length=100)]
Kept = Annotated[str, Path(min_length=1, max_length=100, pattern=NAME)]
File = Annotated[str, Path(min_length=1, max_length=255, pattern=NAME)]


def library_routes(agent: Agent) -> APIRouter:
    """`/library`."""
    router = APIRouter(prefix="/library")

    @router.get("", summary="The documents of the library, and why one could not be read")
    def list_documents(
        collection: Annotated[str | None, Query(max_length=100, description="only this one")] = None,
    ) -> list[DocumentOut]:
        return [DocumentOut.model_validate(d.about()) for d in agent.library.list(collection)]

    @router.get("/touched", summary="Kept answers that rest on a version of a document that was replaced")
    def list_touched(
        collection: Annotated[str | None, Query(max_length=100, description="only of this one")] = None,
    ) -> list[TouchedOut]:
        return [TouchedOut.model_validate(asdict(t)) for t in agent.library.touched(collection)]

    @router.get("/search", summary="The pages that speak of what is asked, the best first")
    def search_documents(
        query: Annotated[str, Query(min_length=1, max_length=2000)],
        collection: Annotated[str | None, Query(max_length=100, description="only in this one")] = None,
        limit: Annotated[int, Query(ge=1, le=100)] = 10,
    ) -> HitsOut:
        hits = agent.library.search(query, collection, limit)
        return HitsOut.model_validate({"hits": [h.about() for h in hits]})

    @router.put(
        "/{collection}/{name}",
        summary="Add a document: the body is its bytes",
        openapi_extra={"requestBody": {"content": {"application/octet-stream": {"schema": {"type": "string"}}}}},
    )
    async def add_document(collection: Kept, name: File, request: Request) -> AddedOut:
        content = await request.body()
        added = await anyio.to_thread.run_sync(lambda: agent.library.add_content(content, name, collection))
        return AddedOut(document=added.path.rpartition("/")[2], state=added.state, why=added.why, figures=added.facts)

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
