"""A status that changes for the worse, in Chinese."""

from collections.abc import Mapping, Sequence
from datetime import date

from events.provisions import RegimeEstablished
from projections.comparing.needs import Need
from projections.judging.citing import regimes_named
from projections.judging.grounds import doubts, removal_deadline
from projections.judging.judgment import Status
from projections.judging.requirements import PendingAmendment
from projections.notices import StatusWorsens
from projections.wording.notices import Parts, When, shortened
from projections.wording.zh.days import dated, distance_words
from projections.wording.zh.grounds import grounds
from projections.wording.zh.reasons import sentence
from projections.wording.zh.terms import STATUSES, channel, kind


def worse_words(worse: StatusWorsens, when: When) -> Parts:
    """Return what is said of a status that changes on a day."""
    day, far = dated(when.day), distance_words(when)
    place, after = channel(worse.channel), STATUSES[worse.after]
    pending = [each for each in worse.judgment.reasons if isinstance(each, PendingAmendment)]
    return (
        f"{shortened(worse.product)} 在{shortened(place)}渠道：自{day}起{after}，{far}",
        _change(worse, day, place),
        (*grounds(worse.judgment, brief=False), *(sentence(each) for each in pending)),
        _todo(worse, when.day),
    )


def _change(worse: StatusWorsens, day: str, place: str) -> str:
    after = STATUSES[worse.after]
    if worse.before is Status.NOT_MARKETED:
        return f"{worse.product} 自{day}起进入{place}渠道，状态为{after}。"
    before = STATUSES[worse.before]
    return f"{worse.product} 在{place}渠道的状态自{day}起由{before}变为{after}。"


def _todo(worse: StatusWorsens, day: date) -> str:
    where = f"在{channel(worse.channel)}渠道销售"
    names = regimes_named(worse.judgment)
    match worse.after:
        case Status.BARRED:
            deadline = removal_deadline(worse.judgment)
            removal = f"责令移除的期限为{dated(deadline)}。" if deadline else ""
            why = "安全审查未通过，在有新的结论之前禁止销售"
            return f"自{dated(day)}起，{worse.product} 不得{where}：{why}。{removal}"
        case Status.NON_COMPLIANT:
            certain = [need for need in worse.needs if need.certain]
            perhaps = [need for need in worse.needs if not need.certain]
            wanted = needs_words(certain, day, names)
            license = f"除非届时有有效的证照{f'：{wanted}' if wanted else ''}"
            return f"自{dated(day)}起，{worse.product} 不得{where}，{license}。" + _perhaps(
                needs_words(perhaps, day, names)
            )
        case _:
            told = f"请查明自{dated(day)}起 {worse.product} 能否{where}。{_open(worse, names)}"
            return told + _perhaps(needs_words(worse.needs, day, names))


def _open(worse: StatusWorsens, names: Mapping[str, RegimeEstablished]) -> str:
    open_ = doubts(worse.judgment)
    told = [
        *(f"法律问题 {name}" for name in open_.questions),
        *(f"是否属于{_regime(name, names)}的适用范围" for name in open_.regimes),
        *(f"审查 {name} 的结论" for name in open_.reviews),
    ]
    return f"尚待明确：{'；'.join(told)}。" if told else ""


def _perhaps(needed: str) -> str:
    return f"可能需要：{needed}。" if needed else ""


def needs_words(
    needs: Sequence[Need], day: date, names: Mapping[str, RegimeEstablished] | None = None
) -> str:
    """Return licenses that are missing, each with the day since which if it is not `day`."""
    return "，以及".join(
        _need(need, names or {}) + (f"（自{dated(need.by)}起）" if need.by != day else "")
        for need in needs
    )


def _need(need: Need, names: Mapping[str, RegimeEstablished]) -> str:
    under = f"{_regime(need.regime, names)}项下的"
    if not need.kinds:
        return f"{under}证照（现已停止颁发）"
    return f"{under}{'或'.join(map(kind, need.kinds))}"


def _regime(name: str, names: Mapping[str, RegimeEstablished]) -> str:
    title = names[name].name_zh if name in names else None
    return f"{title}［{name}］" if title else f"{name} "
