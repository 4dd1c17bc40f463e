"""`tracker facts`: the log, as it was recorded."""

from collections.abc import Iterable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

import click

from events.facts import FACTS, fact_to_dict
from events.mentions import license_tag, product_tag, review_tag
from events.recorded import Recorded
from projections.visible import voidings
from projections.wording import about
from tracker.cli import Session
from tracker.cli.asking import opened
from tracker.cli.options import When, asked_when, instant_in, json_option
from tracker.cli.output import counted, print_json, print_paragraph, print_table
from tracker.ledger import Ledger


@click.command("facts")
@click.option("--product", "products", multiple=True, metavar="NAME", help="Facts naming it.")
@click.option("--license", "licenses", multiple=True, metavar="NAME", help="Facts naming it.")
@click.option("--review", "reviews", multiple=True, metavar="NAME", help="Facts naming it.")
@click.option("--act", "acts", multiple=True, metavar="NAME", help="The publication of an act.")
@click.option("--kind", "kinds", type=click.Choice(sorted(FACTS)), multiple=True)
@asked_when(as_of=False)
@json_option
@click.pass_obj
def command(
    session: Session,
    products: tuple[str, ...],
    licenses: tuple[str, ...],
    reviews: tuple[str, ...],
    acts: tuple[str, ...],
    kinds: tuple[str, ...],
    when: When,
    as_json: bool,
) -> None:
    """List the facts on record in order of recording, the voided ones among them.

    Options of one sort may be repeated; a fact is listed if it fits one of each sort given. A
    voiding is listed with what it voids.

    \b
    Example:
      tracker facts --license PERMIT-7
      tracker facts --kind act_published --json
    """
    tags = [
        *map(product_tag, products),
        *map(license_tag, licenses),
        *map(review_tag, reviews),
    ]
    with opened(session) as ledger:
        instant = instant_in(ZoneInfo(ledger.zone), when.recorded_by)
        found = [
            record
            for record in _records(ledger, tags)
            if (when.known_at is None or record.known_on <= when.known_at)
            and (instant is None or record.recorded_at <= instant)
        ]
        voided = voidings(found)
        shown = list(_filtered(found, acts, kinds))
    if as_json:
        print_json({"facts": [_document(record, voided) for record in shown]})
        return
    if shown:
        rows = [_cells(record, voided) for record in shown]
        print_table(["POS", "RECORDED", "KNOWN", "EFFECTIVE", "FACT"], rows)
        click.echo()
    print_paragraph(f"{counted(len(shown), 'fact')}.")


def _records(ledger: Ledger, tags: list[str]) -> Iterable[Recorded]:
    return ledger.tagged(tags) if tags else ledger.facts()


def _filtered(
    records: Iterable[Recorded], acts: tuple[str, ...], kinds: tuple[str, ...]
) -> Iterator[Recorded]:
    for record in records:
        act = getattr(record.fact, "act", None)
        if (not acts or act in acts) and (not kinds or record.fact.kind in kinds):
            yield record


def _document(record: Recorded, voided: dict[str, Recorded]) -> dict[str, Any]:
    return {
        "position": record.position,
        "recorded_at": record.recorded_at.isoformat(),
        "known_on": record.known_on.isoformat(),
        "voided_by": voided[record.id].id if record.id in voided else None,
        "fact": fact_to_dict(record.fact),
    }


def _cells(record: Recorded, voided: dict[str, Recorded]) -> list[str]:
    effective = record.fact.knowable_from
    void = f" [voided by {voided[record.id].id}]" if record.id in voided else ""
    return [
        str(record.position),
        record.recorded_at.date().isoformat(),
        record.known_on.isoformat(),
        effective.isoformat() if effective else "-",
        f"{record.fact.kind} {about(record.fact)} ({record.id}){void}",
    ]
