"""The answer to a mistake: another fact."""

from typing import Literal

from events.base import BaseFact, Name, Text


class FactVoided(BaseFact):
    """An earlier fact should never have been recorded; it has no legal day of its own."""

    kind: Literal["fact_voided"]
    fact: Name
    reason: Text

    @property
    def knowable_from(self) -> None:
        return None
