"""Imports: what the rows of a table come to beside the facts on record, and how one is undone."""

from projections.imports.plan import Contradiction, Days, Plan, Planned, Told
from projections.imports.planning import plan_import
from projections.imports.record import OnRecord
from projections.imports.undoing import Undoing, undoing

__all__ = [
    "Contradiction",
    "Days",
    "OnRecord",
    "Plan",
    "Planned",
    "Told",
    "Undoing",
    "plan_import",
    "undoing",
]
