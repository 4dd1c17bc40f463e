"""The version of the rules by which tables were worked out: tables of other rules are made anew."""

from functools import cache
from hashlib import sha256
from pathlib import Path

_ROOT = Path(__file__).parents[3]
_RULES = (
    "events",
    "projections/record",
    "projections/judging",
    "projections/columns",
    "tracker/ledger/store/tables",
    "tracker/live/tables",
)
"""The rooms whose code decides what the tables say."""


def rules() -> str:
    """Return a name for the code that decides what tables say: other code has another name."""
    return code_of(*_RULES)


@cache
def code_of(*rooms: str) -> str:
    """Return a name for the code in some folders and below: other code has another name."""
    digest = sha256()
    for room in rooms:
        for path in sorted((_ROOT / room).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:32]
