"""Check a GGUF file before llama.cpp sees it: llama.cpp aborts the whole process on some damaged files.

Reads the header as the GGUF specification (version 2 and 3) lays it out, within limits. Tensor data are not read here;
that they are all there is checked by their offsets.
"""

from __future__ import annotations

import hashlib
import math
import mmap
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from muniment.errors import ModelUnavailable

_FIXED = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
_STRING, _ARRAY = 8, 9
_MAX_ITEMS = 4_000_000
_MAX_STRING = 4_000_000


@dataclass(frozen=True, slots=True)
class GgufHeader:
    """What a GGUF file says of itself."""

    architecture: str
    name: str
    tensors: int
    parameters: int
    kind: str = "model"


def check_gguf(path: Path) -> GgufHeader:
    """Read and check the header.

    Raises:
        ModelUnavailable: the file is missing, is no GGUF file, is cut, or its header does not hold together.
    """
    if not path.is_file():
        raise ModelUnavailable(f"there is no model file at {path}")
    size = path.stat().st_size
    with path.open("rb") as file:
        try:
            return _header(file, size, path)
        except (struct.error, UnicodeDecodeError, ValueError, OverflowError, MemoryError) as error:
            raise ModelUnavailable(f"{path} is damaged: {error}") from None


def _header(file: BinaryIO, size: int, path: Path) -> GgufHeader:
    magic = file.read(4)
    if magic != b"GGUF":
        kind = "a web page" if magic[:1] in (b"<", b"\n") else "not a GGUF file"
        raise ModelUnavailable(f"{path} is {kind}")
    version, tensors, pairs = struct.unpack("<IQQ", file.read(20))
    if version not in (2, 3):
        raise ModelUnavailable(f"{path} has GGUF version {version}; 2 and 3 can be read")
    if tensors > 100_000 or pairs > 100_000:
        raise ValueError("the header counts more than any model has")
    found: dict[str, object] = {}
    for _ in range(pairs):
        key = _string(file)
        found[key] = _value(file, struct.unpack("<I", file.read(4))[0])
    last = parameters = 0
    rows: int | None = None
    for _ in range(tensors):
        tensor = _string(file)
        (dimensions,) = struct.unpack("<I", file.read(4))
        if dimensions > 8:
            raise ValueError("a tensor has more than 8 dimensions")
        shape = struct.unpack(f"<{dimensions}Q", file.read(8 * dimensions))
        parameters += math.prod(shape)
        if tensor == "token_embd.weight" and len(shape) == 2:
            rows = shape[1]
        file.seek(4, 1)
        (offset,) = struct.unpack("<Q", file.read(8))
        last = max(last, offset)
    if file.tell() + last >= size:
        raise ValueError(f"it is cut: {size:,} bytes are there, tensors lie beyond")
    architecture = found.get("general.architecture")
    if not isinstance(architecture, str):
        raise ValueError("it names no architecture")
    words = found.get("tokenizer.ggml.tokens")
    if rows is not None and isinstance(words, int) and words != rows:
        raise ValueError(f"it has {words:,} words and weights for {rows:,}")
    kind = str(found.get("general.type") or "model")
    return GgufHeader(architecture, str(found.get("general.name") or path.stem), tensors, parameters, kind)


def _string(file: BinaryIO) -> str:
    (length,) = struct.unpack("<Q", file.read(8))
    if length > _MAX_STRING:
        raise ValueError("a string is longer than any model has")
    raw = file.read(length)
    if len(raw) != length:
        raise ValueError("it is cut inside its header")
    return raw.decode("utf-8", "replace")


def _value(file: BinaryIO, kind: int) -> object:
    """A value: text, raw bytes, or of an array how many there are."""
    if kind == _STRING:
        return _string(file)
    if kind in _FIXED:
        raw = file.read(_FIXED[kind])
        if len(raw) != _FIXED[kind]:
            raise ValueError("it is cut inside its header")
        return raw
    if kind != _ARRAY:
        raise ValueError(f"type {kind} is not known")
    inner, count = struct.unpack("<IQ", file.read(12))
    if count > _MAX_ITEMS:
        raise ValueError("an array is longer than any model has")
    if inner in _FIXED:
        file.seek(_FIXED[inner] * count, 1)
        return int(count)
    if inner == _STRING:
        _skip_strings(file, count)
        return int(count)
    for _ in range(count):
        _value(file, inner)
    return int(count)


def _skip_strings(file: BinaryIO, count: int) -> None:
    """Pass over strings by their lengths: a vocabulary of 49,152 words and its merges in 0.03 s, 0.3 s when each is read."""
    at = file.tell()
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
        for _ in range(count):
            at += 8 + int(struct.unpack_from("<Q", held, at)[0])
    file.seek(at)


def sha256_of(path: Path) -> str:
    """The hash of a file's bytes (98 MB: 0.1 s)."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
