"""Words of a question against a company's own segments, products, regions and concepts: whole names only."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from muniment.records import Fact
from muniment.tools.members import find_concepts, find_members, forms, members_of

SEGMENT, PRODUCT, REGION = (
    "us-gaap:StatementBusinessSegmentsAxis",
    "srt:ProductOrServiceAxis",
    "srt:StatementGeographicalAxis",
)
BEFORE_ELIMINATIONS = ("srt:ConsolidationItemsAxis", "us-gaap:OperatingSegmentsMember")


def part(
    axis: str, member: str, millions: int, label: str = "", accession: str = "k24", *more: tuple[str, str]
) -> Fact:
    return Fact(
        320193,
        "us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax",
        Decimal(millions) * 1_000_000,
        "USD",
        date(2024, 9, 28),
        date(2023, 10, 1),
        dimensions=((axis, member), *more),
        accession=accession,
        label=label,
    )


CHINA = part(SEGMENT, "aapl:GreaterChinaSegmentMember", 66952, "Greater China")
AMERICAS = part(SEGMENT, "aapl:AmericasSegmentMember", 167045, "Americas", "k24", BEFORE_ELIMINATIONS)
IPHONE = part(PRODUCT, "aapl:IPhoneMember", 201183, "iPhone (1)")
WEARABLES = part(PRODUCT, "aapl:WearablesHomeandAccessoriesMember", 37005, "Wearables, Home and Accessories")
US = part(REGION, "country:US", 142196, "U.S.")
OTHER = part(REGION, "aapl:OtherCountriesMember", 181887, "Other countries")
BOTH = part(SEGMENT, "aapl:AmericasSegmentMember", 5, "Americas iPhone", "k24", (PRODUCT, "aapl:IPhoneMember"))
EVERY = [CHINA, AMERICAS, IPHONE, WEARABLES, US, OTHER, BOTH]


@pytest.mark.parametrize(
    ("words", "fact", "axis", "name"),
    [
        ("Greater China", CHINA, "StatementBusinessSegments", "Greater China"),
        ("the greater china segment", CHINA, "StatementBusinessSegments", "Greater China"),
        ("Americas", AMERICAS, "StatementBusinessSegments", "Americas"),
        ("iPhones", IPHONE, "ProductOrService", "iPhone"),
        ("iPhone products", IPHONE, "ProductOrService", "iPhone"),
        ("wearables, home and accessories", WEARABLES, "ProductOrService", "Wearables, Home and Accessories"),
        ("US", US, "StatementGeographical", "U.S."),
        ("the United States", US, "StatementGeographical", "U.S."),
        ("U.S.A.", US, "StatementGeographical", "U.S."),
        ("other countries", OTHER, "StatementGeographical", "Other countries"),
    ],
)
def test_a_member_is_found_by_its_whole_name(words: str, fact: Fact, axis: str, name: str) -> None:
    (found,) = find_members(EVERY, words)
    assert (found.fact, found.axis, found.name) == (fact, axis, name)


@pytest.mark.parametrize("words", ["China", "Greater", "wearables", "home", "Phone", "toasters", "Americas iPhone"])
def test_a_part_of_a_name_finds_nothing(words: str) -> None:
    assert find_members(EVERY, words) == []


def test_a_member_without_a_row_is_called_by_its_own_name() -> None:
    (found,) = find_members([part(SEGMENT, "aapl:RestOfAsiaPacificSegmentMember", 30658)], "rest of Asia Pacific")
    assert found.name == "Rest Of Asia Pacific"
    (found,) = find_members([part(PRODUCT, "aapl:MacMember", 29984, "Computers")], "Mac")
    assert found.name == "Mac"


@pytest.mark.parametrize(
    ("kind", "names"),
    [("segments", ["Greater China", "Americas"]), ("products", ["iPhone", "Wearables, Home and Accessories"]), ("regions", ["U.S.", "Other countries"])],
)  # fmt: skip
def test_the_members_of_one_kind_are_listed(kind: str, names: list[str]) -> None:
    assert [m.name for m in members_of(EVERY, kind)] == names


def test_only_the_newest_filing_lists_members_and_each_once() -> None:
    old = part(SEGMENT, "aapl:EuropeSegmentMember", 94294, "Europe", "k23")
    again = part(SEGMENT, "aapl:GreaterChinaSegmentMember", 1, "Greater China")
    found = members_of([CHINA, again, old], "segments")
    assert [(m.name, m.fact.value) for m in found] == [("Greater China", CHINA.value)]
    assert members_of([IPHONE, old], "segments")[0].name == "Europe"


REPORTED = [
    ("aapl:TermDebtNonCurrent", "Term debt"),
    ("us-gaap:CommercialPaper", "Commercial paper (2)"),
    ("us-gaap:OtherAssetsNoncurrent", "Other non-current assets"),
    ("aapl:VendorNonTradeReceivables", ""),
    ("us-gaap:LongTermDebtNoncurrent", "Term debt"),
]


@pytest.mark.parametrize(
    ("words", "concepts"),
    [
        ("term debt non current", ["aapl:TermDebtNonCurrent"]),
        ("commercial paper", ["us-gaap:CommercialPaper"]),
        ("vendor non trade receivables", ["aapl:VendorNonTradeReceivables"]),
        ("term debt", ["aapl:TermDebtNonCurrent", "us-gaap:LongTermDebtNoncurrent"]),
        ("debt", []),
        ("", []),
    ],
)
def test_a_concept_is_found_by_its_name_or_else_its_row(words: str, concepts: list[str]) -> None:
    assert find_concepts(REPORTED, words) == concepts


def test_a_row_label_with_a_footnote_is_the_same_row() -> None:
    assert find_concepts([("x:Abc", "Land and buildings (1)"), ("x:Def", "Land*")], "land and buildings") == ["x:Abc"]
    assert find_concepts([("x:Abc", "Land and buildings (1)"), ("x:Def", "Land*")], "land") == ["x:Def"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Greater China", {"greaterchina"}),
        ("the Cloud segment", {"thecloudsegment", "cloud"}),
        ("segment", {"segment"}),
        ("United States of America", {"us"}),
        ("", set()),
    ],
)
def test_a_name_is_met_as_written_and_bare(text: str, found: set[str]) -> None:
    assert forms(text) == found


def test_a_change_that_is_printed_under_the_name_of_a_balance_is_not_called_by_it() -> None:
    both = [("us-gaap:IncreaseDecreaseInContractWithCustomerAsset", "Contract assets")]
    assert find_concepts(both, "contract assets") == []
    assert find_concepts(both, "increase decrease in contract with customer asset") == [both[0][0]]


def test_a_printed_row_and_a_concept_of_one_label_are_both_found() -> None:
    both = [("printed:ContractAssets", "Contract assets"), ("us-gaap:ContractWithCustomerAssetNet", "Contract assets")]
    assert find_concepts(both, "contract assets") == [c for c, _ in both]
    assert find_concepts([("x:Debt", "Long-term debt (Note 12)")], "long-term debt") == ["x:Debt"]
