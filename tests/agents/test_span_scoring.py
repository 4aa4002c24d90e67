"""CUAD's measure of graded spans."""

from __future__ import annotations

from muniment.agents.span_scoring import Graded, rank

LAW = "This Agreement is governed by the laws of New York."


def test_all_found_and_nothing_else_is_an_area_of_one() -> None:
    assert rank([Graded([LAW], {LAW: 0.9}), Graded([], {})]) == rank([Graded([LAW], {LAW: 0.4})])
    assert rank([Graded([LAW], {LAW: 0.9})]).aupr == 1.0


def test_half_of_the_words_are_enough_and_a_third_are_not() -> None:
    assert rank([Graded(["a b c d"], {"a b": 0.9})]).recall == 1.0
    assert rank([Graded(["a b c d e f"], {"a b": 0.9})]).recall == 0.0


def test_points_commas_and_capitals_do_not_count() -> None:
    assert rank([Graded(["New York, USA."], {"new york usa": 0.9})]).recall == 1.0


def test_span_where_nothing_is_to_be_found_is_wrong() -> None:
    ranking = rank([Graded([LAW], {LAW: 0.5}), Graded([], {"Something else": 0.8})])
    assert (ranking.precision_at_80_recall, ranking.recall) == (0.5, 1.0)
    assert ranking.aupr == 0.5


def test_wrong_span_of_a_lower_chance_costs_nothing_before_it() -> None:
    assert rank([Graded([LAW], {LAW: 0.8}), Graded([], {"Something else": 0.2})]).precision_at_80_recall == 1.0


def test_two_spans_on_one_gold_span_are_counted_once_and_neither_is_wrong() -> None:
    assert rank([Graded(["a b c d"], {"a b c": 0.9, "b c d": 0.8})]).precision_at_80_recall == 1.0


def test_party_is_found_in_a_stretch_that_holds_it() -> None:
    preamble = "between Acme Inc. and Bolt LLC of Ohio with its seat in Dayton"
    assert rank([Graded(["Acme Inc.", "Bolt LLC"], {preamble: 0.9}, of_parties=True)]).recall == 1.0
    assert rank([Graded(["Acme Inc.", "Bolt LLC"], {preamble: 0.9})]).recall == 0.0


def test_recall_of_less_than_four_fifths_has_no_precision_at_it() -> None:
    assert rank([Graded(["a", "b"], {"a": 0.9})]).precision_at_80_recall == 0.0
