"""Until when nothing is due: noted after a sweep that found nothing, so that the next may rest.

What is noted names all that it was worked out from: the ledger up to a position, the policy, the
code, and the calendars and time zones that are installed. If any of these is another, or the clock
has gone back, it says nothing. It is no fact, and to lose it costs a look.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version

from events.facts import canonical_bytes
from events.notices import RemindersSwept
from events.policies import Policy
from projections.notices.sending.log import happened_at
from projections.notices.sending.plan import Moment
from projections.notices.sending.register import Register
from tracker.ledger import Ledger
from tracker.live.tables.keeping import LiveTables
from tracker.live.tables.rules import code_of, rules

_NAME = "reminders are quiet"
_ROOMS = "projections/notices", "projections/comparing", "tracker/reminders"
_DATA = "chinesecalendar", "holidays", "tzdata"
"""The packages whose data say which days are off, and what time it is where."""


@dataclass(frozen=True, slots=True)
class Noted:
    """Nothing is due before a day, on the record up to a position, under what `basis` stands for.

    `chain` is the head of the chain there, `since` the instant at which it was found, `swept_at`
    that of the last sweep on record.
    """

    basis: str
    position: int
    chain: str
    before: str
    since: str
    swept_at: str | None

    @property
    def last_sweep(self) -> datetime | None:
        """When the last sweep on record took place."""
        return datetime.fromisoformat(self.swept_at) if self.swept_at else None


class Quiet:
    """What is known of when nothing is due for one ledger under one policy."""

    def __init__(self, ledger: Ledger, tables: LiveTables, policy: Policy) -> None:
        self._ledger, self._tables, self._policy = ledger, tables, policy

    def holds(self, moment: Moment) -> Noted | None:
        """Return what was noted if it says that nothing is due at a moment."""
        try:
            noted = Noted(**json.loads(self._tables.memo(_NAME) or "{}"))
            before, since = date.fromisoformat(noted.before), datetime.fromisoformat(noted.since)
        except (TypeError, ValueError):
            return None
        is_of_now = since <= moment.now and moment.last_day < before
        return noted if is_of_now and self._is_of(noted) else None

    def note(self, register: Register, moment: Moment) -> None:
        """Note until when nothing is due, after a sweep that found nothing, if that is known."""
        last, before = self._ledger.last_recorded_at(), register.agenda.next_day or date.max
        is_ahead = last is not None and last > moment.latest
        if register.findings or register.gone or is_ahead or before <= moment.last_day:
            return
        swept = register.log.last_sweep
        self._write(
            before.isoformat(), moment.now.isoformat(), happened_at(swept) if swept else None
        )

    def go_on(self, noted: Noted, swept_at: datetime) -> None:
        """Note that a sweep was put on record since, and nothing else."""
        self._write(noted.before, noted.since, swept_at)

    def _write(self, before: str, since: str, swept_at: datetime | None) -> None:
        position = self._ledger.head()
        chain = (self._ledger.chain_head(position) or b"").hex()
        at = swept_at.isoformat() if swept_at else None
        noted = Noted(self._basis, position, chain, before, since, at)
        self._tables.note(_NAME, json.dumps(asdict(noted)))

    def _is_of(self, noted: Noted) -> bool:
        """Tell whether all that was noted rests on is as it was; sweeps alone may have come."""
        chain = self._ledger.chain_head(noted.position)
        if noted.basis != self._basis or chain is None or chain.hex() != noted.chain:
            return False
        later = self._ledger.facts(after=noted.position)
        return all(isinstance(record.fact, RemindersSwept) for record in later)

    @cached_property
    def _basis(self) -> str:
        """A name for the ledger, the policy, the code, and the data that say which days are off."""
        digest = sha256(canonical_bytes(self._policy.model_dump(mode="json")))
        for part in (self._ledger.id, rules(), code_of(*_ROOMS), *map(_version, _DATA)):
            digest.update(part.encode())
        return digest.hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
