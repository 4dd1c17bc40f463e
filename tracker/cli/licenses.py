"""`tracker licenses`: the licenses on record and how they stand on a day."""

from datetime import date
from typing import Any

import click

from projections.bench import Bench
from projections.licenses import License, LicenseState
from projections.satisfaction import Assessment
from tracker.cli import Session
from tracker.cli.asking import ask, asked_json, asked_words, opened
from tracker.cli.options import When, asked_when, json_option
from tracker.cli.output import counted, print_json, print_paragraph, print_table


@click.command("licenses")
@asked_when(as_of=True)
@json_option
@click.pass_obj
def command(
    session: Session,
    when: When,
    as_json: bool,
) -> None:
    """List the licenses and how they stand on a day, by the law that is certain.

    LAST DAY is the last valid day, included; '~' marks one assumed from the license's term. A
    license marked defective was issued when none could be.

    \b
    Example:
      tracker licenses --as-of 2025-07-01
    """
    with opened(session) as ledger:
        asked = ask(session, ledger, when)
        found = [asked.portfolio.license(name) for name in asked.portfolio.licenses]
        judged = [(license, _assessed(license, asked.bench)) for license in found]
    day = asked.viewpoint.as_of
    if as_json:
        print_json({**asked_json(asked), "licenses": [_document(*item, day) for item in judged]})
        return
    print_paragraph(asked_words(asked))
    if judged:
        click.echo()
        rows = [_cells(*item, day) for item in judged]
        print_table(["LICENSE", "REGIME, KIND", "STANDING", "LAST DAY", "NUMBER"], rows)
        click.echo()
    print_paragraph(f"{counted(len(judged), 'license')}.")


def _assessed(license: License, bench: Bench) -> Assessment | None:
    return bench.judge(()).assessor.of(license)


def _state(assessment: Assessment | None, day: date) -> LicenseState | None:
    return assessment.states.at(day) if assessment else None


def _document(license: License, assessment: Assessment | None, day: date) -> dict[str, Any]:
    state, issue = _state(assessment, day), license.issue
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
        "defect": assessment.defect if assessment else None,
        "products": [p for p in license.products if license.covers(p).at(day)],
    }


def _cells(license: License, assessment: Assessment | None, day: date) -> list[str]:
    state, issue = _state(assessment, day), license.issue
    if issue is None or state is None or assessment is None:
        return [license.name, "-", "never issued", "-", "-"]
    last_day = state.last_day.isoformat() if state.last_day else "-"
    return [
        license.name,
        f"{issue.regime} {issue.license_kind}",
        "defective" if assessment.defect else state.standing.value,
        f"{last_day}~" if state.assumed else last_day,
        issue.number or "-",
    ]
