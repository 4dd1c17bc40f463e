"""Evidence added: files are kept first, then the facts that speak of them are recorded."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from events.facts import Fact, fact_from_json
from events.mentions import EVIDENCE, mentions
from events.recorded import Recorded
from projections.record.evidence import Support, evidence_of
from projections.record.visible import voidings
from tracker.errors import TrackerError
from tracker.evidence.staging import Staged, staged
from tracker.evidence.store import Evidence
from tracker.ledger import Batch, Ledger


class FactNotFound(TrackerError):
    """No fact on record has the id."""

    code = "fact_not_found"

    def __init__(self, id: str, near: Sequence[str]) -> None:
        meant = " or ".join(f"'{each}'" for each in get_close_matches(id, near, n=3))
        super().__init__(
            f"No fact on record has the id '{id}'.",
            f"Did you mean {meant}?" if meant else "Evidence supports a fact on record.",
            "Run 'tracker facts' to see the ids, in brackets, of every fact.",
        )


@dataclass(frozen=True)
class Added:
    """What came of adding files: those kept anew, what was recorded, and what is to be said."""

    files: tuple[Staged, ...]
    new: frozenset[str]
    batch: Batch
    known: tuple[Support, ...]
    remarks: tuple[str, ...]

    def document(self) -> dict[str, Any]:
        """Return it as values for a JSON document."""
        return {
            "files": [
                {
                    "name": each.name,
                    "sha256": each.sha256,
                    "size": each.size,
                    "media_type": each.media_type,
                    "kept": "new" if each.sha256 in self.new else "before",
                }
                for each in self.files
            ],
            "recorded": [
                {"position": each.position, "id": each.id} for each in self.batch.recorded
            ],
            "unchanged": [
                *({"position": each.position, "id": each.id} for each in self.batch.unchanged),
                *({"position": e.record.position, "id": e.record.id} for e in self.known),
            ],
            "remarks": list(self.remarks),
        }


@dataclass(frozen=True, slots=True)
class Addition:
    """Files that somebody adds as evidence for a fact, from a day on, with a note or none."""

    sources: tuple[Path, ...]
    fact: str
    on: date
    note: str | None = None


def add(ledger: Ledger, store: Evidence, asked: Addition, *, at: datetime, limit: int) -> Added:
    """Keep files and record that they support a fact: all of them, or none.

    A file that supports the fact already changes nothing, unless another note is given with it.
    Raises FactNotFound, EvidenceRefused or another TrackerError.
    """
    target = fact_on_record(ledger, asked.fact)
    with staged(store, asked.sources, limit=limit) as files:
        known = [each for each in _supports(ledger, target) if asked.note in (None, each.fact.note)]
        there = {each.fact.sha256 for each in known}
        facts = [_fact(each, asked) for each in _each_once(files) if each.sha256 not in there]
        ledger.record(facts, at=at, dry_run=True)  # no file is kept for what would be refused
        new = {each.sha256 for each in files if store.keep(each.path, each.sha256)}
        batch = ledger.record(facts, at=at)
    digests = {each.sha256 for each in files}
    return Added(
        tuple(files),
        frozenset(new),
        batch,
        tuple(each for each in known if each.fact.sha256 in digests),
        (*_remarks(files), *_voided(ledger, target), *_not_counting(batch)),
    )


def fact_on_record(ledger: Ledger, id: str) -> Recorded:
    """Return the fact of an id; raises FactNotFound, with the nearest id."""
    found = ledger.fact(id)
    if found is None:
        with ledger.reading() as session:
            raise FactNotFound(id, session.near(id))
    return found


def _each_once(files: Iterable[Staged]) -> list[Staged]:
    """Return the files without those whose content came before under another name."""
    first: dict[str, Staged] = {}
    for each in files:
        first.setdefault(each.sha256, each)
    return list(first.values())


def _supports(ledger: Ledger, target: Recorded) -> Sequence[Support]:
    return evidence_of(ledger.tagged([EVIDENCE])).get(target.id, ())


def _fact(file: Staged, asked: Addition) -> Fact:
    fields = {
        "kind": "evidence_added",
        "fact": asked.fact,
        "sha256": file.sha256,
        "size": file.size,
        "media_type": file.media_type,
        "name": file.name,
        "effective_on": asked.on.isoformat(),
        "note": asked.note,
    }
    return fact_from_json(json.dumps(fields))


def _remarks(files: Iterable[Staged]) -> list[str]:
    return list(dict.fromkeys(remark for file in files for remark in file.remarks))


def voiding_of(ledger: Ledger, target: Recorded) -> Recorded | None:
    """Return the fact that voids a fact, or None; voidings carry the tags of what they void."""
    return voidings(ledger.tagged(mentions(target.fact))).get(target.id)


def _voided(ledger: Ledger, target: Recorded) -> list[str]:
    found = voiding_of(ledger, target)
    return [f"Fact '{target.id}' was voided by '{found.id}'."] if found else []


def _not_counting(batch: Batch) -> list[str]:
    return [
        f"'{each.id}' is on record and voided by '{each.voided_by}', so it does not count. Void "
        "the voiding, or add the file with another --note."
        for each in batch.unchanged
        if each.voided_by
    ]
