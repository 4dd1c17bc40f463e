"""The fact that somebody relied on an answer. It says nothing of the matter itself."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from events.base import Day, EffectiveFact, Instant, Name, Text

AnsweredStatus = Literal[
    "not_marketed", "barred", "non_compliant", "indeterminate", "compliant", "not_regulated"
]


class AnswerAttested(EffectiveFact):
    """Somebody relied on an answer: the question's three dates, what it saw, what it was told.

    `position` is the last the answer saw; `digest` the SHA-256 of the answer's canonical JSON, as
    `tracker explain --json` gives it for the channel. It changes no status.
    """

    kind: Literal["answer_attested"]
    product: Name
    channel: Name
    status: AnsweredStatus
    as_of: Day
    known_at: Day | None = None
    recorded_by: Instant | None = None
    position: Annotated[int, Field(ge=0, le=2**53 - 1)]
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    by: Name
    note: Text

    @property
    def recorded_by_instant(self) -> datetime | None:
        """The instant by which the question asked for what was recorded, if it did."""
        return None if self.recorded_by is None else datetime.fromisoformat(self.recorded_by)
