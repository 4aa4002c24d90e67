"""Learn the networks of `tools.ranking_network` from lessons: the likelihood of the programs that come to the right value, and of
the words that answer.

Several small networks are fitted from fixed seeds and joined into one (their mean), in torch on one thread, so that the same
lessons give the same weights. Minutes on one core. Needs the extra `tune`; what it makes does not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from muniment.learning.extras import needs_extra
from muniment.learning.lessons import Lesson
from muniment.models.embeddings import Embedder
from muniment.tools.own.own_records import cut
from muniment.tools.own.record_cells import cells
from muniment.tools.own.record_programs import Matrix, Proposal, Question, describe, propose
from muniment.tools.own.span_ranker import described_spans
from muniment.wording import tokens

if TYPE_CHECKING:
    import torch

RATE, DECAY = 2e-3, 1e-2


@dataclass(frozen=True, slots=True)
class Fitting:
    """How a network is fitted: passes over the lessons, seeds whose networks are joined, widths of the hidden layers, lessons a step."""

    epochs: int
    seeds: tuple[int, ...]
    widths: tuple[int, int]
    batch: int


PROGRAMS = Fitting(6, (1,), (128, 64), 32)
"""Of 15,000 lessons one network of this size has what four of half the size have of 1,500."""
SPANS = Fitting(30, (1, 2, 3, 4), (64, 32), 16)
"""Chosen on a quarter of the tuning documents; the held-out third was not looked at."""
Example = tuple[Matrix, np.ndarray[Any, np.dtype[np.bool_]]]


def wanted_value(lesson: Lesson) -> Decimal | None:
    """The number that would be right, in base units; None where the answer is no single number."""
    expect = lesson.expect
    if len(expect.values) == 1:
        return expect.values[0]
    if len(expect.spans) != 1:
        return None
    text = expect.spans[0].replace("$", "").replace(",", "").strip()
    negative = text.startswith("(") and text.endswith(")")
    text = text.strip("()").removesuffix("%").strip()
    try:
        value = Decimal(text)
    except ArithmeticError:
        return None
    value = -value if negative else value
    percent = expect.scale == "percent" or expect.spans[0].strip().endswith("%")
    power = {"thousand": 3, "million": 6, "billion": 9}.get(expect.scale, 0)
    return value / 100 if percent else value.scaleb(power)


def comes_to(proposal: Proposal, wanted: Decimal) -> bool:
    """Whether a proposal's value is the wanted one, up to a power of a thousand or of a hundred that units account for."""
    value = proposal.value
    if value is None:
        return False
    near = max(
        abs(wanted) * Decimal("0.0001"), Decimal("0.00001") if abs(wanted) < 1 else Decimal(0), _rounding(wanted)
    )
    return any(abs(value.scaleb(power) - wanted) <= near for power in (0, -3, -6, -9, 3, 6, 2, -2))


def _rounding(wanted: Decimal) -> Decimal:
    """Half a unit of the last place that is written, of a number with a fraction and at least two digits."""
    _, digits, exponent = wanted.as_tuple()
    return Decimal(5).scaleb(int(exponent) - 1) if int(exponent) < 0 and len(digits) >= 2 else Decimal(0)


def examples(lessons: Sequence[Lesson], told: Callable[[int, int], None] = lambda done, of: None) -> list[Example]:
    """Each lesson's proposals, described, and which of them are right; lessons without a right one are passed over."""
    found: list[Example] = []
    for n, lesson in enumerate(lessons):
        told(n, len(lessons))
        wanted = wanted_value(lesson)
        if wanted is None:
            continue
        question, every = Question(lesson.question, lesson.history), cells(lesson.records)
        proposals = propose(question, every)
        right = np.array([comes_to(p, wanted) for p in proposals], dtype=bool)
        if right.any() and not right.all():
            found.append((describe(question, proposals, every), right))
    return found


def span_examples(
    lessons: Sequence[Lesson], embedder: Embedder, told: Callable[[int, int], None] = lambda done, of: None
) -> list[Example]:
    """The spans of lessons that words of the text answer, described, and which of them are right."""
    found: list[Example] = []
    for n, lesson in enumerate(lessons):
        told(n, len(lessons))
        words = answering_words(lesson)
        if words:
            wanted = _bare(words)
            _, spans, described = described_spans(lesson.question, cut(lesson.records), embedder)
            right = np.array([_bare(s.text) == wanted for s in spans], dtype=bool)
            if right.any() and not right.all():
                found.append((described, right))
    return found


def _bare(text: str) -> list[str]:
    return [t for t in tokens(text) if t not in ("a", "an", "the")]


def answering_words(lesson: Lesson) -> str:
    """The one stretch of the records' text that answers a lesson; empty where it is none, or stands in a table."""
    spans = lesson.expect.spans
    if len(spans) != 1 or lesson.expect.kind in ("arithmetic", "count"):
        return ""
    words = " ".join(spans[0].split())
    cells_too = {" ".join(c.split()) for r in lesson.records for t in r.tables for row in t.rows for c in row}
    return words if words not in cells_too and any(words in " ".join(r.text.split()) for r in lesson.records) else ""


def fit(
    data: Sequence[Example], how: Fitting, told: Callable[[int, int], None] = lambda done, of: None
) -> dict[str, Matrix]:
    """The joined network's weights and biases, layer by layer, as `program_ranker.layers` reads them."""
    with needs_extra("tune"):
        import torch
    torch.set_num_threads(1)
    nets = []
    for n, seed in enumerate(how.seeds):
        nets.append(
            _fit_one(data, seed, how, lambda epoch, n=n: told(n * how.epochs + epoch, len(how.seeds) * how.epochs))  # type: ignore[misc]
        )
    first, second, last = ([net[at] for net in nets] for at in (0, 2, 4))
    return {
        "weight0": _array(torch.cat([layer.weight for layer in first])),
        "bias0": _array(torch.cat([layer.bias for layer in first])),
        "weight1": _array(torch.block_diag(*(layer.weight for layer in second))),
        "bias1": _array(torch.cat([layer.bias for layer in second])),
        "weight2": _array(torch.cat([layer.weight for layer in last], 1) / len(nets)),
        "bias2": _array(sum(layer.bias for layer in last) / len(nets)),
    }


def _fit_one(data: Sequence[Example], seed: int, how: Fitting, told: Callable[[int], None]) -> torch.nn.Sequential:
    import torch
    from torch import nn

    torch.manual_seed(seed)
    net = nn.Sequential(
        nn.Linear(data[0][0].shape[1], how.widths[0]),
        nn.ReLU(),
        nn.Linear(*how.widths),
        nn.ReLU(),
        nn.Linear(how.widths[1], 1),
    )
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, how.epochs)
    pairs = [(torch.from_numpy(made), torch.from_numpy(right)) for made, right in data]
    order = np.random.default_rng(seed)
    for epoch in range(how.epochs):
        told(epoch)
        shuffled = order.permutation(len(pairs))
        for start in range(0, len(pairs), how.batch):
            loss = torch.zeros(())
            for at in shuffled[start : start + how.batch]:
                made, right = pairs[at]
                loss = loss - torch.logsumexp(torch.log_softmax(net(made)[:, 0], 0)[right], 0)
            optimiser.zero_grad()
            (loss / how.batch).backward()
            optimiser.step()
        schedule.step()
    return net.eval()


def _array(tensor: Any) -> Matrix:
    return np.asarray(tensor.detach().numpy(), dtype=np.float16)


def write_network(network: dict[str, Matrix], target: Path) -> None:
    """Write the network; it appears whole or not at all."""
    fresh = target.with_suffix(".fresh.npz")
    np.savez_compressed(fresh, **network)  # type: ignore[arg-type]
    fresh.replace(target)
