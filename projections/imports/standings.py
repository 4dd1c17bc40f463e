"""How rows say that a license stands, which no row explains: since when, and by which act."""

from datetime import date

from events.tables.rows import LicenseRow
from projections.licenses import License

_EXPLAINED_BY = {
    "suspended": ("license_suspended",),
    "revoked": ("license_revoked",),
    "cancelled": ("license_revoked", "license_expired"),
    "lapsed": ("license_revoked", "license_expired"),
}
"""The kinds of facts of which one has to be on record for a row that says how a license stands."""


def untold_end(row: LicenseRow, license: License | None, today: date) -> str | None:
    """Return what is wrong with rows that have a license ended or suspended; None: nothing.

    Its issue alone would count as valid to the last day. That a license on record lapsed, or one
    whose last day is past, its days explain.
    """
    kinds = _EXPLAINED_BY.get(row.standing or "")
    if kinds is None or _is_past(row, license, today):
        return None
    if license and any(record.fact.kind in kinds for record in license.records):
        return None
    return (
        f"its standing is '{row.standing}' here, and no fact on record says since when; record a "
        f"{' or '.join(kinds)} with the day first ('tracker record'), or name the column under "
        "'ignore' in a mapping and record it afterwards"
    )


def _is_past(row: LicenseRow, license: License | None, today: date) -> bool:
    is_over = row.valid_until is not None and row.valid_until < today
    return row.standing == "lapsed" and (license is not None or is_over)
