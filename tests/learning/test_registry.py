"""The registry of adapters: what passed its gate may be used, what was altered is found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from muniment.command.cli import main
from muniment.errors import BadInput, ModelUnavailable, Unavailable
from muniment.learning.adapters import Registry, verify
from muniment.learning.examining import Summary
from muniment.learning.tuning import gate
from muniment.models.opened import open_file
from muniment.settings import Settings
from tests.learning.test_adapters import made


@pytest.fixture
def registry(tmp_path: Path, settings: Settings) -> Registry:
    """Two adapters of random weights: one that passed, one that did not."""
    model = open_file(settings)
    for name, passed in (("good", True), ("poor", False)):
        folder = tmp_path / "adapters" / "records" / name
        folder.mkdir(parents=True)
        adapter = made(folder, "adapter", model, seed=len(name) + passed)
        card = {"passed": passed, "why": "" if passed else "3 right with it, 5 without", "sha256": adapter.sha256}
        (folder / "card.json").write_text(json.dumps(card | {"base": model.name, "base_sha256": model.sha256}))
    return Registry(tmp_path)


def test_adapter_that_passed_is_used_and_taken_back(registry: Registry, settings: Settings) -> None:
    base = open_file(settings).sha256
    shipped = registry.current("records", base)
    assert shipped is not None and shipped.name == "records/words-1"
    registry.use("records/good")
    current = registry.current("records", base)
    assert current is not None and current.name == "records/good"
    assert registry.current("records", "another base") is None
    assert registry.rollback("records") == ""
    assert registry.current("records", base) == shipped
    assert registry.current("filings", base) is None


@pytest.mark.parametrize(
    "held", ['{"records": ["records/go', '["records/good"]', '{"records": "records/good"}', "null"]
)
def test_choice_that_is_cut_or_another_thing_is_never_guessed(registry: Registry, tmp_path: Path, held: str) -> None:
    file = tmp_path / "adapters" / "current.json"
    file.write_text(held)
    for asked in (lambda: registry.current("records", "a base"), lambda: registry.use("records/good")):
        with pytest.raises(Unavailable, match=r"current\.json cannot be read; delete it"):
            asked()
    assert file.read_text() == held


def test_shipped_adapter_is_small_whole_and_better_than_the_base_by_its_card(settings: Settings) -> None:
    entry = Registry(settings.home).find("records/words-1")
    verify(entry)
    assert entry.adapter.path.stat().st_size <= 12_000_000
    assert (entry.card["exam_before"]["right"], entry.card["exam_after"]["right"]) == (141, 148)
    assert entry.card["base_sha256"] == open_file(settings).sha256
    assert gate(Summary(**entry.card["exam_before"]), Summary(**entry.card["exam_after"]), entry.card["parity"]) == ""


def test_adapter_that_failed_its_gate_is_never_used(registry: Registry) -> None:
    with pytest.raises(BadInput, match="3 right with it, 5 without"):
        registry.use("records/poor")


def test_altered_adapter_is_found(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "adapters/records/good/adapter.gguf"
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    with pytest.raises(ModelUnavailable, match="hash differs"):
        registry.use("records/good")


def test_terminal_lists_and_verifies(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MUNIMENT_HOME", str(tmp_path))
    assert main(["adapters", "list"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [
        "records/good",
        "records/poor",
        "records/words-1",
    ]
    assert main(["adapters", "verify"]) == 0
    assert main(["adapters", "use", "records/none"]) == 2
    assert "there is no adapter records/none" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("right", "wrong", "parity", "why"),
    [
        (60, 20, 1.0, ""),
        (50, 20, 1.0, "it changes nothing"),
        (45, 10, 1.0, "45 right with it, 50 without"),
        (52, 30, 1.0, "of its answers are wrong"),
        (60, 10, 0.93, "on only 93.0%"),
    ],
)
def test_gate_keeps_out_what_is_not_better(right: int, wrong: int, parity: float, why: str) -> None:
    def summary(right: int, wrong: int) -> Summary:
        rate = wrong / (right + wrong)
        return Summary(100, right, wrong, 100 - right - wrong, 0, 0, rate, 0, 0, 0, 0, 0, 0, "m", None, True)

    said = gate(summary(50, 20), summary(right, wrong), parity)
    assert why in said if why else said == ""


def test_tuning_without_its_extra_says_what_to_install(settings: Settings, tmp_path: Path) -> None:
    from importlib.util import find_spec

    from muniment.agents.lora import Drill, Recipe, tune_adapter
    from muniment.errors import Unavailable

    if find_spec("torch") is not None:
        pytest.skip("the extra `tune` is installed here")
    with pytest.raises(Unavailable, match=r"pip install 'muniment\[tune\]'"):
        tune_adapter(open_file(settings), [Drill((1,), (2,))], Recipe(), tmp_path)


def test_tuned_adapter_finds_as_likely_in_gguf_as_in_torch(settings: Settings, tmp_path: Path) -> None:
    pytest.importorskip("peft", reason="needs the extra `tune`")
    from muniment.agents.lora import Drill, Recipe, likelihoods_in_torch, tune_adapter
    from muniment.models.gguf_file import sha256_of
    from muniment.models.language_model import END_OF_TURN, Adapter, Piece

    model = open_file(settings)
    prompts = [[Piece(f"<|im_start|>user\nPort {n}?<|im_end|>\n<|im_start|>assistant\n")] for n in range(8)]
    berths = [f"berth {n}" for n in range(8)]
    answers = [model.tokens([Piece(b, ours=False), Piece(END_OF_TURN)]) for b in berths]
    drills = [Drill(tuple(model.tokens(p)), tuple(a)) for p, a in zip(prompts, answers, strict=True)]
    recipe = Recipe(layers=4, epochs=30, batch=8, rate=2e-3)
    file = tune_adapter(model, drills, recipe, tmp_path)
    adapter = Adapter(file, sha256_of(file))
    torch_side = likelihoods_in_torch(model, recipe, tmp_path, [(d.prompt, answers) for d in drills])
    for n, prompt in enumerate(prompts):
        likely = model.likelihoods(prompt, berths, adapter)
        assert likely.index(max(likely)) == torch_side[n].index(max(torch_side[n])) == n
        assert likely[n] == pytest.approx(torch_side[n][n], abs=0.5)
        assert max(model.likelihoods(prompt, berths)) < likely[n]


def test_interrupted_tuning_goes_on_to_the_same_adapter(settings: Settings, tmp_path: Path) -> None:
    pytest.importorskip("peft", reason="needs the extra `tune`")
    from muniment.agents.lora import Drill, Progress, Recipe, tune_adapter
    from muniment.models.language_model import Piece

    model = open_file(settings)
    texts = [f"<|im_start|>user\nQuay {n}?<|im_end|>\n<|im_start|>assistant\n" for n in range(60)]
    drills = [Drill(tuple(model.tokens([Piece(t)])), tuple(model.tokens([Piece(str(n))]))) for n, t in enumerate(texts)]
    recipe = Recipe(layers=1, epochs=1, batch=1)
    whole = tune_adapter(model, drills, recipe, tmp_path / "whole").read_bytes()

    def interrupt(progress: Progress) -> None:
        if progress.step == 55:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tune_adapter(model, drills, recipe, tmp_path / "cut", interrupt)
    steps: list[int] = []
    resumed = tune_adapter(model, drills, recipe, tmp_path / "cut", lambda p: steps.append(p.step))
    assert steps[0] == 51
    assert resumed.read_bytes() == whole
