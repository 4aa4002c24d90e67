"""The faults Muniment raises on purpose. Each carries one clear sentence for a person."""

from __future__ import annotations

from typing import Literal

Reason = Literal[
    "out_of_domain",
    "unknown_entity",
    "ambiguous_entity",
    "no_record",
    "item_not_reported",
    "period_not_reported",
    "insufficient_evidence",
    "unverified",
    "model_unavailable",
]


class MunimentError(Exception):
    """The base of every fault raised on purpose."""


class BadInput(MunimentError):
    """The caller's words cannot be taken (exit code 2)."""


class Unknown(BadInput):
    """What is named does not exist: a run, a session, a citation."""


class TooLarge(BadInput):
    """More is given than can be worked on for one question."""


class Conflict(BadInput):
    """What is wanted contradicts what is there: a name that is taken, a place that cannot be changed so."""


class Denied(MunimentError):
    """Whoever acts may not do that, or is not known (exit code 2)."""


class Unavailable(MunimentError):
    """Something Muniment stands on is missing or broken: the database, a model file (exit code 1)."""


class Lost(Unavailable):
    """The database went away in the midst of the work; nothing that was acknowledged is gone, and it can be tried again."""


class ModelUnavailable(Unavailable):
    """The model's file is missing, damaged, or not one that llama.cpp can run."""


class Unparsed(MunimentError):
    """A record's bytes cannot be read safely; nothing of it is used."""


class FetchError(MunimentError):
    """EDGAR gave no usable answer. What was already loaded stays."""


class Blocked(FetchError):
    """EDGAR refuses this machine for now; everyone pauses."""


class NotFound(FetchError):
    """EDGAR says the thing does not exist (404)."""


class Stopped(MunimentError):
    """Whoever asked stopped the run. Nothing was answered; the run can be gone on with."""


class Damaged(MunimentError):
    """What was kept of a run or a session is not what was written; nothing of it is used."""


class Abstention(MunimentError):
    """No answer can be proven. Carries the typed reason and the sentence a person reads."""

    def __init__(self, reason: Reason, sentence: str) -> None:
        super().__init__(sentence)
        self.reason: Reason = reason
        self.sentence = sentence


class Unnamed(Abstention):
    """A figure is asked for, and nobody is named whose it is: where there is but one, it is theirs."""
