"""`tracker explain`: why a product has its status, down to the article."""

from collections.abc import Iterable
from datetime import date

import click

from projections.answers.explained import explained_json
from projections.answers.explanation import citations
from projections.findings import findings_about
from projections.judging.bench import Case, Judgment, OpenPoint
from projections.judging.requirements import PendingAmendment
from projections.judging.timeline import Standstill, standstill
from projections.wording import en
from projections.wording.en import (
    choice_words,
    finding_sentence,
    grounds,
    next_words,
    open_point,
    sentence,
)
from tracker.ask.findings import finding_document
from tracker.cli import Session
from tracker.cli.asking import ask_statuses, asked_words, not_placed, opened
from tracker.cli.options import When, asked_when, channel_option, json_option
from tracker.cli.output import print_json, print_paragraph


@click.command("explain")
@click.argument("product")
@asked_when(as_of=True)
@channel_option
@json_option
@click.pass_obj
def command(
    session: Session,
    product: str,
    when: When,
    channel: str | None,
    as_json: bool,
) -> None:
    """Say in plain sentences why a product has its status on a day.

    Named are each regime with act and article, the catalogue entry and its criteria, the license
    that satisfies or the nearest that does not, reviews, open points of law with the status under
    each reading, what is pending, what was assumed or never verified, and what changes next.

    \b
    Example:
      tracker explain FW-100 --as-of 2023-07-03 --known-at 2023-05-01
    """
    with opened(session) as ledger:
        asked = ask_statuses(session, ledger, when, [product])
        cases = list(asked.cases([product], channel))
    if not cases:
        not_placed(asked, product, channel)
    day = asked.viewpoint.as_of
    found = [(case, standstill(case, day)) for case in cases]
    doubts = findings_about(cases[0].dossier, asked.portfolio, asked.bench)
    if as_json:
        told = [finding_document(doubt, en) for doubt in doubts]
        print_json(explained_json(asked.viewpoint, asked.position, cases, told, asked.cautions))
        return
    names = ", ".join(asked.bench.without_rule(day))
    without_rule = [f"{names} ('tracker questions' tells them)"] if names else []
    print_paragraph(asked_words(asked.asked))
    for case, stands in found:
        click.echo()
        _print_case(case, stands, day)
    _print_list("Doubts about the record", [finding_sentence(doubt) for doubt in doubts])
    _print_list("Points of law on record that carry no rule", without_rule)
    _print_sources([stands.judgment for _, stands in found])


def _print_case(case: Case, stands: Standstill, day: date) -> None:
    judgment = stands.judgment
    name = f" {case.dossier.name}" if case.dossier.name else ""
    since = f", since {stands.since}" if stands.since else ""
    print_paragraph(
        f"{case.dossier.product}{name} in {case.channel} on {day}: "
        f"{click.style(judgment.status, bold=True)}{since}."
    )
    reasons = [r for r in judgment.reasons if not isinstance(r, PendingAmendment)]
    _print_list("Why", [sentence(reason) for reason in reasons] or grounds(judgment))
    _print_readings(judgment)
    _print_list("Open points of law", [_point_words(point) for point in judgment.open_points])
    pending = [r for r in judgment.reasons if isinstance(r, PendingAmendment)]
    _print_list("Pending", [sentence(reason) for reason in pending])
    _print_list("What changes next", [next_words(case, stands)])


def _print_list(heading: str, items: list[str]) -> None:
    if items:
        click.echo(f"\n  {heading}")
        for item in items:
            print_paragraph(item, first="  - ")


def _print_readings(judgment: Judgment) -> None:
    """Print the status under each combination of readings, with the reasons it alone has."""
    for under in judgment.readings:
        click.echo()
        print_paragraph(f"With {choice_words(under.choice)}: {under.verdict.status}.", first="  ")
        for reason in under.verdict.reasons:
            if reason not in judgment.reasons:
                print_paragraph(sentence(reason), first="  - ")


def _point_words(point: OpenPoint) -> str:
    readings = " ".join(
        f"({name}) {reading.text}" for name, reading in point.question.fact.readings.items()
    )
    return f"{open_point(point)} Readings: {readings}"


def _print_sources(judgments: Iterable[Judgment]) -> None:
    """Print each act cited, once: titles, what in it is not verified, and where to read it."""
    found = citations(judgments)
    click.echo("\n  Sources" if found else "")
    for cited in found:
        title = cited.title + (f" ({cited.title_zh})" if cited.title_zh else "")
        stop = "" if title.endswith((".", "?")) else "."
        doubt = f" Not verified: {'; '.join(cited.unverified)}." if cited.unverified else ""
        print_paragraph(f"{cited.name}: {title}{stop}{doubt}", first="  - ")
        if cited.url:
            click.echo(f"    {cited.url}")
