"""An embedder without a model: the words of a text, counted in as many places as a real one has dimensions."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np

from muniment.models.embeddings import Vectors
from muniment.store.tables import DIMENSIONS
from muniment.wording import content_stems


class Hashed:
    """Texts that share words lie near to each other."""

    id = "hashed"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text."""
        made = np.zeros((len(texts), DIMENSIONS), np.float32)
        for n, text in enumerate(texts):
            for stem in content_stems(text) or {"nothing"}:
                made[n, crc32(stem.encode()) % DIMENSIONS] += 1
        made /= np.linalg.norm(made, axis=1, keepdims=True)
        return np.asarray(made, np.float32)
