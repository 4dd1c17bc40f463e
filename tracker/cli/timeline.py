"""`tracker timeline`: every status of a product, past and to come."""

from typing import Any

import click

from projections.bench import Case
from projections.explanation import reasons_json
from projections.grounds import announcements, grounds
from projections.law import ONE_DAY
from projections.timeline import Period, timeline
from tracker.cli import Session
from tracker.cli.asking import ask, asked_json, asked_words, not_placed, opened
from tracker.cli.options import When, asked_when, channel_option, json_option
from tracker.cli.output import print_json, print_paragraph, print_table


@click.command("timeline")
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
    """Show every period of a product's status, with what it rests on.

    In text, THROUGH is the last day of a period; in JSON, "to" is the day after it. Days after
    --as-of are forecasts from the facts on record.

    \b
    Example:
      tracker timeline FW-100 --channel general_sale
    """
    with opened(session) as ledger:
        asked = ask(session, ledger, when, [product])
        cases = list(asked.cases([product], channel))
    if not cases:
        not_placed(asked, product, channel)
    found = [(case, timeline(case)) for case in cases]
    if as_json:
        documents = [_document(case, periods) for case, periods in found]
        single = documents[0] if len(documents) == 1 else {"timelines": documents}
        print_json({**single, "asked": asked_json(asked)})
        return
    print_paragraph(asked_words(asked))
    for case, periods in found:
        click.echo()
        print_paragraph(f"{case.dossier.product} in {case.channel}")
        print_table(["FROM", "THROUGH", "STATUS", "WHY"], [_cells(period) for period in periods])


def _document(case: Case, periods: list[Period]) -> dict[str, Any]:
    return {
        "product": case.dossier.product,
        "channel": case.channel,
        "periods": [
            {
                "from": period.start.isoformat(),
                "to": period.end.isoformat() if period.end else None,
                "status": period.judgment.status,
                "reasons": reasons_json(period.judgment),
            }
            for period in periods
        ],
    }


def _cells(period: Period) -> list[str]:
    return [
        period.start.isoformat(),
        (period.end - ONE_DAY).isoformat() if period.end else "-",
        period.judgment.status,
        " ".join([*grounds(period.judgment), *announcements(period.judgment)]),
    ]
