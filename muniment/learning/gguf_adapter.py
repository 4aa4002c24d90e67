"""Write a LoRA adapter as GGUF, as llama.cpp's `convert_lora_to_gguf.py` lays it out.

Only the file is written here; where the weights come from is not known.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import gguf
import numpy as np

Matrix = np.ndarray[Any, np.dtype[np.float32]]


def write_adapter(
    target: Path, architecture: str, alpha: float, weights: Mapping[str, tuple[Matrix, Matrix]], base_sha256: str
) -> None:
    """Write an adapter.

    Args:
        target: where to; it appears whole or not at all.
        architecture: of the base model, as its own GGUF names it.
        alpha: LoRA's scaling; the product of the two matrices is multiplied by alpha / rank.
        weights: for a tensor's name in the base (`blk.0.attn_q.weight`) the matrices A (rank × in) and B (out × rank),
            their rows in the base file's order.
        base_sha256: the hash of the base model's file that the adapter was made for.
    """
    fresh = target.with_suffix(f".{os.getpid()}")
    writer = gguf.GGUFWriter(str(fresh), architecture)
    writer.add_type(gguf.GGUFType.ADAPTER)
    writer.add_string(gguf.Keys.Adapter.TYPE, "lora")
    writer.add_float32(gguf.Keys.Adapter.LORA_ALPHA, alpha)
    writer.add_string("muniment.base_sha256", base_sha256)
    for name, (a, b) in sorted(weights.items()):
        writer.add_tensor(f"{name}.lora_a", np.ascontiguousarray(a, dtype=np.float16))
        writer.add_tensor(f"{name}.lora_b", np.ascontiguousarray(b, dtype=np.float16))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    fresh.replace(target)
