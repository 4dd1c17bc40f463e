"""A report made from facts: the same question to the same facts gives the same report."""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from events.recorded import Recorded
from projections.findings import findings_about
from projections.findings.cautions import cautions
from projections.judging.bench import Bench
from projections.record.dossiers import Dossier, Portfolio
from projections.record.evidence import Support, evidence_of
from projections.record.filing import Files
from projections.record.questions import law_book
from projections.record.visible import Horizon, Viewpoint, visible
from projections.report.channels import channel_report
from projections.report.drawing import drawn
from projections.report.entries import cited_fact, late_entries, voided_entries
from projections.report.leaning import leaned_on
from projections.report.model import AskedDate, Report, Subject
from projections.report.sources import reported_sources, unverified_provisions
from projections.wording.en import finding_sentence, value_words


def report(subject: Subject, records: Iterable[Recorded]) -> Report:
    """Return the report on a product, from every fact on the law and on the product.

    `records` are facts as the ledger holds them, the voided and the voidings among them; the dates
    of the question and the position choose of these. Facts on other products do no harm.
    """
    point, day = subject.viewpoint, subject.viewpoint.as_of
    horizon = Horizon(point.known_at, point.recorded_by, subject.position)
    passed = horizon.passes(records)
    files = Files(passed)
    on_product = files.on(subject.product)
    seen = visible([*files.law, *on_product])
    bench, portfolio = Bench(law_book(seen)), Portfolio(seen)
    dossier = portfolio.dossier(subject.product)
    cases = [c for c in bench.cases(dossier) if subject.channel in (None, c.channel)]
    judgments = [case.judgment(day) for case in cases]
    law = [record for record in seen if files.is_law(record)]
    leaned = {
        id
        for case, judgment in zip(cases, judgments, strict=True)
        for id in leaned_on(case, judgment, day, law)
    }
    beside = [r for r in seen if r.id not in leaned and not files.is_law(r)]
    return Report(
        product=subject.product,
        name=dossier.name,
        vendor=dossier.vendors.at(day),
        category=dossier.categories.at(day),
        parameters=_parameters(dossier, day),
        ledger=subject.ledger,
        zone=subject.zone,
        position=subject.position,
        as_of=day,
        asked=_asked(point),
        channels=tuple(channel_report(case, bench, day) for case in cases),
        picture=drawn(cases, bench, day),
        cautions=cautions(seen),
        doubts=_doubts(dossier, portfolio, bench),
        without_rule=tuple(bench.without_rule(day)),
        unverified=unverified_provisions(judgments),
        sources=reported_sources(judgments),
        relied_on=tuple(cited_fact(r) for r in seen if r.id in leaned),
        other_facts=tuple(cited_fact(r) for r in beside),
        late=late_entries(on_product, ZoneInfo(subject.zone), leaned),
        voided=voided_entries([*files.law, *on_product]),
        evidence=tuple(support.fact for support in _evidence(passed, [*files.law, *on_product])),
    )


def _parameters(dossier: Dossier, day: date) -> tuple[tuple[str, str], ...]:
    found = dossier.parameters.at(day)
    return tuple((name, value_words(value)) for name, value in sorted(found.items()))


def _evidence(passed: Iterable[Recorded], about: Iterable[Recorded]) -> list[Support]:
    """Return the evidence of some facts, in order of position."""
    told, ids = evidence_of(passed), {record.id for record in about}
    found = [each for id, supports in told.items() if id in ids for each in supports]
    return sorted(found, key=lambda support: support.record.position)


def _doubts(dossier: Dossier, portfolio: Portfolio, bench: Bench) -> tuple[str, ...]:
    return tuple(finding_sentence(found) for found in findings_about(dossier, portfolio, bench))


def _asked(point: Viewpoint) -> tuple[AskedDate, ...]:
    known = point.known_at.isoformat() if point.known_at else "everything known"
    by = point.recorded_by
    return (
        AskedDate(
            "As of",
            point.as_of.isoformat(),
            "Judged by the law and the licenses as they stand on this day.",
        ),
        AskedDate(
            "Known at",
            known,
            "Only what could be known by this day is used: acts published, licenses issued."
            if point.known_at
            else "No fact on record is left out for having become known later.",
            is_open=point.known_at is None,
        ),
        AskedDate(
            "Recorded by",
            by.isoformat(timespec="seconds") if by else "everything recorded",
            "Only what the ledger held by this instant is used."
            if by
            else "No fact is left out for having been recorded later, up to the position named.",
            is_open=by is None,
        ),
    )
