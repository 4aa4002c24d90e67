"""The house: floors, exported names, packaging, files that hold one idea."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
import zipfile
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import muniment
from muniment.items.line_items import line_items

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("muniment", "agents", "tools", "graphs", "migrations")
# What may import what: doors → graphs → agents | tools → foundation.
FLOORS = {
    "agents": {"agents", "foundation"},
    "tools": {"tools", "foundation"},
    "graphs": {"graphs", "agents", "tools", "foundation"},
}
ROOMS = ("command", "items", "learning", "library", "models", "store", "web")
DOORS = {
    "__init__",
    "__main__",
    "agent",
    "runner",
    "asked",
    "chat",
    "command",
    "looking",
    "presenting",
    "proof",
    "studio",
    "web",
    "library",
    "learning.alone",
    "learning.clause_exam",
    "learning.drills",
    "learning.entailment_exam",
    "learning.exam_picture",
    "learning.examining",
    "learning.figure_lessons",
    "learning.marking",
    "learning.suites",
    "learning.table_lessons",
    "learning.tuning",
}
"""Rooms and modules of `muniment/` that may import every floor."""


def modules() -> Iterator[tuple[str, Path]]:
    for folder in FOLDERS:
        inside = (ROOT / folder).rglob("*.py")
        for file in sorted(inside):
            if folder != "muniment" or file.relative_to(ROOT / folder).parts[0] not in (*FOLDERS, "data"):
                yield folder, file


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def floor(module: str) -> str:
    parts = module.split(".")
    if len(parts) > 1 and parts[1] in ("agents", "tools", "graphs", "migrations"):
        return parts[1]
    inside = {".".join(parts[1:2]), ".".join(parts[1:3])} - {"__init__"}
    return "doors" if inside & DOORS else "foundation"


def test_imports_point_down_only() -> None:
    climbing = []
    for folder, file in modules():
        own = ".".join(("muniment", *file.relative_to(ROOT / folder).with_suffix("").parts))
        if folder == "migrations" or own == "muniment.__init__" or (folder == "muniment" and floor(own) == "doors"):
            continue
        allowed = FLOORS.get(folder, {"foundation", "migrations"})
        climbing += [
            f"{file.name} → {m}" for m in imports(file) if m.startswith("muniment") and floor(m) not in allowed
        ]
    assert climbing == []


def test_no_module_imports_itself_by_way_of_others() -> None:
    named = {
        ".".join(
            ("muniment", *file.relative_to(ROOT / ("muniment" if folder == "muniment" else "")).with_suffix("").parts)
        ): file
        for folder, file in modules()
    }
    arrows = TopologicalSorter({name: [m for m in imports(file) if m in named] for name, file in named.items()})
    circle: list[str] = []
    try:
        arrows.prepare()
    except CycleError as error:
        circle = error.args[1]
    assert circle == []


def test_no_room_has_more_than_25_modules() -> None:
    counts = Counter(file.parent for _, file in modules() if file.name != "__init__.py")
    assert {str(f): n for f, n in counts.items() if n > 25} == {}


@pytest.mark.parametrize(
    ("library", "places"),
    [
        ("langgraph", {"graphs"}),
        ("fastapi", {"web", "people"}),
        ("mcp", {"mcp_server.py"}),
        ("prompt_toolkit", {"terminal.py"}),
        ("llama_cpp", {"gguf.py"}),
        ("httpx", {"client.py", "remote_model.py", "openid.py"}),
        ("torch", {"ranker_tuning.py", "lora.py"}),
    ],
)
def test_library_is_imported_only_where_it_belongs(library: str, places: set[str]) -> None:
    users = {
        (folder, file.parent.name, file.name)
        for folder, file in modules()
        if any(m == library or m.startswith(library + ".") for m in imports(file))
    }
    assert all(places & set(user) for user in users)


def test_exported_members() -> None:
    assert muniment.__all__ == ["Agent", "Answer", "Citation", "MunimentError", "Record", "Value"]
    assert all(getattr(muniment, name) is not None for name in muniment.__all__)


def test_import_stays_light() -> None:
    code = "import sys, muniment; print([m for m in ('langgraph', 'llama_cpp', 'sqlalchemy', 'numpy', 'httpx') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_no_package_is_forgotten() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    found = {
        str(p.parent.relative_to(ROOT)).replace("/", ".")
        for f in FOLDERS
        for p in (ROOT / f).rglob("__init__.py")
        if not p.is_symlink()
    }
    found = {
        p if p.startswith("muniment") else f"muniment.{p}"
        for p in found
        if not p.startswith(tuple(f"muniment.{x}" for x in FOLDERS[1:]))
    }
    assert set(config["packages"]) == found
    assert all((ROOT / "muniment" / f).is_symlink() for f in FOLDERS[1:])


def test_every_dependency_says_why() -> None:
    lines = (ROOT / "pyproject.toml").read_text().split("dependencies = [")[1].split("\n]")[0].splitlines()
    assert all("#" in line for line in lines if line.strip())


def test_wheel_holds_the_whole_house(tmp_path: Path) -> None:
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "-qq",
            "--no-deps",
            "--no-build-isolation",
            "-w",
            str(tmp_path),
            str(ROOT),
        ],
        check=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "muniment/agent.py",
        "muniment/command/cli.py",
        "muniment/store/database.py",
        "muniment/agents/planning/router.py",
        "muniment/data/wording/talk.txt",
        "muniment/data/names.tsv",
        "muniment/tools/edgar/client.py",
        "muniment/tools/contracts/sheet.py",
        "muniment/data/clause_reader.safetensors",
        "muniment/data/jurisdictions.tsv",
        "muniment/graphs/building.py",
        "muniment/migrations/versions/m0001_records.py",
        "muniment/data/sample.jsonl.gz",
        "muniment/data/page/index.html",
        "muniment/data/page/page.js",
        "muniment/py.typed",
    } <= names
    assert not any(n.startswith(("agents/", "tools/", "graphs/", "tests/")) for n in names)


def test_sample_is_below_one_megabyte_and_holds_no_text() -> None:
    sample = ROOT / "muniment/data/sample.jsonl.gz"
    assert sample.stat().st_size < 1_000_000


def test_at_least_eighty_line_items_each_with_concepts_or_a_formula() -> None:
    items = line_items()
    assert len(items) >= 80
    assert all(item.concepts or item.formula for item in items.values())
    assert all(key in items for item in items.values() if item.formula for key in item.formula[1])
    assert sum(any(c.startswith("ifrs-full:") for c in item.concepts) for item in items.values()) >= 60


def test_no_file_holds_two_ideas() -> None:
    lengths = {file.name: len(file.read_text().splitlines()) for folder, file in modules()}
    assert {name: n for name, n in lengths.items() if n > 550} == {}


def test_no_data_is_left_out_of_the_package() -> None:
    kept = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["package-data"]["muniment.data"]
    data = ROOT / "muniment/data"
    files = (f.relative_to(data) for f in data.rglob("*") if f.is_file() and f.suffix not in (".py", ".pyc"))
    assert [str(f) for f in files if not any(f.match(pattern) for pattern in kept)] == []
