"""Which reminders fall due, of what, and to whom they go if nothing fails."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from events.policies import Policy
from projections.documents.asides import asides_document
from projections.documents.marks import marks_document
from projections.findings.asides import Asides, sees_no_act, unplaced
from projections.notices import Notice, Occasion, coming, ladder, occasions_in
from projections.notices.sending.going import Going, going
from projections.notices.sending.working_days import DaysOff
from projections.record.asked import Asked, point_document
from projections.record.dossiers import Portfolio
from projections.record.licenses import corresponding_day
from projections.record.visible import Horizon, Viewpoint
from projections.wording import Words, notice_words_of
from tracker.live.live import Live
from tracker.live.snapshot import check_not_before_the_first_fact


@dataclass(frozen=True, slots=True)
class RemindersAheadQuestion:
    """How many months ahead to look from the day of a point, by which policy, for which products.

    `days_off` has those of everybody whom the policy names; without products all are asked about.
    """

    point: Viewpoint
    policy: Policy
    months: int
    products: tuple[str, ...] = ()
    days_off: Mapping[str, DaysOff] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReminderAhead:
    """A reminder, and everybody to whom it goes."""

    notice: Notice
    recipients: tuple[Going, ...]

    def document(self, words: Words, zone: str) -> dict[str, Any]:
        """Return it for a JSON document."""
        occasion = self.notice.occasion
        return {
            "key": self.notice.key,
            "due": self.notice.due_on.isoformat(),
            "lead_days": self.notice.lead_days,
            "day": occasion.day.isoformat(),
            **marks_document(words, day=occasion.marks),
            "sort": occasion.sort,
            "about": list(occasion.about),
            "products": list(occasion.traits.products),
            "text": notice_words_of(words.LANGUAGE).occasion_words(occasion),
            "recipients": [_recipient(each, zone) for each in self.recipients],
        }


@dataclass(frozen=True, slots=True)
class RemindersAhead:
    """The reminders that fall due through a day, those that did already first; of `occasions`.

    `zone` is the ledger's. Where the policy tells somebody of something, it `tells`.
    """

    asked: Asked
    zone: str
    through: date
    reminders: tuple[ReminderAhead, ...]
    occasions: int
    tells: bool
    asides: Asides

    def document(self, words: Words) -> dict[str, Any]:
        """Return the answer as a JSON document."""
        return {
            **point_document(self.asked.point),
            "through": self.through.isoformat(),
            "notices": [each.document(words, self.zone) for each in self.reminders],
            **asides_document(self.asides, words),
        }


def reminders_ahead(live: Live, question: RemindersAheadQuestion) -> RemindersAhead:
    """Return the reminders that fall due; raises ProductNotFound, and BeforeTheFirstFact."""
    ledger, point, policy = live.ledger, question.point, question.policy
    about = live.about(question.products)
    check_not_before_the_first_fact(ledger, about, point)
    records = live.records() if question.products else about
    horizon = Horizon(point.known_at, point.recorded_by)
    facts, seen = horizon.passes(records), horizon.visible(records)
    found = occasions_in(facts, only=frozenset(question.products))
    occasions = [each for each in found if each.day >= point.as_of]
    through = corresponding_day(point.as_of, question.months)
    due = [
        *_running(occasions, policy, point.as_of),
        *coming(occasions, policy, point.as_of, through),
    ]
    return RemindersAhead(
        live.asked(point),
        ledger.zone,
        through,
        tuple(
            ReminderAhead(each, tuple(going(each, policy, question.days_off, ledger.zone)))
            for each in due
        ),
        len(occasions),
        bool(policy.tell),
        Asides(sees_no_act(seen), unplaced(Portfolio(seen), question.products)),
    )


def _running(occasions: Sequence[Occasion], policy: Policy, first: date) -> Iterator[Notice]:
    """Return those that fell due before a day, each at the step that is the most urgent now."""
    steps = ([s for s in ladder(each, policy) if s.due_on < first] for each in occasions)
    running = (due[-1] for due in steps if due)
    yield from sorted(running, key=lambda notice: (notice.occasion.day, notice.key))


def _recipient(each: Going, zone: str) -> dict[str, Any]:
    further = each.escalation
    return {
        "recipient": each.recipient,
        "because": each.because,
        "owner": each.owner,
        "on": each.day.isoformat(),
        "zone": each.person.zone or zone,
        "early": each.early,
        "days_off_unpublished": each.unpublished,
        "ways": list(each.ways),
        "digest": each.person.digest,
        "escalation": (
            {"after_days": further.after_days, "to": list(further.to)} if further else None
        ),
    }
