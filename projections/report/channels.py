"""What a report tells of a product in one channel."""

from datetime import date

from events.provisions import ChannelEstablished
from projections.judging.bench import Bench, Case, Judgment, OpenPoint
from projections.judging.citing import statuses_under
from projections.judging.marks import stretch_marks
from projections.judging.timeline import Period, standstill, timeline
from projections.report.model import ChannelReport, PointOfLaw, ReportedPeriod
from projections.report.rows import lane


def channel_report(case: Case, bench: Bench, day: date) -> ChannelReport:
    """Return the status of a case on a day with all that explains it."""
    stands = standstill(case, day)
    return ChannelReport(
        case.channel,
        _name(bench, case.channel, day),
        stands,
        stretch_marks(case, stands.judgment, stands.since, stands.until),
        tuple(_point(point, stands.judgment) for point in stands.judgment.open_points),
        tuple(_period(case, period, day) for period in timeline(case)),
        tuple(lane(case)),
    )


def _name(bench: Bench, channel: str, day: date) -> str | None:
    established = bench.book.law.channels.at(day).established.get(channel)
    provision = established.provision if established else None
    return provision.name if isinstance(provision, ChannelEstablished) else None


def _point(point: OpenPoint, judgment: Judgment) -> PointOfLaw:
    question = point.question
    left = {
        name: tuple(statuses_under(question.name, name, judgment))
        for name in question.fact.readings
    }
    return PointOfLaw(point, left)


def _period(case: Case, period: Period, day: date) -> ReportedPeriod:
    marks = stretch_marks(case, period.judgment, period.start, period.end)
    holds = period.start <= day and (period.end is None or day < period.end)
    return ReportedPeriod(period, marks, holds)
