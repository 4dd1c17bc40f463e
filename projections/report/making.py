"""A report made from facts: the same question to the same facts gives the same report."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from events.recorded import Recorded
from projections.findings.asides import sees_no_act
from projections.findings.gathering import findings_about
from projections.judging.bench import Bench
from projections.record.dossiers import Portfolio
from projections.record.evidence import Support, evidence_of
from projections.record.filing import Files
from projections.record.questions import law_book
from projections.record.visible import Horizon, visible
from projections.report.channels import channel_report
from projections.report.entries import late_entries, voided_entries
from projections.report.leaning import leaned_on
from projections.report.model import Report, Subject
from projections.report.rows import license_rows
from projections.report.sources import reported_sources, unverified_provisions


def report(subject: Subject, records: Iterable[Recorded]) -> Report:
    """Return the report on a product, from every fact on the law and on the product.

    `records` are facts as the ledger holds them, the voided and the voidings among them; the dates
    of the question and the position choose of these. Facts on other products do no harm.
    """
    point = subject.viewpoint
    day = point.as_of
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
    return Report(
        subject=subject,
        name=dossier.name,
        vendor=dossier.vendors.at(day),
        category=dossier.categories.at(day),
        parameters=tuple(sorted(dossier.parameters.at(day).items())),
        channels=tuple(channel_report(case, bench, day) for case in cases),
        licenses=tuple(license_rows(dossier, bench.book.law)) if cases else (),
        no_act=sees_no_act(seen),
        doubts=tuple(findings_about(dossier, portfolio, bench)),
        without_rule=tuple(bench.without_rule(day)),
        unverified=unverified_provisions(judgments),
        sources=reported_sources(judgments),
        relied_on=tuple(r for r in seen if r.id in leaned),
        other_facts=tuple(r for r in seen if r.id not in leaned and not files.is_law(r)),
        late=late_entries(on_product, ZoneInfo(subject.zone), leaned),
        voided=voided_entries([*files.law, *on_product]),
        evidence=tuple(support.fact for support in _evidence(passed, [*files.law, *on_product])),
    )


def _evidence(passed: Iterable[Recorded], about: Iterable[Recorded]) -> list[Support]:
    """Return the evidence of some facts, in order of position."""
    told, ids = evidence_of(passed), {record.id for record in about}
    found = [each for id, supports in told.items() if id in ids for each in supports]
    return sorted(found, key=lambda support: support.record.position)
