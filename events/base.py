"""The common shape of every fact and provision: frozen, strict, and closed to unknown fields."""

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    StringConstraints,
)
from pydantic_core import CoreSchema, core_schema

EARLIEST_DAY = date(1900, 1, 1)
LATEST_DAY = date(2200, 12, 31)


class _ExactDay:
    """Reads a day from JSON only in the form YYYY-MM-DD; pydantic alone takes timestamps too."""

    def __get_pydantic_core_schema__(self, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        day = core_schema.no_info_after_validator_function(_in_range, handler(date))
        written = core_schema.no_info_after_validator_function(_parse_day, core_schema.str_schema())
        return core_schema.json_or_python_schema(
            json_schema=written,
            python_schema=day,
            serialization=core_schema.to_string_ser_schema(),
        )

    def __get_pydantic_json_schema__(self, *_: Any) -> dict[str, Any]:
        return {"type": "string", "format": "date"}


_WRITTEN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _parse_day(written: str) -> date:
    if not _WRITTEN_DAY.fullmatch(written):
        raise ValueError("a day is written YYYY-MM-DD")
    try:
        return _in_range(date.fromisoformat(written))
    except ValueError:
        raise ValueError(f"there is no day {written} between {_RANGE}") from None


def _in_range(day: date) -> date:
    if not EARLIEST_DAY <= day <= LATEST_DAY:
        raise ValueError(f"{day} lies outside {_RANGE}")
    return day


_RANGE = f"{EARLIEST_DAY} and {LATEST_DAY}"

Day = Annotated[date, _ExactDay()]
"""A legal day, written YYYY-MM-DD, between 1900-01-01 and 2200-12-31 inclusive."""


def _with_zone(written: str) -> str:
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        found = None
    if found is None or found.utcoffset() is None:
        raise ValueError(f"'{written}' is no instant; write 2026-11-23T09:30:00+08:00")
    return written


Instant = Annotated[
    str,
    StringConstraints(
        pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$"
    ),
    AfterValidator(_with_zone),
]
"""A moment with its time zone, kept as it was written."""

_CONTROLS = "\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
"""Characters that steer a terminal or turn the direction of writing."""

Name = Annotated[
    str,
    StringConstraints(
        min_length=1,
        max_length=200,
        pattern=rf"^[^\s{_CONTROLS}](?:[^{_CONTROLS}]*[^\s{_CONTROLS}])?$",
    ),
]
"""What a thing is called in the ledger: one line, no blank at either end."""

FILE_NAME = rf"^[^\s/\\{_CONTROLS}](?:[^/\\{_CONTROLS}]*[^\s/\\{_CONTROLS}])?$"

FileName = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=FILE_NAME)]
"""What a file is called: a name without any folder."""

LONGEST_TEXT = 20_000

Text = Annotated[
    str,
    StringConstraints(
        min_length=1,
        max_length=LONGEST_TEXT,
        pattern=rf"^(?:[^{_CONTROLS}]|[\t\r\n])*[^\s{_CONTROLS}](?:[^{_CONTROLS}]|[\t\r\n])*$",
    ),
]
"""Prose: anything but blank."""

_EXACT_INTEGER = 2**53 - 1

Number = (
    Annotated[int, Field(ge=-_EXACT_INTEGER, le=_EXACT_INTEGER)]
    | Annotated[float, Field(ge=-_EXACT_INTEGER, le=_EXACT_INTEGER, allow_inf_nan=False)]
)
"""A number that every JSON reader reads alike (RFC 8785): none beyond 2**53 - 1, no NaN."""


class Immutable(BaseModel):
    """A value that never changes once made and refuses fields it does not know.

    Its model is built when the first is made: many commands make none of most kinds.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class Source(Immutable):
    """Where a fact can be checked; `verified` says whether somebody read it there."""

    title: Text | None = None
    url: Text | None = None
    article: Text | None = None
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    verified: bool | None = None


class BaseFact(Immutable):
    """What every fact may say beside its own matter (contract 3, common fields)."""

    id: Name | None = None
    known_on: Day | None = None
    source: tuple[Source, ...] = ()
    note: Text | None = None

    @property
    def knowable_from(self) -> date | None:
        """The day from which the fact could be known if it does not say; None: once recorded."""
        raise NotImplementedError


class EffectiveFact(BaseFact):
    """A fact that counts in law from a day of its own."""

    effective_on: Day

    @property
    def knowable_from(self) -> date:
        return self.effective_on
