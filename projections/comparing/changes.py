"""What differs between two views of the same portfolio: which subjects, on which days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from projections.judging.bench import Case
from projections.judging.judgment import Status
from projections.judging.timeline import statuses
from projections.record.steps import Steps

Subject = tuple[str, str]
"""A product and a channel."""


@dataclass(frozen=True, slots=True)
class Change:
    """Days (first included, `end` excluded, None: without end) on which a status differs."""

    product: str
    channel: str
    start: date
    end: date | None
    before: Status
    after: Status


def changes(before: Iterable[Case], after: Iterable[Case]) -> list[Change]:
    """Return where the statuses of subjects differ, by product, channel and day."""
    old = {_subject(case): course(case) for case in before}
    new = {_subject(case): course(case) for case in after}
    nowhere = Steps(Status.NOT_MARKETED)
    return [
        change
        for subject in sorted(old.keys() | new.keys())
        for change in compare(subject, old.get(subject, nowhere), new.get(subject, nowhere))
    ]


def _subject(case: Case) -> Subject:
    return case.dossier.product, case.channel


def course(case: Case, before: date = date.max, since: date = date.min) -> Steps[Status]:
    """Return the status of a subject on every day from some day on and before some day."""
    return Steps(Status.NOT_MARKETED, statuses(case, before, since))


def compare(
    subject: Subject, old: Steps[Status], new: Steps[Status], before: date = date.max
) -> list[Change]:
    """Return the stretches of days before some day on which two courses of statuses differ."""
    found: list[Change] = []
    days = sorted({*old.days, *new.days})
    last_end = None if before == date.max else before
    for number, day in enumerate(days):
        following = days[number + 1] if number + 1 < len(days) else last_end
        was, becomes = old.at(day), new.at(day)
        if was is becomes:
            continue
        last = found[-1] if found else None
        if last and (last.end, last.before, last.after) == (day, was, becomes):
            found[-1] = Change(*subject, last.start, following, was, becomes)
        else:
            found.append(Change(*subject, day, following, was, becomes))
    return found
