"""Time-stamp servers: asked over HTTP, with a limit to patience and to the length of an answer."""

import http.client
from time import monotonic
from urllib.error import HTTPError
from urllib.request import Request as Post
from urllib.request import urlopen

from tracker.integrity.checkpoints.stamps import Stamp, request
from tracker.integrity.errors import StampFailed, StampUnfit

PATIENCE = 15.0
"""Seconds after which a server that does not answer is given up."""

_LONGEST = 1_000_000
_ANSWERED = "application/timestamp-reply"


def ask(server: str, data: bytes) -> Stamp:
    """Return a server's time stamp over some bytes; raises StampFailed."""
    question = request(data)
    try:
        return question.fitting(_posted(server, question.der))
    except StampUnfit as unfit:
        raise StampFailed(server, f"Its answer is of no use: {unfit}") from unfit


def _posted(server: str, body: bytes) -> bytes:
    if not server.lower().startswith(("http://", "https://")):
        raise StampFailed(server, "Its address does not begin with http:// or https://")
    try:
        return _answer(server, body)
    except HTTPError as error:
        with error:
            said = f"It answers with the HTTP status {error.code} {error.reason}"
            raise StampFailed(server, said.rstrip()) from error
    except TimeoutError as error:
        raise StampFailed(server, _too_slow()) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            raise StampFailed(server, _too_slow()) from error
        why = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
        raise StampFailed(server, f"It cannot be reached: {why}".rstrip(".")) from error


def _answer(server: str, body: bytes) -> bytes:
    headers = {"Content-Type": "application/timestamp-query", "Accept": _ANSWERED}
    deadline = monotonic() + PATIENCE
    with urlopen(Post(server, body, headers, method="POST"), timeout=PATIENCE) as answer:
        if (kind := answer.headers.get_content_type()) != _ANSWERED:
            raise StampFailed(server, f"It answers with '{kind}', not with '{_ANSWERED}'")
        read = bytearray()
        while piece := answer.read1(65536):
            read += piece
            if len(read) > _LONGEST:
                raise StampFailed(server, f"Its answer is longer than {_LONGEST:,} bytes")
            if monotonic() > deadline:
                raise TimeoutError
    return bytes(read)


def _too_slow() -> str:
    return f"It did not answer within {PATIENCE:g} seconds"
