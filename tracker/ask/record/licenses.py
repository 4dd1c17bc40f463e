"""Which licenses are on record, and how they stand on a day by the law that is certain."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from events.following import Work, follow
from projections.documents.asides import asides_document
from projections.documents.marks import marks_document
from projections.findings.asides import Asides
from projections.judging.marks import NO_MARKS, Marks, last_day_marks
from projections.judging.satisfaction import Assessment
from projections.record.asked import Asked
from projections.record.licenses import License, LicenseState
from projections.record.visible import Viewpoint
from projections.wording import Words
from tracker.live.live import Live
from tracker.live.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class LicensesQuestion:
    """At which points in time the licenses are asked for."""

    point: Viewpoint


@dataclass(frozen=True, slots=True)
class LicenseOnDay:
    """A license and how it stands on a day; without `assessment` its issue is not seen."""

    license: License
    assessment: Assessment | None
    day: date

    @property
    def state(self) -> LicenseState | None:
        """How it stands on the day."""
        return self.assessment.states.at(self.day) if self.assessment else None

    @property
    def marks(self) -> Marks:
        """The marks of its last day."""
        if self.assessment is None:
            return NO_MARKS
        return last_day_marks(self.license.name, self.assessment, self.day)

    @property
    def products(self) -> tuple[str, ...]:
        """The products that it covers on the day."""
        listed = self.license.products
        return tuple(product for product in listed if self.license.covers(product).at(self.day))

    def document(self, words: Words) -> dict[str, Any]:
        """Return it for a JSON document."""
        issue, state, license = self.license.issue, self.state, self.license
        return {
            "license": license.name,
            "number": issue.number if issue else None,
            "holder": issue.holder if issue else None,
            "regime": issue.regime if issue else None,
            "license_kind": issue.license_kind if issue else None,
            "issued_on": issue.issued_on.isoformat() if issue else None,
            "standing": state.standing if state else None,
            "last_day": state.last_day.isoformat() if state and state.last_day else None,
            "assumed": state.assumed if state else False,
            **marks_document(words, last_day=self.marks),
            "defect": self.assessment.defect if self.assessment else None,
            "products": list(self.products),
        }


@dataclass(frozen=True, slots=True)
class Licenses:
    """Every license that the question sees, by name."""

    asked: Asked
    asides: Asides
    licenses: tuple[LicenseOnDay, ...]

    def document(self, words: Words) -> dict[str, Any]:
        """Return the answer as a JSON document."""
        told = [each.document(words) for each in self.licenses]
        beside = asides_document(self.asides, words)
        return {**self.asked.document(), **beside, "licenses": told}


def licenses(live: Live, question: LicensesQuestion) -> Licenses:
    """Return the licenses on record; each is judged by the law that no open question touches."""
    seen = live.snapshot(question.point)
    return Licenses(seen.asked, Asides(seen.no_act), tuple(licenses_on_day(seen)))


def licenses_on_day(seen: Snapshot) -> Iterator[LicenseOnDay]:
    """Yield the licenses that a question sees as they stand on its day, by name."""
    assessor = seen.bench.judge(()).assessor
    for name in follow(Work.LICENSES_LOOKED_AT, seen.portfolio.licenses):
        license = seen.portfolio.license(name)
        yield LicenseOnDay(license, assessor.of(license), seen.viewpoint.as_of)
