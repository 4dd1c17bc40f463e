"""Files that a command writes: they take their name only when all is written."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NoReturn

from tracker.cli.asking import nothing_found

BESIDE_A_LEDGER = ("", "-wal", "-shm")


def check_not_the_ledger(output: str, ledger: str) -> None:
    """End the command with code 1 if a file to be written is the ledger itself."""
    target = Path(output)
    files = (Path(f"{ledger}{ending}") for ending in BESIDE_A_LEDGER)
    if target.exists() and any(file.exists() and target.samefile(file) for file in files):
        nothing_found(f"'{output}' is the ledger itself. Name another file to write to.")


def write_whole(output: str, content: bytes) -> None:
    """Write a file, or leave what was there as it was, and nothing beside it."""
    target = Path(output)
    try:
        with NamedTemporaryFile(dir=target.absolute().parent, delete=False) as stream:
            written = Path(stream.name)
            stream.write(content)
    except OSError as error:
        _refuse(output, error)
    try:
        os.replace(written, target)
    except OSError as error:
        written.unlink()
        _refuse(output, error)


def _refuse(output: str, error: OSError) -> NoReturn:
    nothing_found(f"Cannot write '{output}': {error.strerror}. Check its folder and rights.")
