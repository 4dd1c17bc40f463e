"""The options that commands share, and how their values are read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any

import click
from click.core import ParameterSource

from projections.judging.judgment import Status
from projections.wording import LANGUAGES, Language, words_of
from tracker.spans import Span, SpanRefused

Command = Callable[..., Any]


def given_options(ctx: click.Context) -> list[str]:
    """Return the options that were written on the command line, not those of the environment."""
    return [
        param.opts[0]
        for param in ctx.command.params
        if ctx.get_parameter_source(param.name or "") == ParameterSource.COMMANDLINE
    ]


def check_none_is_lost(ctx: click.Context) -> None:
    """Raise UsageError if options stand before a command of a group that does not hear of them."""
    if given := given_options(ctx):
        raise click.UsageError(
            f"'{ctx.invoked_subcommand}' would not hear of {' and '.join(given)}, which belongs to "
            f"'{ctx.command_path}' alone. Write its own options after it, or leave it out.",
            ctx,
        )


class DayType(click.ParamType[date]):
    """A day, written YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day; anything else is a usage error."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
        if day is None or day.isoformat() != value:
            self.fail(f"{value!r} is not a day; write YYYY-MM-DD, for example 2023-07-01.")
        if not 1900 <= day.year <= 2200:
            self.fail(f"{value} lies outside 1900-01-01 to 2200-12-31.")
        return day


class InstantType(click.ParamType[datetime | date]):
    """An instant with its time zone, or a day, which stands for its end in the legal zone."""

    name = "instant"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime | date:
        """Return the instant or the day; anything else is a usage error."""
        if isinstance(value, datetime | date):
            return value
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            self.fail(
                f"{value!r} is not an instant; write 2026-11-23T09:30:00+08:00, or a day to "
                "mean its end in the ledger's time zone."
            )
        if not 1900 <= found.year <= 2200:
            self.fail(f"{value} lies outside 1900 to 2200.")
        if found.date().isoformat() == value:
            return found.date()
        if "T" not in value and " " not in value:
            self.fail(f"{value!r} is neither a day written YYYY-MM-DD nor an instant.")
        if found.tzinfo is None:
            self.fail(f"{value!r} names no time zone; add Z or an offset such as +08:00.")
        return found


class SpanType(click.ParamType[Span]):
    """A span of time, written 90d, 12w or 6m."""

    name = "span"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Span:
        """Return the span; anything else is a usage error."""
        try:
            return value if isinstance(value, Span) else Span.read(value)
        except SpanRefused as refused:
            self.fail(str(refused))


@dataclass(frozen=True)
class When:
    """The three answers to "when" as they were given on the command line."""

    as_of: date | None = None
    known_at: date | None = None
    recorded_by: datetime | date | None = None


as_of_option = click.option(
    "--as-of", type=DayType(), metavar="YYYY-MM-DD", help="Judge on this day.  [default: today]"
)
known_at_option = click.option(
    "--known-at",
    type=DayType(),
    metavar="YYYY-MM-DD",
    help="Use only what could be known by this day.",
)
recorded_by_option = click.option(
    "--recorded-by",
    type=InstantType(),
    metavar="INSTANT",
    help="Use only what this ledger held by this instant (or end of day).",
)


def asked_when(*, as_of: bool) -> Callable[[Command], Command]:
    """Give a command the options of time, with or without --as-of, as one argument `when`."""

    def decorate(command: Command) -> Command:
        @wraps(command)
        def told(
            *given: Any,
            as_of: date | None = None,
            known_at: date | None = None,
            recorded_by: datetime | date | None = None,
            **others: Any,
        ) -> Any:
            return command(*given, when=When(as_of, known_at, recorded_by), **others)

        optional = known_at_option(recorded_by_option(told))
        return as_of_option(optional) if as_of else optional

    return decorate


days_option = click.option(
    "--as-of",
    "days",
    type=DayType(),
    multiple=True,
    metavar="YYYY-MM-DD",
    help="Judge on this day; repeated, several days side by side.  [default: today]",
)


class OrAll(click.ParamType[Any]):
    """A value of another type, or the word "all"."""

    def __init__(self, inner: click.ParamType[Any]) -> None:
        self.inner = inner
        self.name = inner.name

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return "all" or the value; anything else is a usage error."""
        return value if value == "all" else self.inner.convert(value, param, ctx)


def second_point_options(command: Command) -> Command:
    """Give a command the options of a second point in time."""
    options = (
        click.option(
            "--to-as-of", type=DayType(), metavar="YYYY-MM-DD", help="The second point's day."
        ),
        click.option(
            "--to-known-at",
            type=OrAll(DayType()),
            metavar="YYYY-MM-DD|all",
            help="The second point's knowledge.",
        ),
        click.option(
            "--to-recorded-by",
            type=OrAll(InstantType()),
            metavar="INSTANT|all",
            help="The second point's state of the ledger.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def language_option(command: Command) -> Command:
    """Give a command --language; it gets the words of the language as one argument `words`."""

    @wraps(command)
    def told(*given: Any, language: Language, **others: Any) -> Any:
        return command(*given, words=words_of(language), **others)

    return click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        default="en",
        show_default=True,
        envvar="TRACKER_LANGUAGE",
        help="Answer in Chinese or English; also set by TRACKER_LANGUAGE.",
    )(told)


channel_option = click.option("--channel", metavar="NAME", help="Only this channel.")
status_option = click.option(
    "--status",
    "chosen",
    type=click.Choice([status.value for status in Status]),
    multiple=True,
    help="Only this status; may be repeated.",
)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document instead of text."
)
