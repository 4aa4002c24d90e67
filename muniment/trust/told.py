"""What the audit is told of an answer: by what it was made, what it says, and which records it read."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy import Connection, select

from muniment.calls import ModelCall
from muniment.codec import dump
from muniment.records import Answer
from muniment.store.database import Database
from muniment.store.runs import Tell
from muniment.store.tables import RunRow
from muniment.trust.recording import add, documents_in, record


def telling(database: Database, run: str, answer: Answer, read: Sequence[str]) -> Tell:
    """What records an answer or a refusal in the transaction in which it is kept, before it is told.

    Args:
        database: as whoever asked sees it.
        run: under which it is kept while it is made.
        answer: with its steps.
        read: the records that were put before the model.
    """
    prompts = [call.prompt for step in answer.steps for call in step.calls if isinstance(call, ModelCall)]
    documents = documents_in(read, [citation.record for citation in answer.citations])

    def tell(connection: Connection, rests: Sequence[int]) -> int | None:
        kept = connection.execute(select(RunRow.question, RunRow.manifest).where(RunRow.id == run)).one()
        said = {
            "run": answer.run,
            "status": answer.status,
            "reason": answer.reason,
            "checks": [answer.checked, answer.held],
            "model": kept.manifest.get("model"),
            "adapters": kept.manifest.get("adapters"),
            "code": kept.manifest.get("code"),
            "prompts": [hashlib.sha256(prompt.encode()).hexdigest() for prompt in prompts],
        }
        content = {
            "question": kept.question,
            "answer": answer.text,
            "citations": [dump(citation) for citation in answer.citations],
            "read": list(read),
            "records": kept.manifest.get("records", []),
        }
        return add(database, connection, "asked", said, content, documents, rests)

    return tell


def record_unanswered(database: Database, run: str, status: str) -> None:
    """Record that a question was stopped, or failed.

    Raises:
        Unavailable: it could not be recorded.
    """
    record(database, "asked", {"run": run, "status": status}, {})
