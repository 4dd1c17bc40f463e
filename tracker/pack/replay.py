"""The answer and the report of a pack made anew from the facts in it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from events.facts import fact_from_json
from events.recorded import Recorded, recorded
from projections.judging.marks import NO_MARKS, StretchMarks
from projections.record.asked import Asked
from projections.record.visible import Viewpoint, visible
from projections.report import ChannelReport, Report, Stretch, Subject, report
from projections.wording import ENGLISH
from tracker.live.snapshot import Snapshot, View
from tracker.pack.contents import answer, reports
from tracker.pack.verifier import UNREADABLE, Files, Findings
from tracker.show.report.html import html


def check_answer(files: Files, found: Findings) -> None:
    """Note whether this program, asked the pack's question of the pack's facts, answers the same.

    The pack has been checked before. A PDF that differs is no fault: its bytes depend on the
    versions of the libraries that set it, which those of the answer and of the HTML do not.
    """
    try:
        again, made = _made_anew(files)
        unmarked = {"report.html": html(_without_marks(made), ENGLISH).encode()}
    except (*UNREADABLE, ArithmeticError, OSError) as error:  # of a zone that is a folder, too
        found.faults.append(f"The answer cannot be worked out from the facts: {error!r}.")
        return
    for name in ("answer.json", "report.html", "report.pdf"):
        if again[name] == files.get(name):
            found.holds.append(f"{name} is what this program makes of these facts.")
        elif name in unmarked and unmarked[name] == files.get(name):
            found.holds.append(
                f"{name} is what this program makes of these facts, but for the signs ~ and *, "
                "which earlier versions did not set in reports."
            )
        elif name == "report.pdf":
            found.open.append(
                f"{name} is not byte for byte what this program makes of these facts: it was "
                "changed, or set by other versions of the libraries. Rely on report.html."
            )
        else:
            found.faults.append(
                f"{name} is not what this program makes of these facts: it was changed, or made "
                "by another version of the tracker."
            )


def _made_anew(files: Files) -> tuple[Mapping[str, bytes], Report]:
    asked = json.loads(files["question.json"])
    product, position = asked["product"], asked["position"]
    point = Viewpoint(
        date.fromisoformat(asked["as_of"]),
        date.fromisoformat(asked["known_at"]) if asked["known_at"] else None,
        datetime.fromisoformat(asked["recorded_by"]) if asked["recorded_by"] else None,
    )
    facts = list(_recorded(files, asked))
    seen = visible(facts, known_at=point.known_at, recorded_by=point.recorded_by)
    made = report(Subject(product, point, asked["ledger"], asked["zone"], position), facts)
    seeing = Snapshot(Asked(point, position), View(seen))
    return {"answer.json": answer(seeing, product), **reports(made)}, made


def _without_marks(made: Report) -> Report:
    """Return a report as it was made before it marked what is less than certain."""
    return replace(
        made,
        channels=tuple(map(_unmarked, made.channels)),
        licenses=tuple(replace(each, stretches=_certain(each.stretches)) for each in made.licenses),
    )


def _unmarked(told: ChannelReport) -> ChannelReport:
    none = StretchMarks(NO_MARKS, NO_MARKS, NO_MARKS)
    periods = tuple(replace(each, marks=none) for each in told.periods)
    return replace(told, marks=none, periods=periods, lane=_certain(told.lane))


def _certain(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    return tuple(replace(each, begins=NO_MARKS, ends=NO_MARKS) for each in stretches)


def _recorded(files: Files, asked: dict[str, Any]) -> Iterator[Recorded]:
    zone = ZoneInfo(asked["zone"])
    places = json.loads(files["proofs.json"])["facts"]
    for line, place in zip(files["facts.jsonl"].splitlines(), places, strict=True):
        at = datetime.fromisoformat(place["recorded_at"])
        yield recorded(fact_from_json(line), position=place["position"], recorded_at=at, zone=zone)
