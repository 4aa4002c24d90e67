"""One reading of a question: every word is an item, an operation, a period, a company, talk, or narrows. No Postgres."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.agents.reading.names import Directory
from muniment.agents.reading.reading import Reading, read
from muniment.errors import MunimentError
from muniment.items.known_companies import with_common_names
from muniment.records import Company
from tests.agents.forms import clause

APPLE = Company(320193, "Apple Inc.", ("AAPL",))
META = Company(1326801, "Meta Platforms, Inc.", ("META",), ("Facebook Inc",))
DIRECTORY = Directory(with_common_names([APPLE, META]))


def reading(question: str) -> Reading:
    return read(question, DIRECTORY)


def left(question: str) -> list[str]:
    return [run.text for run in reading(question).left]


@pytest.mark.parametrize(
    "word",
    "display search print recorded express teacher documents hardware organic wholesale licensed overseas grocery".split(),
)
def test_a_word_before_a_line_item_narrows_it(word: str) -> None:
    assert left(f"What was Meta's {word} revenue in 2024?") == [word]


@pytest.mark.parametrize("word", "hardware search display groceries toasters Greenland".split())
@pytest.mark.parametrize(
    "question",
    [
        "What was Meta's revenue from {} in 2024?",
        "Meta's 2024 revenue, just {}?",
        "How much of Meta's revenue in 2024 was from {}?",
        "What were Meta's sales of {} in 2024?",
    ],
)
def test_a_word_that_says_of_what_narrows(question: str, word: str) -> None:
    assert word in " ".join(left(question.format(word)))


@pytest.mark.parametrize(
    "question",
    ["Meta's advertising revenue in 2020", "Meta's revenue from advertising in 2020", "sales of advertising at Meta"],
)
def test_a_line_item_beside_revenue_names_a_part_of_it(question: str) -> None:
    assert left(question) == ["advertising"]


@pytest.mark.parametrize(
    "question",
    [
        "Meta's 2024 revenue: search",
        "Meta 2024 revenue - display",
        "Meta's revenue in 2024 search",
        "Search: Meta's revenue in 2024",
        "Teachers: Meta revenue 2024",
        "Meta's revenue in 2024, print",
    ],
)
def test_a_bare_word_beside_the_question_narrows(question: str) -> None:
    assert len(left(question)) == 1


@pytest.mark.parametrize(
    "question",
    [
        "Could you please tell me Apple's net sales for 2024?",
        "Hi there! My boss wants Apple's net sales for fiscal 2024, can you help?",
        "I'm writing a report for school. What were Apple's net sales in 2024?",
        "According to its 10-K, what were Apple's net sales in fiscal 2024?",
        "apple net sales 2024 pls",
    ],
)
def test_what_the_asker_says_of_himself_is_talk(question: str) -> None:
    assert left(question) == []


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("Which year had Apple's highest net sales?", {"which_year", "largest"}),
        ("Did Meta's revenue grow every year between 2020 and 2024?", {"change", "every"}),
        ("When did Meta's revenue first exceed $100 billion?", {"which_year", "first", "exceed"}),
        ("How many years has Apple made a loss?", {"count", "loss"}),
        ("What share of Apple's net sales was R&D in 2024?", {"share"}),
        ("How much did Apple earn per day in 2024?", {"per"}),
    ],
)
def test_operations_are_found_by_their_phrases(question: str, kinds: set[str]) -> None:
    assert kinds <= {k for c in reading(question).clauses for k in c.kinds}


@pytest.mark.parametrize(
    ("question", "loss"),
    [
        ("Did Apple's net loss increase in 2022?", True),
        ("What was Apple's biggest net loss since 2021?", True),
        ("What was Apple's operating loss in 2023?", True),
        ("Apple's net income (loss) in 2023", False),
        ("What were Apple's net earnings (loss) in 2023?", False),
        ("What was Apple's net income in 2023?", False),
    ],
)
def test_a_loss_is_a_thing_of_its_own(question: str, loss: bool) -> None:
    (item,) = [i for c in reading(question).clauses for i in c.items]
    assert item.loss is loss


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        (
            "What were Apple's net sales in 2024, and how did they change from 2023?",
            ["what were apple's net sales in 2024", "how did they change from 2023"],
        ),
        ("What were Apple's net sales and net income in 2024?", ["what were apple's net sales and net income in 2024"]),
    ],
)
def test_a_question_is_cut_where_another_begins(question: str, texts: list[str]) -> None:
    assert [c.text.strip(" ,?").removeprefix("and ").removesuffix(", and") for c in reading(question).clauses] == texts


@given(st.text(max_size=80))
def test_anything_typed_is_read_or_refused_in_words(text: str) -> None:
    try:
        found = reading(text)
    except MunimentError:
        return
    assert all(0 <= r.start < r.end <= len(found.text) for r in found.left)


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("GameStop's loss per share diluted in fiscal 2022", "eps_diluted"),
        ("How much did GameStop lose per diluted share in fiscal 2022?", "eps_diluted"),
        ("GameStop's basic loss per share in fiscal 2022", "eps_basic"),
        ("GameStop's loss per share basic in fiscal 2022", "eps_basic"),
    ],
)
def test_a_loss_per_share_is_diluted_or_basic_as_said(question: str, item: str) -> None:
    (mark,) = clause(question).items
    assert (mark.items, mark.loss) == ((item,), True)
