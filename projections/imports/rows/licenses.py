"""What the rows of a license come to beside what is on record of it."""

from datetime import date

from pydantic import ValidationError

from events.licenses import LicenseIssued, LicenseRenewed
from events.tables.rows import LicenseRow
from projections.imports.known import Known
from projections.imports.plan import Contradiction, Days, Outcome
from projections.imports.record import OnRecord
from projections.imports.rows.license_changes import license_changes
from projections.imports.rows.standings import with_standing
from projections.imports.sayings import Called, Every, Value, called, say
from projections.record.licenses import License


def license_outcome(
    row: LicenseRow, record: OnRecord, known: Known, days: Days
) -> tuple[str, Outcome]:
    """Return the name of the license of rows, and what they come to: its issue, or changes of it.

    A license without a name of its own goes by the number on its certificate.
    """
    found = _found(row, record)
    if isinstance(found, Outcome):
        return row.license or row.number or "", found
    license = record.portfolio.license(found) if found in record.licenses else None
    if license is None or license.issue is None or license.issue_record is None:
        outcome = _new(row, found, license)
    else:
        outcome = license_changes(row, license, license.issue, days)
    return found, with_standing(row, found, license, outcome, known, days.today)


def _found(row: LicenseRow, record: OnRecord) -> str | Outcome:
    """Return the name under which a license is on record or will be, or why that is not certain."""
    numbered = [
        name
        for name in record.numbers.get(row.number or "", ())
        if row.regime in (None, _issue(record, name).regime)
    ]
    if row.license is None:
        if len(numbered) > 1:
            licenses = Value(numbered)
            return Outcome(
                problems=[say("number_of_several", number=row.number, licenses=licenses)]
            )
        return numbered[0] if numbered else row.number or ""
    others = [name for name in numbered if name != row.license]
    if others and row.license not in record.licenses:
        issue = record.portfolio.license(others[0]).issue_record
        assert issue is not None
        other = Value(others[0])
        return Outcome(
            contradictions=[
                Contradiction(
                    row.rows,
                    called(row),
                    "number",
                    say("that_of_license", license=other),
                    Value(row.number),
                    issue.id,
                    say("one_license_or_a_wrong_number", license=other),
                )
            ]
        )
    return row.license


def _issue(record: OnRecord, name: str) -> LicenseIssued:
    issue = record.portfolio.license(name).issue
    assert issue is not None
    return issue


def _new(row: LicenseRow, name: str, license: License | None) -> Outcome:
    about = Called("license", name)
    needed = ("regime", "license_kind", "products", "issued_on")
    missing = [each for each in needed if getattr(row, each) is None]
    if missing:
        fields = Every(tuple(missing))
        return Outcome(problems=[say("issue_incomplete", called=about, fields=fields)])
    if row.renewed_on is not None or not _is_first(row.valid_until, license):
        return Outcome(problems=[say("first_last_day_missing", called=about)])
    try:
        fact = LicenseIssued(
            kind="license_issued",
            license=name,
            regime=row.regime or "",
            license_kind=row.license_kind or "",
            number=row.number,
            holder=row.holder,
            products=row.products or (),
            issued_on=row.issued_on or date.max,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
        )
    except ValidationError as error:
        return Outcome(problems=[say("impossible", called=about, why=_said(error))])
    return Outcome(facts=[fact])


def _is_first(valid_until: date | None, license: License | None) -> bool:
    """Tell whether a last day is that of an issue, and not of a renewal that is on record."""
    renewals = [
        record.fact.valid_until
        for record in (license.records if license else ())
        if isinstance(record.fact, LicenseRenewed)
    ]
    return not renewals or (valid_until is not None and valid_until < min(renewals))


def _said(error: ValidationError) -> str:
    """Return what pydantic says of a fact that cannot be true of itself."""
    return "; ".join(each["msg"].removeprefix("Value error, ") for each in error.errors())
