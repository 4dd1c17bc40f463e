"""What a maintainer of the gazette wants told of its files, beyond how they are written."""

from collections.abc import Iterable, Iterator, Sequence

from events.acts import ActPublished, QuestionRaised, QuestionSettled
from events.provisions import (
    CatalogueAmended,
    CatalogueIssued,
    ChannelEstablished,
    DeterminationScope,
    ObligationWaived,
    Provision,
    RecognitionEnded,
    RecognitionGranted,
    RegimeEstablished,
)
from events.reading.found import LocatedFact
from events.reading.problems import Problem
from events.reading.sayings import Saying, say
from events.words import counted
from tracker.errors import TrackerError
from tracker.gazette.files import Gazette, GazetteFile, parse


class GazetteFilesUnfit(TrackerError):
    """Files of a gazette cannot be shipped as they are; `problems` says where and why."""

    code = "gazette_files_unfit"

    def __init__(self, problems: Sequence[Problem], files: int) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{counted(len(problems), 'problem')} in {counted(files, 'file')}.")


def check(sources: Iterable[GazetteFile], beside: Gazette | None = None) -> list[Problem]:
    """Return every problem of gazette files, by file and line; none means they can be shipped.

    Told are ids that are missing or used twice, acts without a source, provisions without a
    verified mark, and names of regimes, channels, categories and readings that nothing
    establishes, in these files or in the gazette `beside` them.
    """
    gazette, problems = parse(sources)
    known = _Known([gazette, beside] if beside else [gazette])
    for located in gazette.located:
        problems += [
            Problem(located.file, located.line, 1, field, saying)
            for field, saying in _of_fact(located, known)
        ]
    problems += _of_ids(gazette)
    return sorted(problems, key=lambda problem: (problem.file, problem.line, problem.field))


class _Known:
    """The names that some files establish."""

    def __init__(self, gazettes: Iterable[Gazette]) -> None:
        self.regimes: set[str] = set()
        self.channels: set[str] = set()
        self.categories: set[str] = set()
        self.readings: dict[str, set[str]] = {}
        for gazette in gazettes:
            self.categories.update(category.code for category in gazette.categories)
            for located in gazette.located:
                if isinstance(located.fact, QuestionRaised):
                    self.readings[located.fact.question] = set(located.fact.readings)
                for _, provision in _provisions(located):
                    if isinstance(provision, RegimeEstablished):
                        self.regimes.add(provision.regime)
                    if isinstance(provision, ChannelEstablished):
                        self.channels.add(provision.channel)


def _provisions(located: LocatedFact) -> Iterator[tuple[str, Provision]]:
    """Yield the provisions of an act or of a question's readings, with their field."""
    match located.fact:
        case ActPublished(provisions=provisions):
            for place, provision in enumerate(provisions):
                yield f"provisions[{place}]", provision
        case QuestionRaised(readings=readings):
            for name, reading in readings.items():
                for place, provision in enumerate(reading.provisions):
                    yield f"readings.{name}.provisions[{place}]", provision


def _of_fact(located: LocatedFact, known: _Known) -> Iterator[tuple[str, Saying]]:
    fact = located.fact
    if fact.id is None:
        yield "id", say("gazette_id")
    if not fact.source:
        yield "source", say("gazette_source")
    if isinstance(fact, QuestionSettled) and fact.reading not in known.readings.get(
        fact.question, {fact.reading}
    ):
        readings = ", ".join(sorted(known.readings[fact.question]))
        about = {"reading": fact.reading, "question": fact.question, "readings": readings}
        yield "reading", say("gazette_reading", **about)
    for field, provision in _provisions(located):
        if provision.verified is None:
            yield field, say("gazette_verified")
        yield from _of_names(field, provision, known)


def _of_names(field: str, provision: Provision, known: _Known) -> Iterator[tuple[str, Saying]]:
    regimes = [getattr(provision, "regime", None)]
    if isinstance(provision, RecognitionGranted | RecognitionEnded):
        regimes.append(provision.accepts)
    named: list[tuple[str, Iterable[str | None], set[str]]] = [
        ("regime", regimes, known.regimes),
        ("channel", _channels(provision), known.channels),
        ("category", _categories(provision), known.categories),
    ]
    for what, names, established in named:
        for name in dict.fromkeys(names):
            if name is not None and name not in established:
                yield field, say("gazette_name", what=say(f"a_{what}"), name=name)


def _channels(provision: Provision) -> tuple[str, ...]:
    match provision:
        case RegimeEstablished(channels=channels):
            return channels
        case ChannelEstablished(includes=includes):
            return includes
        case ObligationWaived(channels=channels):
            return channels or ()
        case _:
            return ()


def _categories(provision: Provision) -> tuple[str, ...]:
    match provision:
        case RegimeEstablished(scope=DeterminationScope(in_=within, out=out)):
            return within + out
        case ObligationWaived(categories=categories) | RecognitionGranted(categories=categories):
            return categories or ()
        case CatalogueIssued(entries=entries) | CatalogueAmended(add=entries):
            return tuple(category for entry in entries for category in entry.categories)
        case _:
            return ()


def _of_ids(gazette: Gazette) -> Iterator[Problem]:
    first: dict[str, LocatedFact] = {}
    for located in gazette.located:
        id = located.fact.id
        if id is None:
            continue
        if id in first:
            other = first[id]
            twice = say("gazette_id_twice", id=id, place=f"{other.file}:{other.line}")
            yield Problem(located.file, located.line, 1, "id", twice)
        first.setdefault(id, located)
