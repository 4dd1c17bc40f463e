"""Answers as tables: the options --csv and --xlsx, and the files that they write."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from itertools import chain
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from events.reading.words import counted
from projections.record.visible import Viewpoint
from projections.wording import ENGLISH, Words
from tracker.cli.csv_out import write_csv
from tracker.cli.files_out import (
    check_names_a_workbook,
    is_workbook,
    written_whole,
)
from tracker.cli.output import some_of
from tracker.cli.progress import Progress, interruptible
from tracker.ledger import Ledger
from tracker.ledger.files import check_not_the_ledger
from tracker.show.sheets.sheets import Cell, Sheet

Command = Callable[..., Any]

QUESTION = "Question 问题"
_NOT_TOLD = {"csv_file", "xlsx_file", "as_json", "days", "as_of", "known_at", "recorded_by"}


@dataclass(frozen=True, slots=True)
class TablesOut:
    """The files that are asked for; "-" is standard output."""

    csv: str | None = None
    xlsx: str | None = None

    def __bool__(self) -> bool:
        return bool(self.files)

    @property
    def files(self) -> list[str]:
        """The files by name."""
        return [file for file in (self.csv, self.xlsx) if file is not None]


@dataclass(frozen=True, slots=True)
class Tables:
    """An answer as sheets under the same headings, made anew by each call.

    `question` says what was asked, in pairs; `point` has what a text file tells of it in columns of
    its own; `counts` says in words how many rows there are, and of how many. `further` are sheets
    under other headings, for which a text file has no room; `unwritten` says in a sentence what
    it thus lacks.
    `no_act`: no act is seen, which is said beside every row, as are the `notes`. `words` are those
    of the language.
    """

    sheets: Callable[[], Iterable[Sheet]]
    question: Sequence[tuple[str, Cell]]
    point: Mapping[str, Cell]
    counts: str
    further: Callable[[], Iterable[Sheet]] = tuple
    unwritten: str | None = None
    no_act: bool = False
    words: Words = ENGLISH
    notes: Sequence[str] = ()

    @property
    def said(self) -> tuple[str, ...]:
        """What has to be said beside every row."""
        return (*((self.words.no_act_words(),) if self.no_act else ()), *self.notes)


def tables_options(command: Command) -> Command:
    """Give a command --csv and --xlsx as one argument `tables`.

    Neither goes with --json, and neither may name the ledger.
    """

    @wraps(command)
    def told(
        *given: Any, csv_file: str | None = None, xlsx_file: str | None = None, **others: Any
    ) -> Any:
        tables = TablesOut(csv_file, xlsx_file)
        _check(tables, as_json=others.get("as_json", False))
        return command(*given, tables=tables, **others)

    csv = click.option(
        "--csv", "csv_file", metavar="FILE", help="Write rows as CSV ('-': standard output)."
    )
    xlsx = click.option("--xlsx", "xlsx_file", metavar="FILE", help="Write rows as a workbook.")
    return csv(xlsx(told))


def _check(tables: TablesOut, *, as_json: bool) -> None:
    if tables and as_json:
        raise click.UsageError("--json prints the answer; leave it out to write --csv or --xlsx.")
    if tables.xlsx == "-":
        raise click.UsageError("--xlsx writes a file, no text; name it, such as answer.xlsx.")
    if tables.csv and tables.csv == tables.xlsx:
        raise click.UsageError(f"--csv and --xlsx both name '{tables.csv}'; name two files.")
    for file in tables.files:
        check_not_the_ledger(file, click.get_current_context().obj.ledger)
    if tables.xlsx:
        check_names_a_workbook(tables.xlsx, "--xlsx")
    if tables.csv and is_workbook(tables.csv):
        raise click.UsageError(
            f"--csv writes text, and '{tables.csv}' names a workbook; write --xlsx, or name it "
            f"{Path(tables.csv).stem}.csv."
        )


def write_tables(out: TablesOut, tables: Tables) -> None:
    """Write tables to the files asked for, and say so."""
    progress = Progress("rows", "written")
    with interruptible(_INTERRUPTED), progress:
        if out.csv:
            _write_csv(out.csv, tables if out.csv == "-" else _watched(tables, progress))
        if out.xlsx:
            _write_workbook(out.xlsx, _watched(tables, progress))
    for file in out.files:
        name = None if file == "-" else file
        click.echo(tables.words.wrote_words(name, tables.counts), err=out.csv == "-")
    if out.csv and tables.unwritten and not out.xlsx:
        click.echo(tables.unwritten, err=True)


_INTERRUPTED = "Interrupted. A file is written whole or not at all; what was there before stays."


def _watched(tables: Tables, progress: Progress) -> Tables:
    """Return tables whose rows are counted as they are written."""

    def watched(sheets: Iterable[Sheet]) -> Iterator[Sheet]:
        return (replace(each, rows=progress.watch(each.rows)) for each in sheets)

    return replace(
        tables,
        sheets=lambda: watched(tables.sheets()),
        further=lambda: watched(tables.further()),
    )


def _write_csv(file: str, tables: Tables) -> None:
    first, *further = tables.sheets()
    rows = chain.from_iterable(sheet.rows for sheet in (first, *further))
    note = tables.words.sentences(tables.said)
    point = {**tables.point, **({"note": note} if note else {})}
    headings, beside = [*first.headings, *map(tables.words.column, point)], tuple(point.values())
    with written_whole(file) as stream:
        write_csv(stream, headings, ((*row, *beside) for row in rows))


def _write_workbook(file: str, tables: Tables) -> None:
    from tracker.show.sheets.writing import write_workbook

    notes = (("note 说明", each) for each in tables.said)
    question = Sheet(QUESTION, ("Asked 所问", "Answer 所答"), [*tables.question, *notes])
    sheets = [*tables.sheets(), *tables.further()]
    told = [replace(each, above=(*each.above, *tables.said)) for each in sheets]
    with written_whole(file) as stream:
        write_workbook(stream, [*told, question])


def tell_without_row(noun: str, names: Sequence[str], was: str, were: str) -> None:
    """Say on standard error which things on record have no row, as none could be imported."""
    said = f"{counted(len(names), noun)} on record {was if len(names) == 1 else were}"
    click.echo(f"Note: {said} and so not written: {some_of(names)}.", err=True)


def tell_of_history(noun: str, names: Sequence[str]) -> None:
    """Say on standard error of which rows the record knows more than a row tells."""
    if names:
        click.echo(
            "Note: a row tells how things are, not how they came to be so, and "
            f"{counted(len(names), noun)} changed since first recorded ({some_of(names)}). To "
            "bring a record into another ledger, use 'tracker export' or 'tracker facts'.",
            err=True,
        )


def point_columns(point: Viewpoint, position: int, *, as_of: bool = True) -> dict[str, Cell]:
    """Return the points in time of a question as columns, with or without the day judged by."""
    return {
        **({"as_of": point.as_of} if as_of else {}),
        "known_at": point.known_at,
        "recorded_by": point.recorded_by.isoformat() if point.recorded_by else None,
        "position": position,
    }


def question_rows(
    ledger: Ledger, point: Viewpoint, position: int, *, days: Sequence[Any] = (), **further: Cell
) -> list[tuple[str, Cell]]:
    """Return what was asked of which ledger, at which points in time, by which options."""
    context = click.get_current_context()
    by = point.recorded_by
    return [
        ("command 命令", context.command_path),
        ("as of 判断日期", ", ".join(map(str, days)) if len(days) > 1 else point.as_of),
        ("known at 所知截止", point.known_at or "everything known 已知的全部"),
        ("recorded by 记录截止", by.isoformat() if by else "everything recorded 已记录的全部"),
        ("position 记录位置", position),
        ("ledger 账本", ledger.id),
        ("legal time zone 法定时区", ledger.zone),
        *given_options(),
        *further.items(),
    ]


def given_options() -> Iterator[tuple[str, Cell]]:
    """Yield the options and arguments that narrow a question, as they were given."""
    context = click.get_current_context()
    for parameter in context.command.params:
        name = parameter.name or ""
        source = context.get_parameter_source(name)
        if name not in _NOT_TOLD and source not in {ParameterSource.DEFAULT, None}:
            value = context.params.get(name)
            values = value if isinstance(value, tuple) else (value,)
            yield parameter.opts[0], ", ".join(map(str, values))
