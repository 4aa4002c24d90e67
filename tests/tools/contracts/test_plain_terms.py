"""What sentences of a contract state plainly, and what only sounds like it."""

from __future__ import annotations

import pytest

from muniment.tools.contracts.plain_terms import SAID


@pytest.mark.parametrize(
    ("field", "sentence", "values"),
    [
        ("term", "The agreement runs for two years from the Start Date.", ("P2Y",)),
        (
            "term",
            "This Agreement shall commence on the Effective Date and continue for a period of three (3) years.",
            ("P3Y",),
        ),
        ("term", "This lease is granted for a term of five years from 1 May 2024.", ("P5Y",)),
        (
            "term",
            "So long as this Agreement remains in effect and for a period of one year thereafter, nobody may compete.",
            (),
        ),
        ("term", "The duties in this Agreement continue for two years after its termination.", ()),
        ("term", "If such breach of the agreement continues for a period of twenty days, it may be ended.", ()),
        ("end of the term", "1. Term. The term commences on June 1, 2024 and ends on May 31, 2027.", ("2027-05-31",)),
        ("end of the term", "The Agreement ends on May 31, 2027 unless it ends earlier.", ()),
        ("end of the term", "The fee of this Agreement may be changed until May 31, 2027.", ()),
        (
            "end of the term",
            "The Licensor grants the licence for 60 months commencing on 2023-09-01 and expiring on 2028-08-31.",
            ("2028-08-31",),
        ),
        (
            "start of the term",
            "The initial term of this Lease shall be five years, commencing on May 1, 2022 and expiring on April 30, 2027.",
            ("2022-05-01",),
        ),
        (
            "end of the term",
            "It runs for three years from that day, so the last day of the first period is 30 June 2027.",
            ("2027-06-30",),
        ),
        ("end of the term", "Quarter means the period commencing on the date hereof and ending on June 30, 2006.", ()),
        (
            "effective date",
            "(1) The lease begins on 1 February 2023 and is concluded for seven years.",
            ("2023-02-01",),
        ),
        ("start of the term", "The term of this lease is seven years commencing on 24 June 2023.", ("2023-06-24",)),
        ("start of the term", "The warranty period is two years commencing on 24 June 2023.", ()),
        (
            "start of the term",
            "Confidential information is kept; its term is two years commencing on 24 June 2023.",
            (),
        ),
        ("effective date", "The warranty begins on 1 February 2023.", ()),
        ("term", "The Grantor lets the mooring to the Boater from 1 March 2026 for eighteen months.", ("P18M",)),
        (
            "start of the term",
            "The Owner hires the crane to the Hirer from and including 4 May 2026 for a period of ten weeks.",
            ("2026-05-04",),
        ),
        ("term", "We hereby license the program to you for 36 months commencing on 1 July 2026.", ("P36M",)),
        ("term", "This Agreement shall be valid for five (5) years from February 1, 2019.", ("P5Y",)),
        ("term", "The premises are let for 5 years from 25 March 2026 at a rent of £20,000.", ("P5Y",)),
        ("term", "Rent is payable monthly from 1 March 2026 for eighteen months.", ()),
        ("term", "The Landlord grants the Tenant a rent-free period from 1 March 2026 for six months.", ()),
        ("term", "The Agreement may be extended for two years from 1 March 2028.", ()),
        ("term", "This lease does not cover the shed, which is let from 1 March 2026 for two years.", ()),
        (
            "term",
            "(1) The lease begins on 1 February 2023 and is concluded for a fixed period of seven years.",
            ("P7Y",),
        ),
        (
            "renewal",
            "After that it rolls over for 12 months at a time, unless one of us gives the other written notice.",
            ("automatic, P12M",),
        ),
        (
            "renewal",
            "The agreement shall not be renewed tacitly; any prolongation requires a new one.",
            ("not by itself",),
        ),
        ("renewal", "It continues until the Expiry Date, when it ends automatically without notice.", ()),
        (
            "assignment",
            "Neither of us can transfer this agreement to someone else unless the other agrees in writing.",
            ("with consent",),
        ),
        ("assignment", "Lessee may not assign this Agreement.", ("not allowed for Lessee",)),
        ("assignment", "Partner may not transfer or share this account information with anybody.", ()),
        ("assignment", "Tenant shall not assign this Lease, except to an Affiliate.", ()),
        ("forum", "Exclusive place of jurisdiction for all disputes is Munich.", ("courts, Munich",)),
        (
            "forum",
            "The parties consent to the jurisdiction of the courts of the City and County of Denver.",
            ("courts, Denver",),
        ),
        ("governing law", "New York law governs this lease.", ("US-NY",)),
        ("governing law", "Swiss law applies.", ("CH",)),
        ("governing law", "The Supplier is subject to the laws of Texas and keeps the agreement secret.", ()),
        ("governing law", "California Escrow Law governs the business of the agent.", ()),
        (
            "renewal",
            "1.2 It is prolonged by twelve months each time unless a party tells the other in writing four months before it ends that it does not want that.",
            ("automatic, P12M",),
        ),
        (
            "notice to stop the renewal",
            "1.2 It is prolonged by twelve months each time unless a party tells the other in writing four months before it ends that it does not want that.",
            ("P4M",),
        ),
    ],
)
def test_sentence_states_it_itself(field: str, sentence: str, values: tuple[str, ...]) -> None:
    assert SAID[field](sentence) == values
