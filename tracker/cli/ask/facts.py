"""`tracker facts`: the log, as it was recorded."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

import click

from events.corrections import FactVoided
from events.facts import FACTS, fact_to_dict
from events.mentions import LAW, license_tag, product_tag, review_tag
from events.recorded import Recorded
from projections.record.visible import voidings
from projections.wording.en import about
from tracker.cli import Session
from tracker.cli.asking import ask, asked_words, opened
from tracker.cli.options import When, asked_when, json_option
from tracker.cli.output import counted, print_json, print_paragraph, print_table
from tracker.cli.tables_out import (
    Answer,
    TablesOut,
    point_columns,
    question_rows,
    tables_options,
    write_tables,
)
from tracker.ledger import Ledger
from tracker.live.snapshot import Snapshot
from tracker.reminders.history import notices_about, with_notices
from tracker.show.sheets.facts import BESIDE, fact_fields, fact_row
from tracker.show.sheets.sheets import Sheet


@click.command("facts")
@click.option("--product", "products", multiple=True, metavar="NAME", help="Facts naming it.")
@click.option("--license", "licenses", multiple=True, metavar="NAME", help="Facts naming it.")
@click.option("--review", "reviews", multiple=True, metavar="NAME", help="Facts naming it.")
@click.option("--act", "acts", multiple=True, metavar="NAME", help="The publication of an act.")
@click.option("--kind", "kinds", type=click.Choice(sorted(FACTS)), multiple=True)
@asked_when(as_of=False)
@json_option
@tables_options
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
    tables: TablesOut,
) -> None:
    """List the facts on record in order of recording, the voided ones among them.

    Options of one sort may be repeated; a fact is listed if it fits one of each sort given. A
    voiding is listed with what it voids, and a product with what became of the reminders of the
    licenses that cover it. --csv and --xlsx write a column for each field.

    \b
    Example:
      tracker facts --license PERMIT-7
      tracker facts --kind act_published --json
    """
    with opened(session) as ledger:
        asked = ask(session, ledger, when, kept=bool(tables))
        sorts = [
            [product_tag(name) for name in products],
            [license_tag(name) for name in licenses],
            [review_tag(name) for name in reviews],
            [LAW for _ in acts[:1]],
        ]
        named = _naming(ledger, sorts)
        if products and not (licenses or reviews or acts):
            named = with_notices(named, notices_about(ledger, products))
        found = list(_seen(named, asked))
        zone = ZoneInfo(ledger.zone)
    voided = voidings(found)
    shown = _with_voidings(_of_act_and_kind(found, acts, kinds), found, kinds)
    if tables:
        write_tables(tables, _answer(ledger, asked, shown, voided))
        return
    if as_json:
        documents = [_document(record, voided) for record in shown]
        print_json({**asked.asked.document(), "facts": documents})
        return
    print_paragraph(asked_words(asked.asked))
    if shown:
        click.echo()
        rows = [_cells(record, voided, zone) for record in shown]
        print_table(["POS", "RECORDED", "KNOWN", "EFFECTIVE", "FACT"], rows)
        click.echo()
    print_paragraph(f"{counted(len(shown), 'fact')}.")


def _answer(
    ledger: Ledger, asked: Snapshot, shown: Sequence[Recorded], voided: dict[str, Recorded]
) -> Answer:
    """Return a table under the fields of the kinds that are shown."""
    counts = f"{counted(len(shown), 'fact')}."
    fields = fact_fields(record.fact.kind for record in shown)

    def sheets() -> Iterator[Sheet]:
        rows = (fact_row(record, fields, voided) for record in shown)
        yield Sheet("facts", (*fields, *BESIDE), rows, lines=1)

    question = question_rows(ledger, asked.viewpoint, asked.position)
    point = point_columns(asked.viewpoint, asked.position, as_of=False)
    beside = {f"asked_{name}": cell for name, cell in point.items()}
    return Answer(sheets, [*question, ("counts 数目", counts)], beside, counts)


def _naming(ledger: Ledger, sorts: Sequence[Sequence[str]]) -> Iterable[Recorded]:
    """Return the facts that carry a tag of each sort that is given."""
    given = [ledger.tagged(tags) for tags in sorts if tags]
    if not given:
        return ledger.facts()
    common = set.intersection(*({record.position for record in records} for records in given))
    return [record for record in given[0] if record.position in common]


def _seen(records: Iterable[Recorded], asked: Snapshot) -> Iterator[Recorded]:
    point = asked.viewpoint
    for record in records:
        known = point.known_at is None or record.known_on <= point.known_at
        if known and (point.recorded_by is None or record.recorded_at <= point.recorded_by):
            yield record


def _of_act_and_kind(
    records: Iterable[Recorded], acts: Sequence[str], kinds: Sequence[str]
) -> list[Recorded]:
    return [
        record
        for record in records
        if (not acts or getattr(record.fact, "act", None) in acts)
        and (not kinds or record.fact.kind in kinds)
    ]


def _with_voidings(
    shown: list[Recorded], found: Iterable[Recorded], kinds: Sequence[str]
) -> list[Recorded]:
    """Add the voidings of what is shown, and of these, unless other kinds were asked for."""
    if kinds:
        return shown
    ids, positions = {record.id for record in shown}, {record.position for record in shown}
    added = []
    for record in found:
        if isinstance(record.fact, FactVoided) and record.fact.fact in ids:
            ids.add(record.id)
            if record.position not in positions:
                added.append(record)
    return sorted([*shown, *added], key=lambda record: record.position)


def _document(record: Recorded, voided: dict[str, Recorded]) -> dict[str, Any]:
    return {
        "position": record.position,
        "recorded_at": record.recorded_at.isoformat(),
        "known_on": record.known_on.isoformat(),
        "voided_by": voided[record.id].id if record.id in voided else None,
        "fact": fact_to_dict(record.fact),
    }


def _cells(record: Recorded, voided: dict[str, Recorded], zone: ZoneInfo) -> list[str]:
    effective = record.fact.knowable_from
    void = f" [voided by {voided[record.id].id}]" if record.id in voided else ""
    return [
        str(record.position),
        record.recorded_at.astimezone(zone).date().isoformat(),
        record.known_on.isoformat(),
        effective.isoformat() if effective else "-",
        f"{record.fact.kind} {about(record.fact)} ({record.id}){void}",
    ]
