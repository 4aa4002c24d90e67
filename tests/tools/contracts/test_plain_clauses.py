"""Sentences that say plainly of which kind of clause they are, and words that a kind hardly does without."""

from __future__ import annotations

import pytest

from muniment.models.clause_reader import kinds
from muniment.tools.contracts.clause_words import WORDS, headed, worded
from muniment.tools.contracts.plain_clauses import PLAIN, is_plain

# fmt: off
SAYS = {
    "Governing Law": ("This lease is governed by the laws of Ontario.", "Staff shall obey the laws and regulations of Ontario governing food."),
    "Renewal Term": ("The term renews automatically for one year.", "The parties may talk about a renewal."),
    "Notice Period To Terminate Renewal": ("It renews unless a party gives notice 60 days before the end.", "Notice is given by post."),
    "Anti-Assignment": ("Neither party may assign this Agreement without consent.", "Licensor may assign this Agreement freely."),
    "Insurance": ("Tenant shall maintain liability insurance.", "Rent includes no insurance."),
    "Audit Rights": ("Licensor may audit the books of Licensee.", "The audit is over."),
    "Cap On Liability": ("Total liability shall not exceed the fees.", "Each is liable for its acts."),
    "Termination For Convenience": ("Buyer may terminate it for convenience.", "Buyer may terminate it for breach."),
    "No-Solicit Of Employees": ("It shall not solicit employees of the other.", "It may hire employees."),
    "Non-Compete": ("He shall not compete with us.", "He shall complete the work."),
    "Exclusivity": ("We appoint you as exclusive distributor.", "You get a non-exclusive right to sell."),
    "Change Of Control": ("On a change of control it ends.", "Quality is under control."),
    "Non-Disparagement": ("Neither shall disparage the other.", "Each shall praise the other."),
    "Liquidated Damages": ("It pays $5 a day as liquidated damages.", "It pays damages."),
    "Third Party Beneficiary": ("The bank is a third-party beneficiary.", "There is no third-party beneficiary."),
    "Covenant Not To Sue": ("Licensee shall not contest the validity of the mark.", "Licensee shall use the mark."),
    "Source Code Escrow": ("The source code is held in escrow.", "The source code is ours."),
    "Most Favored Nation": ("Prices are no less favourable than those of any other customer.", "Prices are low."),
}
# fmt: on


@pytest.mark.parametrize("kind", PLAIN)
def test_sentence_says_it_plainly_or_not(kind: str) -> None:
    says, never = SAYS[kind]
    assert (is_plain(kind, says), is_plain(kind, never)) == (True, False)
    assert worded(kind, says)


def test_every_kind_has_its_words() -> None:
    assert set(WORDS) == set(kinds())


def test_what_is_too_long_is_not_looked_at() -> None:
    assert not is_plain("Insurance", f"Tenant shall maintain insurance{' of all its goods' * 300}.")


def test_heading_is_what_a_clause_is_called_at_its_beginning() -> None:
    assert headed("Insurance", "12. Insurance requirements. The Tenant shall …")
    assert not headed(
        "Insurance", f"{'The Tenant shall do all that is needed, and it shall also in each year '}keep insurance"
    )
