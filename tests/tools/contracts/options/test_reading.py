"""Options to end early, to renew, to buy: what a sentence gives, and what gives none."""

from __future__ import annotations

import pytest

from muniment.tools.contracts.options.option import option
from muniment.tools.contracts.options.reading import OPTIONS
from muniment.tools.contracts.terms import read_terms, states


@pytest.mark.parametrize(
    ("field", "sentence", "value"),
    [
        (
            "option to end early",
            "If the Tenant wishes to determine this Lease at the end of the fifth year of the Term and gives not less than 9 months' notice, this Lease shall end.",
            "Tenant: on P5Y, last day, after the start, notice P9M",
        ),
        (
            "option to end early",
            "The Tenant may bring this Lease to an end on 24 June 2028 by giving to the Landlord not less than 6 months' prior notice in writing.",
            "Tenant: on 2028-06-24, notice P6M",
        ),
        (
            "option to end early",
            "Either party may terminate this Agreement at any time after the first anniversary of the Effective Date upon ninety (90) days' prior written notice.",
            "either party: from P1Y after the Effective Date, notice P90D",
        ),
        (
            "option to end early",
            "The Tenant may terminate this lease on the Break Date by serving a Break Notice at least six months before the Break Date.",
            "Tenant: on the Break Date, notice P6M",
        ),
        (
            "option to renew",
            "Lessee shall have the option to extend the Term for one (1) additional period of five (5) years by giving Lessor written notice not more than twelve (12) months and not less than six (6) months prior to the expiration of the initial Term.",
            "Lessee: P5Y, notice P6M to P12M",
        ),
        (
            "option to renew",
            "Provided no Event of Default then exists, Tenant shall have one (1) option to renew this Lease for an additional term of three (3) years, exercisable by written notice no later than nine (9) months prior to the Expiration Date.",
            "Tenant: P3Y, notice P9M",
        ),
        (
            "option to renew",
            "Customer may extend the term by a further 12 months by notice no later than 31 March 2027.",
            "Customer: by 2027-03-31",
        ),
        (
            "option to buy",
            "In lieu of extension, Lessee may purchase the Equipment for $62,000 by written notice given no later than forty-five (45) days before the end of the Rental Term.",
            "Lessee: notice P45D",
        ),
    ],
)
def test_option_is_read_and_its_value_says_all_of_it(field: str, sentence: str, value: str) -> None:
    assert {name: read(sentence) for name, read in OPTIONS.items() if read(sentence)} == {field: (value,)}
    assert option(value) is not None


def test_option_over_two_sentences_is_one() -> None:
    text = (
        "Tenant shall have one option to renew this Lease for one additional period of three (3) years. Tenant shall exercise such option, if at all, by written notice"
        " not more than three hundred sixty (360) days and not less than one hundred eighty (180) days prior to the Expiration Date."
    )
    (term,) = [t for t in read_terms(text, ()) if t.field == "option to renew"]
    assert term.value == "Tenant: P3Y, notice P180D to P360D" and text[term.start : term.end] == text
    assert states(term.field, term.value, text)


@pytest.mark.parametrize(
    "sentence",
    [
        "Tenant shall have no right to terminate this Lease before the third anniversary of the Commencement Date on six months' notice.",
        "If the other party breaches, either party may terminate this Agreement on 1 May 2027 upon thirty days' notice.",
        "This Lease shall automatically renew unless Tenant gives notice six months before the end of the Term.",
        "The Term may be extended by mutual agreement at least 120 days before its expiration.",
        "In the event of a fire after 1 May 2026 Tenant may terminate this Lease on thirty days' notice.",
        "If Landlord does not repair the roof, Tenant may terminate this Lease on 1 May 2027 by thirty days' notice.",
        "Customer may extend the term by a further 12 months by notice before 31 March 2027.",
        "NTC may increase the price at the end of the first full calendar year of this Agreement on 90 days' prior notice.",
        "The Tenant may determine this Lease on the third or the fifth anniversary of the Commencement Date by six months' notice.",
        "Lessee may renew this Lease by notice given not earlier than the time that the parties settle and six months before the end of the Term.",
    ],
)
def test_what_is_no_option_or_leaves_open_when_is_not_read(sentence: str) -> None:
    assert [read(sentence) for read in OPTIONS.values()] == [(), (), ()]
