"""A real office suite, LibreOffice, that opens, fills in and saves workbooks as people do."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

SOFFICE = shutil.which("soffice")
SYSTEM_PYTHON = "/usr/bin/python3"
"""The interpreter for which the system installs the module `uno`."""

TYPIST = Path(__file__).with_name("office_typist.py")

PATIENCE = 180
"""How many seconds the suite may take before a test gives up on it."""

Typed = Mapping[str, Sequence[str]]
"""What is typed into cells, row by row, by the heading of their column."""


def _speaks_uno() -> bool:
    if SOFFICE is None or not Path(SYSTEM_PYTHON).exists():
        return False
    done = subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False)
    return done.returncode == 0


needs_office = pytest.mark.skipif(
    not _speaks_uno(), reason="LibreOffice with python3-uno is not installed"
)


def converted(file: Path, ending: str, folder: Path) -> Path:
    """Return a file as the suite writes it in another form, such as "pdf" or "xlsx"."""
    with TemporaryDirectory() as profile:
        subprocess.run(
            [*_office(profile), "--convert-to", ending, "--outdir", str(folder), str(file)],
            check=True,
            capture_output=True,
            timeout=PATIENCE,
        )
    return folder / f"{file.stem}.{ending.partition(':')[0]}"


def filled_in(template: Path, typed: Typed, output: Path) -> None:
    """Open a workbook, type into the cells of its first sheet, and save it as another."""
    with TemporaryDirectory() as profile:
        pipe = f"tracker-{Path(profile).name}"
        office = subprocess.Popen(
            [*_office(profile), f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            subprocess.run(
                [SYSTEM_PYTHON, str(TYPIST), pipe, template.as_uri(), output.as_uri()],
                input=json.dumps(typed),
                text=True,
                check=True,
                timeout=PATIENCE,
            )
        finally:
            with suppress(ProcessLookupError):
                os.killpg(office.pid, signal.SIGKILL)
            office.wait()


def _office(profile: str) -> list[str]:
    """Return how the suite is called, with settings of its own, which nobody else uses."""
    settings = f"-env:UserInstallation={Path(profile).as_uri()}"
    return [SOFFICE or "soffice", settings, "--headless", "--norestore", "--nologo"]
