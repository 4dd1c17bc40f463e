"""Files that a command writes: they take their name only when all is written."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from tracker.errors import FileNotWritten
from tracker.standard_streams import lost

WORKBOOK = ".xlsx"


def is_workbook(file: str) -> bool:
    """Tell whether a file is a workbook by its name."""
    return Path(file).suffix.casefold() == WORKBOOK


def check_names_a_workbook(file: str, option: str) -> None:
    """Raise UsageError if programs would not take a file for a workbook by its name."""
    if not is_workbook(file):
        raise click.UsageError(
            f"{option} writes a workbook, and '{file}' does not end in {WORKBOOK}; name it "
            f"{Path(file).stem}{WORKBOOK}."
        )


@contextmanager
def written_whole(output: str) -> Iterator[IO[bytes]]:
    """Open a file that takes its name when everything is written, or standard output ("-").

    Otherwise what was there stays as it was, with nothing beside it. Raises FileNotWritten.
    """
    if output == "-":
        yield sys.stdout.buffer
        if lost(sys.stdout):
            raise click.exceptions.Exit(1)  # why is told where the streams are
        return
    target = Path(output).absolute()
    aside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with aside.open("xb") as stream:
            yield stream
        os.replace(aside, target)
    except OSError as error:
        raise FileNotWritten(output, error.strerror) from error
    finally:
        aside.unlink(missing_ok=True)
