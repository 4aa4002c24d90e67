"""What a document says of itself."""

from __future__ import annotations

from datetime import date

import pytest

from muniment.tools.library.title_page import TitlePage, read_title_page

COVER = "FORM 10-K\nFor the fiscal year ended {day}\n{name}\n(Exact name of registrant as specified in its charter)"


def test_a_cover_page_says_form_company_and_period() -> None:
    page = COVER.format(day="June 30, 2023", name="AMCOR PLC")
    assert read_title_page([page, "In fiscal 2023 we …"]) == TitlePage(
        "10-K", "AMCOR PLC", date(2023, 6, 30), 2023, is_annual=True
    )


@pytest.mark.parametrize(
    ("spoken", "year"),
    [
        ("fiscal 2019 fiscal 2019 fiscal 2018", 2019),
        ("fiscal 2018 fiscal 2018 fiscal 2018 fiscal 2019", 2018),
        ("", None),
    ],
)
def test_a_year_that_ends_in_winter_is_named_as_the_document_names_it(spoken: str, year: int | None) -> None:
    page = COVER.format(day="February 2, 2019", name="BEST BUY CO., INC.")
    assert read_title_page([page, spoken]).fiscal_year == year


def test_another_document_says_nothing_of_the_kind() -> None:
    assert read_title_page(["Lease of the boat house\nbetween A and B"]) == TitlePage()


@pytest.mark.parametrize(
    ("text", "form"), [("Form 10-Q", "10-Q"), ("FORM 8-K/A", "8-K/A"), ("Form 20 - F", "20-F"), ("form 10K", "10-K")]
)
def test_forms_are_known_however_they_are_spelt(text: str, form: str) -> None:
    assert read_title_page([text]).form == form


def test_the_end_of_a_quarter_does_not_say_how_its_year_is_called() -> None:
    page = "FORM 10-Q\nFor the quarterly period ended December 31, 2022\nAMCOR PLC\n(Exact name of registrant)"
    assert read_title_page([page, "fiscal 2022 fiscal 2023"]) == TitlePage(
        "10-Q", "AMCOR PLC", date(2022, 12, 31), None
    )


@pytest.mark.parametrize(
    ("line", "company"),
    [
        ("HALVORSEN MARINE HOLDINGS, INC.", "HALVORSEN MARINE HOLDINGS, INC."),
        ("Brennwald AG, Stuttgart", "Brennwald AG"),
        ("Brennwald AB (publ), corporate identity number 556931-0000, Umeå", "Brennwald AB"),
        ("Quillon Software, Inc. - Quarterly income statement (unaudited)", "Quillon Software, Inc."),
        ("Sable Ridge Energy Partners, L.P.", "Sable Ridge Energy Partners, L.P."),
        ("Osprey Foods Limited and its subsidiaries", "Osprey Foods Limited"),
        ("Ironwood Semiconductor Reports Fourth Quarter and Fiscal Year 2024 Results", "Ironwood Semiconductor"),
        ("This Agreement is made between Osprey Foods Limited and Quillon Software, Inc.", ""),
        ("The Company", ""),
        ("Notes to the accounts", ""),
    ],
)
def test_another_document_is_of_the_company_that_heads_a_page(line: str, company: str) -> None:
    assert read_title_page([f"Cover\n{line}\nStatements of income"]).company == company


def test_a_financial_year_from_a_day_to_another_is_the_year_reported_on() -> None:
    page = "Annual Report 2023\nBrennwald AB (publ)\nFinancial year 1 January – 31 December 2023."
    found = read_title_page([page])
    assert (found.company, found.end, found.is_annual) == ("Brennwald AB", date(2023, 12, 31), True)


def test_a_company_is_named_above_its_state_where_the_cover_calls_nobody_the_registrant() -> None:
    cover = "FORM 10-K\nFor the fiscal year ended December 31, 2023\nAbbott Laboratories\nAn Illinois Corporation 36-0698440\n"
    assert read_title_page([cover]).company == "Abbott Laboratories"
