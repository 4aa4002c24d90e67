"""The page's own files, which are open to everybody: they show nobody's records."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

_PAGE = Path(str(files("muniment.data"))) / "page"


def show_page(app: FastAPI) -> None:
    """Let an application show the page at its root, where it was built."""
    if _PAGE.is_dir():
        app.mount("/page", StaticFiles(directory=_PAGE))

        @app.get("/", include_in_schema=False)
        def page() -> FileResponse:
            return FileResponse(_PAGE / "index.html")
