"""Guards the top-level names that we share with packages on the index.

Installed beside a stranger's `events` or `projections`, this program would import the wrong code,
and no installer warns of it. So before anything else is imported, see that both are still ours.
"""

from importlib.util import find_spec
from pathlib import Path

OWNER = '__owner__ = "license-compliance-tracker"'
BESIDE = Path(__file__).parent.parent
EXIT_CLASH = 70


def clash() -> str | None:
    """Return a sentence about the first package that is not ours, or None if all is well.

    Nothing of a foreign package is run: it is found, and its text is read.
    """
    for name in ("events", "projections"):
        spec = find_spec(name)
        origin = Path(spec.origin) if spec and spec.origin else None
        if origin is None or not _is_ours(origin, name):
            return (
                f"The package '{name}' that Python finds ({origin or 'nowhere'}) is not part of "
                "this program: another distribution of that name is installed in the same "
                "environment. Install the tracker in an environment of its own (for example "
                "with pipx), or remove the other package and install the tracker again."
            )
    return None


def _is_ours(origin: Path, name: str) -> bool:
    return origin.parent == BESIDE / name and OWNER in origin.read_text(encoding="utf-8")
