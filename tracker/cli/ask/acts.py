"""`tracker acts`: the acts on record, and how an act is shown."""

from collections.abc import Iterable

import click

from events.acts import ActPublished
from events.base import Source
from events.provisions import Provision
from events.words import counted
from projections.wording import ENGLISH
from projections.wording.en import NOT_VERIFIED
from tracker.ask.record.acts import ActsQuestion, acts
from tracker.cli import Session
from tracker.cli.asking import asking, point_of
from tracker.cli.options import When, asked_when, json_option
from tracker.cli.output import print_json, print_paragraph, print_table


@click.command("acts")
@asked_when(as_of=False)
@json_option
@click.pass_obj
def command(
    session: Session,
    when: When,
    as_json: bool,
) -> None:
    """List the acts on record, oldest first.

    '*' marks an act of which something is not verified; 'tracker gazette show ACT' says what.

    \b
    Example:
      tracker acts --known-at 2023-05-01
    """
    with asking(session) as live:
        answer = acts(live, ActsQuestion(point_of(session, live, when)))
    if as_json:
        print_json(answer.document())
        return
    print_paragraph(ENGLISH.asked_words(answer.asked))
    if answer.acts:
        click.echo()
        print_acts(answer.acts)
        click.echo()
    print_paragraph(f"{counted(len(answer.acts), 'act')}.")


def print_acts(found: Iterable[ActPublished]) -> None:
    """Print a line for each act: its name, its day of publication, its titles."""
    print_table(["ACT", "PUBLISHED", "TITLE"], [_cells(act) for act in found])


def _cells(act: ActPublished) -> list[str]:
    titles = f"{act.title} {act.title_zh or ''}".strip()
    return [f"{act.act}{'*' if act.is_doubtful else ''}", act.published_on.isoformat(), titles]


def print_act(act: ActPublished) -> None:
    """Print an act in full: dates, provisions, sources, and what is not verified."""
    print_paragraph(f"{act.act}: {act.title}")
    if act.title_zh:
        print_paragraph(act.title_zh, first="  ")
    print_paragraph(
        "; ".join(
            part
            for part in (
                act.number,
                ", ".join(act.authorities),
                f"signed {act.signed_on}" if act.signed_on else "",
                f"published {act.published_on}",
            )
            if part
        ),
        first="  ",
    )
    if act.note:
        print_paragraph(act.note, first="  ")
    click.echo("\nProvisions")
    for provision in act.provisions:
        _print_provision(provision)
    click.echo("\nSources")
    for source in act.source:
        _print_source(source)


def _print_provision(provision: Provision) -> None:
    article = f", art. {provision.article}" if provision.article else ""
    doubt = ENGLISH.doubt_words(provision)
    head = f"{provision.effective_on}{article}{doubt}: {ENGLISH.provision_words(provision)}"
    print_paragraph(head, first="  - ")
    if provision.note:
        print_paragraph(provision.note, first="      ")


def _print_source(source: Source) -> None:
    article = f" ({source.article})" if source.article else ""
    mark = f" {NOT_VERIFIED}" if source.verified is False else ""
    print_paragraph(f"{source.title or source.url or ''}{article}{mark}", first="  - ")
    if source.title and source.url:
        click.echo(f"    {source.url}")
