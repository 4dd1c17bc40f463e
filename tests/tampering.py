"""What somebody does to a ledger behind its back, and what an audit says of it."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from ledger_places import NOON, Place

from projections.proof.chain import Standing, leaf, next_head, stamp
from tracker.integrity.audit import Audit, audit
from tracker.integrity.checkpoints.checkpoint import Checkpoint, state
from tracker.integrity.checkpoints.coverage import hold_against
from tracker.ledger import open_ledger
from tracker.ledger.store.statements import TABLES


def audited(location: object) -> Audit:
    with open_ledger(str(location)) as ledger, ledger.reading() as session:
        return audit(session, ledger.header)


def verdict(location: object) -> list[tuple[str, str]]:
    return [(str(f.kind), f.place) for f in audited(location).faults if f.kind != "guards"]


def checkpoint(location: object, name: str = "cp", *, upto: int | None = None) -> Checkpoint:
    """Return the checkpoint of a ledger, or the one made when it had so many facts."""
    found = audited(location)
    count = len(found.leaves) if upto is None else upto
    then = replace(
        found,
        positions=found.positions[:count],
        leaves=found.leaves[:count],
        heads=found.heads[: count + 1],
        times=found.times[:count],
    )
    return Checkpoint(state(then, NOON), name=name)


def against(location: object, *checkpoints: Checkpoint) -> list[tuple[str, str]]:
    held = hold_against(audited(location), checkpoints, None)
    return [(str(f.kind), f.place) for each in held for f in each.faults]


POSTGRES = {
    "rowid": "notification_id",
    "originator_id = 'x'": f"originator_id = '{UUID(int=1)}'",
    "CAST(replace(CAST(state AS TEXT)": "convert_to(replace(convert_from(state, 'UTF8')",
    " AS BLOB)": ", 'UTF8')",
    "replace(recorded_at, '2026', '2025') WHERE last": "recorded_at - interval '1 year' WHERE last",
    "x'": r"'\x",
    "zeroblob(32)": "decode(repeat('00', 32), 'hex')",
}
"""What is said otherwise to PostgreSQL than to SQLite."""


def damage(place: Place, *statements: str) -> None:
    if place.storage == "sqlite":
        for (trigger,) in place.sql("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            place.sql(f"DROP TRIGGER {trigger}")
    else:
        for table in TABLES:
            place.sql(f"DROP TRIGGER not_changed ON {table}")
    tamper(place, *statements)


def tamper(place: Place, *statements: str) -> None:
    for statement in statements:
        if place.storage == "postgres":
            for here, there in POSTGRES.items():
                statement = statement.replace(here, there)
        place.sql(statement)


def rechain(place: Place) -> None:
    """Work the whole chain out again, as somebody would who knows how."""
    rows = place.sql
    [(head,)] = rows("SELECT head FROM chain WHERE position = 0")
    batches = rows("SELECT last, first, recorded_at FROM batches")
    number = "rowid" if place.storage == "sqlite" else "notification_id"
    links = []
    for at, content in rows(f"SELECT {number}, state FROM facts ORDER BY 1"):
        [(first, time)] = [(f, t) for last, f, t in batches if f <= at <= last]
        time = stamp(datetime.fromisoformat(str(time)))
        digest = leaf(bytes(content), Standing(at, first, time))
        head = next_head(head, digest)
        links.append(f"({at}, {first}, '{time}', x'{digest.hex()}', x'{head.hex()}')")
    tamper(place, "DELETE FROM chain WHERE position > 0")
    tamper(place, f"INSERT INTO chain VALUES {', '.join(links)}")
