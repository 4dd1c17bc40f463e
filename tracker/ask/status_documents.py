"""Answers about statuses as JSON: one document, or an object a line, made of the same parts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from projections.documents.asides import asides_document
from projections.documents.citations import Json, Sources
from projections.documents.marks import marks_document
from projections.documents.reasons import ground_document, reasons_document
from projections.documents.streamed import Items, Members
from projections.record.asked import Asked
from projections.wording import Words
from tracker.ask.status_rows import (
    Page,
    Reasons,
    Rest,
    StatusQuestion,
    StatusRow,
    SubjectOnDay,
    Totals,
    Why,
)


class StatusDocuments:
    """Makes the parts of one answer; each provision is told once, in the table of sources."""

    def __init__(self, asked: Asked, question: StatusQuestion, words: Words) -> None:
        self._asked, self._question, self._words = asked, question, words
        self._sources = Sources()

    def document(self, subjects: Sequence[Iterable[Json]], rest: Callable[[], Rest]) -> Members:
        """Return the answer as one document: that of the day, or one for each of several.

        `subjects` are those of each day. What they cite is told below them.
        """
        return Members(self._members(subjects, rest))

    def _members(
        self, subjects: Sequence[Iterable[Json]], rest: Callable[[], Rest]
    ) -> Iterator[tuple[str, Any]]:
        days = [Members(self._day(day, each, rest)) for day, each in enumerate(subjects)]
        if len(days) == 1:
            yield from days[0].pairs
        else:
            yield "days", Items(days)
        if self._question.reasons is not Reasons.NONE:
            yield "sources", self._sources.document()

    def _day(
        self, number: int, subjects: Iterable[Json], rest: Callable[[], Rest]
    ) -> Iterator[tuple[str, Any]]:
        as_of = self._question.all_days[number].isoformat()
        yield from {**self._asked.document(), "as_of": as_of}.items()
        yield "subjects", Items(subjects)
        if self._question.page is not None:
            yield "page", _page(self._question.page, rest().totals)
            yield "counts", _counts(rest().totals, number)
        yield from self._beside(rest()).items()

    def lines(self, rows: Iterable[StatusRow], rest: Callable[[], Rest]) -> Iterator[Json]:
        """Yield the answer as objects that can be used as they come, each with its kind.

        First what was asked. A source comes before the first subject that refers to it, so that
        one pass with a table of keys is enough. The end has the counts: an answer without it was
        cut off.
        """
        days = [day.isoformat() for day in self._question.all_days]
        reasons = self._question.reasons
        yield {"kind": "asked", **self._asked.document(), "days": days, "reasons": reasons}
        for on in (on for row in rows for on in row.on):
            subject = self.subject(on)
            for key, cited in self._sources.news().items():
                yield {"kind": "source", "key": key, **cited}
            yield {"kind": "subject", "as_of": on.day.isoformat(), **subject}
        yield {"kind": "end", **self._end(rest())}

    def _end(self, rest: Rest) -> Json:
        days, page, totals = self._question.all_days, self._question.page, rest.totals
        return {
            **({"page": _page(page, totals)} if page else {}),
            "matching": totals.matching,
            "counts": {day.isoformat(): _counts(totals, n) for n, day in enumerate(days)},
            **self._beside(rest),
        }

    def subject(self, on: SubjectOnDay) -> Json:
        """Return a subject on a day; "until" is the day after the last of the status."""
        return {
            "product": on.product,
            "channel": on.channel,
            "status": on.status,
            "since": _day(on.stands.since),
            "until": _day(on.stands.until),
            **(self._why(on.why) if on.why else {}),
        }

    def _why(self, why: Why) -> Json:
        marks, words, cite = why.marks, self._words, self._sources.cite
        told = marks_document(words, status=marks.status, since=marks.start, until=marks.end)
        if self._question.reasons is Reasons.FULL:
            return {**told, "reasons": reasons_document(words, why.judgment, cite)}
        return {**told, "ground": ground_document(words, why.judgment, cite)}

    def _beside(self, rest: Rest) -> Json:
        is_bare = self._question.reasons is Reasons.NONE
        notes = [self._words.without_reasons_words()] if is_bare else []
        return asides_document(rest.asides, self._words, notes)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _page(page: Page, totals: Totals) -> Json:
    last = min(page.last, totals.matching)
    return {"first": page.first, "last": last, "of": totals.matching}


def _counts(totals: Totals, day: int) -> Json:
    """Return for each channel how many subjects there are, and how many have which status."""
    return {
        channel: {"subjects": found, **dict(sorted(totals.all_tallies(channel)[day].items()))}
        for channel, found in totals.found_in.items()
    }
