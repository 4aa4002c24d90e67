"""Open the database of a home, once for each place in a process: as its owner, as the application, or as whoever shows a ticket.

What a database does with a transaction is `database`'s matter; whether it would keep people apart, `guarding`'s.
"""

from __future__ import annotations

from dataclasses import replace

from muniment.settings import Settings
from muniment.store.acting import ActingDatabase
from muniment.store.database import Database
from muniment.store.guarding import APPLICATION, check_guarded
from muniment.store.trying import once_more


def open_database(settings: Settings) -> Database:
    """The database of these settings, started and migrated.

    With a ticket in the settings it is the database as whoever acts sees it, who need not be its owner.

    Raises:
        Unavailable: it cannot be started, reached, or is too old; the sentence says how to mend it.
        Denied: the ticket is nobody's.
    """
    if settings.ticket is not None:
        return ActingDatabase(open_application(settings), settings.ticket)

    def make() -> Database:
        opened = Database(settings)
        once_more(opened.migrate)
        return opened

    return Database.once(settings.database_url or str(settings.home), make)


def open_application(settings: Settings) -> Database:
    """The database of these settings as the application's role sees it without a ticket, which is nothing that is anybody's.

    Raises:
        Unavailable: it cannot be reached, or would not keep people apart (see `muniment.store.guarding`).
    """

    def make() -> Database:
        opened = Database(replace(settings, ticket=None), APPLICATION)
        check_guarded(opened)
        return opened

    return Database.once(f"{settings.database_url or settings.home} as the application", make)
