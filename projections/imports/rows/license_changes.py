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
from projections.imports.plan import Contradiction, Days, Outcome
from projections.imports.sayings import Called, Saying, Value, say
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


def _advice(license: License, id: str) -> Saying:
    """Say what to do if an issue is wrong; no table tells the first last day of a renewed one."""
    if any(isinstance(record.fact, LicenseRenewed) for record in license.records):
        return say("void_and_record_with_first_last_day", fact=id)
    return say("void_and_import_again", fact=id)


def _contradiction(
    row: LicenseRow,
    license: License,
    name: str,
    there: object,
    here: object,
    id: str,
    advice: Saying,
) -> Contradiction:
    on_record = there if isinstance(there, Saying) else Value(there)
    return Contradiction(row.rows, _called(license), name, on_record, Value(here), id, advice)


def _called(license: License) -> Called:
    return Called("license", license.name)


def _last_day(row: LicenseRow, license: License, days: Days, outcome: Outcome) -> None:
    """Compare the last day: a later one is a renewal, an earlier one no table can explain."""
    if row.valid_until is None:
        return
    last, by = max(_last_days(license), key=lambda each: (each[0] or date.min, each[1].position))
    if last is None:
        advice = say("last_day_left_out", fact=by.id)
        outcome.contradictions.append(
            _contradiction(row, license, "valid_until", None, row.valid_until, by.id, advice)
        )
    elif row.valid_until > last:
        _renewal(row, license, last, days, outcome)
    elif row.valid_until < last:
        advice = say("ended_early", fact=by.id)
        outcome.contradictions.append(
            _contradiction(row, license, "valid_until", last, row.valid_until, by.id, advice)
        )
    elif row.renewed_on is not None and isinstance(by.fact, LicenseRenewed | LicenseIssued):
        began = by.fact.effective_on if isinstance(by.fact, LicenseRenewed) else None
        if row.renewed_on != began:
            advice = say("void_and_import_again", fact=by.id)
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
    called = _called(license)
    if day is None:
        about = {"called": called, "here": row.valid_until, "there": last}
        outcome.problems.append(say("renewal_without_day", **about))
        return
    if ended := _ended(license, day):
        advice = say("renewal_would_not_count")
        shown = say("ended", last=last, day=ended.fact.knowable_from)
        outcome.contradictions.append(
            _contradiction(row, license, "valid_until", shown, row.valid_until, ended.id, advice)
        )
        return
    assert row.valid_until is not None
    assert license.issue is not None
    first = license.issue.first_day
    if not first <= day <= row.valid_until:
        said = "renewal_outside" if row.renewed_on else "renewal_as_told_outside"
        about = {"called": called, "day": day, "first": first, "last": row.valid_until}
        outcome.problems.append(say(said, **about))
        return
    fact = LicenseRenewed(
        kind="license_renewed",
        license=license.name,
        valid_until=row.valid_until,
        effective_on=day,
    )
    outcome.facts.append(fact)
    if day > last + ONE_DAY:
        outcome.told.append(say("renewal_after_gap", called=called, last=last, day=day))


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
    called = _called(license)
    ever = set(license.products)
    covered = {name for name in ever if _covers(license, name)}
    for name in row.products:
        if name in ever and name not in covered:
            outcome.contradictions.append(_left(row, license, name))
    added = tuple(name for name in row.products if name not in ever)
    if added and days.changes_on is None:
        outcome.problems.append(say("products_without_day", called=called, products=Value(added)))
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
        outcome.told.append(say("products_not_named", called=called, products=Value(gone)))


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
        _called(license),
        "products",
        say("without", name=Value(product), since=by.fact.knowable_from),
        say("with", name=Value(product)),
        by.id,
        say("joined_again"),
    )
