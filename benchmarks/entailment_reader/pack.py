"""Write low-rank steps as they are shipped: matrices as int8 with one scale a row, heads as float16.

    python benchmarks/entailment_reader/pack.py STEPS.safetensors muniment/data/entailment_reader.safetensors

Needs safetensors and numpy alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file


def main() -> None:
    """Pack."""
    source, target = map(Path, sys.argv[1:])
    written = {}
    for name, tensor in load_file(source).items():
        values = tensor.astype(np.float32)
        if not name.startswith("encoder."):
            written[name] = values.astype(np.float16)
            continue
        scale = np.maximum(np.abs(values).max(1) / 127, 6e-8).astype(np.float16)
        written[name] = np.clip(np.round(values / scale.astype(np.float32)[:, None]), -127, 127).astype(np.int8)
        written[f"{name}.scale"] = scale
    save_file(written, target)


if __name__ == "__main__":
    main()
