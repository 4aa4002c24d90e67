"""What is said of a part of a year is not said of the year, nor of another part."""

from __future__ import annotations

import pytest

from muniment.tools.own.parts_of_year import other_period, part_unnamed


@pytest.mark.parametrize(
    ("question", "said", "other"),
    [
        ("What was operating profit for full year 2023?", "In the second half of 2023 the operating profit was NOK 1,227 million.", True),
        ("What was revenue in Q4 2023?", "Revenue rose by 4% to $5 million.", True),
        ("What was revenue in 2023?", "Revenue of the fourth quarter of 2023 was $5 million.", True),
        ("What was revenue in the first half of 2023?", "In the second half of 2023 revenue was $5 million.", True),
        ("What was revenue in the first six months of 2023?", "Revenue for the first half of 2023 was $5 million.", False),
        ("What was revenue for the nine months ended September 30, 2023?", "For the three months ended September 30, 2023, revenue was $2 million.", True),
        ("What was revenue in 2023?", "Revenue was $5 million in 2023.", False),
        ("Adjusted EBITA for full year 2023?", "Adjusted EBITA for the quarter amounted to SEK 118.7 million.", True),
        ("What was revenue?", "Revenue of the fourth quarter was $5 million.", False),
    ],
)  # fmt: skip
def test_a_part_of_a_year_is_not_the_year(question: str, said: str, other: bool) -> None:
    assert other_period(question, said) is other


@pytest.mark.parametrize(
    ("question", "said", "unnamed"),
    [
        ("Operating cash flow in H1 2023?", "Cash flow from operating activities 2023", True),
        ("Operating cash flow in H1 2023?", "Cash flow from operating activities First half 2023", False),
        ("Revenue in Q1 2025?", "Revenue Three months ended March 31, 2025", False),
        ("Revenue in the third quarter?", "Revenue Nine months ended September 30", True),
        ("Revenue in 2023?", "Revenue 2023", False),
    ],
)
def test_a_part_of_a_year_must_be_named(question: str, said: str, unnamed: bool) -> None:
    assert part_unnamed(question, said) is unnamed
