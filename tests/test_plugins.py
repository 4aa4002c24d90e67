"""A third party's domain, installed for real; its broken sibling is reported and left out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from muniment.agent import Agent
from muniment.graphs.filings import Filings, Retrieve
from muniment.plugins import Domain, as_base_tool, find_domains, parameters
from muniment.records import Found, Plan
from muniment.settings import Settings

HERE = Path(__file__).parent / "example_plugin"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site")
    work = tmp_path_factory.mktemp("plugins")
    for name in ("tides", "broken"):
        folder = work / name
        folder.mkdir()
        for file in (HERE / name).glob("*.*"):
            (folder / file.name).write_bytes(file.read_bytes())
        subprocess.run(
            [
                sys.executable,
                "-m",
                "pip",
                "install",
                "-qq",
                "--no-deps",
                "--no-build-isolation",
                "--target",
                str(target),
                "--upgrade",
                str(folder),
            ],
            check=True,
        )
    return target


def run(installed: Path, settings: Settings, *words: str) -> subprocess.CompletedProcess[str]:
    env = dict(os.environ, PYTHONPATH=str(installed), MUNIMENT_HOME=str(settings.home))
    env.pop("EDGAR_IDENTITY", None)
    return subprocess.run(
        [sys.executable, "-m", "muniment", *words], env=env, capture_output=True, text=True, timeout=120, check=False
    )


def test_example_plugin_is_below_eighty_lines() -> None:
    assert len((HERE / "tides/muniment_tides.py").read_text().splitlines()) < 80


def test_installed_domain_answers_with_proof(installed: Path, settings: Settings) -> None:
    done = run(installed, settings, "ask", "--json", "--trace", "How high was the highest tide in Bergen?")
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["values"][0]["value"], answer["values"][0]["unit"]) == (0, "1.47", "m")
    assert answer["citations"][0]["record"] == "tide-table-2024"
    assert "tides.look_up" in done.stderr


def test_broken_sibling_is_reported_and_left_out(installed: Path, settings: Settings) -> None:
    done = run(installed, settings, "ask", "What were Apple's net sales in fiscal 2024?")
    assert (done.returncode, "$391,035 million" in done.stdout) == (0, True)
    assert "the plugin broken was left out: RuntimeError: the tide is out" in done.stderr
    assert "Traceback" not in done.stderr


def test_plugins_refusal_is_typed(installed: Path, settings: Settings) -> None:
    done = run(installed, settings, "ask", "--json", "Highest tide in Paris?")
    assert (done.returncode, json.loads(done.stdout)["reason"]) == (3, "unknown_entity")


def test_built_in_domains_come_through_the_same_door(settings: Settings) -> None:
    domains, broken = find_domains(settings)
    assert (sorted(domains), broken) == (["about", "filings", "library", "records", "shelf"], [])
    assert [t.name for t in domains["filings"].tools] == ["fetch", "normalise", "retrieve"]


def test_every_domain_has_its_lane_in_the_graph(agent: Agent) -> None:
    assert {"filings.fetch", "filings.normalise", "filings.retrieve", "records.read", "records.search"} <= set(
        agent.graph.get_graph().nodes
    )


def test_tool_is_a_plain_callable_and_a_base_tool(agent: Agent) -> None:
    plan: Plan = agent.domains["filings"].make_plan("Apple revenue 2024", None)
    tool = Retrieve(Filings(agent.settings))
    found = tool(plan)
    assert [f"{f.value:f}" for resolved in found.asks for f in resolved.figures] == ["391035000000"]
    base = as_base_tool(tool)
    assert (base.name, "plan" in base.args) == ("retrieve", True)
    again = base.func(plan=plan)  # type: ignore[attr-defined]
    assert isinstance(again, Found)
    assert again == found
    assert parameters(tool) == ["plan", "widened"]


def test_domain_without_a_plan_answers_by_quotation() -> None:
    plan = Domain("notes", "notes", ()).make_plan("why?", date(2024, 1, 1))
    assert (plan.text, plan.domain, plan.as_of) == (True, "notes", date(2024, 1, 1))
