"""Prometheus' metrics of a server: counts and seconds, of nobody and of no document."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from muniment.events import Answered, Event
from muniment.web.gate import Gate


class Metrics:
    """What a server counts.

    Args:
        gate: the queue whose length is told.
    """

    def __init__(self, gate: Gate) -> None:
        self._registry = CollectorRegistry()
        self._questions = Counter(
            "muniment_questions", "Questions that ended, by outcome", ["outcome"], registry=self._registry
        )
        self._seconds = Histogram("muniment_seconds", "Seconds from question to answer", registry=self._registry)
        self._refused = Counter(
            "muniment_requests_refused", "Requests turned away, by reason", ["reason"], registry=self._registry
        )
        inside = Gauge("muniment_inside", "Questions being answered or waiting", registry=self._registry)
        inside.set_function(lambda: gate.inside)

    def hear(self, event: Event) -> None:
        """Count an event of a run."""
        if isinstance(event, Answered):
            self._questions.labels(event.answer.reason or "answered").inc()
            self._seconds.observe(event.answer.seconds)

    def refuse(self, reason: str) -> None:
        """Count a request that was turned away."""
        self._refused.labels(reason).inc()

    def text(self) -> bytes:
        """As Prometheus reads them."""
        return generate_latest(self._registry)
