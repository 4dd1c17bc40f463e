"""The command line: a group that imports a command only when it is called."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from typing import Any

import click

from tracker.clock import now

COMMANDS = {  # by name: its module in this folder, and what it does
    "init": ("act.init", "Create a ledger and record the gazette in it."),
    "record": ("act.record", "Record the facts of files."),
    "import": ("imports.commands", "Record the rows of spreadsheets and inventories."),
    "template": ("imports.template", "Write an empty workbook to fill in and import."),
    "status": ("status.command", "Show which products may be sold where, on a day."),
    "timeline": ("ask.timeline", "Show every status of a product, past and to come."),
    "explain": ("ask.explain", "Say why a product has its status, down to the article."),
    "report": ("ask.report", "Write a report on a product, in HTML or PDF."),
    "diff": ("ask.diff", "Compare two points in time, down to the facts."),
    "late": ("ask.late", "Tell what was entered late, and which past answers it changed."),
    "what-if": ("what_if.command", "Show what acts that have not landed would change."),
    "adopt": ("what_if.adopt", "Record the acts of a scenario, once they are published."),
    "remind": ("remind.commands", "Send reminders, and show what became of them."),
    "schedule": ("remind.schedule", "Send reminders every hour, in the foreground."),
    "attest": ("act.attest", "Record that somebody relied on an answer."),
    "attestations": ("ask.attestations", "List the answers relied on, and how they read now."),
    "evidence": ("act.evidence", "Keep files beside the facts that they support."),
    "facts": ("ask.facts", "List the log of facts."),
    "products": ("ask.products", "List the products on record."),
    "licenses": ("ask.licenses", "List the licenses and how they stand on a day."),
    "acts": ("ask.acts", "List the acts on record."),
    "questions": ("ask.questions", "List the points of law, open and settled."),
    "findings": ("ask.findings", "List what does not fit together in the facts."),
    "gazette": ("act.gazette", "Show, check and update the built-in record of acts."),
    "schema": ("audit.schema", "Print the JSON Schema of a fact."),
    "export": ("audit.export", "Write all facts as JSON Lines."),
    "restore": ("audit.restore", "Create a ledger from a full export."),
    "verify": ("audit.verify", "Check everything stored, alone and against checkpoints."),
    "live": ("audit.live", "Keep the tables that make answers quick."),
    "pack": ("audit.pack", "Write an answer with all that proves it, or check one."),
    "checkpoint": ("audit.checkpoint", "Write a signed statement of what the ledger holds."),
}


@dataclass
class Session:
    """What every command is told.

    Where the ledger and its evidence are, what time it is, and when to use live tables.
    """

    ledger: str = "tracker.db"
    clock: Callable[[], datetime] = field(default=now)
    evidence: str | None = None
    live: str = "auto"


class LazyGroup(click.Group):
    """Knows its commands by name and imports one only to run it or to show its help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which they are learned."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, or None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        command: click.Command = import_module(f"{__name__}.{module}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a mistyped one is answered with the nearest."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            ctx.fail(f"There is no command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what the tracker says no to ends it with one calm message and code 1."""
        from tracker.errors import TrackerError

        try:
            return super().invoke(ctx)
        except TrackerError as refusal:
            raise click.ClickException(str(refusal)) from refusal

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Offer command names without importing any."""
        from click.shell_completion import CompletionItem

        return [
            CompletionItem(name, help=text)
            for name, (_, text) in COMMANDS.items()
            if name.startswith(incomplete)
        ]


EPILOG = """\b
Exit codes: 0 done; 1 the tracker says no (input refused, nothing found,
check failed) or was interrupted; 2 the command was mistyped; 70 a package
of the tracker was replaced by another of the same name."""


@click.group("tracker", cls=LazyGroup, epilog=EPILOG)
@click.option(
    "--ledger",
    envvar="TRACKER_LEDGER",
    default="tracker.db",
    show_default=True,
    metavar="PATH_OR_URL",
    help="The ledger to use; also set by TRACKER_LEDGER.",
)
@click.option(
    "--evidence",
    envvar="TRACKER_EVIDENCE",
    metavar="FOLDER",
    help="Where files of evidence are kept; also set by TRACKER_EVIDENCE.  "
    "[default: LEDGER.evidence]",
)
@click.option(
    "--live",
    type=click.Choice(["auto", "always", "never"]),
    envvar="TRACKER_LIVE",
    default="auto",
    show_default=True,
    help="When to use live tables; also set by TRACKER_LIVE.",
)
@click.version_option(package_name="license-compliance-tracker", message="tracker %(version)s")
@click.pass_context
def tracker(ctx: click.Context, ledger: str, evidence: str | None, live: str) -> None:
    """Track which products may be sold where, on what ground, and as known when.

    \b
    Example:
      tracker init
      tracker record portfolio.jsonl
      tracker status --as-of 2023-07-03
      tracker explain FW-100 --as-of 2023-07-03 --known-at 2023-05-01
    """
    if os.environ.get("NO_COLOR"):
        ctx.color = False
    session = ctx.ensure_object(Session)
    session.ledger = ledger
    session.evidence = evidence or session.evidence
    session.live = live
