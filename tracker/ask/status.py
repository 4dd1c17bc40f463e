"""Which products may be sold where, on a day or on several."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from projections.documents.marks import marks_document
from projections.documents.reasons import reasons_document
from projections.findings.asides import Asides, asides_document
from projections.findings.cautions import cautions_json
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
    """A subject on a day: its judgment, and for how long its status has stood and will stand."""

    case: Case
    day: date
    stands: Standstill

    @property
    def status(self) -> Status:
        """Its status."""
        return self.stands.judgment.status

    @property
    def marks(self) -> StretchMarks:
        """What of the status and its first and last day is less than certain."""
        return stretch_marks(self.case, self.stands.judgment, self.stands.since, self.stands.until)

    def document(self, words: Words) -> dict[str, Any]:
        """Return it for a JSON document; "until" is the day after the last of the status."""
        stands, marks = self.stands, self.marks
        return {
            "product": self.case.dossier.product,
            "channel": self.case.channel,
            "status": self.status,
            "since": stands.since.isoformat() if stands.since else None,
            "until": stands.until.isoformat() if stands.until else None,
            **marks_document(words, status=marks.status, since=marks.start, until=marks.end),
            "reasons": reasons_document(words, stands.judgment),
        }


@dataclass(frozen=True, slots=True)
class StatusRow:
    """A subject on each of the days asked for."""

    case: Case
    on: tuple[SubjectOnDay, ...]

    @property
    def product(self) -> str:
        """The product's name."""
        return self.case.dossier.product

    @property
    def channel(self) -> str:
        """The channel."""
        return self.case.channel


@dataclass(frozen=True, slots=True)
class Statuses:
    """The subjects that are shown, and how many were found in each channel.

    `missing` are the products asked for that are not where they were looked for.
    """

    asked: Asked
    cautions: tuple[str, ...]
    days: tuple[date, ...]
    rows: tuple[StatusRow, ...]
    found_in: Counter[str]
    asides: Asides
    missing: tuple[Missing, ...]

    @property
    def found(self) -> int:
        """How many subjects were found, whatever their status."""
        return self.found_in.total()

    def document(self, words: Words) -> dict[str, Any]:
        """Return the answer as a JSON document: that of the day, or one for each of several."""
        documents = [
            {
                **self.asked.document(),
                **cautions_json(self.cautions),
                "as_of": day.isoformat(),
                "subjects": [row.on[number].document(words) for row in self.rows],
                **asides_document(self.asides),
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
    rows = tuple(_row(case, days) for case in seen.cases(question.products, question.channel))
    if not rows:
        check_channel(seen, question.channel)
    asides = seen.asides((row.case for row in rows), question.products, days)
    placed = {row.product for row in rows} | asides.unplaced.names
    return Statuses(
        seen.asked,
        seen.cautions,
        days,
        tuple(row for row in rows if _is_asked_for(row, question.statuses)),
        Counter(row.channel for row in rows),
        asides,
        all_missing(seen, question.products, question.channel, placed),
    )


def _row(case: Case, days: Iterable[date]) -> StatusRow:
    return StatusRow(case, tuple(SubjectOnDay(case, day, standstill(case, day)) for day in days))


def _is_asked_for(row: StatusRow, statuses: frozenset[Status]) -> bool:
    return not statuses or any(each.status in statuses for each in row.on)
