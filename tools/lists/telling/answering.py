"""What a query of a list comes to, in words: the answer first, then how the question was read, and the rows that it rests on."""

from __future__ import annotations

from muniment.tools.lists.query import Query
from muniment.tools.lists.relation import Relation
from muniment.tools.lists.telling.comparisons import tell_difference, tell_more, tell_yes_no
from muniment.tools.lists.telling.extremes import tell_extreme
from muniment.tools.lists.telling.folds import tell_count, tell_distinct, tell_fold, tell_share
from muniment.tools.lists.telling.held_rows import HeldRows, Told
from muniment.tools.lists.telling.rows import tell_cell, tell_exists, tell_list

_WAYS = {
    "cell": tell_cell,
    "list": tell_list,
    "count": tell_count,
    "distinct": tell_distinct,
    "sum": tell_fold,
    "average": tell_fold,
    "largest": tell_extreme,
    "smallest": tell_extreme,
    "difference": tell_difference,
    "more": tell_more,
    "less": tell_more,
    "share": tell_share,
    "exists": tell_exists,
    "holds": tell_yes_no,
}


def answer(query: Query, relation: Relation) -> Told:
    """What the query comes to.

    Raises:
        Abstention: no row or several rows are meant where one is, a cell is blank, or amounts are of several units.
    """
    return _WAYS[query.operation](HeldRows(query, relation))
