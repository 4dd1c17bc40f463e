"""Small helpers for tests: a fact, a ledger, the gazette or a judgment in a line each.

Every product, license, vendor and act that a builder makes up is invented. Days may be given as
dates or as people write them, "2023-07-03".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from events.acts import ActPublished, QuestionRaised
from events.facts import Fact, fact_from_json, fact_to_dict
from events.reading.files import read_facts
from events.reading.found import LocatedFact
from events.recorded import LEGAL_ZONE, Recorded, recorded
from projections.judging.bench import Bench, Case, Judgment
from projections.judging.judgment import Reason, Status
from projections.record.dossiers import Portfolio
from projections.record.law import Law
from projections.record.questions import LawBook, law_book
from projections.record.visible import visible
from projections.wording.en import open_point, sentence

ROOT = Path(__file__).parents[1]
GAZETTE = ROOT / "events" / "gazette"
SAMPLE = ROOT / "examples" / "portfolio.jsonl"
CATEGORIES_FILE = "categories.yaml"

RECORDED_AT = datetime(2026, 11, 23, 4, tzinfo=UTC)
"""When facts are recorded unless a test says otherwise: noon of 2026-11-23 in the legal zone."""

GENERAL_SALE = "general_sale"
PROCUREMENT = "government_procurement"
INFRASTRUCTURE = "critical_infrastructure"

Day = date | str
AnyFact = Fact | Mapping[str, Any]


# -- Facts -----------------------------------------------------------------------------------------


def a_fact(**fields: Any) -> Fact:
    """Return the fact that fields describe, as if it had been read from a file."""
    return fact_from_json(json.dumps(fields, default=str))


def a_product(product: str = "P", **fields: Any) -> Fact:
    """Return the registration of a firewall below every threshold, in general sale since 2015."""
    usual = {
        "kind": "product_registered",
        "product": product,
        "name": f"Invented product {product}",
        "category": "firewall",
        "parameters": {
            "throughput": 20,
            "max_concurrent_connections": 1_000_000,
            "new_connections_per_second": 50_000,
        },
        "channels": [GENERAL_SALE],
        "effective_on": "2015-01-01",
    }
    return a_fact(**usual | fields)


def a_license(
    license: str = "L", *, product: str = "P", regime: str = "mps", **fields: Any
) -> Fact:
    """Return the issue of a license for one product; a sales permit unless a regime is named."""
    usual = {
        "kind": "license_issued",
        "license": license,
        "regime": regime,
        "license_kind": USUAL_KINDS.get(regime, "license"),
        "products": [product],
        "issued_on": "2022-01-01",
    }
    return a_fact(**usual | fields)


USUAL_KINDS = {"mps": "sales_permit", "ccci": "ccci_certificate", "csl": "certificate"}


def an_act(*provisions: Mapping[str, Any], act: str = "INVENTED-1", **fields: Any) -> Fact:
    """Return an invented act with its provisions."""
    usual = {
        "kind": "act_published",
        "act": act,
        "title": f"Invented act {act}",
        "published_on": "2023-04-20",
        "provisions": provisions,
    }
    return a_fact(**usual | fields)


# -- Ledgers ---------------------------------------------------------------------------------------


def ledger(*facts: AnyFact, at: datetime = RECORDED_AT, zone: str = LEGAL_ZONE) -> list[Recorded]:
    """Return facts as a ledger holds them that recorded them in this order, all at one instant."""
    return [
        recorded(_fact(fact), position=position, recorded_at=at, zone=ZoneInfo(zone))
        for position, fact in enumerate(facts, 1)
    ]


def _fact(fact: AnyFact) -> Fact:
    return a_fact(**fact) if isinstance(fact, Mapping) else fact


def with_gazette(*facts: AnyFact, at: datetime = RECORDED_AT) -> list[Recorded]:
    """Return a ledger in which the gazette was recorded first."""
    return ledger(*gazette_facts(), *facts, at=at)


def gazette() -> list[dict[str, Any]]:
    """Return the facts of the gazette in the interchange form, in the order of their recording."""
    return [fact_to_dict(fact) for fact in gazette_facts()]


@cache
def gazette_facts() -> tuple[Fact, ...]:
    """Return the facts of the gazette in the order of their recording."""
    located = [found for file in gazette_files() for found in _read(file)]
    return tuple(found.fact for found in sorted(located, key=_recording_order))


def gazette_files() -> list[Path]:
    """Return the files of the gazette that hold facts."""
    return [file for file in sorted(GAZETTE.rglob("*.yaml")) if file.name != CATEGORIES_FILE]


def facts_in(file: Path) -> tuple[Fact, ...]:
    """Return the facts of a file of the project."""
    return tuple(found.fact for found in _read(file))


def sample() -> tuple[Fact, ...]:
    """Return the facts of the sample ledger."""
    return facts_in(SAMPLE)


def _read(file: Path) -> tuple[LocatedFact, ...]:
    found = read_facts(file.read_bytes(), name=file.relative_to(ROOT).as_posix())
    assert not found.problems, str(found.problems)
    return found.facts


def _recording_order(located: LocatedFact) -> tuple[date, int, str, int]:
    """Sort by the day a fact could be known; on one day acts, then questions, then the rest."""
    fact = located.fact
    day = fact.known_on or fact.knowable_from or date.max
    rank = 0 if isinstance(fact, ActPublished) else 1 if isinstance(fact, QuestionRaised) else 2
    return day, rank, located.file, located.line


# -- Questions -------------------------------------------------------------------------------------


def day(written: Day) -> date:
    """Return a day as a date."""
    return date.fromisoformat(written) if isinstance(written, str) else written


def book(records: Iterable[Recorded], *, known_at: Day | None = None) -> LawBook:
    """Return the law that a ledger's facts make, with the questions that are open."""
    return law_book(visible(records, known_at=_or_none(known_at)))


def law(records: Iterable[Recorded] | None = None, *, known_at: Day | None = None) -> Law:
    """Return the law as far as no open question touches it; that of the gazette if not told."""
    return book(with_gazette() if records is None else records, known_at=known_at).law


def case(
    records: Iterable[Recorded], product: str, channel: str, *, known_at: Day | None = None
) -> Case:
    """Return a product in a channel, ready to be judged on any day."""
    seen = visible(records, known_at=_or_none(known_at))
    return Bench(law_book(seen)).case(Portfolio(seen).dossier(product), channel)


def judgment(
    records: Iterable[Recorded],
    product: str,
    channel: str,
    as_of: Day,
    known_at: Day | None = None,
) -> Judgment:
    """Return the judgment on a product in a channel on a day."""
    return case(records, product, channel, known_at=known_at).judgment(day(as_of))


def status(
    records: Iterable[Recorded],
    product: str,
    channel: str,
    as_of: Day,
    known_at: Day | None = None,
) -> Status:
    """Return the status of a product in a channel on a day."""
    return judgment(records, product, channel, as_of, known_at).status


def status_under(judged: Judgment, question: str) -> dict[str, set[Status]]:
    """Return the statuses that each reading of a question leaves possible."""
    under: dict[str, set[Status]] = {}
    for reading in judged.readings:
        under.setdefault(dict(reading.choice)[question], set()).add(reading.verdict.status)
    return under


def sentences(judged: Judgment) -> list[str]:
    """Return every sentence of a judgment: its reasons, those under readings, the open points."""
    reasons: list[Reason] = [*judged.reasons]
    for under in judged.readings:
        reasons += [reason for reason in under.verdict.reasons if reason not in reasons]
    return [*map(sentence, reasons), *map(open_point, judged.open_points)]


def _or_none(written: Day | None) -> date | None:
    return None if written is None else day(written)
