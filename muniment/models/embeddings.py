"""The vectors of passages: written once for each passage and model, refused when they cannot be right.

Finding passages by them is done in `tools.retriever`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from muniment.progress import tell
from muniment.store.database import Database
from muniment.store.tables import DIMENSIONS, EmbeddingRow, PassageRow

BATCH = 16
Vectors = np.ndarray[Any, np.dtype[np.float32]]


class Embedder(Protocol):
    """What turns texts into unit vectors; `id` names the model and the hash of its file."""

    id: str

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row for each text."""


def check_vectors(vectors: Vectors, count: int) -> Vectors:
    """The vectors, if they can be stored.

    Raises:
        ValueError: a wrong count or dimension, NaN or infinity, or a vector that is not of length 1 (all zeros among them).
    """
    if vectors.shape != (count, DIMENSIONS):
        raise ValueError(f"expected {count} vectors of {DIMENSIONS} dimensions, got {vectors.shape}")
    if not np.isfinite(vectors).all():
        raise ValueError("a vector has NaN or infinity")
    if count and np.abs(np.linalg.norm(vectors, axis=1) - 1).max() > 1e-2:
        raise ValueError("a vector is not of length 1")
    return vectors


def embed_missing(database: Database, embedder: Embedder, accessions: Sequence[str]) -> int:
    """Embed the passages of these filings that have no vector yet; each batch is kept, so it can be interrupted.

    Returns:
        How many were embedded.
    """
    has = select(EmbeddingRow.passage_id).where(
        EmbeddingRow.passage_id == PassageRow.id, EmbeddingRow.model == embedder.id
    )
    query = (
        select(PassageRow.id, PassageRow.heading, PassageRow.text)
        .where(PassageRow.accession.in_(accessions), ~has.exists())
        .order_by(PassageRow.id)
    )
    with database.begin() as connection:
        rows = connection.execute(query).all()
    for at in range(0, len(rows), BATCH):
        batch = rows[at : at + BATCH]
        vectors = check_vectors(
            embedder.embed([f"{r.heading}\n{r.text}" if r.heading else r.text for r in batch]), len(batch)
        )
        values = [
            {"passage_id": r.id, "model": embedder.id, "vector": v}
            for r, v in zip(batch, vectors.tolist(), strict=True)
        ]
        with database.begin() as connection:
            connection.execute(insert(EmbeddingRow).on_conflict_do_nothing(), values)
        tell("embedding passages", at + len(batch), len(rows))
    return len(rows)
