"""A status that changes for the worse, in English."""

from collections.abc import Mapping, Sequence
from datetime import date

from events.provisions import RegimeEstablished
from projections.comparing.needs import Need
from projections.judging.bench import Judgment
from projections.judging.citing import leant_on, regimes_named
from projections.judging.grounds import doubts, removal_deadline
from projections.judging.judgment import Status
from projections.notices import StatusWorsens
from projections.wording.en.citing import titles
from projections.wording.en.days import dated, distance_words, written_out
from projections.wording.en.grounds import announcements, grounds
from projections.wording.en.terms import STATUSES, channel, kind
from projections.wording.notices import Parts, When, shortened


def worse_words(worse: StatusWorsens, when: When) -> Parts:
    """Return what is said of a status that changes on a day."""
    since = "since" if when.is_over else "from"
    place, after = channel(worse.channel), STATUSES[worse.after]
    judgment, days = worse.judgment, f"{dated(when.day)}, {distance_words(when)}"
    return (
        f"{shortened(worse.product)} in {shortened(place)}: {after} {since} {days}",
        _change(worse, when),
        (*map(written_out, _grounds(judgment)), *titles(leant_on(judgment))),
        _todo(worse, when),
    )


def _grounds(judgment: Judgment) -> list[str]:
    return grounds(judgment, brief=False) + announcements(judgment)


def _change(worse: StatusWorsens, when: When) -> str:
    place, after, day = channel(worse.channel), STATUSES[worse.after], dated(when.day)
    if worse.before is Status.NOT_MARKETED:
        comes, is_ = ("came", "was") if when.is_over else ("comes", "is")
        return f"{worse.product} {comes} into {place} on {day} and {is_} {after} there."
    verb = "turned" if when.is_over else "turns"
    before = STATUSES[worse.before]
    return f"{worse.product} in {place} {verb} from {before} to {after} on {day}."


def _todo(worse: StatusWorsens, when: When) -> str:
    day = when.day
    since = "" if when.is_over else f" from {dated(day)} on"
    where = f"{worse.product} in {channel(worse.channel)}{since}"
    names = regimes_named(worse.judgment)
    match worse.after:
        case Status.BARRED:
            deadline = removal_deadline(worse.judgment)
            removal = f" Its removal was ordered by {dated(deadline)}." if deadline else ""
            why = "a failed security review bars it until a later conclusion"
            return f"Do not sell {where}: {why}.{removal}"
        case Status.NON_COMPLIANT:
            certain = [need for need in worse.needs if need.certain]
            perhaps = [need for need in worse.needs if not need.certain]
            wanted = needs_words(certain, day, names)
            license = f"a valid license covers it{f': {wanted}' if wanted else ''}"
            return f"Do not sell {where} unless {license}." + _perhaps(
                needs_words(perhaps, day, names)
            )
        case _:
            told = f"Find out whether you may sell {where}.{_open(worse, names)}"
            return told + _perhaps(needs_words(worse.needs, day, names))


def _open(worse: StatusWorsens, names: Mapping[str, RegimeEstablished]) -> str:
    open_ = doubts(worse.judgment)
    told = [
        *(f"the point of law {name}" for name in open_.questions),
        *(f"whether {_regime(name, names)} covers it" for name in open_.regimes),
        *(f"the outcome of review {name}" for name in open_.reviews),
    ]
    return f" Open: {'; '.join(told)}." if told else ""


def _perhaps(needed: str) -> str:
    return f" Perhaps needed: {needed}." if needed else ""


def needs_words(
    needs: Sequence[Need], day: date, names: Mapping[str, RegimeEstablished] | None = None
) -> str:
    """Return licenses that are missing, each with the day since which if it is not `day`."""
    return " and ".join(
        _need(need, names or {}) + (f", from {dated(need.by)} on" if need.by != day else "")
        for need in needs
    )


def _need(need: Need, names: Mapping[str, RegimeEstablished]) -> str:
    kinds = " or ".join(map(kind, need.kinds)) or "a license that is not issued any more"
    return f"{kinds} ({_regime(need.regime, names)})"


def _regime(name: str, names: Mapping[str, RegimeEstablished]) -> str:
    return f"{names[name].name} [{name}]" if name in names else name
