"""The end of a license and its renewal, in English."""

from collections.abc import Sequence
from datetime import date

from projections.comparing.needs import Need, missing_from
from projections.notices import LicenseEnds, RenewalDue
from projections.record.law import ONE_DAY
from projections.record.licenses import License
from projections.wording.en.citing import cited, titles
from projections.wording.en.days import dated, distance_words
from projections.wording.en.notices.statuses import needs_words
from projections.wording.en.terms import kind
from projections.wording.notices import NAMED_AT_MOST, Parts, When, shortened


def ends_words(ends: LicenseEnds, when: When) -> Parts:
    """Return what is said of a license and its last valid day."""
    name, day, after = ends.license.name, dated(when.day), dated(when.day + ONE_DAY)
    verb = "was" if when.is_over else "is"
    assumed = " (assumed)" if ends.assumed else ""
    over = f"revoked from {after} on" if ends.revoked else f"not valid any more from {after} on"
    return (
        f"{label(ends.license)}{' revoked' if ends.revoked else ''}: last valid day{assumed} "
        f"{verb} {dated(when.day)}, {distance_words(when)}",
        f"{_told(ends.license)}: its last valid day {verb} {day}{_assumed(ends.assumed)}. "
        f"It is {over}.",
        (_end_ground(ends),),
        f"If still sold from {after} on, check which license then covers "
        f"{covered(ends.license.products)}: license {name} does not.",
    )


def _end_ground(ends: LicenseEnds) -> str:
    if ends.revoked:
        return f"A revocation of license {ends.license.name} is on record."
    if ends.assumed:
        return "No last day is on record; it was worked out from the term of its kind of license."
    return "The last day is that which the license or its renewal has on record."


def renewal_words(due: RenewalDue, when: When) -> Parts:
    """Return what is said of a license and the last day to apply for its renewal."""
    days = f"{dated(when.day)}, {distance_words(when)}"
    until = f"valid through {dated(due.last_day)}{_assumed(due.assumed)}"
    change = f"{_told(due.license)}: {until}."
    if due.issues:
        verb = "was" if when.is_over else "is"
        return (
            f"{label(due.license)}: last day to apply for its renewal in time {verb} {days}",
            change,
            (_lead_ground(due, when.day),),
            _apply(due, when),
        )
    would = "would have been" if when.is_over else "would be"
    return (
        f"{label(due.license)} cannot be renewed; its renewal {would} due on {days}",
        change,
        _stop_ground(due, when.day),
        _instead(due),
    )


def _lead_ground(due: RenewalDue, day: date) -> str:
    lead = (due.last_day - day).days
    return (
        f"By the law on record, a renewal is to be applied for {lead} days before the last valid "
        "day."
    )


def _apply(due: RenewalDue, when: When) -> str:
    name, day = due.license.name, dated(when.day)
    if not when.is_over:
        return f"Apply for the renewal of license {name} by {day}."
    return (
        f"If the renewal of license {name} has not been applied for, do so now: the last day to "
        f"be in time was {day}."
    )


def _stop_ground(due: RenewalDue, day: date) -> tuple[str, ...]:
    regime = due.license.issue.regime if due.license.issue else "Its regime"
    if due.stopped_by is None:
        return (f"{regime} is not in force on {dated(day)}.",)
    since = dated(due.stopped_by.provision.effective_on)
    return (
        f"{regime} issues no licenses from {since} on ({cited(due.stopped_by)}).",
        *titles([due.stopped_by]),
    )


def _instead(due: RenewalDue) -> str:
    told = f"License {due.license.name} cannot be renewed."
    if not due.needs:
        return f"{told} By the record, its products miss no other license after it ends."
    return " ".join(
        [
            told,
            *(f"Needed {_from(by, needs)}" for by, needs in missing_from(due.needs, certain=True)),
            *(
                f"Perhaps needed {_from(by, needs)}"
                for by, needs in missing_from(due.needs, certain=False)
            ),
        ]
    )


def _from(by: date, needs: Sequence[Need]) -> str:
    return f"from {dated(by)} on: {needs_words(needs, by)}."


def label(license: License) -> str:
    """Return a license by its name, with its first product."""
    first, *others = license.products or [""]
    named = f" for {shortened(first)}" if first else ""
    return f"License {shortened(license.name)}{named}{f' and {len(others)} more' if others else ''}"


def _told(license: License) -> str:
    issue = license.issue
    if issue is None:
        return f"License {license.name}"
    number = f" no. {issue.number}" if issue.number else ""
    covers = f", for {covered(license.products)}"
    return f"License {license.name} ({kind(issue.license_kind)}{number} of {issue.regime}){covers}"


def covered(products: Sequence[str]) -> str:
    """Return products by name, the first few of many."""
    named = ", ".join(products[:NAMED_AT_MOST])
    further = len(products) - NAMED_AT_MOST
    return f"{named} and {further:,} more" if further > 0 else named


def _assumed(assumed: bool) -> str:
    return ", assumed from the term of its kind" if assumed else ""
