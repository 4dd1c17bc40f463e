"""Webhooks: a CloudEvents body, signed as Standard Webhooks prescribe, posted once."""

import base64
import binascii
import hmac
import ipaddress
import json
import socket
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import urlsplit

from events.policies import WebhookWay
from tracker.delivery.letters import Letter, Undelivered
from tracker.delivery.secrets import secret

CONNECT_SECONDS = 10
ANSWER_SECONDS = 30

NOT_WORTH_TRYING = frozenset({400, 401, 403, 404, 405, 410, 413, 414, 415, 422})
"""Answers after which the same request would fare no better: somebody has to mend something."""


def post_webhook(letter: Letter, way: WebhookWay, *, at: datetime) -> None:
    """Post a message to a URL; raises Undelivered unless the answer is 2xx.

    No redirect is followed and no proxy used. The name is looked up once, and the address that was
    found fit is the one that is called; one of a private network only if the way allows it.
    """
    import httpx

    body = event(letter, at=at)
    url = httpx.URL(way.webhook)
    address = _address(url.host, url.port or (443 if url.scheme == "https" else 80), way)
    headers = {
        "host": url.netloc.decode(),
        "content-type": "application/cloudevents+json",
        "user-agent": "license-compliance-tracker",
        **signature(letter.key, body, secret(way.secret), at=at),
    }
    timeout = httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS)
    try:
        with (
            httpx.Client(timeout=timeout, follow_redirects=False, trust_env=False) as client,
            client.stream(
                "POST",
                url.copy_with(host=address, userinfo=b""),
                content=body,
                headers=headers,
                extensions={"sni_hostname": url.host},
            ) as answer,
        ):
            status = answer.status_code
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        what = f"{type(error).__name__}: {error}".rstrip(".: ")
        raise Undelivered(f"Webhook at {url.host}: {what}.", final=False) from error
    if not 200 <= status < 300:
        moved = " (redirects are not followed)" if 300 <= status < 400 else ""
        reason = f"Webhook at {url.host} answered {status}{moved}."
        raise Undelivered(reason, final=status in NOT_WORTH_TRYING)


def event(letter: Letter, *, at: datetime) -> bytes:
    """Return a message as a CloudEvent (1.0, structured JSON); its id is the message's key."""
    body = {
        "specversion": "1.0",
        "id": letter.key,
        "source": f"urn:license-compliance-tracker:{letter.data.get('ledger', '')}",
        "type": "license-compliance-tracker.reminders",
        "time": at.astimezone(UTC).isoformat(timespec="seconds"),
        "subject": letter.recipient,
        "datacontenttype": "application/json",
        "data": {**letter.data, "title": letter.subject, "text": letter.text},
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def signature(key: str, body: bytes, secrets: str, *, at: datetime) -> dict[str, str]:
    """Return the headers that sign a body; several secrets, apart by blanks, sign it each."""
    stamp = str(int(at.timestamp()))
    signed = b".".join([key.encode(), stamp.encode(), body])
    marks = [
        "v1," + base64.b64encode(hmac.digest(_key(each), signed, sha256)).decode()
        for each in secrets.split()
    ]
    return {"webhook-id": key, "webhook-timestamp": stamp, "webhook-signature": " ".join(marks)}


def _key(written: str) -> bytes:
    try:
        return base64.b64decode(written.removeprefix("whsec_"), validate=True)
    except binascii.Error as error:
        reason = "The webhook's secret is not 'whsec_' and Base64."
        raise Undelivered(reason, final=False) from error


def _address(host: str, port: int, way: WebhookWay) -> str:
    """Return the address to call; every one that the name has must be fit to be called."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise Undelivered(f"The name {host} cannot be looked up: {error}.", final=False) from error
    addresses = [str(each[4][0]) for each in found]
    inside = [each for each in addresses if not _is_public(each)]
    if inside and not way.allow_private:
        reason = (
            f"The webhook's host {urlsplit(way.webhook).hostname} has the address {inside[0]} of a "
            "private network; the policy must say 'allow_private: true' to call it."
        )
        raise Undelivered(reason, final=False)
    return addresses[0]


def _is_public(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        found = found.ipv4_mapped or found.sixtofour or found
    return found.is_global and not found.is_multicast
