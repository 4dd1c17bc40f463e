"""`tracker schema`: the JSON Schema of the interchange form."""

import click

from events.facts import json_schema
from tracker.cli.output import print_json


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of one fact, as JSON Lines and YAML files hold it.

    \b
    Example:
      tracker schema > fact.schema.json
    """
    print_json(json_schema())
