"""One message on its way: made, put into the facts that tell of it, and delivered.

Whatever goes wrong with a message is its own failure and stops no other.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from events.notices import NoticeFact
from projections.notices.sending.parcels import Parcel
from projections.notices.sending.plan import Moment
from tracker.delivery.carriers import deliver
from tracker.delivery.composing import compose
from tracker.delivery.letters import Letter, Undelivered
from tracker.reminders.links import Linking
from tracker.reminders.noting import delivered

_log = logging.getLogger("tracker.reminders")


@dataclass(frozen=True)
class Message:
    """A parcel as a letter, and the facts that will tell of it once it is gone."""

    parcel: Parcel
    letter: Letter
    facts: list[NoticeFact]


def message(
    parcel: Parcel, moment: Moment, *, at: datetime, ledger: str, links: Linking
) -> Message:
    """Return a parcel as the message that is sent at an instant; raises Undelivered."""
    with _its_own_failure(parcel):
        by_links = partial(links, parcel.recipient)
        letter = compose(parcel, on=moment.today, zone=moment.zone, ledger=ledger, links=by_links)
        return Message(parcel, letter, list(delivered(parcel, letter, at)))


def send(one: Message, moment: Moment, *, at: datetime) -> None:
    """Deliver a message, dated `at`; raises Undelivered."""
    with _its_own_failure(one.parcel):
        deliver(one.letter, one.parcel.way, moment.policy.mail, at=at)


@contextmanager
def _its_own_failure(parcel: Parcel) -> Iterator[None]:
    try:
        yield
    except Undelivered:
        raise
    except Exception as error:
        _log.exception("A message to %s could not be made", parcel.recipient)
        raise Undelivered(f"{type(error).__name__}: {error}.", final=False) from error
