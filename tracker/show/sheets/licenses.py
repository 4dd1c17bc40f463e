"""Licenses as a table that can be imported again, with how each stands beside it."""

from collections.abc import Iterable
from datetime import date

from events.licenses import LicenseIssued, LicenseRenewed
from events.tables.values.lists import joined
from events.tables.values.literal import literal
from projections.judging.marks import last_day_marks
from projections.judging.satisfaction import Assessment
from projections.record.licenses import License, LicenseState
from projections.wording.en import mark_words
from tracker.show.sheets.sheets import Cell

FIELDS = (
    "license",
    "number",
    "regime",
    "license_kind",
    "holder",
    "products",
    "issued_on",
    "valid_from",
    "valid_until",
)

HEADINGS = (*FIELDS, "assumed_until", "as_of", "standing", "last_day", "defect", "in_doubt")
"""What follows the fields is worked out, and is no field of any fact."""


def license_row(
    license: License, issue: LicenseIssued, assessment: Assessment, day: date
) -> tuple[Cell, ...]:
    """Return a license with the products it lists on a day, and how it stands then.

    "valid_until" is the last day that a fact names, whatever the day asked for; an assumed one
    stands in "assumed_until" alone, and "in_doubt" tells from what.
    """
    state = assessment.states.at(day)
    covered = [product for product in license.products if license.covers(product).at(day)]
    return (
        literal(license.name),
        literal(issue.number) if issue.number is not None else None,
        literal(issue.regime),
        literal(issue.license_kind),
        literal(issue.holder) if issue.holder is not None else None,
        joined(map(literal, covered)) or None,
        issue.issued_on,
        issue.valid_from,
        last_day_on_record(license),
        _assumed_until(state),
        day,
        state.standing.value,
        state.last_day if not state.assumed else None,
        assessment.defect.value if assessment.defect else None,
        mark_words(last_day_marks(license.name, assessment, day)) or None,
    )


def last_day_on_record(license: License) -> date | None:
    """Return the latest last day that the issue of a license or a renewal names, if any does."""
    return max(_last_days(license), default=None)


def _last_days(license: License) -> Iterable[date]:
    if license.issue is not None and license.issue.valid_until is not None:
        yield license.issue.valid_until
    for record in license.records:
        if isinstance(record.fact, LicenseRenewed):
            yield record.fact.valid_until


def _assumed_until(state: LicenseState) -> date | None:
    return state.last_day if state.assumed else None
