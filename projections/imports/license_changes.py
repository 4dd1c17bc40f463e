"""What changed of a license on record, by the rows of a table."""

from collections.abc import Iterator
from datetime import date

from events.licenses import (
    LicenseExpired,
    LicenseIssued,
    LicenseRenewed,
    LicenseRevoked,
    LicenseScopeChanged,
)
from events.recorded import Recorded
from events.tables.rows import LicenseRow
from projections.imports.plan import Contradiction, Days, Outcome, words
from projections.record.law import ONE_DAY
from projections.record.licenses import License


def license_changes(row: LicenseRow, license: License, issue: LicenseIssued, days: Days) -> Outcome:
    """Return what rows of an issued license come to: a renewal, products that join, or neither."""
    outcome = Outcome(contradictions=[*_contradictions(row, license, issue)])
    _last_day(row, license, days, outcome)
    _products(row, license, days, outcome)
    return outcome


def _contradictions(
    row: LicenseRow, license: License, issue: LicenseIssued
) -> Iterator[Contradiction]:
    """Yield where a row differs in what only the issue of a license says."""
    compared: tuple[tuple[str, object, object], ...] = (
        ("regime", row.regime, issue.regime),
        ("license_kind", row.license_kind, issue.license_kind),
        ("number", row.number, issue.number),
        ("holder", row.holder, issue.holder),
        ("issued_on", row.issued_on, issue.issued_on),
        ("valid_from", row.valid_from, issue.first_day),
    )
    assert license.issue_record is not None
    id = license.issue_record.id
    advice = _advice(license, id)
    for name, here, there in compared:
        if here is not None and here != there:
            yield _contradiction(row, license, name, there, here, id, advice)


def _advice(license: License, id: str) -> str:
    """Say what to do if an issue is wrong; no table tells the first last day of a renewed one."""
    if any(isinstance(record.fact, LicenseRenewed) for record in license.records):
        return (
            f"If the record is wrong, void '{id}' and record a license_issued that says it right, "
            "with the last day it had before it was renewed; else mend the cell."
        )
    return f"If the record is wrong, void '{id}' and import again; else mend the cell."


def _contradiction(
    row: LicenseRow, license: License, name: str, there: object, here: object, id: str, advice: str
) -> Contradiction:
    on_record = "nothing" if there is None else f"'{there}'"
    called = f"license '{license.name}'"
    return Contradiction(row.rows, called, name, on_record, f"'{here}'", id, advice)


def _last_day(row: LicenseRow, license: License, days: Days, outcome: Outcome) -> None:
    """Compare the last day: a later one is a renewal, an earlier one no table can explain."""
    if row.valid_until is None:
        return
    last, by = max(_last_days(license), key=lambda each: (each[0] or date.min, each[1].position))
    if last is None:
        advice = (
            f"If the last day was left out, void '{by.id}' and import again; if the license was "
            "renewed, record a license_renewed."
        )
        outcome.contradictions.append(
            _contradiction(row, license, "valid_until", None, row.valid_until, by.id, advice)
        )
    elif row.valid_until > last:
        _renewal(row, license, last, days, outcome)
    elif row.valid_until < last:
        advice = (
            f"If that fact is wrong, void '{by.id}' and import again; if the license ended early, "
            "record a license_expired or license_revoked; else mend the cell."
        )
        outcome.contradictions.append(
            _contradiction(row, license, "valid_until", last, row.valid_until, by.id, advice)
        )
    elif row.renewed_on is not None and isinstance(by.fact, LicenseRenewed | LicenseIssued):
        began = by.fact.effective_on if isinstance(by.fact, LicenseRenewed) else None
        if row.renewed_on != began:
            advice = f"If the record is wrong, void '{by.id}' and import again; else mend the cell."
            outcome.contradictions.append(
                _contradiction(row, license, "renewed_on", began, row.renewed_on, by.id, advice)
            )


def _last_days(license: License) -> Iterator[tuple[date | None, Recorded]]:
    for record in license.records:
        if isinstance(record.fact, LicenseRenewed):
            yield record.fact.valid_until, record
    assert license.issue is not None
    assert license.issue_record is not None
    yield license.issue.valid_until, license.issue_record


def _renewal(row: LicenseRow, license: License, last: date, days: Days, outcome: Outcome) -> None:
    day = row.renewed_on or days.changes_on
    called = f"license '{license.name}'"
    if day is None:
        outcome.problems.append(
            f"{called}: valid_until is {row.valid_until} here and {last} on record, which is a "
            "renewal; from which day is not said: fill in renewed_on, or give --effective-on"
        )
        return
    if ended := _ended(license, day):
        advice = "A renewal would not count. Void that fact if it was wrong; else mend the cell."
        shown = f"{last}, and the license ended on {ended.fact.knowable_from}"
        outcome.contradictions.append(
            _contradiction(row, license, "valid_until", shown, row.valid_until, ended.id, advice)
        )
        return
    assert row.valid_until is not None
    assert license.issue is not None
    first = license.issue.first_day
    if not first <= day <= row.valid_until:
        said_by = "renewed_on" if row.renewed_on else "--effective-on, or the mapping,"
        outcome.problems.append(
            f"{called}: {said_by} has it renewed from {day}, and it is valid from {first} and, "
            f"renewed, through {row.valid_until}; a renewal counts from a day between these: fill "
            "in renewed_on in this row, or mend the days"
        )
        return
    fact = LicenseRenewed(
        kind="license_renewed",
        license=license.name,
        valid_until=row.valid_until,
        effective_on=day,
    )
    outcome.facts.append(fact)
    if day > last + ONE_DAY:
        outcome.told.append(
            f"{called}: the last day on record is {last} and the renewal counts from {day}; on the "
            "days between the license is not valid"
        )


def _ended(license: License, day: date) -> Recorded | None:
    """Return the fact because of which a renewal from a day would not count, if there is one."""
    for record in license.records:
        cut = isinstance(record.fact, LicenseExpired) and record.fact.effective_on > day
        if cut or isinstance(record.fact, LicenseRevoked):
            return record
    return None


def _products(row: LicenseRow, license: License, days: Days, outcome: Outcome) -> None:
    if row.products is None:
        return
    called = f"license '{license.name}'"
    covered = {name for name in license.products if _covers(license, name)}
    for name in row.products:
        if name not in covered and name in license.products:
            outcome.contradictions.append(_left(row, license, name))
    added = tuple(name for name in row.products if name not in license.products)
    if added and days.changes_on is None:
        outcome.problems.append(
            f"{called} covers {words(added)} here and not on record; from which day is not said: "
            "give it with --effective-on, or as 'changes_on' in a mapping"
        )
    elif added and days.changes_on is not None:
        outcome.facts.append(
            LicenseScopeChanged(
                kind="license_scope_changed",
                license=license.name,
                add=added,
                effective_on=days.changes_on,
            )
        )
    if gone := covered - {*row.products}:
        outcome.told.append(
            f"{called} lists {words(gone)} on record, which the row does not name; if it no longer "
            "does, record a license_scope_changed that removes it, with the day"
        )


def _covers(license: License, product: str) -> bool:
    return license.covers(product).last


def _left(row: LicenseRow, license: License, product: str) -> Contradiction:
    by = next(
        record
        for record in reversed(license.records)
        if isinstance(record.fact, LicenseScopeChanged) and product in record.fact.remove
    )
    return Contradiction(
        row.rows,
        f"license '{license.name}'",
        "products",
        f"without '{product}', since {by.fact.knowable_from}",
        f"with '{product}'",
        by.id,
        "If it joined the license again, record a license_scope_changed with the day; else take "
        "it out of the cell.",
    )
