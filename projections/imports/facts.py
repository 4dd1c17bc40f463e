"""What a row that is a fact comes to beside the facts on record."""

from collections.abc import Container

from events.corrections import FactVoided
from events.recorded import Recorded
from events.tables.rows import FactRow
from projections.imports.plan import Contradiction, Outcome
from projections.imports.record import OnRecord, content_of
from projections.imports.sources import AGAIN, is_undone_because


def fact_outcome(
    row: FactRow, record: OnRecord, contents: Container[bytes], ids: Container[str]
) -> Outcome:
    """Return the fact of a row, or nothing if it is on record; its source is not compared.

    `contents` has those of all facts that count. A fact under an id of its own cannot be recorded
    twice: one of an import that was undone counts again once the voiding is voided. A table that
    has the voiding too, `ids` being the ids of all its facts, tells the record as it stands.
    """
    id = row.fact.id
    held = record.by_id.get(id) if id is not None else None
    content = content_of(row.fact)
    if held is None:
        known = id is None and content in contents
        return Outcome() if known else Outcome(facts=[row.fact])
    if content_of(held.fact) != content:
        return Outcome(contradictions=[_other_content(row, held)])
    voiding = record.voided.get(held.id)
    if voiding is None or voiding.id in ids:
        return Outcome()
    if isinstance(voiding.fact, FactVoided) and is_undone_because(voiding.fact.reason):
        again = FactVoided(kind="fact_voided", fact=voiding.id, reason=AGAIN)
        return Outcome(facts=[again])
    return Outcome(told=[_does_not_count(held, voiding)])


def _other_content(row: FactRow, held: Recorded) -> Contradiction:
    return Contradiction(
        row.rows,
        row.called,
        "id",
        f"a {held.fact.kind} with other content",
        f"'{held.id}'",
        held.id,
        f"A recorded fact never changes. Void '{held.id}' if it was wrong, and give this row an "
        "id of its own.",
    )


def _does_not_count(held: Recorded, voiding: Recorded) -> str:
    return (
        f"'{held.id}' is on record and voided by '{voiding.id}', so that it does not count; to "
        "record it anew, empty the cell of its id, or void the voiding"
    )
