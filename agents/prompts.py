"""The prompts. Context stands before the question.

What comes from a record is marked as such (`ours=False`), so that the runtime reads no control token in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from muniment.models.language_model import Piece
from muniment.records import Evidence
from muniment.sentences import sentences

NONE = "none"


def quotation_prompt(question: str, evidence: Sequence[Evidence]) -> tuple[list[Piece], dict[str, tuple[int, int]]]:
    """Ask for the sentence that answers, up to the bracket before its label.

    Returns:
        The prompt, and what each label points at: evidence number and sentence (from 0).
    """
    labels: dict[str, tuple[int, int]] = {}
    pieces = [
        Piece(
            "<|im_start|>system\nYou answer only from the numbered sentences. Reply with the number of the sentence that answers the question, or none.<|im_end|>\n<|im_start|>user\n"
        )
    ]
    for entry in evidence:
        if entry.passage is None:
            continue
        for n, sentence in enumerate(sentences(entry.passage.text)[:8]):
            label = str(len(labels) + 1)
            labels[label] = (entry.n, n)
            pieces += [Piece(f"[{label}] "), Piece(sentence, ours=False), Piece("\n")]
    pieces += [
        Piece("\nQuestion: "),
        Piece(question, ours=False),
        Piece("<|im_end|>\n<|im_start|>assistant\nThe answer is in sentence ["),
    ]
    return pieces, labels


def words_prompt(question: str, read: Sequence[str]) -> list[Piece]:
    """Ask for the words that answer, out of some sentences; candidates are measured by how likely they are after it."""
    pieces = [Piece("<|im_start|>user\n")]
    for sentence in read:
        pieces += [Piece(sentence, ours=False), Piece("\n")]
    pieces += [
        Piece("\nQuestion: "),
        Piece(question[:600], ours=False),
        Piece("\nAnswer in the exact words above.<|im_end|>\n<|im_start|>assistant\n"),
    ]
    return pieces
