"""The ledger of facts: append-only, in an SQLite file or a PostgreSQL schema."""

from tracker.ledger.batches import Basis, Batch, Refusal, Unchanged
from tracker.ledger.ledger import Ledger, create_ledger, open_ledger, restore_ledger

__all__ = [
    "Basis",
    "Batch",
    "Ledger",
    "Refusal",
    "Unchanged",
    "create_ledger",
    "open_ledger",
    "restore_ledger",
]
