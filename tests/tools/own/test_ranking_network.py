"""The small networks that rank proposals: exact arithmetic on weights that are known, and the shapes of those of the package."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from muniment.tools.own.ranking_network import Layers, Matrix, Name, as_layers, chances, layers
from muniment.tools.own.record_programs import FEATURES
from muniment.tools.own.text_spans import propose_spans


def array(*rows: object) -> Matrix:
    return np.array(rows, dtype=np.float32)


LINEAR: Layers = ((array([1.0, -1.0]), array(0.0)),)


def test_chances_are_the_exponentials_of_the_scores_among_all() -> None:
    found = chances(array([1.0, 0.0], [0.0, 0.0], [0.0, 1.0]), LINEAR)
    wanted = np.exp([1.0, 0.0, -1.0])
    assert np.allclose(found, wanted / wanted.sum(), atol=1e-6)
    assert found.dtype == np.float32


def test_large_scores_do_not_overflow() -> None:
    assert chances(array([1000.0, 0.0], [0.0, 0.0]), LINEAR).tolist() == [1.0, 0.0]


def test_a_hidden_layer_passes_nothing_below_zero_and_the_last_does() -> None:
    deep: Layers = ((array([1.0], [-1.0]), array(0.0, 0.0)), (array([1.0, -2.0]), array(0.5)))
    found = np.log(chances(array([3.0], [-3.0]), deep))
    assert found[0] - found[1] == pytest.approx(3.0 - -6.0, abs=1e-4)
    last: Layers = ((array([1.0]), array(0.0)),)
    ratio = chances(array([-5.0], [-1.0]), last)
    assert ratio[1] / ratio[0] == pytest.approx(float(np.exp(4.0)), rel=1e-4)


def test_a_bias_is_added_before_the_cut() -> None:
    deep: Layers = ((array([1.0]), array(-2.0)), (array([1.0]), array(0.0)))
    found = chances(array([1.0], [2.0], [3.0]), deep)
    assert found[0] == pytest.approx(found[1])
    assert found[2] / found[1] == pytest.approx(float(np.exp(1.0)), rel=1e-4)


def test_arrays_by_name_are_layers_in_order() -> None:
    network: dict[str, Any] = {
        f"{part}{n}": array([float(n)]).astype(np.float16) for n in range(12) for part in ("weight", "bias")
    }
    found = as_layers(network)
    assert [float(w[0, 0]) for w, _ in found] == [float(n) for n in range(12)]
    assert {a.dtype for pair in found for a in pair} == {np.dtype(np.float32)}


@pytest.mark.parametrize("name", ["program_ranker", "span_ranker"])
def test_the_packages_networks_have_two_hidden_layers_and_one_score(name: Name) -> None:
    found = layers(name)
    assert len(found) == 3
    assert [w.shape[0] == b.shape[0] for w, b in found] == [True] * 3
    assert [a.shape[0] == b.shape[1] for (a, _), (b, _) in pairwise(found)] == [True, True]
    assert found[-1][0].shape[0] == 1
    assert all(np.isfinite(a).all() for pair in found for a in pair)


def test_the_packages_networks_read_the_features_that_are_made() -> None:
    assert layers("program_ranker")[0][0].shape[1] == len(FEATURES)
    _, described = propose_spans("Who signed?", ["The master signed."], [1.0])
    assert layers("span_ranker")[0][0].shape[1] == described.shape[1]
