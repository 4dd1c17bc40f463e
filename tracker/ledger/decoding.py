"""How the bytes of a row become a fact again."""

from events.facts import Fact, fact_from_json
from tracker.ledger.errors import LedgerDamaged


def fact_at(position: int, content: bytes, location: str) -> Fact:
    """Return the fact in a row; raises LedgerDamaged, with its position, if there is none."""
    try:
        return fact_from_json(content)
    except (ValueError, TypeError) as error:
        said = " ".join(str(error).partition("For further information")[0].split())
        raise LedgerDamaged(
            location, f"what stands at position {position} is no fact ({said})"
        ) from error
