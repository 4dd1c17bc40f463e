"""The answers of a big ledger and of the sample, at random triples of dates, from a file."""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

import pytest
import slow_judge
from judging import applied, as_recorded, seen
from ledgers import boundaries, known_boundaries, random_ledger
from slow_judge import Entry
from support import sample, with_gazette

from events.facts import fact_from_json, fact_to_dict
from projections.comparing.changes import Change, Subject
from projections.comparing.comparison import Comparison
from projections.record.filing import Files
from projections.record.visible import Horizon, Viewpoint
from tracker.ledger import Ledger, create_ledger
from tracker.live.live import Live

Triple = tuple[date, date | None, datetime | None]
BIG = random_ledger(11, 5000)
SAMPLE = [
    Entry(record.position, record.recorded_at, fact_to_dict(record.fact))
    for record in with_gazette(*sample())
]


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with stored(BIG, tmp_path_factory.mktemp("big") / "tracker.db") as ledger:
        yield ledger


def stored(entries: Sequence[Entry], path: Path) -> Ledger:
    """Return a ledger in a file in which the entries were recorded when they say."""
    ledger = create_ledger(str(path), at=entries[0].recorded_at)
    for at, batch in groupby(entries, key=lambda entry: entry.recorded_at):
        ledger.record([fact_from_json(json.dumps(entry.fact)) for entry in batch], at=at)
    assert ledger.head() == len(entries)
    return ledger


def triples(entries: Sequence[Entry], *, seed: int, times: int) -> Iterator[Triple]:
    chance = random.Random(seed)
    days, known = boundaries(entries), known_boundaries(entries)
    for _ in range(times):
        by = chance.choice([None, *(chance.choice(entries).recorded_at for _ in range(3))])
        yield chance.choice(days), chance.choice([None, *chance.sample(known, 3)]), by


def answered(ledger: Ledger, triple: Triple, products: Sequence[str] = ()) -> dict[Subject, str]:
    day, known_at, by = triple
    asked = Live(ledger).snapshot(Viewpoint(day, known_at, by), products)
    return {
        (case.dossier.product, case.channel): case.judgment(day).status
        for case in asked.cases(products)
    }


def hold_to_the_slow_judge(
    ledger: Ledger, entries: Sequence[Entry], triple: Triple, *, at_most: int
) -> None:
    day, known_at, by = triple
    view = slow_judge.seen_by(entries, known_at, by)
    laws = [slow_judge.law_of(view, dict(choice)) for choice in slow_judge.choices(view)]
    told = answered(ledger, triple)
    assert told.keys() == set(slow_judge.subjects(view))
    chance = random.Random(str(triple))
    for subject in chance.sample(sorted(told), min(len(told), at_most)):
        slow = {slow_judge.judged(view, law, *subject, day.isoformat()) for law in laws}
        assert told[subject] == slow_judge.merged(slow)
    for product, channel in chance.sample(sorted(told), min(len(told), 5)):
        alone = answered(ledger, triple, [product])
        assert alone[product, channel] == told[product, channel]


@pytest.mark.parametrize("triple", [*triples(BIG, seed=1, times=20)], ids=str)
def test_a_ledger_of_five_thousand_facts_is_answered_as_the_slow_judge_answers(
    big: Ledger, triple: Triple
) -> None:
    hold_to_the_slow_judge(big, BIG, triple, at_most=80)


def test_the_sample_is_answered_as_the_slow_judge_answers(tmp_path: Path) -> None:
    with stored(SAMPLE, tmp_path / "tracker.db") as ledger:
        for triple in triples(SAMPLE, seed=2, times=5):
            hold_to_the_slow_judge(ledger, SAMPLE, triple, at_most=3)


@pytest.mark.parametrize("triple", [*triples(BIG, seed=3, times=4)], ids=str)
def test_what_differs_between_two_points_of_five_thousand_facts_is_explained_by_what_is_named(
    big: Ledger, triple: Triple
) -> None:
    day, *past = triple
    first, second = Horizon(*past), Horizon()
    comparison = Comparison(Files(as_recorded(BIG)), first, second)
    before, after = seen(BIG, first), seen(BIG, second)
    was, is_now = slowly(before), slowly(after)
    subjects = list(comparison.subjects(Live(big).files().products))
    for subject in random.Random(str(triple)).sample(subjects, 15):
        changes = [each for each in comparison.changes(subject) if holds(each, day)]
        assert bool(changes) == (was(subject, day) != is_now(subject, day))
        for change in changes:
            causes = comparison.causes(change)
            assert slowly(applied(BIG, before, causes))(subject, day) == is_now(subject, day)
            for number in range(len(causes)):
                without = slowly(applied(BIG, before, [*causes[:number], *causes[number + 1 :]]))
                inside = (each for each in boundaries(BIG) if holds(change, each))
                assert any(without(subject, each) != change.after for each in inside)


def slowly(entries: Sequence[Entry]) -> Callable[[Subject, date], str]:
    """Return what answers of a subject and a day as the slow judge does."""
    view = slow_judge.seen_by(entries, None, None)
    laws = [slow_judge.law_of(view, dict(choice)) for choice in slow_judge.choices(view)]

    def status(subject: Subject, day: date) -> str:
        return slow_judge.merged(
            {slow_judge.judged(view, law, *subject, day.isoformat()) for law in laws}
        )

    return status


def holds(change: Change, day: date) -> bool:
    return change.start <= day and (change.end is None or day < change.end)
