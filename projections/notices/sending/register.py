"""What sweeps go by: the occasions owed, in an agenda, and the ledger of what was told of them.

It is kept up with the record, so that a sweep costs what is new and what is due.
"""

from collections.abc import Iterable, Iterator, Set
from datetime import date, datetime

from events.policies import Policy
from events.recorded import Recorded
from events.remarks import FactVoided
from projections.notices.occasions.gathered import Gathered
from projections.notices.occasions.gathering import Unworkable
from projections.notices.occasions.occasion import Occasion
from projections.notices.sending.agenda import Agenda
from projections.notices.sending.history import History
from projections.notices.sending.log import NoticeLog
from projections.notices.sending.owed import (
    believable,
    first_heard,
    is_before_heard_of,
    recorded_on,
)
from projections.notices.sending.plan import Moment
from projections.record.filing import LAW, Matter
from projections.record.visible import visible


class Register:
    """The reminders of one record under one policy; facts are added in order of position."""

    def __init__(self, policy: Policy) -> None:
        self.log, self.agenda = NoticeLog(), Agenda()
        self._all = Gathered()
        self._history: History | None = None
        self._start = policy.start
        self._heard: dict[Matter, date] = {}
        self._beside: list[Recorded] = []
        self._last: datetime | None = None
        self._gone: set[str] = set()

    @property
    def findings(self) -> list[Unworkable]:
        """What cannot be worked out, each once."""
        history = self._history.findings if self._history else {}
        return list({**history, **self._all.findings}.values())

    @property
    def gone(self) -> list[str]:
        """The occasions that people were told of and that do not hold any more.

        Of a subject that cannot be worked out, and of law, which may touch just that, nobody knows.
        """
        broken = {each.subject for each in self.findings}
        return [key for key in sorted(self._gone) if not broken or self._is_clear_of(key, broken)]

    def add(self, new: Iterable[Recorded], moment: Moment) -> None:
        """Take in facts; what they touch is found anew, and nothing else."""
        new = list(new)
        touched = self._touched_by(new, moment)
        told = self._add_to_log(new)
        for matter, before in touched.items():
            self._enter(matter, before, moment)
        for key in told:
            self.agenda.reconsider(key, self.log, moment)
            self._consider(key)

    def _touched_by(self, new: list[Recorded], moment: Moment) -> dict[Matter, Set[str]]:
        """Return the matters of which other occasions may be owed, each with the keys it had."""
        touched, zone = self._all.add(new), moment.zone
        heard = list(believable(new, zone, now=moment.latest, last=self._last))
        self._last = heard[-1].recorded_at if heard else self._last
        if self._history is None and heard:
            self._history = History(self._start or recorded_on(heard[0], zone), zone)
        others = list(self._hear_of(heard, zone))
        if self._history and self._history.add(heard):
            others.append(LAW)
        return {**{matter: self._all.about(matter).keys() for matter in others}, **touched}

    def _hear_of(self, new: Iterable[Recorded], zone: str) -> Iterator[Matter]:
        """Yield the products and licenses of which the ledger turns out to have heard earlier."""
        for name, day in first_heard(new, zone).items():
            if day < self._heard.get(name, date.max):
                self._heard[name] = day
                yield name

    def _enter(self, matter: Matter, before: Set[str], moment: Moment) -> None:
        known = self._all.about(matter)
        owed = {key: each for key, each in known.items() if self._is_owed(matter, each)}
        for key in before - owed.keys():
            self.agenda.remove(key)
        self.agenda.put(owed.values(), self.log, moment)
        for key in before | known.keys():
            self._consider(key)

    def _is_owed(self, matter: Matter, occasion: Occasion) -> bool:
        if is_before_heard_of(occasion, self._heard):
            return False
        return self._history is None or not self._history.holds(matter, occasion)

    def _add_to_log(self, new: Iterable[Recorded]) -> set[str]:
        """Take in what became of reminders; returns the occasions whose state is another now."""
        beside = [each for each in new if self._all.files.matter(each.id) is None]
        self._beside += beside
        if any(isinstance(each.fact, FactVoided) for each in beside):
            before, self.log = self.log, NoticeLog(visible(self._beside))
            return {*before.tracks, *self.log.tracks}
        return {key for each in beside if (key := self.log.add(each))}

    def _consider(self, key: str) -> None:
        """Note whether something was told of an occasion that does not hold any more."""
        deliveries = self.log.track(key).deliveries.values()
        if key not in self._all and any(delivery.steps for delivery in deliveries):
            self._gone.add(key)
        else:
            self._gone.discard(key)

    def _is_clear_of(self, key: str, broken: Set[Matter]) -> bool:
        subjects = self.log.track(key).subjects
        return bool(subjects) and subjects.isdisjoint(broken)
