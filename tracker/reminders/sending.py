"""One message on its way: made, delivered, and put into the facts that tell of it."""

import logging
from datetime import datetime
from functools import partial

from events.notices import NoticeFact
from projections.notices.parcels import Parcel
from projections.notices.plan import Moment
from tracker.delivery.carriers import deliver
from tracker.delivery.composing import compose
from tracker.delivery.letters import Undelivered
from tracker.reminders.links import Linking
from tracker.reminders.noting import delivered

_log = logging.getLogger("tracker.reminders")


def send(
    parcel: Parcel, moment: Moment, *, at: datetime, ledger: str, links: Linking
) -> list[NoticeFact]:
    """Deliver a message, dated `at`, and return the facts that tell of it; raises Undelivered.

    Whatever goes wrong with a message is its own failure and stops no other. The facts are made
    before it goes out, so that nothing goes out that could not be noted.
    """
    try:
        today = moment.days[parcel.recipient]
        letter = compose(parcel, on=today, ledger=ledger, links=partial(links, parcel.recipient))
        facts = list(delivered(parcel, letter))
        deliver(letter, parcel.way, moment.policy.mail, at=at)
    except Undelivered:
        raise
    except Exception as error:
        _log.exception("A message to %s could not be made", parcel.recipient)
        raise Undelivered(f"{type(error).__name__}: {error}.", final=False) from error
    return facts
