"""`tracker gazette`: the built-in record of acts, listed, shown, checked and brought up to date."""

from pathlib import Path

import click

from events.facts import fact_to_dict
from events.words import counted
from projections.wording import Words
from tracker.cli.act.gazette_update import update
from tracker.cli.ask.acts import print_act, print_acts
from tracker.cli.mistakes import print_problems
from tracker.cli.options import json_option, language_option
from tracker.cli.output import print_json, print_paragraph, print_table
from tracker.errors import FileNotRead
from tracker.gazette.check import GazetteFilesUnfit
from tracker.gazette.check import check as check_files
from tracker.gazette.files import GazetteFile, built_in_files, read_gazette


@click.group("gazette")
def command() -> None:
    """Show, check and update the built-in record of acts.

    \b
    Example:
      tracker gazette show CIRC-2023-1
    """


@command.command("list")
@json_option
def list_acts(as_json: bool) -> None:
    """List the acts of the gazette, oldest first.

    \b
    Example:
      tracker gazette list
    """
    gazette = read_gazette()
    if as_json:
        print_json(gazette.document())
        return
    print_acts(gazette.acts)
    acts, others = len(gazette.acts), len(gazette.facts) - len(gazette.acts)
    click.echo()
    print_paragraph(
        f"{counted(acts, 'act')}, and {counted(others, 'fact')} on questions and reviews."
    )


@command.command("categories")
@json_option
def list_categories(as_json: bool) -> None:
    """List the categories as which products are classified, in English and Chinese.

    '*' marks a name that was not read as the name of a class in any list.

    \b
    Example:
      tracker gazette categories
    """
    categories = read_gazette().categories
    if as_json:
        print_json({"categories": [c.model_dump(exclude_none=True) for c in categories]})
        return
    rows = [
        [c.code, _marked(c.name_zh, c.verified.get("name_zh")), _marked(c.name, c.verified["name"])]
        for c in categories
    ]
    print_table(["CATEGORY", "中文", "NAME"], rows)


def _marked(name: str | None, verified: bool | None) -> str:
    return f"{name or '-'}{'' if verified else '*'}"


@command.command("show")
@click.argument("act")
@json_option
def show(act: str, as_json: bool) -> None:
    """Show an act of the gazette with its provisions, sources and what is not verified.

    \b
    Example:
      tracker gazette show CIRC-2023-1
    """
    found = read_gazette().act(act)
    if as_json:
        print_json(fact_to_dict(found))
    else:
        print_act(found)


@command.command("check")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@language_option
def check(files: tuple[Path, ...], words: Words) -> None:
    """Check gazette files as a maintainer needs it; without files, check the built-in ones.

    Told are, by file, line and field: what cannot be read, ids missing or used twice, facts without
    a source, provisions without a verified mark, and names that nothing establishes.

    \b
    Example:
      tracker gazette check new-act.yaml
    """
    sources, beside = built_in_files(), None
    if files:
        sources, beside = [_file(path) for path in files], read_gazette()
    problems = check_files(sources, beside=beside)
    print_problems(problems, words)
    if problems:
        raise GazetteFilesUnfit(problems, len(sources))
    print_paragraph(f"{counted(len(sources), 'file')} checked, no problem found.")


def _file(path: Path) -> GazetteFile:
    try:
        return GazetteFile(str(path), path.read_bytes())
    except OSError as error:
        raise FileNotRead(str(path), error.strerror) from error


command.add_command(update)
