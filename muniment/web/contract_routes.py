"""Contracts and policies of the library: sheets, what somebody says of their fields, deadlines, duties."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import HTMLResponse, Response
from pydantic import BeforeValidator

from muniment.agent import Agent
from muniment.learning.certified import least_chance
from muniment.library.contract_views import about_comparison, about_deadlines, about_duty, about_sheet, sheet_table
from muniment.library.reviewing import Said
from muniment.library.table_file import table_file
from muniment.tools.contracts.schedule import moved
from muniment.tools.documents.inert_page import POLICY
from muniment.web.bodies import ComparisonOut, DeadlinesOut, DutyOut, ReviewIn, SheetOut
from muniment.web.record_pages import place_page


def _day(text: str) -> date:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text) is None:
        raise ValueError("a day is written YYYY-MM-DD")
    return date.fromisoformat(text)


Day = Annotated[date, BeforeValidator(_day)]
OfCollection = Annotated[str | None, Query(max_length=100, description="only of this collection")]
Named = Annotated[str, Path(min_length=1, max_length=255)]
KINDS = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def contract_routes(agent: Agent) -> APIRouter:
    """`/library/sheets` and what is beside it."""
    router = APIRouter(prefix="/library")

    def least() -> float:
        return least_chance("clause", agent.settings.risk)

    @router.get("/sheets", summary="What each contract states: parties, dates, renewal, notice, law, limits")
    def list_sheets(collection: OfCollection = None) -> list[SheetOut]:
        return [SheetOut.model_validate(about_sheet(s)) for s in agent.library.sheets(collection, least())]

    @router.get(
        "/sheets/table",
        summary="The same as a file for a spreadsheet",
        response_class=Response,
        responses={200: {"content": {kind: {} for kind in KINDS.values()}}},
    )
    def show_table(format: Literal["csv", "xlsx"] = "csv", collection: OfCollection = None) -> Response:
        content = table_file(f".{format}", sheet_table(agent.library.sheets(collection, least())))
        named = {"Content-Disposition": f'attachment; filename="contracts.{format}"'}
        return Response(content, media_type=KINDS[format], headers=named)

    @router.get("/deadlines", summary="When contracts end, are renewed, and must be given notice of")
    def list_deadlines(
        since: Annotated[Day | None, Query(description="from this day on; from today where it is not given")] = None,
        until: Annotated[Day | None, Query(description="up to this day; for a year where it is not given")] = None,
        collection: OfCollection = None,
    ) -> DeadlinesOut:
        first = since or datetime.now(UTC).date()
        last = until or moved(first, "P1Y")
        return DeadlinesOut.model_validate(about_deadlines(agent.library.deadlines(first, last, collection, least())))

    @router.get("/compare", summary="How a contract or a policy differs from another one, or from its earlier version")
    def compare(
        document: Annotated[str, Query(min_length=1, max_length=255, description="its file's name")],
        other: Annotated[str, Query(max_length=255, description="the other's; its earlier version without")] = "",
        since: Annotated[Day | None, Query(description="the earlier version is that of this day")] = None,
        collection: OfCollection = None,
    ) -> ComparisonOut:
        found = agent.library.compare(document, other, collection, since, least())
        return ComparisonOut.model_validate(about_comparison(found))

    @router.get("/duties", summary="Who must, should, may or must not do what, by the policies")
    def list_duties(
        collection: OfCollection = None,
        as_of: Annotated[Day | None, Query(description="by the policies in force on this day")] = None,
        applying: Annotated[
            str, Query(max_length=100, description="without policies that say they do not apply to these")
        ] = "",
    ) -> list[DutyOut]:
        return [DutyOut.model_validate(about_duty(d)) for d in agent.library.duties(collection, as_of, applying)]

    @router.put(
        "/{collection}/{name}/fields/{field}",
        summary="Confirm a field of a contract's sheet, or correct it; kept as a lesson",
    )
    def review_field(collection: Named, name: Named, field: Named, body: ReviewIn) -> SheetOut:
        said: Said = "holds" if body.is_stated else "absent"
        sheet = agent.library.review(collection, name, field, body.value, body.words, least(), said)
        return SheetOut.model_validate(about_sheet(sheet))

    @router.delete("/{collection}/{name}/fields/{field}", summary="Take back what was said of a field")
    def take_back_field(collection: Named, name: Named, field: Named) -> SheetOut:
        sheet = agent.library.review(collection, name, field, least=least(), said="nothing")
        return SheetOut.model_validate(about_sheet(sheet))

    @router.get(
        "/{collection}/{name}/pages/{number}",
        summary="A page of a document, with some of its characters lit",
        response_class=HTMLResponse,
    )
    def show_place(
        collection: Named,
        name: Named,
        number: Annotated[int, Path(ge=1, le=100_000)],
        start: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
        end: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    ) -> HTMLResponse:
        shown = place_page(agent, collection, name, number, start, end)
        return HTMLResponse(shown, headers={"Content-Security-Policy": POLICY})

    return router
