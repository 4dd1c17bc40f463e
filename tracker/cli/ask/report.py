"""`tracker report`: the whole answer on a product, for people, as a page or to print."""

from collections.abc import Callable
from pathlib import Path

import click

from projections.report import Report
from projections.wording import Words
from tracker.ask.report import ReportQuestion, reported
from tracker.cli import Session
from tracker.cli.asking import asking, point_of, refusals_in, tell_no_act
from tracker.cli.files_out import written_whole
from tracker.cli.options import When, asked_when, channel_option, language_option
from tracker.ledger.files import check_not_the_ledger


def _as_html(made: Report, words: Words) -> bytes:
    from tracker.show.report.html import html

    return html(made, words).encode()


def _as_pdf(made: Report, words: Words) -> bytes:
    from tracker.show.report.pdf import pdf

    return pdf(made, words)


FORMATS: dict[str, Callable[[Report, Words], bytes]] = {".html": _as_html, ".pdf": _as_pdf}


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
@language_option
@click.pass_obj
def command(
    session: Session,
    product: str,
    when: When,
    channel: str | None,
    output: str,
    words: Words,
) -> None:
    """Write a report on a product for people: one HTML file, or a PDF to print.

    It holds the status, a picture of the timeline, the reasons down to article and source, the
    facts relied on, late entries and open points of law. The same question to the same facts
    gives the same bytes.

    \b
    Example:
      tracker report FW-100 --as-of 2023-07-03 -o FW-100.pdf
      tracker report FW-100 --language zh -o FW-100.html
    """
    check_not_the_ledger(output, session.ledger)
    with asking(session) as live, refusals_in(words):
        point = point_of(session, live, when, kept=True)
        answer = reported(live, ReportQuestion(point, product, channel))
    tell_no_act(answer.asides, words)
    made = answer.report
    with written_whole(output) as stream:
        stream.write(FORMATS[Path(output).suffix.lower()](made, words))
    click.echo(words.report("wrote", output, product, made.as_of, made.subject.position))
