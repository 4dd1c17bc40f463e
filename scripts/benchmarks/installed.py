"""The peers, installed into a folder of their own: they are no part of the product or its locks."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def installed(folder: Path, *, wanted: bool) -> Path | None:
    """Return the folder with the peers, installed into it if it is not there; None if it cannot be.

    They are the dependency group `bench` of pyproject.toml.
    """
    if (folder / "installed").exists():
        return folder
    return folder if wanted and _install(folder) else None


def _install(folder: Path) -> bool:
    uv = Path(sys.executable).with_name("uv")
    words = ["pip", "install", "--quiet", "--group", f"{ROOT / 'pyproject.toml'}:bench"]
    try:
        subprocess.run([uv, *words, "--target", folder], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"The peers could not be installed: {error}", file=sys.stderr)
        return False
    (folder / "installed").touch()
    return True
