"""Places for ledgers in tests, one of each storage, and facts to fill them with."""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from events.facts import Fact, fact_from_json
from tracker.ledger import Batch, Ledger

NOON = datetime(2026, 3, 1, 4, tzinfo=UTC)
"""Noon of 2026-03-01 in the legal zone, when most tests take place."""

SERVER = os.environ.get("TRACKER_TEST_POSTGRES")

STORAGES = (
    "sqlite",
    pytest.param(
        "postgres",
        marks=pytest.mark.skipif(not SERVER, reason="TRACKER_TEST_POSTGRES names no server"),
    ),
)


@dataclass(frozen=True)
class Place:
    """Where a ledger may be created, and a way to speak SQL to it behind its back."""

    location: str
    sql: Callable[[str], Sequence[Any]]
    storage: str


@contextmanager
def a_place(storage: str, directory: Path) -> Iterator[Place]:
    """Yield an empty place for a ledger."""
    if storage == "sqlite":
        path = directory / "tracker.db"
        yield Place(str(path), lambda statement: _sqlite(path, statement), storage)
        return
    assert SERVER, "the tests that need a server are skipped without one"
    schema = f"test_{uuid4().hex}"
    try:
        location = f"{SERVER}?schema={schema}"
        yield Place(location, lambda statement: _postgres(statement, schema), storage)
    finally:
        _postgres(f"DROP SCHEMA IF EXISTS {schema} CASCADE", schema)


def _sqlite(path: Path, statement: str) -> Sequence[Any]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        return connection.execute(statement).fetchall()


def _postgres(statement: str, schema: str) -> Sequence[Any]:
    import psycopg

    with psycopg.connect(SERVER or "", autocommit=True) as connection:
        connection.execute(f"SET search_path TO {schema}")
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def fact(kind: str, **fields: Any) -> Fact:
    """Return a fact of a kind."""
    return fact_from_json(json.dumps({"kind": kind, **fields}))


def placed(product: str = "wallet", **fields: Any) -> Fact:
    """Return the fact that a product is sold: the shortest there is."""
    usual = {"product": product, "channel": "general", "effective_on": "2026-01-01"}
    return fact("product_placed", **usual | fields)


def registered(product: str = "wallet", **fields: Any) -> Fact:
    """Return the opening of a product."""
    usual = {"product": product, "name": "A wallet", "effective_on": "2026-01-01"}
    return fact("product_registered", **usual | fields)


def voided(target: str, **fields: Any) -> Fact:
    """Return the voiding of a fact."""
    return fact("fact_voided", fact=target, **{"reason": "a slip", **fields})


def recorded_ids(ledger: Ledger) -> list[str]:
    """Return the ids of all facts on record, in order."""
    return [record.id for record in ledger.facts()]


def record(ledger: Ledger, *facts: Fact, at: datetime = NOON) -> Batch:
    """Record a batch at noon."""
    return ledger.record(facts, at=at)
