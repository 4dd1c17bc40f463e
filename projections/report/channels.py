"""What a report tells of a product in one channel."""

from datetime import date

from events.provisions import ChannelEstablished
from projections.judging.bench import Bench, Case, Judgment, OpenPoint
from projections.judging.citing import statuses_under
from projections.judging.judgment import Status
from projections.judging.requirements import PendingAmendment
from projections.judging.timeline import Period, standstill, timeline
from projections.record.law import ONE_DAY
from projections.report.model import ChannelReport, PointOfLaw, Reading, TimelineRow, UnderReading
from projections.wording.en import (
    MEANING,
    announcements,
    choice_words,
    grounds,
    next_words,
    open_point,
    sentence,
)


def channel_report(case: Case, bench: Bench, day: date) -> ChannelReport:
    """Return the status of a case on a day with all that explains it."""
    stands = standstill(case, day)
    judgment = stands.judgment
    told = [r for r in judgment.reasons if not isinstance(r, PendingAmendment)]
    pending = [r for r in judgment.reasons if isinstance(r, PendingAmendment)]
    return ChannelReport(
        case.channel,
        _name(bench, case.channel, day),
        judgment.status,
        MEANING[judgment.status],
        stands.since,
        stands.until - ONE_DAY if stands.until else None,
        tuple(grounds(judgment)) if judgment.status is Status.INDETERMINATE else (),
        tuple(sentence(reason) for reason in told) or tuple(grounds(judgment)),
        _under_readings(judgment),
        tuple(_point(point, judgment) for point in judgment.open_points),
        tuple(sentence(reason) for reason in pending),
        next_words(stands),
        tuple(_row(period, day) for period in timeline(case)),
    )


def _name(bench: Bench, channel: str, day: date) -> str | None:
    established = bench.book.law.channels.at(day).established.get(channel)
    provision = established.provision if established else None
    return provision.name if isinstance(provision, ChannelEstablished) else None


def _under_readings(judgment: Judgment) -> tuple[UnderReading, ...]:
    return tuple(
        UnderReading(
            choice_words(under.choice),
            under.verdict.status,
            tuple(sentence(r) for r in under.verdict.reasons if r not in judgment.reasons),
        )
        for under in judgment.readings
    )


def _point(point: OpenPoint, judgment: Judgment) -> PointOfLaw:
    question = point.question
    readings = tuple(
        Reading(name, reading.text, tuple(statuses_under(question.name, name, judgment)))
        for name, reading in question.fact.readings.items()
    )
    return PointOfLaw(open_point(point), point.decisive, readings)


def _row(period: Period, day: date) -> TimelineRow:
    through = period.end - ONE_DAY if period.end else None
    return TimelineRow(
        period.start,
        through,
        period.judgment.status,
        (*grounds(period.judgment), *announcements(period.judgment)),
        period.start <= day and (through is None or day <= through),
    )
