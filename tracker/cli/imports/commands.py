"""`tracker import`: tables of products, licenses and facts into the ledger, and out of it again."""

import click

from tracker.cli.imports.import_file import import_file
from tracker.cli.imports.mapping import show_mapping
from tracker.cli.imports.undo import undo


class FileOrCommand(click.Group):
    """Takes what is no command of its own as the file to import, with its options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the hidden command for files before a file or its options."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [str(import_file.name), *args]
        return super().parse_args(ctx, args)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return what follows the command's name."""
        return ["FILE [OPTIONS] | COMMAND [ARGS]"]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options of an import, then the commands."""
        click.Command.format_options(import_file, ctx, formatter)
        self.format_commands(ctx, formatter)


@click.group("import", cls=FileOrCommand)
def command() -> None:
    """Record products, licenses, facts or evidence from a spreadsheet, a CSV file or an inventory.

    Columns are found by their English or Chinese headings, or by a mapping. All rows are recorded,
    or none: what is wrong is told by sheet, row, column and value, all at once. New last days are
    renewals; a missing row ends nothing; what contradicts the record is told with the fact to
    void. Importing a file again records nothing. --dry-run prints the same and records nothing.

    \b
    Example:
      tracker import licenses.xlsx --dry-run
      tracker import products.csv --effective-on 2026-11-01
      tracker import devices.csv --map netbox-devices
      tracker import scans.xlsx --as evidence
    """


for each in (import_file, show_mapping, undo):
    command.add_command(each)
