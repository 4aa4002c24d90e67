"""To whom a policy says that it applies, and whether somebody is among them."""

from __future__ import annotations

import pytest

from muniment.tools.policies.scope import applies, scopes
from muniment.tools.policies.scope_questions import ScopeAsked, scope_asked


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("This policy applies to all employees of Harrow Ltd.", [False]),
        ("1.1 These requirements apply to all Staff wherever they work.", [False]),
        ("**Issued by:** the CPO **Applies to:** every employee and every board member of it.", [False]),
        ("2.2 Out of scope: complaints, which follow another procedure.", [True]),
        ("This notice does not cover your use of our shops.", [True]),
        ("The Code binds:\n\n- directors;\n- agents.", [False, False, False]),
        ("The longer period applies to the record.", []),
        ("If the agreement is silent, then the following terms apply.", []),
        ("Access to the Service is subject to the terms of the customer agreement.", []),
        ("Staff must apply to the Clerk, setting out the reason.", []),
    ],
)
def test_what_a_policy_says_of_itself_is_read(text: str, found: list[bool]) -> None:
    assert [s.excluded for s in scopes(text)] == found


SAID = [
    (False, "This policy applies to employees of Harrow Ltd and to its executive directors, except interns."),
    (False, "It applies to agency staff only so far as section 9 says so."),
    (False, "It covers the contractors who run the pumping stations, and all visitors."),
    (True, "It does not apply to the Vice-Chancellor."),
]


@pytest.mark.parametrize(
    ("who", "answer"),
    [
        ("employees", "applies"),
        ("an employee", "applies"),
        ("executive directors", "applies"),
        ("visitors", "applies"),
        ("interns", "excluded"),
        ("the Vice-Chancellor", "excluded"),
        # Of these only some are named, or on a condition.
        ("directors", "unknown"),
        ("agency staff", "unknown"),
        ("contractors", "unknown"),
        ("contractors' employees", "unknown"),
        ("volunteers", "unknown"),
        ("all", "unknown"),
    ],
)
def test_only_those_who_are_named_as_a_whole_are_among_them(who: str, answer: str) -> None:
    assert applies(SAID, who) == answer


def test_nobody_is_among_no_one() -> None:
    assert applies([(False, "It covers everybody."), (False, "Scope: all")], "the") == "unknown"


def test_two_sentences_that_say_otherwise_leave_it_open() -> None:
    assert (
        applies([(False, "This policy covers visitors."), (True, "It does not cover visitors.")], "visitors")
        == "unknown"
    )


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("To whom does the travel policy apply?", ScopeAsked("the travel policy", "")),
        ("Who is covered by the gifts policy?", ScopeAsked("the gifts policy", "")),
        ("Are contractors covered by the gifts policy?", ScopeAsked("the gifts policy", "contractors")),
        ("Does the code of conduct also apply to board members?", ScopeAsked("the code of conduct", "board members")),
        ("Which of our policies apply to visitors?", ScopeAsked("", "visitors")),
        ("What rules apply to interns", ScopeAsked("", "interns")),
        ("Does the travel policy apply to me?", None),
        (
            "I am an agency worker with a login. Does the travel policy apply to me?",
            ScopeAsked("the travel policy", "an agency worker"),
        ),
        ("Who must approve a claim?", None),
        ("What discount applies to students?", None),
    ],
)
def test_scope_that_a_question_asks_for(question: str, asked: ScopeAsked | None) -> None:
    assert scope_asked(question) == asked
