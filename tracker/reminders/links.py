"""Signed links in messages: who holds one may answer that notice in the recipient's name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from itsdangerous import BadSignature, URLSafeSerializer

from events.policies import Links
from projections.notices.sending.parcels import Item, Telling
from tracker.delivery.secrets import secret, variable
from tracker.errors import TrackerError

Linking = Callable[[str, Item, str], str | None]
"""Gives the address by which a recipient answers an item with an action, or None."""

ACTIONS = ("ack", "snooze")

SHORTEST_SECRET = 32
"""Bytes of the secret that signs links: with a shorter one, links could be forged by trying."""


class LinkRefused(TrackerError):
    """A link was not signed by this tracker, or is too old."""

    code = "link_refused"


class SecretTooShort(TrackerError):
    """The secret that is to sign links is one that others may find by trying."""

    code = "secret_too_short"

    def __init__(self, reference: str, found: int) -> None:
        super().__init__(
            f"{variable(reference)} holds a secret of {found} bytes, and links need "
            f"{SHORTEST_SECRET} or more.",
            "Who finds a short one by trying answers notices in anybody's name.",
            "Set it to one made by chance: python3 -c 'import secrets; "
            "print(secrets.token_urlsafe(32))'. Links sent before are then not good any more.",
        )


@dataclass(frozen=True, slots=True)
class Linked:
    """What a link stands for: a recipient's notice of an occasion."""

    occasion: str
    recipient: str


def no_links(recipient: str, item: Item, action: str) -> None:
    """Give no address, where the policy names none."""


def linking(links: Links, ledger: str) -> Linking:
    """Return what gives addresses signed for one ledger; raises Undelivered without the secret.

    Raises SecretTooShort as well.
    """
    signer = _signer(links, ledger)

    def address(recipient: str, item: Item, action: str) -> str | None:
        if not isinstance(item, Telling) or action not in ACTIONS:
            return None
        occasion = item.notice.occasion
        token = signer.dumps([occasion.key, recipient, occasion.day.isoformat()])
        text = token if isinstance(token, str) else token.decode()
        return f"{links.base.rstrip('/')}/notices/{text}?do={action}"

    return address


def read_link(token: str, links: Links, ledger: str, *, today: date) -> Linked:
    """Return what a link stands for; raises LinkRefused."""
    try:
        occasion, recipient, day = _signer(links, ledger).loads(token)
    except (BadSignature, ValueError) as error:
        raise LinkRefused(
            "The link is not one of this ledger's.",
            "Its signature does not match.",
            "Open it from the message as it came, or run 'tracker remind ack'.",
        ) from error
    if today > date.fromisoformat(day) + timedelta(days=links.valid_days):
        raise LinkRefused(
            "The link is too old.",
            f"Links are good for {links.valid_days} days after what they are about, here {day}.",
            "Run 'tracker remind ack' instead.",
        )
    return Linked(occasion, recipient)


def _signer(links: Links, ledger: str) -> URLSafeSerializer:
    key = secret(links.secret).encode()
    if len(key) < SHORTEST_SECRET:
        raise SecretTooShort(links.secret, len(key))
    return URLSafeSerializer(key, salt=f"notices of {ledger}")
