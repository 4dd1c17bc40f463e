"""The gazette's files, and its facts in the order in which they are recorded."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from events.acts import ActPublished, QuestionRaised
from events.categories import CATEGORIES, Category
from events.facts import Fact, fact_to_dict
from events.reading.documents import read_document
from events.reading.files import read_facts
from events.reading.found import LocatedFact
from events.reading.problems import Problem, Problems
from projections.wording import ENGLISH
from tracker.errors import TrackerError

CATEGORIES_FILE = "categories.yaml"


class ActNotInGazette(TrackerError):
    """The gazette has no act of that name."""

    code = "act_not_in_gazette"

    def __init__(self, act: str, known: Sequence[str]) -> None:
        near = get_close_matches(act, known, n=1)
        super().__init__(
            f"The gazette has no act '{act}'.",
            f"Did you mean '{near[0]}'?" if near else "No act in it has a name like that.",
            "Run 'tracker gazette list' to see those it has.",
        )


class GazetteBroken(TrackerError):
    """A file of the gazette cannot be read; `problems` says where and why."""

    code = "gazette_broken"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            f"The gazette cannot be used: {'; '.join(map(ENGLISH.problem_text, problems[:3]))}.",
            "Its files do not hold what an act file may hold.",
            "Run 'tracker gazette check' to see every problem, or install the tracker again.",
        )


@dataclass(frozen=True, slots=True)
class GazetteFile:
    """A file by the name that problems call it, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Gazette:
    """Facts with the files they come from, sorted as they are recorded, and the categories."""

    located: tuple[LocatedFact, ...]
    categories: tuple[Category, ...]

    @cached_property
    def facts(self) -> list[Fact]:
        """The facts in the order in which they are recorded."""
        return [located.fact for located in self.located]

    @property
    def acts(self) -> list[ActPublished]:
        """The acts among its facts."""
        return [fact for fact in self.facts if isinstance(fact, ActPublished)]

    def act(self, name: str) -> ActPublished:
        """Return an act by its name; raises ActNotInGazette if there is none."""
        found = {act.act: act for act in self.acts}
        if name not in found:
            raise ActNotInGazette(name, list(found))
        return found[name]

    def document(self) -> dict[str, Any]:
        """Return its facts as a JSON document."""
        return {"facts": [fact_to_dict(fact) for fact in self.facts]}


def read_gazette() -> Gazette:
    """Return the built-in gazette; raises GazetteBroken if a file of it cannot be read."""
    gazette, problems = parse(built_in_files())
    if problems:
        raise GazetteBroken(problems)
    return gazette


def built_in_files() -> list[GazetteFile]:
    """Return the files that this program ships."""
    return list(_yaml_files(files("events") / "gazette", ""))


def _yaml_files(folder: Traversable, prefix: str) -> Iterator[GazetteFile]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            yield from _yaml_files(item, f"{prefix}{item.name}/")
        elif item.name.endswith((".yaml", ".yml")):
            yield GazetteFile(f"{prefix}{item.name}", item.read_bytes())


def parse(sources: Iterable[GazetteFile]) -> tuple[Gazette, list[Problem]]:
    """Return what files of a gazette hold, and all that is wrong with how they are written."""
    located: list[LocatedFact] = []
    categories: tuple[Category, ...] = ()
    problems: list[Problem] = []
    for source in sources:
        if source.name.endswith(CATEGORIES_FILE):
            read = read_document(source.data, CATEGORIES, name=source.name)
            if isinstance(read, Problems):
                problems += read
            else:
                categories = read.categories
        else:
            found = read_facts(source.data, name=source.name)
            located += found.facts
            problems += found.problems
    return Gazette(tuple(sorted(located, key=_recording_order)), categories), problems


def _recording_order(located: LocatedFact) -> tuple[date, int, str, int]:
    """Sort by the day a fact could be known; on one day acts come before what rests on them."""
    fact = located.fact
    known = fact.known_on or fact.knowable_from or date.max
    rank = 0 if isinstance(fact, ActPublished) else 1 if isinstance(fact, QuestionRaised) else 2
    return known, rank, located.file, located.line
