"""Which subjects rest on some facts of law, on any day of their timelines."""

from collections.abc import Collection, Iterable

from projections.comparing.changes import Subject
from projections.judging.bench import Case
from projections.judging.citing import cited_records


def resting_on(ids: Collection[str], cases: Iterable[Case]) -> dict[str, list[Subject]]:
    """Return for each fact the subjects of which some judgment cites it."""
    found: dict[str, list[Subject]] = {id: [] for id in ids}
    for case in cases if found else ():
        judgments = (case.judgment(day) for day in case.days())
        for record in cited_records(judgments):
            if record.id in found:
                found[record.id].append((case.dossier.product, case.channel))
    return found
