"""Evidence supports facts and bears on no status."""

from datetime import date

import pytest
import slow_judge
from judging import as_recorded, cases
from ledgers import boundaries, random_ledger
from slow_judge import Entry

from projections.judging.timeline import timeline
from projections.record.filing import Files


def with_evidence(entries: list[Entry]) -> list[Entry]:
    """Return the ledger with evidence at its end for each fact that has an id."""
    last, day = entries[-1], entries[-1].recorded_at.date()
    named = [entry.fact["id"] for entry in entries if "id" in entry.fact]
    return [
        *entries,
        *(
            Entry(last.position + number, last.recorded_at, _evidence(id, day))
            for number, id in enumerate(named, start=1)
        ),
    ]


def _evidence(target: str, day: date) -> dict[str, object]:
    return {
        "kind": "evidence_added",
        "id": f"evidence for {target}",
        "fact": target,
        "sha256": "0" * 64,
        "size": 1,
        "media_type": "text/plain",
        "name": "letter.txt",
        "effective_on": day.isoformat(),
    }


@pytest.mark.parametrize("seed", range(6))
def test_evidence_changes_no_status_and_no_period_for_either_judge(seed: int) -> None:
    entries = random_ledger(seed, 45)
    supported = with_evidence(entries)
    assert len(supported) > len(entries)
    for day in boundaries(entries)[::4]:
        judged = slow_judge.statuses(supported, as_of=day)
        assert judged == slow_judge.statuses(entries, as_of=day)
    before, after = (
        [timeline(case) for case in cases(as_recorded(each))] for each in (entries, supported)
    )
    assert before == after


def test_evidence_is_filed_with_no_product() -> None:
    entries = random_ledger(7, 45)
    plain, supported = Files(as_recorded(entries)), Files(as_recorded(with_evidence(entries)))
    assert plain.products == supported.products
    assert all(plain.on(product) == supported.on(product) for product in plain.products)
