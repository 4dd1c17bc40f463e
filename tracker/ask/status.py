"""Which products may be sold where, on a day or on several."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from projections.documents.asides import asides_document
from projections.documents.marks import marks_document
from projections.documents.reasons import reasons_document
from projections.findings.asides import Asides
from projections.findings.placing import Missing
from projections.judging.bench import Case
from projections.judging.judgment import Status
from projections.judging.marks import StretchMarks, stretch_marks
from projections.judging.timeline import Standstill, standstill
from projections.record.asked import Asked
from projections.record.visible import Viewpoint
from projections.wording import Words
from tracker.ask.placing import all_missing, check_channel
from tracker.live.live import Live


@dataclass(frozen=True, slots=True)
class StatusQuestion:
    """Of which subjects the status is asked for; without products, of all.

    Without `days`, the status is asked for on the day of the point. With `statuses`, only subjects
    are shown that have one of them on one of the days.
    """

    point: Viewpoint
    products: tuple[str, ...] = ()
    channel: str | None = None
    statuses: frozenset[Status] = frozenset()
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class SubjectOnDay:
    """A product in a channel on a day, for how long its status stands, and what is in doubt."""

    product: str
    name: str | None
    vendor: str | None
    category: str | None
    channel: str
    day: date
    stands: Standstill
    marks: StretchMarks

    @property
    def status(self) -> Status:
        """Its status."""
        return self.stands.judgment.status

    def document(self, words: Words) -> dict[str, Any]:
        """Return it for a JSON document; "until" is the day after the last of the status."""
        stands, marks = self.stands, self.marks
        return {
            "product": self.product,
            "channel": self.channel,
            "status": self.status,
            "since": stands.since.isoformat() if stands.since else None,
            "until": stands.until.isoformat() if stands.until else None,
            **marks_document(words, status=marks.status, since=marks.start, until=marks.end),
            "reasons": reasons_document(words, stands.judgment),
        }


@dataclass(frozen=True, slots=True)
class StatusRow:
    """A product in a channel on each of the days asked for."""

    product: str
    channel: str
    on: tuple[SubjectOnDay, ...]


@dataclass(frozen=True, slots=True)
class Statuses:
    """The subjects that are shown, and how many were found in each channel.

    `missing` are the products asked for that are not where they were looked for.
    """

    asked: Asked
    days: tuple[date, ...]
    rows: tuple[StatusRow, ...]
    found_in: Counter[str]
    asides: Asides
    missing: tuple[Missing, ...]

    @property
    def found(self) -> int:
        """How many subjects were found, whatever their status."""
        return self.found_in.total()

    def tallies(self, channel: str | None = None) -> list[Counter[Status]]:
        """Return for each day how many of the subjects shown, or of a channel's, have a status."""
        rows = [row for row in self.rows if channel in (row.channel, None)]
        return [Counter(row.on[day].status for row in rows) for day in range(len(self.days))]

    def document(self, words: Words) -> dict[str, Any]:
        """Return the answer as a JSON document: that of the day, or one for each of several."""
        documents = [
            {
                **self.asked.document(),
                "as_of": day.isoformat(),
                "subjects": [row.on[number].document(words) for row in self.rows],
                **asides_document(self.asides, words),
            }
            for number, day in enumerate(self.days)
        ]
        return documents[0] if len(documents) == 1 else {"days": documents}


def statuses(live: Live, question: StatusQuestion) -> Statuses:
    """Return the status of subjects on the days asked for.

    Raises ProductNotFound if nothing on record names a product, and ChannelNotFound if no subject
    is found and no act establishes the channel.
    """
    seen = live.snapshot(question.point, question.products)
    days = tuple(dict.fromkeys(question.days)) or (question.point.as_of,)
    cases = list(seen.cases(question.products, question.channel))
    if not cases:
        check_channel(seen, question.channel)
    asides = seen.asides(cases, question.products, days)
    placed = {case.dossier.product for case in cases} | asides.without_status
    return Statuses(
        seen.asked,
        days,
        tuple(_rows(cases, days, question.statuses)),
        Counter(case.channel for case in cases),
        asides,
        all_missing(seen, question.products, question.channel, placed),
    )


def _rows(
    cases: Iterable[Case], days: Sequence[date], only: frozenset[Status]
) -> Iterator[StatusRow]:
    """Yield the subjects that have one of the statuses asked for on one of the days."""
    for case in cases:
        stands = [standstill(case, day) for day in days]
        if not only or any(each.judgment.status in only for each in stands):
            on = (_on_day(case, *each) for each in zip(days, stands, strict=True))
            yield StatusRow(case.dossier.product, case.channel, tuple(on))


def _on_day(case: Case, day: date, stands: Standstill) -> SubjectOnDay:
    dossier = case.dossier
    return SubjectOnDay(
        dossier.product,
        dossier.name,
        dossier.vendors.at(day),
        dossier.categories.at(day),
        case.channel,
        day,
        stands,
        stretch_marks(case, stands.judgment, stands.since, stands.until),
    )
