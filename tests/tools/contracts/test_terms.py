"""What a contract's clauses and sentences state, term by term."""

from __future__ import annotations

import pytest

from muniment.tools.contracts.clauses import Clause
from muniment.tools.contracts.field_readers import READ
from muniment.tools.contracts.terms import Term, read_terms, states


def stated(field: str, *clauses: tuple[str, str]) -> tuple[str, ...]:
    """What clauses, which are surely of their kinds, state of a field; an empty value is a clause that is not read."""
    text, placed = "", []
    for kind, said in clauses:
        placed.append(Clause(kind, len(text), len(text) + len(said), 0.9))
        text += f"{said}\n"
    return tuple(t.value for t in read_terms(text, placed) if t.field == field)


@pytest.mark.parametrize(
    ("name", "kind", "text", "values"),
    [
        ("agreement date", "Agreement Date", "March 3, 2021", ("2021-03-03",)),
        (
            "effective date",
            "Effective Date",
            "The term begins on May 1, 2020 and ends on April 30, 2022.",
            ("2020-05-01",),
        ),
        (
            "end of the term",
            "Expiration Date",
            "The term begins on May 1, 2020 and ends on April 30, 2022.",
            ("2022-04-30",),
        ),
        (
            "term",
            "Expiration Date",
            "The initial term is three (3) years; either party may end it on 30 days' notice.",
            ("P3Y",),
        ),
        (
            "renewal",
            "Renewal Term",
            "It shall automatically renew for successive one (1) year terms.",
            ("automatic, P1Y",),
        ),
        ("renewal", "Renewal Term", "Tenant has the option to extend the term for five years.", ("by choice, P5Y",)),
        ("renewal", "Renewal Term", "It is renewed automatically on a year to year basis.", ("automatic, P1Y",)),
        (
            "renewal",
            "Renewal Term",
            "It will then carry on from year to year, unless one of us tells the other that it does not want that.",
            ("automatic, P1Y",),
        ),
        (
            "notice to stop the renewal",
            "Notice Period To Terminate Renewal",
            "unless one of us tells the other in writing, not less than three months before the end of the current year",
            ("P3M",),
        ),
        (
            "conflict of laws",
            "Governing Law",
            "the laws of Ohio, without regard to its conflict of laws principles",
            ("excluded",),
        ),
        (
            "notice to stop the renewal",
            "Notice Period To Terminate Renewal",
            "It renews for one year unless a party gives notice at least ninety (90) days before the term ends.",
            ("P90D",),
        ),
        (
            "notice to stop the renewal",
            "Notice Period To Terminate Renewal",
            "unless notice is given ten (10) business days prior to its end",
            ("P10D, business days",),
        ),
        ("governing law", "Governing Law", "Governed by the laws of the State of Maine.", ("US-ME",)),
        (
            "notice to stop the renewal",
            "Notice Period To Terminate Renewal",
            "It renews for successive terms of one (1) year, unless notice is received no later than the tenth (10th) Business Day before the last day.",
            ("P10D, business days",),
        ),
        (
            "termination for convenience",
            "Termination For Convenience",
            "The Buyer may terminate this Agreement at any time by ninety (90) days' written notice.",
            ("Buyer, P90D",),
        ),
        (
            "termination for convenience",
            "Termination For Convenience",
            "Either party may end it without cause on thirty days' notice.",
            ("either party, P30D",),
        ),
        (
            "termination for convenience",
            "Termination For Convenience",
            "Neither party may terminate this Agreement for convenience.",
            ("not allowed",),
        ),
        (
            "assignment",
            "Anti-Assignment",
            "Neither party may assign this Agreement without the consent of the other.",
            ("with consent",),
        ),
        (
            "assignment",
            "Anti-Assignment",
            "Tenant may not assign this Lease without consent, except to an Affiliate.",
            ("with consent, with exceptions",),
        ),
        (
            "assignment",
            "Anti-Assignment",
            "Licensor may assign this Agreement without the consent of anyone.",
            ("free for Licensor",),
        ),
        (
            "cap on liability",
            "Cap On Liability",
            "Its total liability shall not exceed £1,000,000.",
            ("GBP 1,000,000",),
        ),
        (
            "cap on liability",
            "Cap On Liability",
            "Liability is limited to the fees paid in the twelve (12) months preceding the claim.",
            ("fees of P12M",),
        ),
        ("insurance", "Insurance", "Tenant shall carry insurance of US$5 million.", ("USD 5,000,000",)),
        ("insurance", "Insurance", "Tenant shall insure the goods.", ("yes",)),
        ("non-compete", "Non-Compete", "For six (6) months she shall not compete with the Company.", ("P6M",)),
    ],
)
def test_field_is_read_out_of_its_clause(name: str, kind: str, text: str, values: tuple[str, ...]) -> None:
    assert stated(name, ("Post-Termination Services", "None."), (kind, text)) == values
    assert all(states(name, value, text) for value in values)


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("agreement date", "Agreement Date", "this ___ day of ______, 2004"),
        ("effective date", "Effective Date", "either May 1, 2020 or June 1, 2020"),
        ("term", "Expiration Date", "It lasts two years in Ohio and three years in Maine."),
        ("end of the term", "Expiration Date", "It ends with the completion of the works."),
        ("renewal", "Renewal Term", "The parties shall discuss a renewal in good faith."),
        (
            "notice to stop the renewal",
            "Notice Period To Terminate Renewal",
            "30 days' notice, or 60 days' notice to the bank",
        ),
        ("governing law", "Governing Law", "Governed by the laws of [****]."),
        (
            "renewal",
            "Renewal Term",
            "This Agreement shall continue for two years, unless terminated earlier by notice.",
        ),
        ("renewal", "Renewal Term", "It shall continue for three years unless a party is sooner told to stop."),
        ("renewal", "Renewal Term", "This Agreement shall not renew automatically."),
        ("non-compete", "Non-Compete", "Nothing in it restricts either party from competing with the other."),
        ("exclusivity", "Exclusivity", "The appointment is non-exclusive."),
        ("cap on liability", "Cap On Liability", "Neither party is liable for consequential damages."),
    ],
)
def test_clause_that_says_it_in_another_way_is_shown_and_not_guessed(name: str, kind: str, text: str) -> None:
    assert stated(name, (kind, text)) == ("",)


@pytest.mark.parametrize(
    ("field", "sentence", "values"),
    [
        ("forum", "The courts of England and Wales have exclusive jurisdiction.", ("courts, GB-EAW",)),
        ("forum", "Any suit shall be brought in the courts at Chennai.", ("courts, Chennai",)),
        (
            "forum",
            "Any dispute shall be finally settled by arbitration under the rules of the ICC, the seat of which is Singapore.",
            ("arbitration, ICC, SG",),
        ),
        ("forum", "The fair market rent shall be determined by arbitration in Toronto.", ()),
        ("payment terms", "Each invoice is payable within forty-five (45) days of its receipt.", ("P45D",)),
        ("payment terms", "Buyer shall pay each invoice within forty-five (45) days of its receipt.", ("P45D",)),
        ("payment terms", "Payment terms are net 30.", ("P30D",)),
        ("payment terms", "Invoices are to be paid within 21 days after they are received.", ("P21D",)),
        (
            "renewal",
            "The term shall be renewed for one year each time unless a party gives not less than 60 days' notice.",
            ("automatic, P1Y",),
        ),
        (
            "notice to stop the renewal",
            "The term shall be renewed for one year each time unless a party gives not less than 60 days' notice.",
            ("P60D",),
        ),
        ("renewal", "The insurance policy shall be renewed for one year unless a party gives notice.", ()),
        ("renewal", "The term shall automatically be extended by the days of a delay.", ()),
        (
            "payment terms",
            "Fees are payable within fifteen working days of receipt of the invoice.",
            ("P15D, business days",),
        ),
        (
            "payment terms",
            "Reseller withholds payment if it gives notice of a dispute within 10 days of receipt of the invoice.",
            (),
        ),
        (
            "payment terms",
            "Payment to Customer is made within 7 days from Agent's receipt of payment, whenever it invoices.",
            (),
        ),
        ("payment terms", "If the Buyer pays within 10 days of the invoice, 2 % is taken off.", ()),
        ("payment terms", "Interest of 1% is due on invoices not paid within 30 days of the invoice.", ()),
        (
            "termination for cause",
            "Either party may terminate if the other is in material breach and fails to cure it within thirty (30) days after notice.",
            ("P30D",),
        ),
        (
            "termination for cause",
            "The Landlord may terminate for a breach not remedied where three months' rent is in arrears.",
            (),
        ),
    ],
)
def test_sentence_that_says_it_plainly_needs_no_reader(field: str, sentence: str, values: tuple[str, ...]) -> None:
    assert stated(field, ("Post-Termination Services", sentence)) == values
    assert all(states(field, value, sentence) for value in values)


def test_clause_that_says_nothing_of_conflicts_of_laws_leaves_that_field_absent() -> None:
    assert stated("conflict of laws", ("Governing Law", "Governed by the laws of Ohio.")) == ()


def test_two_laws_are_both_told() -> None:
    assert stated("governing law", ("Governing Law", "the laws of Ohio"), ("Governing Law", "the laws of Maine")) == (
        "US-OH",
        "US-ME",
    )


def test_what_the_contract_calls_its_effective_date_is_that_alone() -> None:
    said = "Made on March 15, 2023 and takes effect on April 1, 2023 (the “Effective Date”)."
    made, taking = said.index("March"), said.index("April")
    clauses = [
        Clause("Effective Date", made, made + 14, 0.9),
        Clause("Agreement Date", made, made + 14, 0.9),
        Clause("Agreement Date", taking, taking + 13, 0.9),
    ]
    found = {(t.field, t.value) for t in read_terms(said, clauses)}
    assert {v for f, v in found if f == "effective date"} == {"2023-04-01"}
    assert {v for f, v in found if f == "agreement date"} == {"2023-03-15"}


def test_effective_date_that_is_defined_and_not_read_is_not_taken_from_elsewhere() -> None:
    said = "Made on August 22, 2022. “Effective Date” means 01/09/2022."
    found = read_terms(said, [Clause("Effective Date", 8, 23, 0.9)])
    assert [(t.field, t.value) for t in found if t.field == "effective date"] == [("effective date", "")]


def test_length_under_its_name_is_the_term() -> None:
    found = read_terms("Particulars\nCommencement Date 18 March 2024\nEngagement Period Eighteen (18) months", [])
    assert [(t.field, t.value) for t in found] == [
        ("effective date", "2024-03-18"),
        ("start of the term", "2024-03-18"),
        ("term", "P18M"),
    ]


def test_party_is_told_where_the_reader_marks_its_name_too() -> None:
    text = 'This lease is made between Ash Mills, Inc. ("Landlord") and Jo Reed (the "Tenant").'
    reader = [Clause("Parties", 27, 42, 0.3)]
    assert [t.value for t in read_terms(text, reader) if t.field == "parties"] == ["Ash Mills, Inc. (Landlord)"]
    assert Term("parties", "Ash Mills, Inc. (Landlord)", 27, 42, 1.0) in read_terms(text, reader)


def test_company_in_a_row_of_the_particulars_is_a_party() -> None:
    text = "LEASE OF GARAGES\nLandlord: Fenwick Yards Limited\nTenant: Pilot Cycles Limited\nGuarantor: See Schedule\n"
    assert [t.value for t in read_terms(text, ()) if t.field == "parties"] == [
        "Fenwick Yards Limited (Landlord)",
        "Pilot Cycles Limited (Tenant)",
    ]


def test_value_that_the_words_do_not_state_is_not_stated_by_them() -> None:
    assert not states("governing law", "US-NV", "Governed by the laws of Ohio.")
    assert not states("parties", "Ash Mills, Inc. (Landlord)", "between Oak Ltd and Jo Reed")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "Liability shall not exceed 125% of the Charges paid in the twelve months before the claim.",
            ("125% of fees of P12M",),
        ),
        ("Liability shall not exceed twice the fees paid in the twelve months before the claim.", ()),
        ("Liability shall not exceed the fees paid in the twelve months before the claim.", ("fees of P12M",)),
    ],
)
def test_cap_says_which_share_of_the_fees(text: str, values: tuple[str, ...]) -> None:
    assert READ["cap on liability"](text) == values
