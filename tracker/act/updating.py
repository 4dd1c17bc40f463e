"""What a newer gazette changes in a ledger, and for which subjects; planned, then recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from events.recorded import recorded
from projections.comparing.changes import Change, Subject, changes
from projections.comparing.resting import resting_on
from projections.record.asked import Asked
from projections.record.visible import Viewpoint, visible
from tracker.gazette import read_gazette
from tracker.gazette.update import Revision, Update, plan_update
from tracker.ledger import Ledger
from tracker.live.snapshot import Snapshot, View


@dataclass(frozen=True, slots=True)
class GazetteUpdate:
    """What recording this program's gazette comes to: changes of status, and who rests on what."""

    update: Update
    changes: Sequence[Change] = ()
    resting: Mapping[str, Sequence[Subject]] = field(default_factory=dict)

    def on(self, revision: Revision) -> Sequence[Subject]:
        """Return the subjects that rest on a new wording."""
        return self.resting.get(str(revision.fact.id), ())

    @property
    def subjects(self) -> int:
        """How many subjects change their status."""
        return len({(change.product, change.channel) for change in self.changes})

    def document(self) -> dict[str, Any]:
        """Return it as values for a JSON document."""
        update = self.update
        return {
            "new": [fact.id for fact in update.new],
            "reworded": [revision.fact.id for revision in update.reworded],
            "wordings": list(map(self._wording, update.reworded)),
            "recorded_again": [revision.fact.id for revision in update.moved],
            "left_voided": list(update.left_voided),
            "unchanged": update.unchanged,
            "changed": list(map(_change, self.changes)),
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
        update, changes(old.cases(), new.cases()), resting_on(reworded, new.cases())
    )


def update_gazette(ledger: Ledger, planned: GazetteUpdate, *, at: datetime) -> None:
    """Record what was planned."""
    ledger.record(planned.update.facts, at=at)


def _change(change: Change) -> dict[str, Any]:
    return {
        "product": change.product,
        "channel": change.channel,
        "from": change.start.isoformat(),
        "to": change.end.isoformat() if change.end else None,
        "before": change.before,
        "after": change.after,
    }
