"""The command line: a group that imports a command only when it is called."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from typing import Any

import click

from tracker.clock import now

COMMANDS = {
    "init": ("tracker.cli.init", "Create a ledger and record the gazette in it."),
    "record": ("tracker.cli.record", "Record the facts of files."),
    "import": ("tracker.cli.importing", "Record the rows of spreadsheets and inventories."),
    "template": ("tracker.cli.template", "Write an empty workbook to fill in and import."),
    "status": ("tracker.cli.status", "Show which products may be sold where, on a day."),
    "timeline": ("tracker.cli.timeline", "Show every status of a product, past and to come."),
    "explain": ("tracker.cli.explain", "Say why a product has its status, down to the article."),
    "report": ("tracker.cli.report", "Write a report on a product, in HTML or PDF."),
    "diff": ("tracker.cli.diff", "Compare two points in time, down to the facts."),
    "late": ("tracker.cli.late", "Tell what was entered late, and which past answers it changed."),
    "what-if": ("tracker.cli.what_if", "Show what acts that have not landed would change."),
    "adopt": ("tracker.cli.adopt", "Record the acts of a scenario, once they are published."),
    "remind": ("tracker.cli.remind", "Send reminders, and show what became of them."),
    "schedule": ("tracker.cli.schedule", "Send reminders every hour, in the foreground."),
    "attest": ("tracker.cli.attest", "Record that somebody relied on an answer."),
    "attestations": (
        "tracker.cli.attestations",
        "List the answers relied on, and how they read now.",
    ),
    "evidence": ("tracker.cli.evidence", "Keep files beside the facts that they support."),
    "facts": ("tracker.cli.facts", "List the log of facts."),
    "products": ("tracker.cli.products", "List the products on record."),
    "licenses": ("tracker.cli.licenses", "List the licenses and how they stand on a day."),
    "acts": ("tracker.cli.acts", "List the acts on record."),
    "questions": ("tracker.cli.questions", "List the points of law, open and settled."),
    "findings": ("tracker.cli.findings", "List what does not fit together in the facts."),
    "gazette": ("tracker.cli.gazette", "Show, check and update the built-in record of acts."),
    "schema": ("tracker.cli.schema", "Print the JSON Schema of a fact."),
    "export": ("tracker.cli.export", "Write all facts as JSON Lines."),
    "restore": ("tracker.cli.restore", "Create a ledger from a full export."),
    "verify": ("tracker.cli.verify", "Check everything stored, alone and against checkpoints."),
    "pack": ("tracker.cli.pack", "Write an answer with all that proves it, or check one."),
    "checkpoint": ("tracker.cli.checkpoint", "Write a signed statement of what the ledger holds."),
}


@dataclass
class Session:
    """What every command is told: where the ledger and its evidence are, and what time it is."""

    ledger: str = "tracker.db"
    clock: Callable[[], datetime] = field(default=now)
    evidence: str | None = None


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
        command: click.Command = import_module(module).command
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
@click.version_option(package_name="license-compliance-tracker", message="tracker %(version)s")
@click.pass_context
def tracker(ctx: click.Context, ledger: str, evidence: str | None) -> None:
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
