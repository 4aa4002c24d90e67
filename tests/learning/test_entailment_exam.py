"""What an exam about ContractNLI adds, and how its hypotheses are answered over a caller's record."""

from __future__ import annotations

import pytest

from muniment.agent import Agent
from muniment.agents.scoring import mark
from muniment.learning.entailment_exam import Classed, class_hypotheses
from muniment.learning.lessons import Expect, Lesson
from muniment.models.entailment_reader import propositions
from muniment.records import Record
from tests.tools.contracts.test_entailment import NDA

RECORD = Record("nda", f"CONFIDENTIALITY AGREEMENT\n\n{NDA}", "Ash and Oak")


def lesson(number: int, choice: str) -> Lesson:
    return Lesson(f"nda#{number}", propositions()[number], Expect(choice=choice), "contract_nli", records=(RECORD,))


def test_hypotheses_are_classed_however_sure_the_reader_is(agent: Agent) -> None:
    asked = [lesson(4, "Entailment"), lesson(8, "Entailment"), lesson(14, "NotMentioned"), lesson(16, "Contradiction")]
    assert class_hypotheses(asked, agent.settings) == Classed(0.75, 0.0)
    assert class_hypotheses([Lesson("x", "What was revenue?", Expect(abstain="any"))], agent.settings) is None


def test_hypothesis_is_answered_with_the_passage_that_says_so(agent: Agent) -> None:
    asked = lesson(8, "Entailment")
    answer = agent.ask(asked.question, records=[RECORD])
    assert answer.text.startswith(
        "It follows. “Ash and Oak” says: “The Recipient shall not reverse engineer any samples.”"
    )
    assert answer.citations[0].quote == "The Recipient shall not reverse engineer any samples."
    assert mark(asked, answer).outcome == "right"
    assert mark(lesson(8, "Contradiction"), answer).outcome == "wrong"


def test_hypothesis_of_which_nothing_is_said_is_refused(agent: Agent) -> None:
    answer = agent.ask(propositions()[14], records=[RECORD])
    assert (answer.status, answer.reason) == ("abstained", "insufficient_evidence")
    assert mark(lesson(14, "NotMentioned"), answer).outcome == "right"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("May the recipient reverse engineer the samples?", "No. “Ash and Oak” says:"),
        ("Can they share it with their employees?", "Yes. “Ash and Oak” says:"),
    ],
)
def test_question_of_yes_or_no_is_answered_by_what_is_allowed(agent: Agent, question: str, said: str) -> None:
    answer = agent.ask(question, records=[RECORD])
    assert answer.text.startswith(said), answer.text
    assert "Read as: Receiving Party" in answer.text


def test_other_records_than_agreements_are_asked_nothing_of_the_kind(agent: Agent) -> None:
    memo = Record("memo", "Revenue was 5 million dollars in 2023. Staff may share cars.", "memo")
    assert "Read as" not in agent.ask("Can they share it with their employees?", records=[memo]).text
