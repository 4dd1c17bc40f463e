"""What a row of an evidence list comes to: a file supports a fact, unless it does already."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from events.licenses import LicenseIssued, LicenseRenewed
from events.recorded import Recorded
from events.remarks import EvidenceAdded, MediaType
from events.tables.rows import EvidenceRow
from projections.imports.known import Known
from projections.imports.plan import Outcome
from projections.imports.record import OnRecord
from projections.imports.sayings import Saying, Value, called, plain, say


@dataclass(frozen=True, slots=True)
class Seen:
    """A file fit to be kept as evidence, and what is to be said of it."""

    name: str
    sha256: str
    size: int
    media_type: MediaType
    remarks: tuple[str, ...] = ()


class Files(Protocol):
    """The files that the rows of a list name."""

    def seen(self, named: str) -> Seen | str:
        """Return a file as it was found, or why it cannot be taken."""


def evidence_outcome(
    row: EvidenceRow, record: OnRecord, known: Known, files: Files, on: date
) -> Outcome:
    """Return the evidence that a row adds on a day; nothing if the file supports the fact already.

    A license is supported in its issue or a renewal; the row has to say which, if it was renewed.
    """
    targets, seen = _targets(row, record), files.seen(row.file)
    if isinstance(seen, Seen) and known.is_supported(row.fact or "", seen.sha256, row.note):
        return Outcome()
    if isinstance(targets, Saying) or isinstance(seen, str):
        unfit = plain(seen) if isinstance(seen, str) else None
        wrong = (targets if isinstance(targets, Saying) else None, unfit)
        return Outcome(problems=[each for each in wrong if each])
    if any(known.is_supported(each.id, seen.sha256, row.note) for each in targets):
        return Outcome()
    if len(targets) > 1:
        return Outcome(problems=[_which(row, targets)])
    fact = EvidenceAdded(
        kind="evidence_added",
        fact=targets[0].id,
        sha256=seen.sha256,
        size=seen.size,
        media_type=seen.media_type,
        name=seen.name,
        effective_on=on,
        note=row.note,
    )
    told = [plain(each.rstrip(".")) for each in seen.remarks]
    if earlier := known.earlier_support(fact):
        told.append(say(earlier, called=called(row)))
    return Outcome(facts=[fact], told=told)


def _targets(row: EvidenceRow, record: OnRecord) -> Sequence[Recorded] | Saying:
    """Return the facts of which a row may speak, or why there are none."""
    if row.fact is not None:
        return _named(row, row.fact, record)
    found = _license(row, record)
    if isinstance(found, list):
        certificates = LicenseIssued | LicenseRenewed
        issued = [each for each in found if isinstance(each.fact, certificates)]
        return issued or say("no_certificate_on_record")
    return found


def _named(row: EvidenceRow, id: str, record: OnRecord) -> Sequence[Recorded] | Saying:
    held = record.by_id.get(id)
    if held is None:
        return say("no_such_fact", fact=id)
    if id in record.voided:
        return say("fact_voided", fact=id, voiding=record.voided[id].id)
    license = getattr(held.fact, "license", None)
    others = [name for name in _licenses(row, record) if name != license]
    if others:
        if license is None:
            return say("fact_of_no_license", fact=id, others=Value(others))
        return say("fact_of_another_license", fact=id, license=license, others=Value(others))
    return [held]


def _licenses(row: EvidenceRow, record: OnRecord) -> Iterator[str]:
    """Yield the licenses that a row names, each way; a number that nobody knows names itself."""
    if row.license is not None:
        yield row.license
    if row.number is not None:
        yield from record.numbers.get(row.number, [row.number])


def _license(row: EvidenceRow, record: OnRecord) -> list[Recorded] | Saying:
    names = list(dict.fromkeys(_licenses(row, record)))
    unknown = [name for name in names if name not in record.licenses]
    if unknown:
        return say("no_such_license", names=Value(unknown))
    if len(names) > 1:
        return say("several_licenses", names=Value(names))
    return record.portfolio.license(names[0]).records


def _which(row: EvidenceRow, targets: Sequence[Recorded]) -> Saying:
    told = tuple(
        say(
            "renewed_from" if isinstance(each.fact, LicenseRenewed) else "issued_on",
            fact=each.id,
            day=each.fact.knowable_from,
        )
        for each in targets
    )
    return say("supports_which", called=called(row), certificates=told)
