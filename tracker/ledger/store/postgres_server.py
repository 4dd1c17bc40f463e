"""What is found at the URL of a ledger, and what PostgreSQL's errors mean to its user."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any
from urllib.parse import urlsplit

import psycopg
from eventsourcing.persistence import PersistenceError
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.sql import SQL, Identifier
from psycopg_pool import PoolTimeout

from tracker.ledger.errors import (
    LedgerBusy,
    LedgerDamaged,
    LedgerError,
    LedgerMisnamed,
    LedgerReadOnly,
    LedgerTooNew,
    LedgerTooOld,
    LedgerUnreachable,
    NotALedger,
    StorageFailed,
    StorageFull,
)
from tracker.ledger.storage import FORMAT, Header
from tracker.ledger.store.statements import TABLES

_ENCODED = (
    "In a URL, letters and digits stand for themselves; other characters of a user's name or a "
    "password are encoded, such as @ as %40, / as %2F and % as %25"
)
_LIKE_A_PORT = re.compile("[0-9]{0,5}")
_PLAIN_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


@dataclass(frozen=True, slots=True)
class Place:
    """A schema of a database: where it is in libpq's words, and how to name it to people."""

    conninfo: str = field(repr=False)  # it may hold a password
    schema: str
    shown: str


def place(url: str, *, shown: str, patience: int) -> Place:
    """Return the place that a URL names; raises LedgerMisnamed, which quotes no password."""
    try:
        parts = urlsplit(url)
        options = parts.query.split("&") if parts.query else []
        named = [option for option in options if option.startswith("schema=")]
        bare = parts._replace(query="&".join(each for each in options if each not in named))
        settings = conninfo_to_dict(bare.geturl())
    except psycopg.ProgrammingError as error:
        raise LedgerMisnamed(
            shown, f"It cannot be read: {_without_secrets(_words(error), shown)}"
        ) from None
    except ValueError:
        raise LedgerMisnamed(shown, _ENCODED) from None
    schema = named[-1].removeprefix("schema=") if named else "public"
    if not _PLAIN_NAME.fullmatch(schema):
        raise LedgerMisnamed(shown, "A schema has a plain name of small letters, digits and '_'")
    if not parts.path.strip("/"):
        raise LedgerMisnamed(shown, "The URL names no database")
    if not _is_plain(parts.netloc, parts.path, str(settings.get("port", ""))):
        raise LedgerMisnamed(shown, _ENCODED)
    usual: dict[str, Any] = {
        "connect_timeout": max(patience, 2),
        "fallback_application_name": "tracker",
    }
    return Place(make_conninfo(**(usual | settings)), schema, shown)


def _is_plain(authority: str, path: str, ports: str) -> bool:
    """Tell whether a URL is read as it was meant; a part of a password might pass for a host."""
    as_meant = authority.count("@") <= 1 and "@" not in path
    return as_meant and all(map(_LIKE_A_PORT.fullmatch, ports.split(",")))


def _without_secrets(words: str, shown: str) -> str:
    """Return what libpq says without what it quotes of a URL, unless that may be shown."""
    said, _, quoted = words.partition('"')
    return words if quoted.rpartition('"')[0] in shown else said.strip(" :(")


def examine(place: Place) -> Header | None:
    """Return what the ledger in a schema says of itself, or None where there is none.

    Raises NotALedger, LedgerTooNew or another LedgerError.
    """
    try:
        with psycopg.connect(place.conninfo, autocommit=True) as connection:
            return find_header(connection, place)
    except psycopg.Error as error:
        raise LedgerUnreachable(place.shown, _words(error)) from error


def find_header(connection: psycopg.Connection[Any], place: Place) -> Header | None:
    """Return what the ledger in a schema says of itself, or None where there is none."""
    cursor = connection.cursor(row_factory=psycopg.rows.tuple_row)
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace(%s) "
        "AND relname = ANY(%s)",
        (place.schema, list(TABLES)),
    )
    tables = {name for (name,) in cursor.fetchall()}
    if not tables:
        return None
    stranger = NotALedger(place.shown, f"a schema with a table '{min(tables)}' of something else")
    if "ledger" not in tables:
        raise stranger
    try:
        query = SQL("SELECT id, zone, created_at, format FROM {}.ledger")
        cursor.execute(query.format(Identifier(place.schema)))
    except psycopg.errors.UndefinedColumn as error:
        raise stranger from error
    for id, zone, created_at, format in cursor.fetchall():
        if format > FORMAT:
            raise LedgerTooNew(place.shown, found=format, known=FORMAT)
        if format < FORMAT:
            raise LedgerTooOld(place.shown, found=format, known=FORMAT)
        if tables == set(TABLES):
            return Header(id, zone, created_at.astimezone(UTC), format)
    raise stranger


@contextmanager
def failures_explained(shown: str, patience: int) -> Iterator[None]:
    """Turn what PostgreSQL and the library raise into a LedgerError, save what is a bug."""
    try:
        yield
    except (psycopg.Error, PersistenceError) as error:
        if explained := _explained(error, shown, patience):
            raise explained from error
        raise


def _explained(error: Exception, shown: str, patience: int) -> LedgerError | None:
    cause = error if isinstance(error, psycopg.Error) else error.__cause__
    if not isinstance(cause, psycopg.Error):
        return None
    if isinstance(cause, PoolTimeout):
        return LedgerUnreachable(shown, _words(cause))
    match cause.sqlstate or "":
        case "55P03":  # lock_not_available
            return LedgerBusy(shown, patience)
        case "53100":  # disk_full
            return StorageFull(shown, _words(cause))
        case "25006" | "42501":  # read_only_sql_transaction, insufficient_privilege
            return LedgerReadOnly(shown, _words(cause))
        case "XX001" | "XX002":  # data_corrupted, index_corrupted
            return LedgerDamaged(shown, _words(cause))
        case "" if isinstance(cause, psycopg.DataError):  # what stands there is no value for Python
            return LedgerDamaged(shown, _words(cause))
        case state if state[:2] in {"08", "40", "53", "57", "58"} or _lost(cause):
            return StorageFailed(shown, _words(cause))
        case _:
            return None


def _lost(cause: psycopg.Error) -> bool:
    """Tell whether the connection broke, of which the server cannot say anything."""
    return cause.sqlstate is None and isinstance(cause, psycopg.OperationalError)


def _words(error: Exception) -> str:
    lines = dict.fromkeys(line.strip() for line in str(error).splitlines())
    return " ".join(lines).strip().rstrip(".") or type(error).__name__
