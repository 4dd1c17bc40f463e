"""The rows of a report's picture: the statuses of each channel, the validity of each license."""

from collections.abc import Iterator, Sequence
from datetime import date

from projections.judging.bench import Bench, Case
from projections.judging.satisfaction import assess
from projections.judging.timeline import statuses
from projections.record.dossiers import Dossier
from projections.record.law import Law
from projections.record.licenses import License, LicenseState, Standing
from projections.report.picture import Row, Span, picture
from projections.report.shapes import Picture

LICENSES_AT_MOST = 12
LOOKS = {Standing.VALID: "valid", Standing.SUSPENDED: "suspended"}


def drawn(cases: Sequence[Case], bench: Bench, as_of: date) -> Picture | None:
    """Return the picture of a product's cases, or None if it has none."""
    if not cases:
        return None
    lanes = [Row(case.channel, tuple(_lane(case))) for case in cases]
    return picture(lanes, _bars(cases[0].dossier, bench.book.law), as_of)


def _lane(case: Case) -> Iterator[Span]:
    found = statuses(case)
    ends = [*(day for day, _ in found[1:]), None]
    for (start, status), end in zip(found, ends, strict=True):
        yield Span(start, end, status.value)


def _bars(dossier: Dossier, law: Law) -> list[Row]:
    """Return the licenses that are ever valid for a product, the latest few of them, by day."""
    rows = []
    for license in dossier.licenses:
        if spans := tuple(_spans(license, dossier.product, law)):
            rows.append(Row(_words(license, law), spans))
    rows.sort(key=lambda row: row.spans[0].start)
    left_out = len(rows) - LICENSES_AT_MOST
    shown = rows[-LICENSES_AT_MOST:]
    return (
        [Row(f"{left_out} earlier licenses are not drawn", ()), *shown] if left_out > 0 else shown
    )


def _words(license: License, law: Law) -> str:
    issue = license.issue
    assert issue is not None
    defective = ", defective" if assess(license, issue, law).defect else ""
    return f"{license.name} ({issue.license_kind} of {issue.regime}{defective})"


def _spans(license: License, product: str, law: Law) -> Iterator[Span]:
    """Yield the stretches on which a license covers a product and is valid or suspended."""
    if license.issue is None:
        return
    states = assess(license, license.issue, law).states
    covers = license.covers(product)
    days = sorted({*states.days, *covers.days})
    for day, end in zip(days, [*days[1:], None], strict=True):
        look = _look(states.at(day), covers.at(day))
        if look is not None:
            yield Span(day, end, look)


def _look(state: LicenseState, covers: bool) -> str | None:
    return LOOKS.get(state.standing) if covers else None
