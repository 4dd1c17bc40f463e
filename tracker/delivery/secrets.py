"""Secrets come from the environment; a policy only says under which name."""

import os

from tracker.delivery.letters import Undelivered


def secret(reference: str) -> str:
    """Return what `env:NAME` stands for; raises Undelivered, not final, if it is not set."""
    name = reference.removeprefix("env:")
    if value := os.environ.get(name):
        return value
    raise Undelivered(
        f"The environment variable {name}, named in the policy, is not set.", final=False
    )
