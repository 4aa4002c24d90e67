"""The small models of a home, each opened once in a process, whoever uses them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from muniment.models.gguf import EmbeddingModel
from muniment.models.minilm import embedding_model_path
from muniment.models.passage_reader import PassageReader
from muniment.models.question_tagger import QuestionTagger


@cache
def embedder(home: Path) -> EmbeddingModel:
    """The embedding model.

    Raises:
        ModelUnavailable: its weights are not installed.
    """
    return EmbeddingModel(embedding_model_path(home))


@cache
def passage_reader(home: Path) -> PassageReader:
    """The model that tells whether a passage answers."""
    return PassageReader(home)


@cache
def question_tagger(home: Path) -> QuestionTagger:
    """The model that tells the words that ask from a story around them."""
    return QuestionTagger(home)
