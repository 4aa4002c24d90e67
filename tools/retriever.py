"""Find passages by meaning and by word, inside a filter, fused by reciprocal rank in one SQL statement.

The filter comes first, materialised, and the search inside it is exact: with an HNSW index in the plan a filtered search
silently returns a few rows (recall 0.03). The index serves only searches over the whole corpus. Reciprocal rank fusion
is that of Cormack, Clarke and Büttcher (SIGIR 2009), with their constant of 60.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from pgvector import HalfVector
from sqlalchemy import text

from muniment.models.embeddings import Embedder, embed_missing
from muniment.records import Passage
from muniment.store.store import Store

_FUSED = """
WITH f AS MATERIALIZED (
  SELECT p.id, p.words, p.section, e.vector FROM passages p JOIN embeddings e ON e.passage_id = p.id AND e.model = :model
  WHERE p.accession = ANY(:accessions)),
q AS (SELECT replace(plainto_tsquery('english', :question)::text, '&', '|')::tsquery AS words),
meaning AS (SELECT id, row_number() OVER (ORDER BY vector <#> :vector, id) AS place FROM f ORDER BY vector <#> :vector, id LIMIT 60),
word AS (SELECT f.id, row_number() OVER (ORDER BY ts_rank_cd(f.words, q.words, 1) DESC, f.id) AS place
  FROM f, q WHERE f.words @@ q.words ORDER BY ts_rank_cd(f.words, q.words, 1) DESC, f.id LIMIT 60)
SELECT p.accession, p.section, p.heading, p.text, p.start_char, p.end_char, l.form, l.filed, l.url,
  coalesce(1.0 / (60 + meaning.place), 0) + coalesce(1.0 / (60 + word.place), 0)
    + CASE WHEN p.section ~* :hint THEN 0.02 ELSE 0 END AS score
FROM f JOIN passages p ON p.id = f.id JOIN filings l ON l.accession = p.accession
LEFT JOIN meaning ON meaning.id = f.id LEFT JOIN word ON word.id = f.id
WHERE meaning.id IS NOT NULL OR word.id IS NOT NULL
ORDER BY score DESC, p.id LIMIT :count
"""
_NEAREST = """
SELECT p.accession, p.section, p.heading, p.text, p.start_char, p.end_char, l.form, l.filed, l.url, -(e.vector <#> :vector) AS score
FROM embeddings e JOIN passages p ON p.id = e.passage_id JOIN filings l ON l.accession = p.accession
WHERE e.model = :model ORDER BY e.vector <#> :vector LIMIT :count
"""
_SECTION = """
SELECT p.accession, p.section, p.heading, p.text, p.start_char, p.end_char, l.form, l.filed, l.url, 0 AS score
FROM passages p JOIN filings l ON l.accession = p.accession
WHERE p.accession = :accession AND strpos(p.section, :name) > 0 ORDER BY p.start_char
"""
# Where Form 10-K and 10-Q put what is asked about.
_HINTS = (
    (re.compile(r"\bcyber"), "Item 1C"),
    (re.compile(r"\binterest rate|currency risk|exchange (?:rate )?risk|market risk|\bhedg"), "Item 7A|Item 3. Quant"),
    (re.compile(r"\blegal|lawsuit|litigation|proceeding"), "Legal Proceedings"),
    (re.compile(r"\brisks?\b|\bthreat|\badverse"), "Item 1A"),
    (re.compile(r"\bpropert(?:y|ies)\b(?! rights)|headquarter|facilit|square feet"), "Item 2. Properties"),
    (re.compile(r"\bwhy\b|\bdrove\b|driver|due to|reason|\bcause"), "Item 7\\.|Item 2. Management"),
    (
        re.compile(
            r"\bbusiness\b|\bcompet|product|customer|supplier|employee|human capital|season|patent|intellectual|segments?\b|\bdescribe\b"
        ),
        "Item 1\\. Business",
    ),
)


def section_hint(question: str) -> str:
    """A pattern of the sections where a report must tell of what is asked; one that none has, where no rule says which."""
    return next((section for pattern, section in _HINTS if pattern.search(question.lower())), "^$")


class Retriever:
    """Passages of the store, by question."""

    def __init__(self, store: Store, embedder: Callable[[], Embedder]) -> None:
        self.store = store
        self._embedder = embedder

    def search(self, question: str, accessions: Sequence[str], count: int = 8) -> list[Passage]:
        """The best passages of these filings, the best first.

        Args:
            question: in the asker's words.
            accessions: the filter; nothing outside it is looked at.
            count: how many at most; the first time a filing is asked, its passages are embedded.

        Raises:
            ModelUnavailable: the embedding model is missing.
        """
        embedder = self._embedder()
        embed_missing(self.store.database, embedder, accessions)
        vector = embedder.embed([question])[0]
        with self.store.database.begin() as connection:
            rows = connection.execute(
                text(_FUSED),
                {
                    "model": embedder.id,
                    "accessions": list(accessions),
                    "question": question,
                    "hint": section_hint(question),
                    "vector": HalfVector(vector).to_text(),
                    "count": count,
                },
            )
            return [_passage(row) for row in rows]

    def section(self, accession: str, name: str) -> list[Passage]:
        """The passages of a filing's section in order; a section is named by the beginning of its title: "Item 1A."."""
        with self.store.database.begin() as connection:
            rows = connection.execute(text(_SECTION), {"accession": accession, "name": name})
            return [_passage(row) for row in rows]

    def nearest(self, question: str, count: int = 8) -> list[Passage]:
        """The nearest passages of the whole corpus by meaning alone, through the HNSW index: approximate."""
        embedder = self._embedder()
        vector = embedder.embed([question])[0]
        with self.store.database.begin() as connection:
            connection.execute(text("SET LOCAL hnsw.ef_search = 100"))
            rows = connection.execute(
                text(_NEAREST), {"model": embedder.id, "vector": HalfVector(vector).to_text(), "count": count}
            )
            return [_passage(row) for row in rows]


def _passage(row: Any) -> Passage:
    return Passage(
        row.accession,
        row.section,
        row.text,
        row.start_char,
        row.end_char,
        row.heading,
        "",
        row.form,
        row.filed,
        row.url,
        score=float(row.score),
    )
