"""The only package that knows the eventsourcing library and the databases under it.

The library is given everything it needs as arguments and never sees the environment, so that no
stray variable can move, encrypt or compress a ledger.
"""

from importlib.util import find_spec

from tracker.ledger.errors import DriverMissing
from tracker.ledger.storage import Fill, Header, Store
from tracker.ledger.store.locations import is_url, shown


def open_store(location: str, *, patience: int, to_write: bool = True) -> Store:
    """Return the store at a location; raises LedgerError if there is no ledger.

    A file that is not opened `to_write` is left as it is, byte by byte.
    """
    if _is_on_postgres(location):
        from tracker.ledger.store.postgres import open_postgres
        from tracker.ledger.store.postgres_server import place

        there = place(location, shown=shown(location), patience=patience)
        return open_postgres(there, patience=patience)
    from tracker.ledger.store.sqlite import open_sqlite

    return open_sqlite(location, patience=patience, to_write=to_write)


def create_store(
    location: str, header: Header, *, patience: int, fill: Fill | None = None
) -> Store:
    """Return the new store, empty or filled; raises LedgerError if something is there."""
    if _is_on_postgres(location):
        from tracker.ledger.store.postgres import create_postgres
        from tracker.ledger.store.postgres_server import place

        there = place(location, shown=shown(location), patience=patience)
        return create_postgres(there, header, patience=patience, fill=fill)
    from tracker.ledger.store.sqlite import create_sqlite

    return create_sqlite(location, header, patience=patience, fill=fill)


def _is_on_postgres(location: str) -> bool:
    found = is_url(location)
    if found and (find_spec("psycopg") is None or find_spec("psycopg_pool") is None):
        raise DriverMissing(shown(location))
    return found
