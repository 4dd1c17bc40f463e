"""What scenarios cost beside recomputing the portfolio they are about, in one process."""

import argparse
import json
from datetime import UTC, datetime
from functools import partial
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from portfolio import invented_facts
from timing import timed

from events.recorded import LEGAL_ZONE, Recorded, recorded
from events.scenarios import SCENARIO, Scenario
from projections.judging.bench import Bench
from projections.judging.timeline import statuses
from projections.record.dossiers import Portfolio
from projections.record.filing import Files
from projections.record.questions import law_book
from projections.record.visible import Horizon
from projections.what_if.consequences import Consequences, consequences
from projections.what_if.portfolio import Indexed
from projections.what_if.totals import totals
from projections.what_if.weighing import Weighed
from projections.what_if.windows import Ahead
from tracker.gazette.files import read_gazette

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC).astimezone(ZoneInfo(LEGAL_ZONE))
CATEGORIES = 36
"""Where products are of so many, and one in ten of none, each has one product in forty."""


def an_act(published_on: str, *provisions: dict[str, Any]) -> dict[str, Any]:
    """Return an act that nobody has published."""
    return {
        "kind": "act_published",
        "act": "INVENTED-1",
        "title": "Invented act",
        "published_on": published_on,
        "provisions": provisions,
    }


def on(day: str, kind: str, **fields: Any) -> dict[str, Any]:
    """Return a provision that takes effect on a day."""
    return {"kind": kind, "effective_on": day, **fields}


VPN = ["SNSP-11"]
GONE = [*VPN, *(f"SNSP-{number}" for number in range(12, 21))]
SCENARIOS: dict[str, list[dict[str, Any]]] = {
    "a category in forty, next year": [
        an_act("2026-12-01", on("2027-01-01", "catalogue_amended", regime="csl", remove=VPN))
    ],
    "the same, three years ago": [
        an_act("2023-12-01", on("2024-01-01", "catalogue_amended", regime="csl", remove=VPN))
    ],
    "a category of no product": [
        an_act(
            "2026-12-01",
            on("2027-01-01", "obligation_waived", regime="csl", categories=["smart_card_cos"]),
        )
    ],
    "twelve provisions in one act": [
        an_act(
            "2026-12-01",
            *(on("2027-01-01", "catalogue_amended", regime="csl", remove=[code]) for code in GONE),
            *(
                on("2027-01-01", kind, regime="csl")
                for kind in ("issuance_stopped", "issuance_resumed")
            ),
        )
    ],
    "an empty scenario": [],
    "one license": [
        {
            "kind": "license_issued",
            "license": "INVENTED-2",
            "regime": "csl",
            "license_kind": "certificate",
            "products": ["P000007"],
            "issued_on": "2026-12-01",
            "valid_until": "2031-11-30",
        }
    ],
}


def main() -> None:
    """Load a portfolio, do each work in turn, print medians, and ratios to recomputing it all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    facts = [*read_gazette().facts, *invented_facts(chosen.products, categories=CATEGORIES)]
    records = [
        recorded(fact, position=position, recorded_at=NOW, zone=ZoneInfo(LEGAL_ZONE))
        for position, fact in enumerate(facts, 1)
    ]
    _report(records, chosen.products, chosen.rounds)


def _report(records: list[Recorded], products: int, rounds: int) -> None:
    loading = median(timed(lambda: Indexed(Files(records), Horizon())) for _ in range(rounds))
    indexed = Indexed(Files(records), Horizon())
    whole = median(timed(lambda: _recompute(indexed.files)) for _ in range(rounds))
    subjects = indexed.channels.total()
    print(f"{products:,} products, {subjects:,} subjects, {len(records):,} facts")
    print(f"{rounds} rounds, medians, in one process")
    print(f"{'file and index every fact':31} {loading:9.3f} s")
    print(f"{'every status of every subject':31} {whole:9.3f} s")
    for name, facts in SCENARIOS.items():
        scenario = SCENARIO.validate_json(json.dumps({"name": name, "facts": facts}))
        asked = partial(_answer, indexed, scenario, len(records))
        seconds = median(timed(asked) for _ in range(rounds))
        answer = asked()
        touched = f"{answer.judged:,} subjects touched"
        if answer.judged:
            touched += f", 1 in {subjects / answer.judged:,.0f}, {len(answer.changed):,} changed"
        print(f"{name:31} {seconds:9.4f} s, 1/{whole / seconds:,.0f} of that; {touched}")


def _recompute(files: Files) -> int:
    visible = Horizon().visible(files.everything())
    bench, portfolio = Bench(law_book(visible)), Portfolio(visible)
    return sum(
        len(statuses(case).days)
        for name in portfolio.products
        for case in bench.cases(portfolio.dossier(name))
    )


def _answer(indexed: Indexed, scenario: Scenario, last: int) -> Consequences:
    weighed = Weighed(indexed.files, indexed.horizon, [scenario], after=last, at=NOW)
    answer = consequences(indexed, weighed, ahead=Ahead(NOW.date()))
    totals(indexed, answer)
    return answer


if __name__ == "__main__":
    main()
