"""The rows of a report's picture: the statuses of each channel, the validity of each license."""

from collections.abc import Iterator

from projections.judging.bench import Case
from projections.judging.marks import NO_MARKS, last_day_marks, turn_marks
from projections.judging.satisfaction import assess
from projections.judging.timeline import statuses
from projections.record.dossiers import Dossier
from projections.record.law import ONE_DAY, Law
from projections.record.licenses import License, Standing
from projections.report.model import LicenseRow, Stretch

SHOWN = {Standing.VALID, Standing.SUSPENDED}


def lane(case: Case) -> Iterator[Stretch]:
    """Yield the stretches of one status after another."""
    found = statuses(case).steps
    ends = [*(day for day, _ in found[1:]), None]
    for (start, status), end in zip(found, ends, strict=False):  # no stretch has no end
        yield Stretch(start, end, status, turn_marks(case, start), turn_marks(case, end))


def license_rows(dossier: Dossier, law: Law) -> list[LicenseRow]:
    """Return the licenses that are ever valid for a product, by day."""
    rows = []
    for license in dossier.licenses:
        if (issue := license.issue) is None:
            continue
        if stretches := tuple(_stretches(license, dossier.product, law)):
            rows.append(LicenseRow(license, bool(assess(license, issue, law).defect), stretches))
    return sorted(rows, key=lambda row: row.stretches[0].start)


def _stretches(license: License, product: str, law: Law) -> Iterator[Stretch]:
    """Yield the stretches on which a license covers a product and is valid or suspended."""
    assert license.issue is not None
    assessment = assess(license, license.issue, law)
    states, covers = assessment.states, license.covers(product)
    days = sorted({*states.days, *covers.days})
    for day, end in zip(days, [*days[1:], None], strict=True):
        state = states.at(day)
        if state.standing in SHOWN and covers.at(day):
            lapses = end is not None and state.last_day == end - ONE_DAY
            marks = last_day_marks(license.name, assessment, day) if lapses else NO_MARKS
            yield Stretch(day, end, state.standing, ends=marks)
