"""The answers of a big ledger and of the sample, at random triples of dates."""

import random
from collections.abc import Sequence

import slow_judge
from judging import as_recorded
from ledgers import boundaries, known_boundaries, random_ledger
from slow_judge import Entry
from support import sample, with_gazette

from events.facts import fact_to_dict
from projections.comparison import Comparison
from projections.filing import Files
from projections.two_laws import Benches, TwoLaws
from projections.visible import Horizon


def hold_at_random_triples(entries: Sequence[Entry], *, seed: int, times: int) -> None:
    chance = random.Random(seed)
    files, benches = Files(as_recorded(entries)), Benches()
    days, known = boundaries(entries), known_boundaries(entries)
    for _ in range(times):
        day = chance.choice(days)
        horizon = Horizon(
            chance.choice([None, *known[:: len(known) // 4]]),
            chance.choice([None, chance.choice(entries).recorded_at]),
        )
        law = horizon.visible(files.law)
        comparison = Comparison(files, horizon, horizon, TwoLaws(law, law, benches))
        seen = slow_judge.seen_by(entries, horizon.known_at, horizon.recorded_by)
        laws = [slow_judge.law_of(seen, dict(choice)) for choice in slow_judge.choices(seen)]
        subjects = slow_judge.subjects(seen)
        assert set(subjects) == set(comparison.subjects(files.products))
        for subject in chance.sample(sorted(subjects), min(len(subjects), 25)):
            told = comparison.case(subject).judgment(day).status
            slow = {slow_judge.judged(seen, law, *subject, day.isoformat()) for law in laws}
            assert told == slow_judge.merged(slow)


def test_a_ledger_of_five_thousand_facts_is_answered_as_the_slow_judge_answers() -> None:
    hold_at_random_triples(random_ledger(11, 5000), seed=1, times=2)


def test_the_sample_is_answered_as_the_slow_judge_answers() -> None:
    entries = [
        Entry(record.position, record.recorded_at, fact_to_dict(record.fact))
        for record in with_gazette(*sample())
    ]
    hold_at_random_triples(entries, seed=2, times=2)
