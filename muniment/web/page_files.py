"""Where the page's own files are."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

PAGE = Path(str(files("muniment.data"))) / "page"
