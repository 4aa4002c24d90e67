"""What an audit's verification finds: every way in which rows can be altered, each named by the first row that is not as it was written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from muniment.trust.anchoring import public_key, said
from muniment.trust.sealing import row_key, seal, unseal
from muniment.trust.verifying import Head, Row, verify

KEY = Ed25519PrivateKey.generate()
BEGAN = datetime(2026, 11, 28, 20)


def entry(n: int, content: bytes, at: datetime, act: str = "asked") -> str:
    sealed = hashlib.sha256(content).hexdigest()
    return orjson.dumps({"seq": n, "at": f"{at.isoformat()}Z", "who": "anna", "act": act, "sealed": sealed}).decode()


def chained(entries: list[tuple[str, bytes, bytes]]) -> list[Row]:
    """Rows with the hashes that fit."""
    rows, before = [], ""
    for text, sealed, key in entries:
        before = hashlib.sha256((before + text).encode()).hexdigest()
        rows.append(Row(text, before, sealed, key, unseal(sealed, key)))
    return rows


def made(count: int = 9) -> list[tuple[str, bytes, bytes]]:
    found = []
    for n in range(1, count + 1):
        key = row_key({"person:1": bytes([n]) * 32})
        sealed = seal({"question": f"question {n}"}, key)
        found.append((entry(n, sealed, BEGAN + timedelta(minutes=n)), sealed, key))
    return found


def signed(rows: list[Row]) -> list[Head]:
    return [Head(n, row.hash, KEY.sign(said(n, row.hash))) for n, row in enumerate(rows, 1)]


ENTRIES = made()
ROWS = chained(ENTRIES)
HEADS = signed(ROWS)


def edited(n: int) -> list[Row]:
    rows = list(ROWS)
    rows[n - 1] = replace(rows[n - 1], entry=rows[n - 1].entry.replace("anna", "bob"))
    return rows


def rewritten(n: int) -> list[Row]:
    """Row `n` says something else, and every hash from there on was made to fit."""
    text, sealed, key = ENTRIES[n - 1]
    return chained([*ENTRIES[: n - 1], (text.replace("anna", "bob"), sealed, key), *ENTRIES[n:]])


def set_back() -> tuple[list[Row], list[Head]]:
    """A clock that stood an hour earlier from row 6 on, and everything written and signed as it should be."""
    entries = [
        (entry(n, sealed, BEGAN + timedelta(minutes=n if n < 6 else n - 60)), sealed, key)
        for n, (_, sealed, key) in enumerate(ENTRIES, 1)
    ]
    rows = chained(entries)
    return rows, signed(rows)


def test_what_is_as_it_was_written_holds_and_rows_that_are_not_signed_yet_are_counted() -> None:
    assert verify(ROWS, HEADS, public_key(KEY)) == verify(iter(ROWS), reversed(HEADS), public_key(KEY))
    verdict = verify(ROWS, HEADS[:7], public_key(KEY))
    assert (verdict.holds, verdict.rows, verdict.unsigned) == (True, 9, 2)
    assert verify([], [], public_key(KEY)).rows == 0


@pytest.mark.parametrize(
    ("altered", "bad", "why"),
    [
        (lambda: edited(4), 4, "its hash does not fit"),
        (lambda: edited(1), 1, "its hash does not fit"),
        (lambda: edited(9), 9, "its hash does not fit"),
        (lambda: rewritten(4), 4, "written anew"),
        (lambda: rewritten(1), 1, "written anew"),
        (lambda: [*ROWS[:3], *ROWS[4:]], 4, "row 5 stands there"),
        (lambda: ROWS[1:], 1, "row 2 stands there"),
        (lambda: [*ROWS[:3], ROWS[4], ROWS[3], *ROWS[5:]], 4, "row 5 stands there"),
        (lambda: [*ROWS[:4], ROWS[3], *ROWS[4:]], 5, "row 4 stands there"),
        (lambda: ROWS[:6], 7, "rows 7 to 9 are signed and not there"),
        (lambda: ROWS[:8], 9, "row 9 is signed and not there"),
        (list, 1, "rows 1 to 9 are signed and not there"),
        (lambda: [*ROWS[:2], replace(ROWS[2], sealed=ROWS[3].sealed), *ROWS[3:]], 3, "sealed content of row 3"),
        (
            lambda: [*ROWS[:2], replace(ROWS[2], content={"question": "another"}), *ROWS[3:]],
            3,
            "content of row 3 is not",
        ),
        (lambda: [*ROWS[:2], replace(ROWS[2], entry="{"), *ROWS[3:]], 3, "cannot be read"),
    ],
)
def test_the_first_row_that_is_not_as_it_was_written_is_named(
    altered: Callable[[], list[Row]], bad: int, why: str
) -> None:
    verdict = verify(altered(), HEADS, public_key(KEY))
    assert (verdict.bad, verdict.rows) == (bad, bad - 1)
    assert why in verdict.why


def test_a_clock_that_stepped_back_is_named() -> None:
    rows, heads = set_back()
    verdict = verify(rows, heads, public_key(KEY))
    assert (verdict.bad, verdict.why) == (6, "row 6 is dated before the row in front of it: the clock stepped back")


def test_two_that_wrote_at_once_are_named() -> None:
    other = rewritten(6)
    verdict = verify(ROWS, [*HEADS, *signed(other)[5:]], public_key(KEY))
    assert (verdict.bad, "two heads of row 6" in verdict.why) == (6, True)


def test_heads_that_another_key_signed_are_no_heads() -> None:
    other = Ed25519PrivateKey.generate()
    rows = rewritten(1)
    forged = [Head(n, row.hash, other.sign(said(n, row.hash))) for n, row in enumerate(rows, 1)]
    assert verify(rows, forged, public_key(KEY)).bad == 1
    assert verify(rows, forged, public_key(other)).holds


def test_a_row_that_was_never_signed_among_signed_ones_is_named() -> None:
    assert verify(ROWS, [h for h in HEADS if h.seq != 5], public_key(KEY)).bad == 5


def test_a_row_whose_key_was_thrown_away_holds() -> None:
    rows = [replace(ROWS[0], key=None, content=None), *ROWS[1:]]
    assert verify(rows, HEADS, public_key(KEY)).holds


@given(st.integers(0, 8), st.integers(0, 2**16), st.integers(0, 7))
def test_any_bit_of_any_row_that_is_turned_is_found_at_that_row(n: int, place: int, bit: int) -> None:
    text = bytearray(ROWS[n].entry.encode())
    text[place % len(text)] ^= 1 << bit
    rows = list(ROWS)
    rows[n] = replace(rows[n], entry=text.decode("latin-1"))
    assert verify(rows, HEADS, public_key(KEY)).bad == n + 1


def test_a_seal_opens_under_all_its_keys_and_under_no_fewer() -> None:
    keys = {"person:1": b"a" * 32, "document:7": b"b" * 32}
    sealed = seal({"question": "What?"}, row_key(keys))
    assert unseal(sealed, row_key(keys)) == {"question": "What?"}
    for name in keys:
        assert unseal(sealed, row_key({k: v for k, v in keys.items() if k != name})) is None
    assert unseal(sealed, row_key({"person:2": b"a" * 32, "document:7": b"b" * 32})) is None
    assert unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]), row_key(keys)) is None
