"""Which provisions may answer a question: by its words, by nearness in meaning, and by what a tuned reader says of the likeliest.

Words are weighed by BM25 (Robertson and Zaragoza 2009) over a provision with its heading, what leads it in, and the names of its document, so that
"the Harrow lease" counts. Words and meaning are fused by the sum of their shares. What is read is graded by a logistic regression
(`muniment/data/provision_grade.json`, learned by `benchmarks/provisions/grade.py`); from which chance on one is told is for those who ask.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import orjson

from muniment.models.passage_reader import Judgement
from muniment.wording import content_stems, is_common, stem, tokens

Array = np.ndarray[Any, np.dtype[Any]]
K1, B = 0.9, 0.4
MEANING = 1.5
"""How much nearness in meaning counts beside words: 1 is the best of the question's words all borne."""
READ = 24
"""Provisions that the reader reads for one question."""
_NUMBER_ASKED = re.compile(
    r"\bhow\s+(?:long|many|much|often|soon|fast|quickly|far|late|early|old|high|big)\b|\bwhen\b|\bby\s+what\s+(?:date|time)|\bdeadline|\bwhat\s+(?:is|are|was)\s+the\s+(?:maximum|minimum|limit|amount|rate|fee|price|period|percentage|number|cap)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty|ninety|annual|monthly|daily|immediately|half)\b",
    re.IGNORECASE,
)
_WHO_ASKED = re.compile(r"^\W*(?:and\s+|so\s+)?(?:who|whom|whose)\b", re.IGNORECASE)
_MAY_ASKED = re.compile(
    r"^\W*(?:and\s+|so\s+)?(?:may|can|could|am|are|is|do|does|must|should|will|have|has)\b|\ballowed\b|\bok\b",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:may|can|cannot|must|shall|should|not|never|prohibited|allowed|permitted|required|only|unless|except)\b",
    re.IGNORECASE,
)
FEATURES, GENERAL, LEADS, FUSED, SHARE, RANK, TUNED, SHARED, TUNED_LEADS = 17, 0, 1, 3, 4, 13, 14, 15, 16
"""How many numbers a provision is graded by; which of them are what the two readers say, by how much each leads and what it shares of all that is said,
its words and meaning together beside the likeliest's, the share of the question's words that it bears, and its rank."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A provision as it is ranked.

    Args:
        of: its document's number.
        stems: those of its own words and of what leads it in.
        headed: those of its heading.
        near: the cosine of its vector and the question's.
        text: what the reader reads of it.
    """

    of: int
    stems: tuple[str, ...]
    headed: frozenset[str]
    near: float
    text: str


def fused(question: str, candidates: Sequence[Candidate], named: Mapping[int, frozenset[str]]) -> tuple[Array, Array]:
    """What words and meaning say of each candidate together, and the share of the question's words that it bears."""
    wanted = content_stems(question) or {stem(t) for t in tokens(question)}
    count = len(candidates)
    held = Counter(s for c in candidates for s in {*c.stems, *c.headed, *named.get(c.of, ())} & wanted)
    weights = {s: math.log(1 + (count - held[s] + 0.5) / (held[s] + 0.5)) for s in wanted}
    whole = sum(weights.values()) or 1.0
    average = sum(len(c.stems) for c in candidates) / count or 1.0
    scores, shares = np.zeros(count), np.zeros(count)
    for n, c in enumerate(candidates):
        often = Counter(s for s in c.stems if s in wanted)
        norm = K1 * (1 - B + B * len(c.stems) / average)
        outer = (c.headed | named.get(c.of, frozenset())) & wanted
        scores[n] = sum(
            weights[s] * max(often[s] * (K1 + 1) / (often[s] + norm), 0.8 if s in outer else 0.0)
            for s in {*often, *outer}
        ) / (whole * (K1 + 1))
        shares[n] = sum(weights[s] for s in {*often, *outer}) / whole
    return scores + MEANING * np.array([c.near for c in candidates]), shares


def described(
    question: str,
    candidates: Sequence[Candidate],
    named: Mapping[int, frozenset[str]],
    judges: Sequence[Callable[[Sequence[str]], Sequence[Judgement]]],
) -> tuple[list[int], Array]:
    """The numbers of the candidates that are read, the likeliest by words and meaning first, and what each is graded by, a row each.

    Args:
        question: as asked.
        candidates: of the documents that may be meant.
        named: the stems by which each document may be named.
        judges: two readers of texts with the question, the general one and the one tuned on contracts and policies.
    """
    if not candidates:
        return [], np.zeros((0, FEATURES))
    scores, shares = fused(question, candidates, named)
    order = [int(n) for n in np.argsort(-scores, kind="stable")[:READ]]
    said, tuned = (np.array([j.answers for j in judge([candidates[n].text for n in order])]) for judge in judges)
    # The tuned reader's own chance: of one of these or none (whose log-odds are 0) to answer.
    shared = tuned - np.logaddexp.reduce(np.append(tuned, 0.0))
    rare = {s for t in tokens(question) if not is_common(t) and not t.isdigit() for s in (stem(t),)}
    number, who, may = (p.search(question) is not None for p in (_NUMBER_ASKED, _WHO_ASKED, _MAY_ASKED))
    rows = []
    for rank, n in enumerate(order):
        c = candidates[n]
        others = np.delete(said, rank)
        outer = set(c.stems) | c.headed | named.get(c.of, frozenset())
        rows.append(
            (
                said[rank],
                said[rank] - (others.max() if len(others) else -8.0),
                c.near,
                scores[n] - scores[order[0]] if rank else (scores[n] - scores[order[1]] if len(order) > 1 else 1.0),
                shares[n],
                len(rare & outer) / len(rare) if rare else 1.0,
                float(bool(rare)),
                float(number and _NUMBER.search(c.text) is not None),
                float(number and _NUMBER.search(c.text) is None),
                float(may and _MODAL.search(c.text) is not None),
                float(may and _MODAL.search(c.text) is None),
                float(who),
                math.log1p(len(c.stems)),
                math.log1p(rank),
                tuned[rank],
                shared[rank],
                tuned[rank] - (np.delete(tuned, rank).max() if len(tuned) > 1 else -8.0),
            )
        )
    return order, np.array(rows, np.float64).reshape(len(rows), FEATURES)


def among(features: Array, rows: Sequence[int]) -> Array:
    """What some candidates are graded by where there are no others: those of one document.

    Args:
        features: of all candidates, the likeliest by words and meaning first.
        rows: the numbers of some, in their order.
    """
    own = features[list(rows)].copy()
    scores = features[:, FUSED].copy()
    scores[0] = 0.0
    scores = scores[list(rows)]
    own[:, RANK] = np.log1p(np.arange(len(own)))
    own[:, FUSED] = scores - scores[0]
    own[0, FUSED] = scores[0] - scores[1] if len(own) > 1 else 1.0
    for said, leads in ((GENERAL, LEADS), (TUNED, TUNED_LEADS)):
        for n in range(len(own)):
            others = np.delete(own[:, said], n)
            own[n, leads] = own[n, said] - (others.max() if len(others) else -8.0)
    own[:, SHARED] = own[:, TUNED] - np.logaddexp.reduce(np.append(own[:, TUNED], 0.0))
    return own


def graded(features: Array) -> Array:
    """The chance of each row to answer."""
    kept = _weights()
    score = ((features - kept["mean"]) / kept["spread"]) @ kept["weights"] + kept["bias"]
    return np.asarray(1 / (1 + np.exp(-score)))


def agreed(features: Array, row: int) -> bool:
    """Whether both readers say of the same provision, and of this one, that it answers most surely."""
    return row == int(features[:, GENERAL].argmax()) == int(features[:, TUNED].argmax())


@cache
def _weights() -> dict[str, Array]:
    kept = orjson.loads((files("muniment.data") / "provision_grade.json").read_bytes())
    return {name: np.array(kept[name], np.float64) for name in ("mean", "spread", "weights", "bias")}
