"""`tracker report`: the whole answer on a product, for people, as a page or to print."""

from collections.abc import Callable
from pathlib import Path

import click

from projections.report import Report, Subject, report
from projections.wording import ENGLISH
from tracker.ask.placing import cases_of
from tracker.cli import Session
from tracker.cli.asking import ask, opened, refusals_in, tell_cautions
from tracker.cli.files_out import written_whole
from tracker.cli.options import When, asked_when, channel_option
from tracker.ledger.files import check_not_the_ledger
from tracker.live.snapshot import check_not_before_the_first_fact, facts_about


def _as_html(made: Report) -> bytes:
    from tracker.show.report.html import html

    return html(made).encode()


def _as_pdf(made: Report) -> bytes:
    from tracker.show.report.pdf import pdf

    return pdf(made)


FORMATS: dict[str, Callable[[Report], bytes]] = {".html": _as_html, ".pdf": _as_pdf}


def _ending(_: click.Context, __: click.Parameter, output: str) -> str:
    if Path(output).suffix.lower() not in FORMATS:
        raise click.BadParameter(f"'{output}' ends neither in .html nor in .pdf.")
    return output


@click.command("report")
@click.argument("product")
@asked_when(as_of=True)
@channel_option
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    callback=_ending,
    help="Where to write; ends in .html or .pdf.",
)
@click.pass_obj
def command(session: Session, product: str, when: When, channel: str | None, output: str) -> None:
    """Write a report on a product for people: one HTML file, or a PDF to print.

    It holds the status, a picture of the timeline, the reasons down to article and source, the
    facts relied on, late entries and open points of law. The same question to the same facts
    gives the same bytes.

    \b
    Example:
      tracker report FW-100 --as-of 2023-07-03 -o FW-100.pdf
    """
    check_not_the_ledger(output, session.ledger)
    with opened(session) as ledger, refusals_in(ENGLISH):
        asked = ask(session, ledger, when, [product], kept=True)
        facts = facts_about(ledger, [product], asked.position)
        check_not_before_the_first_fact(ledger, facts, asked.viewpoint)
        tell_cautions(asked.cautions)
        cases_of(asked, product, channel)
        subject = Subject(product, asked.viewpoint, ledger.id, ledger.zone, asked.position, channel)
        made = report(subject, facts)
    with written_whole(output) as stream:
        stream.write(FORMATS[Path(output).suffix.lower()](made))
    click.echo(f"Wrote {output}: {product} as of {made.as_of}, position {made.position}.")
