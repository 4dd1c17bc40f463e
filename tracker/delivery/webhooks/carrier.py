"""Webhooks: signed CloudEvents, posted to the public internet unless a policy allows more."""

import ssl
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import httpx

from events.policies import WebhookWay
from tracker.delivery.letters import Letter, Undelivered
from tracker.delivery.patience import Patience
from tracker.delivery.webhooks.addresses import addresses
from tracker.delivery.webhooks.cloud_events import CONTENT_TYPE, cloud_event
from tracker.delivery.webhooks.signing import signed_headers, signing_keys
from tracker.delivery.words import one_line

CONNECTED_WITHIN = 10.0
"""Seconds for a connection to one address of a host."""

ANSWERED_WITHIN = 30.0
"""Seconds for everything together but the look-up of the host's name."""

_MOST_ADDRESSES = 3
_CONNECTED = {"connection.connect_tcp.complete", "connection.start_tls.complete"}
_NOT_CONNECTED = (httpx.ConnectError, httpx.ConnectTimeout)


def post_webhook(
    letter: Letter,
    way: WebhookWay,
    *,
    at: datetime,
    context: ssl.SSLContext | None = None,
    patience: float = ANSWERED_WITHIN,
) -> None:
    """Post a letter as a CloudEvent, signed `at`; raises Undelivered, final if told 410 (Gone).

    A name is looked up once, all its addresses are checked, and one of these is called, through no
    proxy; redirects are not followed. Neither path nor query, which may hold a secret, nor what the
    server says in its answer is told in a reason. `patience` is in seconds.
    """
    body = cloud_event(letter, at)
    headers = {"Content-Type": CONTENT_TYPE, "User-Agent": "compliance-tracker"}
    headers |= signed_headers(letter.key, at, body, signing_keys(way.secret))
    url = _url(way)
    where = f"The webhook at {url.host}:{_port(url)}"
    numbers = addresses(url.raw_host.decode(), _port(url), allow_private=way.allow_private)
    limit = Patience(patience)
    timeout = httpx.Timeout(patience, connect=min(patience, CONNECTED_WITHIN))
    client = httpx.Client(
        verify=context or ssl.create_default_context(), trust_env=False, timeout=timeout
    )
    try:
        with client, limit:
            status = _posted(client, url, numbers[:_MOST_ADDRESSES], headers, body, limit)
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise _unreachable(where, error, limit, patience) from error
    if not 200 <= status <= 299:
        raise _unwelcome(where, status)


def _url(way: WebhookWay) -> httpx.URL:
    try:
        url = httpx.URL(way.webhook)
    except httpx.InvalidURL as error:
        raise Undelivered("The address of the webhook is not a URL.", final=False) from error
    if not url.host:
        raise Undelivered("The address of the webhook names no host.", final=False)
    return url


def _port(url: httpx.URL) -> int:
    return url.port or {"http": 80, "https": 443}[url.scheme]


def _posted(
    client: httpx.Client,
    url: httpx.URL,
    numbers: list[str],
    headers: dict[str, str],
    body: bytes,
    limit: Patience,
) -> int:
    """Return the status of the first address that a connection can be made to.

    The address is called by its number, under the host's name for HTTP and TLS.
    """

    def traced(event: str, info: Mapping[str, Any]) -> None:
        if event in _CONNECTED:
            limit.watch(info["return_value"].get_extra_info("socket"))

    named = {**headers, "Host": url.netloc.decode()}
    extensions = {"sni_hostname": url.raw_host.decode(), "trace": traced}
    for left, number in zip(range(len(numbers))[::-1], numbers, strict=True):
        place = url.copy_with(host=number)
        try:
            with client.stream(
                "POST", place, content=body, headers=named, extensions=extensions
            ) as answer:
                return answer.status_code
        except _NOT_CONNECTED:
            if not left or limit.ran_out:
                raise
    raise httpx.ConnectError("it has no address")


def _unreachable(where: str, error: Exception, limit: Patience, patience: float) -> Undelivered:
    if limit.ran_out or isinstance(error, httpx.TimeoutException):
        said = f"{where} did not answer within {patience:g} seconds."
    elif isinstance(error, httpx.RemoteProtocolError):
        said = f"{where} gave no answer that is HTTP."
    else:
        said = f"{where} cannot be reached: {one_line(str(error)).rstrip('.')}."
    return Undelivered(said, final=False, unreached=isinstance(error, _NOT_CONNECTED))


def _unwelcome(where: str, status: int) -> Undelivered:
    said = f"{where} answered {status} {httpx.codes.get_reason_phrase(status)}".rstrip()
    if 300 <= status <= 399:
        said += "; redirects are not followed, so name the address it leads to"
    return Undelivered(f"{said}.", final=status == httpx.codes.GONE)
