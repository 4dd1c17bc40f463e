"""Reminder policies as files: read whole, or refused with every problem."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from events.policies import POLICY, Policy
from events.reading.documents import Located, read_located
from events.reading.mistakes import first_of
from events.reading.problems import Problem, Problems
from events.reading.sayings import say
from events.words import counted
from projections.wording import ENGLISH
from tracker.errors import TrackerError


class PolicyRefused(TrackerError):
    """A policy cannot be used as it is written; `problems` says where and why."""

    code = "policy_refused"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            f"The policy cannot be used: {counted(len(problems), 'problem')} to mend.",
            first_of([*map(ENGLISH.problem_sentence, problems)]),
            "Mend the file and run 'tracker remind policy check'.",
        )


def read_policy(file: str) -> Policy:
    """Return the policy of a file; raises PolicyRefused with every problem of one unfit for use."""
    try:
        with Path(file).open("rb") as stream:
            found = read_located(stream, POLICY, name=file)
    except OSError as error:
        unread = say("file_not_read", file=file, why=error.strerror)
        raise PolicyRefused([Problem(file, 1, 1, "", unread)]) from error
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
        unknown = say("no_calendar", country=country)
        yield found.problem(("people", name, "calendar"), unknown)
