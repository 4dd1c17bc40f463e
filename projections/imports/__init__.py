"""Imports: what the rows of a table come to beside the facts on record, and how one is undone."""

from projections.imports.bearing import Askable, Asked
from projections.imports.known import Known
from projections.imports.plan import Contradiction, Days, Plan, Planned, Told, Wrong
from projections.imports.planning import plan_import
from projections.imports.record import OnRecord, imported_ids
from projections.imports.rows.evidence import Files, Seen
from projections.imports.sayings import Saying
from projections.imports.strangers import Stranger
from projections.imports.undoing import Undoing, undoing

__all__ = [
    "Askable",
    "Asked",
    "Contradiction",
    "Days",
    "Files",
    "Known",
    "OnRecord",
    "Plan",
    "Planned",
    "Saying",
    "Seen",
    "Stranger",
    "Told",
    "Undoing",
    "Wrong",
    "imported_ids",
    "plan_import",
    "undoing",
]
