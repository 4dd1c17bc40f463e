"""Facts about other facts: what supports one, and what takes one back."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from events.base import BaseFact, EffectiveFact, FileName, Name, Text

MediaType = Literal[
    "application/pdf",
    "image/gif",
    "image/jpeg",
    "image/png",
    "image/tiff",
    "image/webp",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "text/plain",
]
"""What a file of evidence may be, found by its content."""


class EvidenceAdded(EffectiveFact):
    """A scan, a letter or a certificate supports a fact: its digest, its size, what it is.

    `fact` is the id of the fact supported; `sha256` names the file where evidence is kept; `name`
    is what the file was called by who added it, and means nothing else. It changes no status.
    """

    kind: Literal["evidence_added"]
    fact: Name
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    size: Annotated[int, Field(ge=1, le=2**53 - 1)]
    media_type: MediaType
    name: FileName


class FactVoided(BaseFact):
    """An earlier fact should never have been recorded; it has no legal day of its own."""

    kind: Literal["fact_voided"]
    fact: Name
    reason: Text

    @property
    def knowable_from(self) -> None:
        return None
