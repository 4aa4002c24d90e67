"""A reasoning model behind an address: a server that speaks OpenAI's HTTP API, such as llama-server or vLLM, which many askers share.

It is asked for one of the options that exist, under a grammar where the server knows one (llama-server: `grammar`; vLLM:
`structured_outputs`), and what it gives is taken only if it was offered. Likelihoods, and so adapters and tuning, are not had over
an address. Requests go to that address alone: no redirect is followed and no proxy is used.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Mapping, Sequence
from typing import Any

import httpx
import orjson

from muniment.calls import ModelCall, go_on, note
from muniment.errors import ModelUnavailable
from muniment.models.language_model import END_OF_TURN, Adapter, Piece, one_of

_SEED = 7
_MOST_BYTES = 1_000_000
_BYTES_A_TOKEN = 3
"""Roughly, and rather too few: a server's way of counting is not had everywhere."""
_ABLE = 1_000_000_000
"""What a model is taken to have where its server does not tell (`meta.n_params`): one that is shared is no small one."""
_TURN = re.compile(rf"<\|im_start\|>(\w+)\n(.*?)(?:{re.escape(END_OF_TURN)}|\Z)", re.DOTALL)
_CONTROL = re.compile(r"<(?=[|/\w])|\[(?=/?INST\])")
"""Where a model's control token may begin, in the manners of ChatML, Llama, Gemma and Mistral."""


class RemoteModel:
    """The model at an address.

    Args:
        address: where its API begins, such as `http://10.0.0.5:8080/v1`; behind a `#` the model's name, where there are several.
        key: what the server wants as bearer token.
        transport: what carries requests, in tests.

    Raises:
        ModelUnavailable: nothing there lists its models, or not that one.
    """

    def __init__(self, address: str, key: str | None = None, transport: httpx.BaseTransport | None = None) -> None:
        base, _, wanted = address.partition("#")
        self.address = base.rstrip("/")
        self._client = httpx.Client(
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=httpx.Timeout(120.0, connect=5.0),
            trust_env=False,
            transport=transport,
        )
        listed = self._asked("GET", "/models").get("data")
        known = {str(m["id"]): m for m in listed if "id" in m} if isinstance(listed, list) else {}
        if not known or (wanted and wanted not in known):
            raise ModelUnavailable(f"{self.address} has no model {wanted}; it has: {', '.join(known) or 'none'}")
        self.name = wanted or next(iter(known))
        self.sha256 = hashlib.sha256(f"{self.address}#{self.name}".encode()).hexdigest()
        meta = known[self.name].get("meta")
        told = meta.get("n_params") if isinstance(meta, dict) else None
        self.parameters = told if isinstance(told, int) else _ABLE

    def count(self, text: str) -> int:
        """About how many tokens a text takes."""
        return len(text.encode()) // _BYTES_A_TOKEN + 1

    def choose(
        self, prompt: Sequence[Piece], options: Sequence[str], end: str = "", adapter: Adapter | None = None
    ) -> str:
        """One of the options; see `LanguageModel`."""
        go_on()
        if adapter is not None:
            raise ModelUnavailable(f"an adapter cannot be used with the model at {self.address}")
        started = time.perf_counter()
        messages = _messages(prompt, options)
        grammar = one_of(options)
        answered = self._asked(
            "POST",
            "/chat/completions",
            {
                "model": self.name,
                "messages": messages,
                "temperature": 0,
                "seed": _SEED,
                "max_tokens": max(map(len, options)) + 4,
                "grammar": grammar,
                "structured_outputs": {"choice": list(options)},
                "chat_template_kwargs": {"enable_thinking": False},
            },
        )
        try:
            said = str(answered["choices"][0]["message"]["content"]).strip()
        except (LookupError, TypeError):
            raise ModelUnavailable(f"{self.address} gives no answer that OpenAI's API knows") from None
        used = answered.get("usage")
        read, written = (
            int(used.get(k) or 0) if isinstance(used, dict) else 0 for k in ("prompt_tokens", "completion_tokens")
        )
        asked = "\n".join(f"{m['role']}: {m['content']}" for m in messages)
        note(lambda: ModelCall("choose", asked, grammar, said, read, written, time.perf_counter() - started))
        if said not in options:
            raise ModelUnavailable(
                f"the model at {self.address} answers what was not offered; its server may not keep to a grammar"
            )
        return said

    def likelihoods(
        self, prompt: Sequence[Piece], answers: Sequence[str], adapter: Adapter | None = None
    ) -> list[float]:
        """Never.

        Raises:
            ModelUnavailable: always.
        """
        raise ModelUnavailable(
            f"the model at {self.address} gives no likelihoods of texts; use a GGUF file here for that"
        )

    def _asked(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        try:
            with self._client.stream(method, self.address + path, json=body) as response:
                content = bytearray()
                for piece in response.iter_bytes():
                    content += piece
                    if len(content) > _MOST_BYTES:
                        raise ModelUnavailable(f"{self.address} answers with more than {_MOST_BYTES:,} bytes")
            if response.status_code != 200:
                raise ModelUnavailable(f"{self.address} answers {response.status_code}")
            found = orjson.loads(content)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ModelUnavailable(f"{self.address} cannot be reached ({type(error).__name__})") from None
        except ValueError:
            raise ModelUnavailable(f"{self.address} answers with something else than JSON") from None
        if not isinstance(found, dict):
            raise ModelUnavailable(f"{self.address} answers with something else than OpenAI's API")
        return found


def _messages(prompt: Sequence[Piece], options: Sequence[str]) -> list[dict[str, str]]:
    """A prompt as messages, for the server's own template; what the answer would begin with is said as an instruction."""
    text = "".join(p.text if p.ours else _CONTROL.sub(lambda m: m.group() + " ", p.text) for p in prompt)
    turns = [{"role": role, "content": said} for role, said in _TURN.findall(text) if role != "assistant"]
    turns[-1]["content"] += f"\nReply with one of these and nothing else: {', '.join(options)}"
    return turns
