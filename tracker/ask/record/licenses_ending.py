"""Which licenses end within some days, and whose products they cover."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from events.licenses import LicenseIssued
from projections.documents.asides import asides_document
from projections.documents.marks import marks_document
from projections.findings.asides import Asides
from projections.judging.marks import NO_MARKS, Marks, last_day_marks
from projections.judging.satisfaction import Assessment
from projections.notices.occasions.licensing import BEGUN, End, ends
from projections.record.asked import Asked
from projections.record.law import ONE_DAY
from projections.record.licenses import Standing
from projections.record.visible import Viewpoint
from projections.wording import Words
from tracker.ask.record.licenses import LicenseOnDay, licenses_on_day
from tracker.live.live import Live
from tracker.spans import Span


@dataclass(frozen=True, slots=True)
class LicensesEndingQuestion:
    """At which points in time the licenses are asked for, and how far from the day to look."""

    point: Viewpoint
    within: Span


@dataclass(frozen=True, slots=True)
class Ending:
    """A license as it stands on the day asked, and one of its last valid days.

    `products` are those of a vendor that it covers on the day asked.
    """

    license: LicenseOnDay
    issue: LicenseIssued
    assessment: Assessment
    end: End
    products: tuple[str, ...]

    @property
    def name(self) -> str:
        """The license's name."""
        return self.license.license.name

    @property
    def standing(self) -> Standing:
        """How it stands on the day asked."""
        return self.assessment.states.at(self.license.day).standing

    @property
    def marks(self) -> Marks:
        """The marks of the last valid day; that before a revocation needs none."""
        if self.end.revoked:
            return NO_MARKS
        return last_day_marks(self.name, self.assessment, self.end.last_day)

    @property
    def again_from(self) -> date | None:
        """The first day on which a renewal on record makes it valid again, if one does."""
        return self.assessment.states.at(self.end.last_day + ONE_DAY).next_from

    def document(self, words: Words) -> dict[str, Any]:
        """Return it for a JSON document."""
        again = self.again_from
        return {
            **self.license.document(words),
            "last_day": self.end.last_day.isoformat(),
            "assumed": self.end.assumed,
            **marks_document(words, last_day=self.marks),
            "revoked": self.end.revoked,
            "again_from": again.isoformat() if again else None,
            "products": list(self.products),
        }


@dataclass(frozen=True, slots=True)
class VendorEndings:
    """The licenses that end of one vendor, the first to end before the others.

    Without `vendor`, those of products whose vendor is not on record, or that cover no product.
    """

    vendor: str | None
    endings: tuple[Ending, ...]


class Unlisted(StrEnum):
    """Why a license is not among those that end within the days asked for."""

    LATER = "ending_later"
    ENDED = "ended_before"
    NO_LAST_DAY = "without_last_day"
    NEVER_ISSUED = "never_issued"


@dataclass(frozen=True, slots=True)
class LicensesEnding:
    """The licenses that end from the day asked through `through`, by vendor, and all the others.

    `ending` names those that end, each once, whatever the vendors; `unlisted` name the others.
    """

    asked: Asked
    asides: Asides
    within: Span
    through: date
    vendors: tuple[VendorEndings, ...]
    unlisted: Mapping[str, tuple[str, ...]]

    @property
    def ending(self) -> list[str]:
        """The names of the licenses that end, each once."""
        return sorted({ending.name for each in self.vendors for ending in each.endings})

    def document(self, words: Words) -> dict[str, Any]:
        """Return the answer as a JSON document."""
        return {
            **self.asked.document(),
            **asides_document(self.asides, words),
            "ends_within": str(self.within),
            "through": self.through.isoformat(),
            "vendors": [
                {
                    "vendor": each.vendor,
                    "licenses": [ending.document(words) for ending in each.endings],
                }
                for each in self.vendors
            ],
            **{why: list(names) for why, names in self.unlisted.items()},
        }


def licenses_ending(live: Live, question: LicensesEndingQuestion) -> LicensesEnding:
    """Return the licenses of which a last valid day lies from the day asked through the last one.

    Products and vendors are those of the day asked; the law is that which no open question touches.
    """
    seen, day = live.snapshot(question.point), question.point.as_of
    law, through = seen.bench.judge(()).assessor.law, question.within.after(day)
    vendor = cache(lambda product: seen.portfolio.dossier(product).vendors.at(day))
    found: dict[str | None, list[Ending]] = {}
    unlisted: dict[Unlisted, list[str]] = {why: [] for why in Unlisted}
    for each in licenses_on_day(seen):
        issue, assessment, name = each.license.issue, each.assessment, each.license.name
        if issue is None or assessment is None:
            unlisted[Unlisted.NEVER_ISSUED].append(name)
            continue
        last_days = list(ends(each.license, assessment, law))
        within = [end for end in last_days if day <= end.last_day <= through]
        if not within:
            unlisted[_why_unlisted(assessment, last_days, day)].append(name)
        for end in within:
            for of, products in _by_vendor(each.products, vendor):
                ending = Ending(each, issue, assessment, end, products)
                found.setdefault(of, []).append(ending)
    vendors = sorted(found, key=lambda name: (name is None, name))
    return LicensesEnding(
        seen.asked,
        Asides(seen.no_act),
        question.within,
        through,
        tuple(VendorEndings(name, tuple(sorted(found[name], key=_first))) for name in vendors),
        {why: tuple(names) for why, names in unlisted.items()},
    )


def _first(ending: Ending) -> tuple[date, str]:
    return ending.end.last_day, ending.name


def _by_vendor(
    products: Iterable[str], vendor: Callable[[str], str | None]
) -> list[tuple[str | None, tuple[str, ...]]]:
    """Return products by vendor; where there are none, none of a vendor that is not on record."""
    found: dict[str | None, list[str]] = {}
    for product in products:
        found.setdefault(vendor(product), []).append(product)
    return [(of, tuple(theirs)) for of, theirs in found.items()] or [(None, ())]


def _why_unlisted(assessment: Assessment, last_days: Iterable[End], day: date) -> Unlisted:
    """Return why a license does not end within the days asked for from a day on."""
    if any(end.last_day >= day for end in last_days):
        return Unlisted.LATER
    lasts = assessment.states.at(date.max).standing in BEGUN
    return Unlisted.NO_LAST_DAY if lasts else Unlisted.ENDED
