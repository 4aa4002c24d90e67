"""The model runtime with the real model."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from gguf import GGUFReader, GGUFWriter

from muniment.agent import Agent
from muniment.calls import stopping
from muniment.errors import ModelUnavailable, Stopped
from muniment.models import gguf
from muniment.models.gguf import Model, default_model_path
from muniment.models.gguf_file import check_gguf
from muniment.models.language_model import Piece
from muniment.models.minilm import embedding_model_path
from muniment.models.opened import open_file
from muniment.settings import Settings

PROMPT = [Piece("<|im_start|>user\nIs Oslo in Norway? yes or no<|im_end|>\n<|im_start|>assistant\n")]
GRAMMAR = 'root ::= "yes" | "no" | "perhaps it is"'


@pytest.fixture(scope="module")
def model(settings: Settings) -> Model:
    return open_file(settings)


@pytest.fixture(scope="module")
def real() -> bytes:
    path = default_model_path()
    assert path is not None
    return path.read_bytes()[: 4 * 1024 * 1024]


def test_default_model_is_smollm2(model: Model) -> None:
    assert (model.header.architecture, model.name) == ("llama", "SmolLM2-135M-Instruct.Q4_1")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html>404</html>", "a web page"),
        (b"", "not a GGUF file"),
        (b"GGUF", "damaged"),
        (b"GGUF\x07\x00\x00\x00" + b"\x00" * 16, "version 7"),
        (b"GGUF\x03\x00\x00\x00" + b"\xff" * 16, "damaged"),
    ],
)
def test_what_is_no_model_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "m.gguf").write_bytes(content)
    with pytest.raises(ModelUnavailable, match=said):
        check_gguf(tmp_path / "m.gguf")


def test_cut_model_is_refused(tmp_path: Path, real: bytes) -> None:
    (tmp_path / "m.gguf").write_bytes(real)
    with pytest.raises(ModelUnavailable, match="cut"):
        check_gguf(tmp_path / "m.gguf")


def test_fuzzed_headers_are_refused_or_read_never_worse(tmp_path: Path, real: bytes) -> None:
    rng, head = random.Random(7), bytearray(real[:65536])
    for _ in range(200):
        fuzzed = bytearray(head)
        for _ in range(20):
            fuzzed[rng.randrange(8, 4096)] = rng.randrange(256)
        (tmp_path / "m.gguf").write_bytes(fuzzed)
        with pytest.raises(ModelUnavailable):
            check_gguf(tmp_path / "m.gguf")


def test_missing_model_is_an_abstention_that_says_so(settings: Settings, tmp_path: Path, agent: Agent) -> None:
    answer = Agent(Settings(home=settings.home, model=tmp_path / "none.gguf")).ask(
        "What were Apple's net sales in fiscal 2024?"
    )
    assert (answer.status, answer.reason) == ("abstained", "model_unavailable")
    assert "none.gguf" in answer.text


def test_model_that_llama_cpp_cannot_run_is_refused(settings: Settings, tmp_path: Path) -> None:
    path = default_model_path()
    assert path is not None
    whole = bytearray(path.read_bytes())
    at = whole.index(b"general.architecture") + len(b"general.architecture") + 4 + 8
    whole[at : at + 5] = b"clown"
    (tmp_path / "m.gguf").write_bytes(whole)
    with pytest.raises(ModelUnavailable, match=r"llama\.cpp cannot run it"):
        open_file(Settings(home=tmp_path, model=tmp_path / "m.gguf"))


def test_model_whose_weights_are_no_numbers_is_refused(tmp_path: Path) -> None:
    path = default_model_path()
    assert path is not None
    whole = bytearray(path.read_bytes())
    (norm,) = (t for t in GGUFReader(path).tensors if t.name == "output_norm.weight")
    whole[norm.data_offset : norm.data_offset + norm.n_bytes] = np.full(norm.n_elements, np.nan, np.float32).tobytes()
    (tmp_path / "m.gguf").write_bytes(whole)
    with pytest.raises(ModelUnavailable, match=r"llama\.cpp cannot run it"):
        open_file(Settings(home=tmp_path, model=tmp_path / "m.gguf"))


def test_model_with_more_words_than_weights_is_refused(tmp_path: Path) -> None:
    writer = GGUFWriter(tmp_path / "m.gguf", "llama")
    writer.add_token_list(["a", "b", "c"])
    writer.add_tensor("token_embd.weight", np.zeros((2, 8), np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    with pytest.raises(ModelUnavailable, match="it has 3 words and weights for 2"):
        check_gguf(tmp_path / "m.gguf")


@pytest.mark.parametrize("content", ["[1]", '{"a": ', "\x00", '{"x": 7}'])
def test_what_was_remembered_of_models_and_is_damaged_is_found_out_again(tmp_path: Path, content: str) -> None:
    path, own = default_model_path(), tmp_path / "own.gguf"
    assert path is not None
    own.symlink_to(path)
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "checked.json").write_text(content)
    assert open_file(Settings(home=tmp_path, model=own)).header.architecture == "llama"


def test_embedding_model_that_was_cut_is_written_again(tmp_path: Path) -> None:
    path = embedding_model_path(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[:1_000_000])
    assert embedding_model_path(tmp_path).read_bytes() == whole


def test_file_that_is_another_than_was_checked_is_never_loaded(tmp_path: Path) -> None:
    path = default_model_path()
    assert path is not None
    with pytest.raises(ModelUnavailable, match="is not the file that was checked"):
        Model(path, "0" * 64, check_gguf(path)).complete(PROMPT, GRAMMAR, 8)


def test_output_is_the_same_over_threads_and_order(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    cold = model.complete(PROMPT, GRAMMAR, 8)
    model.complete([Piece("Something else entirely, and longer. " * 20)], 'root ::= "a" | "b"', 4)
    assert model.complete(PROMPT, GRAMMAR, 8) == cold
    monkeypatch.setattr(gguf, "threads", lambda: 1)
    assert Model(model.path, model.sha256, model.header).complete(PROMPT, GRAMMAR, 8) == cold


def test_concurrent_calls_are_queued(model: Model) -> None:
    wanted, found = model.complete(PROMPT, GRAMMAR, 8), []
    workers = [threading.Thread(target=lambda: found.append(model.complete(PROMPT, GRAMMAR, 8))) for _ in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert found == [wanted] * 6


def test_control_token_in_a_record_stays_text(model: Model) -> None:
    llama = model._loaded()
    assert len(llama.tokenize(b"<|im_start|>", add_bos=False, special=True)) == 1
    assert model.count("<|im_start|>") > 1
    (control,) = model.tokens([Piece("<|im_start|>")])
    assert control not in model.tokens([Piece("rent <|im_start|> due", ours=False)])


def test_prompt_longer_than_the_context_is_refused(model: Model) -> None:
    with pytest.raises(ModelUnavailable, match="the context holds 2048"):
        model.complete([Piece("word " * 3000)], GRAMMAR, 8)


def test_output_cut_by_length_is_never_shown_as_complete(model: Model) -> None:
    with pytest.raises(ModelUnavailable, match="cut by its limit"):
        model.complete(PROMPT, 'root ::= "a very long sentence that goes on and on without end"', 2)
    assert model.complete(PROMPT, GRAMMAR, 8) in ("yes", "no", "perhaps it is")


def test_abandoned_call_leaves_the_model_clean(model: Model) -> None:
    wanted = model.complete(PROMPT, GRAMMAR, 8)
    ticks: Iterator[bool] = iter([False, True])
    with stopping(lambda: next(ticks, True)), pytest.raises(Stopped):
        model.complete(PROMPT, "root ::= [a-z ]+", 50)
    assert model.complete(PROMPT, GRAMMAR, 8) == wanted
