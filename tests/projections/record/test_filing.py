"""Filing: a question about a product reads every fact that can bear on it, and no other."""

from hypothesis import given
from judging import as_recorded, bench_and_portfolio
from ledgers import boundaries, ledgers
from slow_judge import Entry

from projections.judging.bench import Bench
from projections.record.dossiers import Portfolio
from projections.record.filing import Files
from projections.record.questions import law_book
from projections.record.visible import visible


@given(ledgers(max_facts=40).filter(bool))
def test_from_what_lies_under_a_product_it_is_judged_as_from_the_whole_record(
    entries: list[Entry],
) -> None:
    records = as_recorded(entries)
    files = Files(records)
    bench, portfolio = bench_and_portfolio(records)
    for name in portfolio.products:
        seen = visible(sorted([*files.law, *files.on(name)], key=lambda record: record.position))
        alone, filed = Bench(law_book(seen)), Portfolio(seen)
        for whole, part in zip(
            bench.cases(portfolio.dossier(name)), alone.cases(filed.dossier(name)), strict=True
        ):
            for day in boundaries(entries)[::5]:
                assert part.judgment(day) == whole.judgment(day)


@given(ledgers(max_facts=40))
def test_facts_may_come_one_by_one_or_all_at_once(entries: list[Entry]) -> None:
    records = as_recorded(entries)
    at_once, one_by_one = Files(records), Files()
    for record in records:
        one_by_one.add(record)
    assert one_by_one.products == at_once.products
    assert one_by_one.law == at_once.law
    for name in at_once.products:
        assert one_by_one.on(name) == at_once.on(name)
