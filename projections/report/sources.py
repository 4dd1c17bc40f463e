"""Where the law of a report can be read, and what of it nobody has verified."""

from collections.abc import Iterable

from events.acts import ActPublished, QuestionRaised
from events.recorded import Recorded
from projections.judging.bench import Judgment
from projections.judging.citing import all_reasons, cited_records
from projections.judging.judgment import leans_on
from projections.record.law import Provided
from projections.report.model import ReportedSource


def reported_sources(judgments: Iterable[Judgment]) -> tuple[ReportedSource, ...]:
    """Return the acts and points of law that judgments cite, each once, by name."""
    found = (_source(record) for record in cited_records(judgments))
    return tuple(sorted(found, key=lambda source: source.name))


def unverified_provisions(judgments: Iterable[Judgment]) -> tuple[Provided, ...]:
    """Return the provisions that judgments cite and that are in doubt, each once."""
    found = (
        item
        for judgment in judgments
        for reason in all_reasons(judgment)
        for item in leans_on(reason)
        if item.provision.is_doubtful
    )
    return tuple(dict.fromkeys(found))


def _source(record: Recorded) -> ReportedSource:
    fact = record.fact
    name: str = record.id
    title: str = fact.kind
    title_zh: str | None = None
    if isinstance(fact, ActPublished):
        name, title, title_zh = fact.act, fact.title, fact.title_zh
    elif isinstance(fact, QuestionRaised):
        name, title = fact.question, fact.text
    return ReportedSource(
        name,
        title,
        title_zh,
        tuple(source for source in fact.source if source.verified is True),
        tuple(source for source in fact.source if source.verified is not True),
        tuple(dict.fromkeys(source.url for source in fact.source if source.url)),
        tuple(dict.fromkeys(source.sha256 for source in fact.source if source.sha256)),
    )
