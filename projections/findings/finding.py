"""A finding: something in the facts that a person should look at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something a person should look at: what it is about, what is wrong, by which facts."""

    about: str
    code: str
    text: str
    facts: tuple[str, ...] = ()
