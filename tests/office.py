"""An office whose clock the test holds: facts come in on their days, sweeps run when told to.

Nothing is sent: what a sweep delivers is put on record at once, unless the office dies in between.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from events.facts import Fact
from events.policies import POLICY, Policy
from events.recorded import LEGAL_ZONE, Recorded, known_on
from projections.notices.occasions.gathering import occasions_in
from projections.notices.sending.log import NoticeLog
from projections.notices.sending.owed import owed_among
from projections.notices.sending.parcels import Parcel, Telling
from projections.notices.sending.plan import Moment, parcels
from projections.notices.sending.register import Register
from projections.notices.sending.working_days import Calendar, days_off
from projections.record.visible import visible
from tracker.delivery.letters import Letter, Undelivered
from tracker.reminders.noting import bounced, delivered

ZONE = ZoneInfo(LEGAL_ZONE)
TO_A_LOG: dict[str, Any] = {"name": "Invented person", "ways": [{"log": "/nowhere"}]}


def a_policy(**fields: Any) -> Policy:
    """Return a policy by which one invented owner is told of everything, unless it says else."""
    usual = {"people": {"owner": TO_A_LOG}, "tell": [{"owner": "owner"}]}
    return POLICY.validate_json(json.dumps(usual | fields, default=str))


@dataclass
class Office:
    """A ledger in memory and those who sweep it; `sent` is what went out.

    `refuses` says of a message whether it fails for good (True), for now (False) or not (None).
    """

    policy: Policy
    countries: dict[str, Calendar] = field(default_factory=dict)
    records: list[Recorded] = field(default_factory=list)
    sent: list[tuple[datetime, Parcel]] = field(default_factory=list)
    refuses: Callable[[Parcel], bool | None] = lambda parcel: None
    looks_at_all: bool = True
    _read: int = 0

    def __post_init__(self) -> None:
        self.register = Register(self.policy)

    @property
    def log(self) -> NoticeLog:
        """What became of what was told."""
        return self.register.log

    def record(self, facts: Iterable[Fact], at: datetime) -> None:
        """Put facts on record at an instant."""
        day = at.astimezone(ZONE).date()
        for fact in facts:
            position = len(self.records) + 1
            self.records.append(Recorded(position, at, known_on(fact, recorded_on=day), fact))

    def sweep(self, at: datetime, *, dies_after: int | None = None) -> list[Parcel]:
        """Deliver what is due; `dies_after` so many messages, the last of which is not noted."""
        went: list[Parcel] = []
        for _ in range(5):
            found = self.due(at)
            for parcel in found:
                refused = self.refuses(parcel)
                if refused is not None:
                    error = Undelivered("Refused.", final=refused)
                    self.record(list(bounced(parcel, error, self.log, at)), at)
                    continue
                went.append(parcel)
                self.sent.append((at, parcel))
                if dies_after is not None and len(went) > dies_after:
                    return went
                self.record(delivered(parcel, a_letter(parcel), at), at)
            if not found:
                break
        return went

    def due(self, at: datetime) -> list[Parcel]:
        """Return what is to be delivered; from an agenda, and just the same by looking at all."""
        moment = self.moment(at)
        new, self._read = self.records[self._read :], len(self.records)
        self.register.add(new, moment)
        found = parcels(
            self.register.agenda.due(moment.last_day), self.register.gone, self.log, moment
        )
        if self.looks_at_all:
            assert found == self._by_looking_at_all(moment)
        return found

    def _by_looking_at_all(self, moment: Moment) -> list[Parcel]:
        known, log = list(occasions_in(self.records)), NoticeLog(visible(self.records))
        owed = owed_among(known, self.records, self.policy, LEGAL_ZONE)
        return parcels(owed, log.tracks.keys() - {each.key for each in known}, log, moment)

    def moment(self, at: datetime) -> Moment:
        """Return the policy at work at an instant."""
        off = {
            name: days_off(person, self.countries.get(person.calendar or ""))
            for name, person in self.policy.people.items()
        }
        return Moment(self.policy, at, LEGAL_ZONE, off)


def a_letter(parcel: Parcel) -> Letter:
    """Return a message that says next to nothing."""
    told = [each for each in parcel.items if isinstance(each, Telling)]
    notices = [{"key": each.key, "headline": str(each.notice.occasion.about)} for each in told]
    return Letter(
        parcel.key, parcel.recipient, "", "en", "subject", "text", "<p>", {"notices": notices}
    )


def noon(day: str | date, zone: str = LEGAL_ZONE) -> datetime:
    """Return noon of a day in a zone."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return datetime.combine(day, time(12), ZoneInfo(zone)).astimezone(UTC)


def logical(office: Office) -> set[tuple[str, int, str, str]]:
    """Return each occasion, lead, recipient and way; a step covers the ladder's earlier ones."""
    return {
        (item.notice.occasion.key, lead, parcel.recipient, parcel.way.sort)
        for _, parcel in office.sent
        for item in parcel.items
        if isinstance(item, Telling)
        for lead in office.policy.lead_days
        if lead >= item.notice.lead_days
    }


def messages(parcels: Sequence[Parcel]) -> list[str]:
    """Return messages in a few words: to whom, what sort, how many days before which day."""
    return [f"{parcel.recipient}: {_words(item)}" for parcel in parcels for item in parcel.items]


def _words(item: Any) -> str:
    if isinstance(item, Telling):
        occasion = item.notice.occasion
        return f"{occasion.sort} {occasion.day} -{item.notice.lead_days}" + (
            "" if item.because == "owner" else f" ({item.because})"
        )
    return f"withdrawn {item.told.sort} {item.told.day}"
