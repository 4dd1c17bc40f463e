"""Secrets: a policy says where one is kept, never what it is."""

import os

from tracker.delivery.letters import Undelivered


def secret(reference: str) -> str:
    """Return the secret that `env:NAME` refers to; raises Undelivered if there is none."""
    name = variable(reference)
    if value := os.environ.get(name, ""):
        return value
    raise Undelivered(
        f"The environment variable {name}, which holds a secret, is not set.", final=False
    )


def variable(reference: str) -> str:
    """Return the name of the environment variable that `env:NAME` refers to."""
    return reference.removeprefix("env:")
