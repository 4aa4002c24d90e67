"""Serve until stopped: to one person on this machine as he is, or, where there are people, to each as he signs in."""

from __future__ import annotations

import logging
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy import text
from starlette.types import ASGIApp

from muniment.errors import BadInput, Unavailable
from muniment.settings import Settings
from muniment.store.connecting import open_application
from muniment.store.database import Database
from muniment.store.guarding import guard
from muniment.store.opening import open_store
from muniment.trust.people import People
from muniment.web.app import make_app
from muniment.web.gate import Gate
from muniment.web.metrics import Metrics
from muniment.web.people.door import PeopleDoor
from muniment.web.people.limits import Limits
from muniment.web.people.lobby import make_lobby
from muniment.web.ports import listen


def open_server(settings: Settings, host: str, gate: Gate) -> ASGIApp:
    """What is served: where nobody was added, to whoever asks on this machine or shows the API key; else to people.

    Raises:
        BadInput: people sign in, and an API key for everybody is set.
        Unavailable: the database cannot be used, or would not keep people apart.
    """
    if not has_people(settings):
        return make_app(settings, host, gate=gate)
    if settings.api_key:
        raise BadInput("people sign in here, each with a key of his own: unset MUNIMENT_API_KEY")
    metrics, limits = Metrics(gate), Limits()

    def make(of: Settings) -> FastAPI:
        return make_app(of, host, gate=gate, metrics=metrics)

    return PeopleDoor(settings, host, make_lobby(settings, host, gate, metrics, limits), make, metrics, limits)


def has_people(settings: Settings) -> bool:
    """Whether people sign in; then the database was made ready to keep them apart.

    Raises:
        Unavailable: there are people, and the database would be asked as its owner, who passes what keeps them apart by.
    """
    from muniment.graphs.keeping import make_tables

    if settings.database_url is not None and not _is_owner(settings):
        open_application(settings)
        return True
    house = open_store(settings).database
    if not People(house).any():
        return False
    if settings.database_url is not None:
        raise Unavailable(
            "people sign in here, and MUNIMENT_DATABASE_URL names the owner of the tables, who sees everything; let it name muniment_app"
        )
    make_tables(house)
    guard(house)
    open_application(settings)
    return True


def _is_owner(settings: Settings) -> bool:
    """Whether the database is asked as the owner of its tables, or has none yet."""
    database = Database(settings)
    query = "SELECT pg_has_role(current_user, relowner, 'MEMBER') FROM pg_class WHERE oid = to_regclass('people')"
    try:
        with database.begin() as connection:
            return bool(connection.execute(text(query)).scalar_one_or_none() in (None, True))
    finally:
        database.close()


class Terse(logging.Filter):
    """Logs of a fault what it is and where, and nothing of what it was about: a message may hold a record's text, or a question."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Shorten a record; it is logged in any case."""
        if record.exc_info and record.exc_info[1] is not None:
            error, trace = record.exc_info[1], record.exc_info[2]
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "an unknown place"
            record.msg, record.args = f"an unexpected fault ({type(error).__name__}) at {place}", ()
            record.exc_info, record.exc_text = None, None
        return True


def serve(settings: Settings, host: str, port: int) -> int:
    """Serve until stopped; returns the exit code.

    Raises:
        BadInput: the address cannot be used.
        Unavailable: the database cannot be used.
    """
    import uvicorn

    from muniment.web.patience import PatientServer

    # Accepting beyond the files that may be open would be told a thousand times a second.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    logging.getLogger("uvicorn.error").addFilter(Terse())
    gate = Gate()
    app = open_server(settings, host, gate)
    listening = listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    print(f"Muniment serves http://{shown}:{port}/ (Ctrl-C stops it)", flush=True)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, lifespan="off", timeout_graceful_shutdown=5
    )
    try:
        PatientServer(config).run(sockets=[listening])
    except KeyboardInterrupt:
        print("Stopped.")
    finally:
        gate.close()
    return 0
