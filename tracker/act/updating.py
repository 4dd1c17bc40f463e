"""What a newer gazette changes in a ledger, and for which subjects; planned, then recorded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from events.recorded import recorded
from projections.comparing.changes import Change, MarkedChange, Subject, change_marks, changes
from projections.comparing.resting import resting_on
from projections.documents.asides import asides_document
from projections.documents.marks import change_marks_document
from projections.findings.asides import Asides
from projections.judging.bench import Case
from projections.record.asked import Asked
from projections.record.visible import Viewpoint, visible
from projections.wording import Words
from tracker.gazette.files import read_gazette
from tracker.gazette.update import Revision, Update, plan_update
from tracker.ledger import Ledger
from tracker.live.snapshot import Snapshot, View


@dataclass(frozen=True, slots=True)
class GazetteUpdate:
    """What recording this program's gazette comes to: changes of status, and who rests on what."""

    update: Update
    changes: Sequence[MarkedChange] = ()
    resting: Mapping[str, Sequence[Subject]] = field(default_factory=dict)
    asides: Asides = field(default_factory=Asides)

    def on(self, revision: Revision) -> Sequence[Subject]:
        """Return the subjects that rest on a new wording."""
        return self.resting.get(str(revision.fact.id), ())

    @property
    def subjects(self) -> int:
        """How many subjects change their status."""
        return len({(each.change.product, each.change.channel) for each in self.changes})

    def document(self, words: Words) -> dict[str, Any]:
        """Return it as values for a JSON document."""
        update = self.update
        return {
            "new": [fact.id for fact in update.new],
            "reworded": [revision.fact.id for revision in update.reworded],
            "wordings": list(map(self._wording, update.reworded)),
            "recorded_again": [revision.fact.id for revision in update.moved],
            "left_voided": list(update.left_voided),
            "unchanged": update.unchanged,
            "changed": [_change(each, words) for each in self.changes],
            **asides_document(self.asides, words),
        }

    def _wording(self, revision: Revision) -> dict[str, Any]:
        subjects = [{"product": each, "channel": channel} for each, channel in self.on(revision)]
        return {
            "id": revision.fact.id,
            "supersedes": revision.earlier.id,
            "fields": list(revision.changed),
            "subjects": subjects,
        }


def plan_gazette_update(ledger: Ledger, *, at: datetime) -> GazetteUpdate:
    """Return what is to be recorded, and what changes for subjects once it is."""
    before = list(ledger.facts())
    update = plan_update(read_gazette().facts, before)
    if not update.facts:
        return GazetteUpdate(update)
    zone, head = ZoneInfo(ledger.zone), ledger.head()
    added = [
        recorded(fact, position=head + number, recorded_at=at, zone=zone)
        for number, fact in enumerate(update.facts, start=1)
    ]
    point = Viewpoint(at.astimezone(zone).date())
    old = Snapshot(Asked(point, head), View(visible(before)))
    new = Snapshot(Asked(point, head), View(visible([*before, *added])))
    reworded = [str(revision.fact.id) for revision in update.reworded]
    return GazetteUpdate(
        update,
        _marked(changes(old.cases(), new.cases()), old, new),
        resting_on(reworded, new.cases()),
        new.asides(new.cases()),
    )


def _marked(found: Sequence[Change], old: Snapshot, new: Snapshot) -> list[MarkedChange]:
    """Return changes between what is seen before and after, with what of them is uncertain."""
    products = {change.product for change in found}
    one, other = (_by_subject(seen.cases(products) if products else ()) for seen in (old, new))
    return [
        MarkedChange(each, change_marks(each, one.get(subject), other.get(subject)))
        for each in found
        for subject in [(each.product, each.channel)]
    ]


def _by_subject(cases: Iterable[Case]) -> dict[Subject, Case]:
    return {(case.dossier.product, case.channel): case for case in cases}


def update_gazette(ledger: Ledger, planned: GazetteUpdate, *, at: datetime) -> None:
    """Record what was planned."""
    ledger.record(planned.update.facts, at=at)


def _change(each: MarkedChange, words: Words) -> dict[str, Any]:
    change = each.change
    return {
        "product": change.product,
        "channel": change.channel,
        "from": change.start.isoformat(),
        "to": change.end.isoformat() if change.end else None,
        "before": change.before,
        "after": change.after,
        **change_marks_document(words, each.marks),
    }
