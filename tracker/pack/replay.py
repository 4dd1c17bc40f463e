"""The answer of a pack worked out anew from the facts in it."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from events.facts import fact_from_json
from events.recorded import Recorded, recorded
from projections.visible import Viewpoint, visible
from tracker.pack.contents import answer
from tracker.pack.verifier import UNREADABLE, Files, Findings
from tracker.queries import Snapshot


def check_answer(files: Files, found: Findings) -> None:
    """Note whether this program, asked the pack's question of the pack's facts, answers the same.

    The pack has been checked before.
    """
    try:
        same = _answer_again(files) == files["answer.json"]
    except UNREADABLE as error:
        found.faults.append(f"The answer cannot be worked out from the facts: {error!r}.")
        return
    if same:
        found.holds.append("answer.json is what this program answers from these facts.")
    else:
        found.faults.append(
            "answer.json is not what this program answers from these facts: it was changed, or "
            "made by another version of the tracker."
        )


def _answer_again(files: Files) -> bytes:
    asked = json.loads(files["question.json"])
    point = Viewpoint(
        date.fromisoformat(asked["as_of"]),
        date.fromisoformat(asked["known_at"]) if asked["known_at"] else None,
        datetime.fromisoformat(asked["recorded_by"]) if asked["recorded_by"] else None,
    )
    facts = _recorded(files, asked)
    seen = visible(facts, known_at=point.known_at, recorded_by=point.recorded_by)
    again = Snapshot(point, asked["position"], seen)
    return answer(again, asked["product"])


def _recorded(files: Files, asked: dict[str, Any]) -> Iterator[Recorded]:
    zone = ZoneInfo(asked["zone"])
    places = json.loads(files["proofs.json"])["facts"]
    for line, place in zip(files["facts.jsonl"].splitlines(), places, strict=True):
        at = datetime.fromisoformat(place["recorded_at"])
        yield recorded(fact_from_json(line), position=place["position"], recorded_at=at, zone=zone)
