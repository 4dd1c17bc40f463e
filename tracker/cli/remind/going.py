"""To whom a notice goes, when and how, as `tracker remind preview` tells it."""

from typing import Any

from events.policies import Policy
from projections.notices import Notice
from projections.notices.sending.going import Going, going
from projections.notices.sending.parcels import Because
from projections.notices.sending.working_days import DaysOff


def going_words(notice: Notice, policy: Policy, off: dict[str, DaysOff], zone: str) -> str:
    """Return to whom a notice goes, in sentences; nothing where the policy tells nobody at all."""
    told = [_one(each, zone) for each in going(notice, policy, off, zone)]
    return " ".join(told) or ("To nobody." if policy.tell else "")


def _one(each: Going, zone: str) -> str:
    """Return to whom a notice goes, when, and how; the zone of the day if it is another."""
    where = f" ({each.person.zone})" if each.person.zone not in (None, zone) else ""
    instead = f" in the place of {each.owner}" if each.because is Because.DEPUTY else ""
    why = ", the working day before" if each.early else ""
    unsure = " as far as days off are published" if each.unpublished else ""
    how = " in a digest" if each.person.digest else ""
    day = f"{each.day}{where}{why}{unsure}"
    return f"To {each.recipient}{instead} on {day}, by {' and '.join(each.ways)}{how}."


def recipient_json(each: Going, zone: str) -> dict[str, Any]:
    """Return a recipient as JSON values."""
    further = each.escalation
    return {
        "recipient": each.recipient,
        "because": each.because,
        "owner": each.owner,
        "on": each.day.isoformat(),
        "zone": each.person.zone or zone,
        "early": each.early,
        "days_off_unpublished": each.unpublished,
        "ways": list(each.ways),
        "digest": each.person.digest,
        "escalation": (
            {"after_days": further.after_days, "to": list(further.to)} if further else None
        ),
    }
