"""Adapters on one live model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from muniment.errors import ModelUnavailable
from muniment.learning.gguf_adapter import write_adapter
from muniment.models.gguf import Model
from muniment.models.gguf_file import sha256_of
from muniment.models.language_model import Adapter, Piece
from muniment.models.opened import open_file
from muniment.settings import Settings

PROMPT = [Piece("<|im_start|>user\nName a colour and an animal.<|im_end|>\n<|im_start|>assistant\n")]
GRAMMAR = "root ::= " + "[a-z ]" * 24


@pytest.fixture(scope="module")
def model(settings: Settings) -> Model:
    return open_file(settings)


def made(folder: Path, name: str, model: Model, width: int = 576, rank: int = 4, seed: int = 1) -> Adapter:
    """An adapter of random weights, large enough to be heard."""
    rng, path = np.random.default_rng(seed), folder / f"{name}.gguf"
    weights = {
        f"blk.{n}.attn_output.weight": (
            rng.normal(0, 0.2, (rank, width)).astype(np.float32),
            rng.normal(0, 0.2, (576, rank)).astype(np.float32),
        )
        for n in range(4)
    }
    write_adapter(path, "llama", 8.0, weights, model.sha256)
    return Adapter(path, sha256_of(path), name)


def said(model: Model, adapter: Adapter | None) -> str:
    return model.complete(PROMPT, GRAMMAR, 40, adapter)


def cold(model: Model, adapter: Adapter | None) -> str:
    return said(Model(model.path, model.sha256, model.header), adapter)


def test_each_adapter_says_what_a_cold_run_says_whatever_came_before(model: Model, tmp_path: Path) -> None:
    one, two = made(tmp_path, "one", model, seed=1), made(tmp_path, "two", model, seed=2)
    wanted = {None: cold(model, None), one: cold(model, one), two: cold(model, two)}
    assert len(set(wanted.values())) == 3
    for adapter in (one, two, None, two, one, None):
        assert said(model, adapter) == wanted[adapter]


def test_adapter_of_other_shapes_is_refused(model: Model, tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="does not fit"):
        said(model, made(tmp_path, "wide", model, width=640))
    assert said(model, None) == cold(model, None)


def test_missing_or_altered_adapter_is_refused_never_left_out(model: Model, tmp_path: Path) -> None:
    adapter = made(tmp_path, "gone", model, seed=3)
    content = bytearray(adapter.path.read_bytes())
    content[-1] ^= 1
    adapter.path.write_bytes(content)
    with pytest.raises(ModelUnavailable, match="hash differs"):
        said(model, adapter)
    adapter.path.unlink()
    with pytest.raises(ModelUnavailable, match="no model file"):
        said(model, adapter)


def test_model_given_as_an_adapter_is_refused(model: Model) -> None:
    with pytest.raises(ModelUnavailable, match="no adapter of a llama model"):
        said(model, Adapter(model.path, model.sha256))


def test_adapter_that_gives_no_numbers_is_refused_and_spoils_nothing_after_it(model: Model, tmp_path: Path) -> None:
    path = tmp_path / "nan.gguf"
    nothing = np.full((4, 576), np.nan, np.float32)
    write_adapter(path, "llama", 8.0, {"blk.0.attn_output.weight": (nothing, nothing.T)}, model.sha256)
    adapter = Adapter(path, sha256_of(path), "nan")
    answers = ["red dog", "blue cat"]
    before = model.likelihoods(PROMPT, answers)
    for spoilt in (lambda: model.likelihoods(PROMPT, answers, adapter), lambda: said(model, adapter)):
        with pytest.raises(ModelUnavailable, match="nan gives no finite likelihoods"):
            spoilt()
        assert model.likelihoods(PROMPT, answers) == before
