"""The conditions that a question puts on the rows of a list, of every kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from muniment.tools.lists.conditions.amounts import amount_conditions, equal_conditions, unit_conditions
from muniment.tools.lists.conditions.beside import beside_conditions
from muniment.tools.lists.conditions.condition import Condition
from muniment.tools.lists.conditions.negation import with_joined
from muniment.tools.lists.conditions.states import filled_conditions, flag_conditions
from muniment.tools.lists.conditions.times import time_conditions
from muniment.tools.lists.conditions.values import mark_conditions, part_conditions, texts_of, value_conditions
from muniment.tools.lists.question_words import Words
from muniment.tools.lists.relation import Relation


def conditions(words: Words, relation: Relation) -> list[Condition] | None:
    """The conditions that a question puts, their words taken; None where one cannot be told which column it is of.

    Raises:
        Abstention: a name is of two values, a time is not that of any row, or amounts are of several units.
    """
    columns = texts_of(relation)
    found = value_conditions(words, relation, columns)
    found += beside_conditions(words, relation)
    times = time_conditions(words, relation)
    amounts = None if times is None else amount_conditions(words, relation)
    if times is None or amounts is None:
        return None
    found += [*times, *amounts, *flag_conditions(words, relation)]
    found += [*unit_conditions(words, relation), *equal_conditions(words, relation)]
    found += mark_conditions(words, relation, columns)
    found += part_conditions(words, relation, columns)
    found += filled_conditions(words, relation)
    return _merged(with_joined(found, words))


def _merged(found: Iterable[Condition]) -> list[Condition]:
    """Values of one column are alternatives: "Sales or Finance"."""
    kept: list[Condition] = []
    for c in found:
        alike = (n for n, k in enumerate(kept) if (k.column, k.test, k.negated) == (c.column, c.test, c.negated))
        same = next(alike, None) if c.values else None
        if same is None:
            kept.append(c)
        else:
            both = tuple(dict.fromkeys((*kept[same].values, *c.values)))
            kept[same] = replace(kept[same], values=both, places=(*kept[same].places, *c.places))
    return kept
