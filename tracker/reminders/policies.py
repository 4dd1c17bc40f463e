"""Reminder policies as files: read whole, or refused with every problem."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from events.policies import POLICY, Policy
from events.reading import Located, Problem, Problems, read_located
from events.reading.mistakes import first_of
from events.words import counted
from tracker.errors import TrackerError


class PolicyRefused(TrackerError):
    """A policy cannot be used as it is written; `problems` says where and why."""

    code = "policy_refused"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            f"The policy cannot be used: {counted(len(problems), 'problem')} to mend.",
            first_of([problem.sentence for problem in problems]),
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
    if problems := [*_unknown_calendars(found)]:
        raise PolicyRefused(problems)
    return found.value


def _unknown_calendars(found: Located[Policy]) -> Iterator[Problem]:
    if not any(person.calendar for person in found.value.people.values()):
        return
    from tracker.reminders.working_calendars import without_calendar

    for name in without_calendar(found.value):
        country = found.value.people[name].calendar
        message = f"no calendar of working days is known for '{country}'; leave it out, or give "
        yield found.problem(
            ("people", name, "calendar"), f"{message}days off as quiet_weekdays and quiet_days"
        )
