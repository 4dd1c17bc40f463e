"""What a row that is a fact comes to beside the facts on record."""

from collections.abc import Container

from events.recorded import Recorded
from events.remarks import FactVoided
from events.tables.rows import FactRow
from projections.imports.plan import Contradiction, Outcome
from projections.imports.record import OnRecord, content_of
from projections.imports.sayings import Value, called, say
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
    return Outcome(told=[say("does_not_count", fact=held.id, voiding=voiding.id)])


def _other_content(row: FactRow, held: Recorded) -> Contradiction:
    return Contradiction(
        row.rows,
        called(row),
        "id",
        say("with_other_content", kind=held.fact.kind),
        Value(held.id),
        held.id,
        say("a_fact_never_changes", fact=held.id),
    )
