"""The only package that knows the eventsourcing library and the databases under it.

The library is given everything it needs as arguments and never sees the environment, so that no
stray variable can move, encrypt or compress a ledger.
"""

import re
from importlib.util import find_spec

from tracker.errors import DriverMissing, LedgerMisnamed
from tracker.ledger.storage import Fill, Header, Store

_POSTGRES = ("postgresql://", "postgres://")
_PASSWORD = re.compile(r"(?<=//)([^/@:]*):[^/]*@|\b(password=)[^&]*")


def open_store(location: str, *, patience: int) -> Store:
    """Return the store at a location; raises LedgerError if there is no ledger."""
    if _is_url(location):
        from tracker.ledger.store.postgres import open_postgres
        from tracker.ledger.store.postgres_server import place

        there = place(location, shown=shown(location), patience=patience)
        return open_postgres(there, patience=patience)
    from tracker.ledger.store.sqlite import open_sqlite

    return open_sqlite(location, patience=patience)


def create_store(
    location: str, header: Header, *, patience: int, fill: Fill | None = None
) -> Store:
    """Return the new store, empty or filled; raises LedgerError if something is there."""
    if _is_url(location):
        from tracker.ledger.store.postgres import create_postgres
        from tracker.ledger.store.postgres_server import place

        there = place(location, shown=shown(location), patience=patience)
        return create_postgres(there, header, patience=patience, fill=fill)
    from tracker.ledger.store.sqlite import create_sqlite

    return create_sqlite(location, header, patience=patience, fill=fill)


def shown(location: str) -> str:
    """Return a location as it may be shown to people: without a password.

    >>> shown("postgresql://me:secret@db/tracker?schema=x")
    'postgresql://me:***@db/tracker?schema=x'
    """
    return _PASSWORD.sub(
        lambda found: f"{found[2]}***" if found[2] else f"{found[1]}:***@", location
    )


def _is_url(location: str) -> bool:
    if not location.strip() or "\0" in location:
        raise LedgerMisnamed(shown(location), "It is blank or holds a NUL")
    if location == ":memory:" or location.lower().startswith("file:"):
        raise LedgerMisnamed(shown(location), "It means something to SQLite, but is no path")
    if location.startswith(_POSTGRES):
        if find_spec("psycopg") is None or find_spec("psycopg_pool") is None:
            raise DriverMissing(shown(location))
        return True
    if "://" in location:
        raise LedgerMisnamed(shown(location), "Only PostgreSQL databases are known by a URL")
    return False
