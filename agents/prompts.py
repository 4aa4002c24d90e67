"""The prompts, and the grammars that go with them. Context stands before the question.

What comes from a record is marked as such (`ours=False`), so that the runtime reads no control token in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from muniment.gguf import Piece
from muniment.records import Evidence, Slot
from muniment.sentences import sentences

NONE = "none"
_WORDS = {
    "value": "value of",
    "change": "change, first less second",
    "percent_change": "percent change, from second to first",
    "ratio": "first divided by second",
    "sum": "sum of",
    "average": "average of",
    "product": "first times second",
    "indexed_return": "return since 100 of",
}


def quotation_prompt(
    question: str, evidence: Sequence[Evidence]
) -> tuple[list[Piece], str, dict[str, tuple[int, int]]]:
    """Ask for the sentence that answers.

    Returns:
        The prompt, the grammar in which only sentences that exist can be written, and what each label points at:
        evidence number and sentence (from 0).
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
    choices = " | ".join(f'"{label}"' for label in labels)
    return pieces, f'root ::= ({choices} | "{NONE}") "]"', labels


def option_prompt(question: str, history: Sequence[str], options: Sequence[str]) -> tuple[list[Piece], str]:
    """Ask which of several programs answers the question, or none.

    Returns:
        The prompt, and the grammar in which only `0` (none) and the numbers of options that exist can be written.
    """
    pieces = [Piece("<|im_start|>user\n")]
    for earlier in history[-2:]:
        pieces += [Piece(earlier[:300], ours=False), Piece("\n")]
    pieces += [Piece(question[:600], ours=False), Piece("\n0. none of these\n")]
    for n, option in enumerate(options, 1):
        pieces += [Piece(f"{n}. "), Piece(option, ours=False), Piece("\n")]
    pieces.append(Piece("<|im_end|>\n<|im_start|>assistant\n"))
    return pieces, "root ::= " + " | ".join(f'"{n}"' for n in range(len(options) + 1))


def told_option(slot: Slot, evidence: Sequence[Evidence]) -> str:
    """A program in words: what is computed, and from which figures."""
    parts = []
    for n, *_ in slot.choices:
        figure = evidence[n - 1].figure
        assert figure is not None
        name = figure.label if len(figure.label) <= 84 else f"{figure.label[:40]} … {figure.label[-40:]}"
        parts.append(f"{name} {figure.fiscal.removeprefix('FY')}".strip())
    return f"{_WORDS.get(slot.ask.operation, slot.ask.operation)}: {' | '.join(parts)}"
