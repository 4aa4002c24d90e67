"""Line items by their names, the longest first; losses; and typing errors mended where one name only is near."""

from __future__ import annotations

import pytest

from muniment.agents.reading.items import item_at, mend, names
from muniment.agents.reading.words import words
from muniment.items.line_items import line_items


def found(text: str) -> tuple[str, str, bool] | None:
    """The first item named at the beginning: its key, its words as typed, and whether it is a loss."""
    row = words(text)
    at = item_at(row, 0)
    return None if at is None else (at[0].items[0], text[at[0].start : at[0].end], at[0].loss)


@pytest.mark.parametrize(
    ("text", "item", "typed"),
    [
        ("net sales of apple", "net_sales", "net sales"),
        ("revenue in 2024", "net_sales", "revenue"),
        ("revenues in 2024", "net_sales", "revenues"),
        ("r&d in 2024", "research_and_development", "r&d"),
        ("research and development expense", "research_and_development", "research and development expense"),
        ("total assets", "total_assets", "total assets"),
        ("diluted earnings per share", "eps_diluted", "diluted earnings per share"),
        ("property, plant and equipment, net", "property_plant_equipment", "property, plant and equipment, net"),
        ("pre-tax income", "pretax_income", "pre-tax income"),
        ("net income (loss) of apple", "net_income", "net income (loss"),
        ("repurchases of its common stock", "share_repurchases", "repurchases of its common stock"),
        ("operating cash flow", "operating_cash_flow", "operating cash flow"),
        ("free cash flow", "free_cash_flow", "free cash flow"),
    ],
)
def test_the_longest_name_is_taken(text: str, item: str, typed: str) -> None:
    assert found(text) == (item, typed, False)


@pytest.mark.parametrize(
    ("text", "item", "loss"),
    [
        ("net loss", "net_income", True),
        ("operating loss", "operating_income", True),
        ("net income (loss)", "net_income", False),
        ("net earnings (loss)", "net_income", False),
        ("provision for credit losses", "credit_loss_provision", False),
        ("shareholders' deficit", "shareholders_equity", True),
        ("accumulated deficit", "retained_earnings", True),
        ("retained earnings (accumulated deficit)", "retained_earnings", False),
        ("net cash used in investing activities", "investing_cash_flow", True),
        ("cash flow from investing activities", "investing_cash_flow", False),
        ("net decrease in cash", "change_in_cash", True),
        ("accumulated other comprehensive loss", "accumulated_oci", True),
        ("accumulated other comprehensive income (loss)", "accumulated_oci", False),
    ],
)
def test_a_loss_is_the_item_turned(text: str, item: str, loss: bool) -> None:
    assert (found(text) or ("",))[0] == item
    assert (found(text) or ("", "", None))[2] is loss


@pytest.mark.parametrize("text", ["toasters", "the net sales", "net"])
def test_what_is_no_name_is_none(text: str) -> None:
    assert found(text) is None


def test_a_list_is_no_name() -> None:
    assert found("cash, equivalents") == ("cash", "cash", False)
    assert found("net income, net sales") == ("net_income", "net income", False)


def test_every_item_has_a_name_and_an_earlier_one_keeps_it() -> None:
    assert set(names().values()) <= set(line_items())
    assert {i.key for i in line_items().values()} - set(names().values()) == set()


@pytest.mark.parametrize(
    ("word", "mended"),
    [
        ("revnue", "revenue"),
        ("incme", "income"),
        ("expnse", "expense"),
        ("oprating", "operating"),
        ("liabilites", "liability"),
        ("Revnue", "revenue"),
        ("dividnds", "dividend"),
    ],
)
def test_a_typing_error_is_mended(word: str, mended: str) -> None:
    assert mend(word) == mended


@pytest.mark.parametrize(
    "word",
    ["revenue", "sale", "incm", "toaster", "grocery", "xq", "12abc", "zyntrax", "house", "nett"],
)
def test_a_word_that_is_one_or_is_near_to_none_is_left(word: str) -> None:
    assert mend(word) is None


def test_a_companys_own_word_is_no_typing_error() -> None:
    assert mend("revenew") == "revenue"
    assert mend("revenew", ["Revenew Cloud"]) is None
