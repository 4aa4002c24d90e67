"""Values that people write for fields of a sheet."""

from __future__ import annotations

import pytest

from muniment.errors import BadInput
from muniment.tools.contracts.field_values import normalised


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        ("effective date", "1 March 2024", "2024-03-01"),
        ("end of the term", "2027-04-30", "2027-04-30"),
        ("term", "thirty-six (36) months", "P36M"),
        ("notice to stop the renewal", "10 business days", "P10D, business days"),
        ("notice to stop the renewal", "P90D", "P90D"),
        ("renewal", "Automatic, one year", "automatic, P1Y"),
        ("renewal", "by choice", "by choice"),
        ("recurring payment", "$1,500 per month", "$1,500 per P1M"),
        ("governing law", "New York", "US-NY"),
        ("governing law", "ca-on", "CA-ON"),
        ("cap on liability", "  twice the  fees ", "twice the fees"),
    ],
)
def test_value_is_normalised_as_the_sheet_has_it(field: str, written: str, value: str) -> None:
    assert normalised(field, written) == value


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("effective date", "2024-02-30"),
        ("effective date", "spring"),
        ("effective date", "1 March 2024 or 2 March 2024"),
        ("term", "long"),
        ("renewal", "perhaps"),
        ("renewal", "automatic, now and then"),
        ("governing law", "Narnia"),
        ("cap on liability", " "),
        ("cap on liability", "x" * 301),
    ],
)
def test_what_is_no_value_of_the_field_is_refused(field: str, written: str) -> None:
    with pytest.raises(BadInput, match=f"no value of {field}"):
        normalised(field, written)
