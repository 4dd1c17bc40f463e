"""Which facts of a batch may be recorded: pure rules over a few look-ups (contract 2 and 3).

References to what is not on record are none of its business: they are findings, not refusals.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from events.facts import canonical_json
from events.mentions import leans_on, opens
from events.remarks import FactVoided
from tracker.ledger.batches import Refusal
from tracker.ledger.drafts import Draft
from tracker.ledger.errors import BatchRefused
from tracker.ledger.known import Earlier, Held, Known
from tracker.ledger.storage import Entry, Record


@dataclass(frozen=True, slots=True)
class Repeated:
    """A fact of the batch that adds nothing: its like is on record or earlier in the batch."""

    draft: Draft
    position: int | None
    voided_by: str | None


@dataclass(frozen=True, slots=True)
class Admission:
    """What may be recorded, with its tags, what need not, and what must not.

    `added` has what the portions of a batch after this one have to know.
    """

    admitted: tuple[tuple[Draft, frozenset[str]], ...]
    repeated: tuple[Repeated, ...]
    refusals: tuple[Refusal, ...]
    added: tuple[tuple[Held, frozenset[str]], ...]

    @property
    def entries(self) -> list[Entry]:
        """What is to be recorded, as the storage takes it."""
        return [
            Entry(draft.id, draft.fact.kind, draft.content, tags) for draft, tags in self.admitted
        ]


def admit(
    drafts: Sequence[Draft],
    record: Record,
    *,
    recorded_on: date,
    earlier: Earlier | None = None,
) -> Admission:
    """Judge a batch that is recorded on a day; all of its refusals are found in one pass.

    A refused fact still counts for those after it, so that one mistake is reported once. If
    anything is refused, nothing is admitted.
    """
    known = Known(record, drafts, earlier)
    new: list[Draft] = []
    old: list[tuple[Draft, Held]] = []
    refusals: list[Refusal] = []
    for draft in drafts:
        held = known.find(draft.id)
        if held and _says_the_same(held, draft):
            old.append((draft, held))
            continue
        said = [_conflict(held, draft)] if held else list(_objections(draft, known, recorded_on))
        refusals += [Refusal(draft.index, message) for message in said]
        new.append(draft)
        if not held:
            known.add(draft)
    repeated = [Repeated(draft, held.position, known.voided_by(draft.id)) for draft, held in old]
    refused = refusals or (earlier and earlier.refusals)
    admitted = [] if refused else [(draft, known.tags_of(draft.fact)) for draft in new]
    return Admission(tuple(admitted), tuple(repeated), tuple(refusals), tuple(known.added))


def admit_whole(drafts: Sequence[Draft], record: Record, *, recorded_on: date) -> Admission:
    """Judge a batch as `admit` does; raises BatchRefused with every refused fact."""
    admission = admit(drafts, record, recorded_on=recorded_on)
    if admission.refusals:
        raise BatchRefused(admission.refusals)
    return admission


def _says_the_same(held: Held, draft: Draft) -> bool:
    # Written by another version, the same fact may stand there in other bytes.
    return held.content == draft.content or canonical_json(held.fact) == draft.content


def _conflict(held: Held, draft: Draft) -> str:
    named = ", ".join(f"'{key}'" for key in _differing(held, draft))
    return (
        f"Fact '{draft.id}', {draft.place}, is on record with other content: {held.place} differs "
        f"in {named}. A recorded fact never changes. Give this one an id of its own, and void "
        f"'{draft.id}' if that one was wrong."
    )


def _differing(held: Held, draft: Draft) -> list[str]:
    before, now = json.loads(canonical_json(held.fact)), json.loads(draft.content)
    # As text, because in Python true equals 1.
    return [key for key in sorted(before | now) if _text(before, key) != _text(now, key)]


def _text(fields: dict[str, Any], key: str) -> str:
    return json.dumps(fields[key], sort_keys=True) if key in fields else ""


def _objections(draft: Draft, known: Known, recorded_on: date) -> Iterator[str]:
    if draft.fact.known_on is not None and draft.fact.known_on > recorded_on:
        yield _known_too_late(draft, draft.fact.known_on, recorded_on)
    if target := leans_on(draft.fact):
        yield from _leans_on_nothing(draft, target, known)
    if (opened := opens(draft.fact)) and (first := known.opening_of(opened)):
        yield _second_opening(draft, opened, first)


def _known_too_late(draft: Draft, known_on: date, recorded_on: date) -> str:
    return (
        f"Fact '{draft.id}' has known_on {known_on}, after {recorded_on}, the day on which it is "
        f"recorded. What is on record is known. Correct known_on or leave it out."
    )


def _leans_on_nothing(draft: Draft, target: str, known: Known) -> Iterator[str]:
    voids = isinstance(draft.fact, FactVoided)
    does, it = ("voids", "A voiding") if voids else ("is evidence for", "Evidence")
    if target == draft.id:
        yield (
            f"Fact '{draft.id}' {does} itself. {it} answers an earlier fact. "
            f"Name that one, or leave this one out."
        )
    elif not known.find(target):
        near = get_close_matches(target, known.near(target), n=3)
        meant = " or ".join(f"'{id}'" for id in dict.fromkeys(near))
        yield (
            f"Fact '{draft.id}' {does} '{target}', which is not on record. "
            f"{it} names a fact recorded before it, or earlier in its batch. "
            + (f"Did you mean {meant}?" if meant else "Check the id.")
        )


def _second_opening(draft: Draft, opened: tuple[str, str], first: Held) -> str:
    what, name = opened
    return (
        f"Fact '{draft.id}' opens {what} '{name}' a second time: fact '{first.id}', "
        f"{first.place}, opened it. A name is opened once. Record a change as a fact of its own, "
        f"or void '{first.id}' first if it was wrong."
    )
