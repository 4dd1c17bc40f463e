"""What a row of an evidence list comes to: a file supports a fact, unless it does already."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from events.evidence import EvidenceAdded, MediaType
from events.licenses import LicenseIssued, LicenseRenewed
from events.recorded import Recorded
from events.tables.rows import EvidenceRow
from projections.imports.known import Known
from projections.imports.plan import Outcome, words
from projections.imports.record import OnRecord


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
    problems = [each for each in (targets, seen) if isinstance(each, str)]
    if isinstance(targets, str) or isinstance(seen, str):
        return Outcome(problems=problems)
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
    told = [each.rstrip(".") for each in seen.remarks]
    if earlier := known.earlier_support(fact):
        told.append(f"{row.called} {earlier}; both are kept")
    return Outcome(facts=[fact], told=told)


def _targets(row: EvidenceRow, record: OnRecord) -> Sequence[Recorded] | str:
    """Return the facts of which a row may speak, or why there are none."""
    if row.fact is not None:
        return _named(row, row.fact, record)
    found = _license(row, record)
    if isinstance(found, list):
        certificates = LicenseIssued | LicenseRenewed
        return [each for each in found if isinstance(each.fact, certificates)] or (
            "neither the issue nor a renewal of its license is on record; record it first"
        )
    return found


def _named(row: EvidenceRow, id: str, record: OnRecord) -> Sequence[Recorded] | str:
    held = record.by_id.get(id)
    if held is None:
        return f"no fact on record has the id '{id}'; 'tracker facts' shows the ids"
    if id in record.voided:
        return f"fact '{id}' was voided by '{record.voided[id].id}'; name one that counts"
    license = getattr(held.fact, "license", None)
    others = [name for name in _licenses(row, record) if name != license]
    if others:
        about = f"license '{license}'" if license else "no license"
        return f"fact '{id}' is about {about}, and the row names license {words(others)}; mend one"
    return [held]


def _licenses(row: EvidenceRow, record: OnRecord) -> Iterator[str]:
    """Yield the licenses that a row names, each way; a number that nobody knows names itself."""
    if row.license is not None:
        yield row.license
    if row.number is not None:
        yield from record.numbers.get(row.number, [row.number])


def _license(row: EvidenceRow, record: OnRecord) -> list[Recorded] | str:
    names = list(dict.fromkeys(_licenses(row, record)))
    unknown = [name for name in names if name not in record.licenses]
    if unknown:
        return f"no license on record has the name or number {words(unknown)}; import it first"
    if len(names) > 1:
        return f"the row speaks of licenses {words(names)}; say which in a column 'license'"
    return record.portfolio.license(names[0]).records


def _which(row: EvidenceRow, targets: Sequence[Recorded]) -> str:
    told = "; ".join(f"'{each.id}' ({_certificate(each)})" for each in targets)
    return f"{row.called} may support {told}; say which in a column 'fact'"


def _certificate(record: Recorded) -> str:
    if isinstance(record.fact, LicenseRenewed):
        return f"renewed from {record.fact.effective_on}"
    return f"issued on {record.fact.knowable_from}"
