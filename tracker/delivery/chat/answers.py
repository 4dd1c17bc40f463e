"""What chat services answer: some say 'no' in the body of an HTTP answer that says 'yes'."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import requests

from tracker.delivery.words import one_line

CODES: Mapping[str, tuple[str, ...]] = {
    "dingtalk": ("errcode",),
    "wecombot": ("errcode",),
    "feishu": ("code", "StatusCode"),
    "lark": ("code", "StatusCode"),
    "schan": ("code",),
    "pushdeers": ("code",),
}
"""By Apprise's name of a service that always answers with HTTP 200: where the body has its code.

A code of 0 is a success. Apprise reads the bodies of other services itself, or they use the status.
"""

_SAID = ("errmsg", "msg", "StatusMessage", "message", "error")


class SaidNo(requests.RequestException):
    """A service reports an error in the body of its answer."""


@contextmanager
def bodies_read(service: str) -> Iterator[list[str]]:
    """Let requests fail whose answer reports an error; yield the list of what they reported.

    Apprise offers no way to look at an answer, and makes a session of its own for each request: so
    the sending of every session is replaced meanwhile, and one message may be sent at a time.
    """
    said: list[str] = []
    plain = requests.Session.send

    def send(
        self: requests.Session, request: requests.PreparedRequest, **kwargs: Any
    ) -> requests.Response:
        response = plain(self, request, **kwargs)
        good = response.status_code == requests.codes.ok
        if good and (problem := problem_in(response.content, CODES[service])):
            said.append(problem)
            raise SaidNo(problem)
        return response

    if service not in CODES:
        yield said
        return
    requests.Session.send = send  # type: ignore[method-assign]
    try:
        yield said
    finally:
        requests.Session.send = plain  # type: ignore[method-assign]


def problem_in(body: bytes, names: tuple[str, ...]) -> str | None:
    """Return the problem that a body reports by a code other than 0, or by none; None: it is fine.

    >>> problem_in(b'{"errcode": 310000, "errmsg": "no such robot"}', ("errcode",))
    'errcode 310000: no such robot'
    >>> problem_in(b'{"errcode": 0, "errmsg": "ok"}', ("errcode",)) is None
    True
    """
    try:
        answer = json.loads(body)
    except ValueError:
        answer = None
    if not isinstance(answer, dict) or not any(name in answer for name in names):
        return f"it answered without '{names[0]}'"
    for name in names:
        if answer.get(name, 0) not in (0, "0"):
            reported = next((str(answer[word]) for word in _SAID if answer.get(word)), "")
            return one_line(f"{name} {answer[name]}: {reported}".rstrip(": "))
    return None
