"""Reminder policies as files: read whole, or refused with every problem."""

from collections.abc import Sequence
from pathlib import Path

from events.policies import POLICY, Policy
from events.reading import Problem, Problems, read_located
from tracker.errors import TrackerError


class PolicyRefused(TrackerError):
    """A policy cannot be used as it is written; `problems` says where and why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        count = f"{len(problems)} problems" if len(problems) != 1 else "1 problem"
        super().__init__(
            f"The policy cannot be used: {count} to mend.",
            " ".join(map(str, problems)),
            "Mend the file and run 'tracker remind policy check'.",
        )


def read_policy(file: str) -> Policy:
    """Return the policy of a file; raises PolicyRefused with every problem of one unfit for use."""
    try:
        with Path(file).open("rb") as stream:
            found = read_located(stream, POLICY, name=file)
    except OSError as error:
        message = f"cannot read '{file}': {error.strerror}; check the name and its rights"
        raise PolicyRefused([Problem(file, 1, 1, "", message)]) from error
    if isinstance(found, Problems):
        raise PolicyRefused(found)
    return found.value
