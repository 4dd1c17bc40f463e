"""Scenarios as files: read with all that they stand on, and put on their base in the record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path as FilePath
from zoneinfo import ZoneInfo

from events.reading.documents import Located, read_located
from events.reading.mistakes import first_of
from events.reading.problems import Problem, Problems
from events.reading.sayings import Saying, plain, say
from events.recorded import Recorded
from events.scenarios import SCENARIO, Scenario, ScenarioBase
from events.words import counted
from projections.record.visible import Viewpoint
from projections.what_if.weighing import Objection
from projections.wording import ENGLISH
from tracker.errors import TrackerError
from tracker.instants import instant_in
from tracker.ledger import Ledger
from tracker.live.snapshot import BeforeTheFirstFact, check_not_before_the_first_fact


class ScenarioRefused(TrackerError):
    """A scenario cannot be asked about as it is written; `problems` says where and why."""

    code = "scenario_refused"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            f"The scenario cannot be used: {counted(len(problems), 'problem')} to mend.",
            first_of([*map(ENGLISH.problem_text, problems)]),
            "Mend the file and ask again.",
        )


@dataclass(frozen=True)
class ScenarioFiles:
    """A scenario as its files tell it: the one at the bottom first, the one asked about last."""

    files: tuple[Located[Scenario], ...]

    @property
    def file(self) -> str:
        """The file asked about."""
        return self.files[-1].file

    @property
    def name(self) -> str:
        """The scenario's name."""
        return self.files[-1].value.name

    @property
    def scenarios(self) -> list[Scenario]:
        """What the files hold, each standing on those before it."""
        return [each.value for each in self.files]

    @property
    def base(self) -> ScenarioBase:
        """What of the record it builds on, as the last file that says so has it."""
        based = self._based
        return based.value.base or ScenarioBase() if based else ScenarioBase()

    def objected(self, objections: Sequence[Objection]) -> list[Problem]:
        """Return objections as problems of the files, each at its line."""
        return [
            self.files[each.scenario].problem(each.path, say("hindrance", hindrance=each.hindrance))
            for each in objections
        ]

    def misplaced(self, ledger: Ledger, records: Sequence[Recorded]) -> list[Problem]:
        """Return what is wrong with a base after the last fact on record, or before the first.

        A base names a state of the record that nothing can change any more.
        """
        return [
            self._based.problem(("base", field), saying)
            for field, saying in _misplaced(self.base, ledger, records)
            if self._based
        ]

    @property
    def _based(self) -> Located[Scenario] | None:
        return next((each for each in reversed(self.files) if each.value.base), None)


def read_scenario(file: str) -> ScenarioFiles:
    """Return the scenario of a file with those that it extends.

    Raises ScenarioRefused with every problem of a file that cannot be used, or of an `extends` that
    leads nowhere or round in a circle.
    """
    found: list[Located[Scenario]] = []
    above: list[FilePath] = []
    name, path = file, FilePath(file)
    while True:
        found.insert(0, _read(name, path, found[0] if found else None))
        above.append(path.resolve())
        extended = found[0].value.extends
        if extended is None:
            return ScenarioFiles(tuple(found))
        path = path.parent / extended
        name = str(path)
        if path.resolve() in above:
            circle = " extends ".join(repr(each.name) for each in [*above, path.resolve()])
            raise ScenarioRefused([found[0].problem(("extends",), say("circle", circle=circle))])


def recorded_by(base: ScenarioBase, zone: ZoneInfo) -> datetime | None:
    """Return the instant by which a base was recorded; a day stands for its end in a time zone."""
    if base.recorded_by is None or base.recorded_by_day is not None:
        return instant_in(zone, base.recorded_by_day)
    return datetime.fromisoformat(str(base.recorded_by))


def _read(name: str, path: FilePath, above: Located[Scenario] | None) -> Located[Scenario]:
    try:
        with path.open("rb") as stream:
            found = read_located(stream, SCENARIO, name=name)
    except OSError as error:
        if above is None:
            unread = say("file_not_read", file=name, why=error.strerror)
            problem = Problem(name, 1, 1, "", unread)
        else:
            unread = say("extended_not_read", file=name, why=error.strerror)
            problem = above.problem(("extends",), unread)
        raise ScenarioRefused([problem]) from error
    if isinstance(found, Problems):
        raise ScenarioRefused(found)
    return found


def _misplaced(
    base: ScenarioBase, ledger: Ledger, records: Sequence[Recorded]
) -> Iterator[tuple[str, Saying]]:
    """Yield the dates of a base that lie outside the record, and what is wrong with each."""
    zone = ZoneInfo(ledger.zone)
    last = max((record.recorded_at for record in records), default=None)
    if last is None:
        yield "known_at", say("nothing_on_record")
        return
    day, by = last.astimezone(zone).date(), recorded_by(base, zone)
    if base.known_at is not None and base.known_at > day:
        yield "known_at", say("after_last_fact", told=base.known_at, day=day)
    if by is not None and (base.recorded_by_day or by.astimezone(zone).date()) > day:
        yield "recorded_by", say("after_last_fact", told=base.recorded_by, day=day)
    for field, point in (
        ("known_at", Viewpoint(day, known_at=base.known_at)),
        ("recorded_by", Viewpoint(day, recorded_by=by)),
    ):
        try:
            check_not_before_the_first_fact(ledger, records, point)
        except BeforeTheFirstFact as error:
            yield field, plain(str(error))
