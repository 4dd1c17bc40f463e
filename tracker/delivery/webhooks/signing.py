"""Signatures over webhooks, as Standard Webhooks has them."""

from base64 import b64decode
from datetime import UTC, datetime

from standardwebhooks import Webhook

from tracker.delivery.letters import Undelivered
from tracker.delivery.secrets import secret, variable

_PREFIX = "whsec_"
_SHORTEST, _LONGEST = 24, 64
"""Bytes of a key."""


def signing_keys(reference: str) -> list[bytes]:
    """Return the keys to sign with, of which there are several while they change.

    The secret holds each as `whsec_` and base64, separated by blanks; raises Undelivered if not.
    """
    keys = [_key(each) for each in secret(reference).split()]
    if keys and all(_SHORTEST <= len(key) <= _LONGEST for key in keys):
        return keys
    raise Undelivered(
        f"{variable(reference)} holds no key to sign webhooks with: '{_PREFIX}' and then, in "
        f"base64, {_SHORTEST} to {_LONGEST} bytes.",
        final=False,
    )


def _key(written: str) -> bytes:
    if not written.startswith(_PREFIX):
        return b""
    digits = written.removeprefix(_PREFIX).rstrip("=")
    try:
        return b64decode(digits + "=" * (-len(digits) % 4), validate=True)
    except ValueError:
        return b""


def signed_headers(id: str, at: datetime, body: bytes, keys: list[bytes]) -> dict[str, str]:
    """Return the headers that prove who sent a body and when, with a signature by each key."""
    moment = at.astimezone(UTC)  # the library takes any hour for one of UTC
    return {
        "webhook-id": id,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(Webhook(key).sign(id, moment, body.decode()) for key in keys),
    }
