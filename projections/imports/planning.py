"""Rows beside the record: the one plan that a dry run shows and a real run carries out."""

from collections.abc import Iterator

from events.facts import Fact
from events.licenses import LicenseIssued
from events.products import ProductRegistered
from events.tables.fields import Sort
from events.tables.rows import FactRow, LicenseRow, Place, ProductRow, RowProblem, RowsRead, Said
from projections.imports.facts import fact_outcome
from projections.imports.licenses import license_outcome
from projections.imports.lookalikes import Lookalikes
from projections.imports.plan import Contradiction, Days, Outcome, Plan, Planned, Told
from projections.imports.products import product_outcome
from projections.imports.record import OnRecord, content_of
from projections.imports.sources import import_source, imported_from, imported_rows


def plan_import(place: Place, sort: Sort, read: RowsRead, record: OnRecord, days: Days) -> Plan:
    """Return what the rows of a table come to, beside everything on record."""
    planning = _Planning(place, record, days)
    planning.ids |= {
        said.fact.id for said in read.said if isinstance(said, FactRow) and said.fact.id
    }
    for said in read.said:
        planning.add(said)
    planning.bad |= read.bad
    problems = sorted([*read.problems, *planning.problems], key=lambda problem: problem.row)
    return Plan(
        facts=tuple(planning.planned),
        unchanged=tuple(sorted(planning.unchanged)),
        contradictions=tuple(planning.contradictions),
        problems=tuple(problems),
        told=tuple(planning.told),
        missing=tuple(_missing(sort, record, {*planning.named, *read.bad_names})),
        bad=frozenset(planning.bad),
    )


_CHANGED_SINCE = (
    "{} was imported from this row of this file before, and the record has changed since; it stands"
)


class _Planning:
    """Gathers what rows come to."""

    def __init__(self, place: Place, record: OnRecord, days: Days) -> None:
        self.place = place
        self.record = record
        self.days = days
        self.planned: list[Planned] = []
        self.unchanged: list[int] = []
        self.contradictions: list[Contradiction] = []
        self.problems: list[RowProblem] = []
        self.told: list[Told] = []
        self.bad: set[int] = set()
        self.named: dict[str, tuple[int, ...]] = {}
        self.said: set[bytes] = set()
        self.ids: set[str] = set()
        self.before = {
            row for each in record.seen for row in imported_rows(each.fact, place.digest)
        }
        self.alike = Lookalikes(record)

    def add(self, said: Said) -> None:
        """Add what a row comes to."""
        outcome = self._outcome(said)
        if self.before.issuperset(said.rows) and (outcome.facts or not outcome.is_good):
            self.unchanged += said.rows
            self.told.append(Told(said.rows, _CHANGED_SINCE.format(said.called)))
            return
        outcome.told += self.alike.told(said, outcome)
        if outcome.is_good:
            self.planned += (Planned(said.rows, self._fact(said, fact)) for fact in outcome.facts)
            self.unchanged += () if outcome.facts else said.rows
            self.told += (Told(said.rows, message) for message in outcome.told)
            return
        self.bad.update(said.rows)
        self.contradictions += outcome.contradictions
        self.problems += (
            RowProblem(self.place, said.rows[0], message) for message in outcome.problems
        )

    def _outcome(self, said: Said) -> Outcome:
        match said:
            case ProductRow():
                self.named[said.product] = said.rows
                dossier = self.record.portfolio.dossier(said.product)
                return product_outcome(said, dossier, self.days)
            case LicenseRow():
                name, outcome = license_outcome(said, self.record, self.days)
                if name in self.named:
                    return Outcome(problems=[self._twice(name)])
                self.named[name] = said.rows
                return outcome
            case FactRow():
                return self._once(fact_outcome(said, self.record, self.ids))

    def _twice(self, name: str) -> str:
        rows = ", ".join(map(str, self.named[name]))
        return f"license '{name}' is named by row {rows} otherwise; write it alike, or take one out"

    def _once(self, outcome: Outcome) -> Outcome:
        """Leave out a fact without an id that an earlier row says."""
        fresh: list[Fact] = []
        for fact in outcome.facts:
            content = content_of(fact)
            if fact.id is not None or content not in self.said:
                fresh.append(fact)
            self.said.add(content)
        return Outcome(fresh, outcome.contradictions, outcome.problems, outcome.told)

    def _fact(self, said: Said, fact: Fact) -> Fact:
        sources = (*fact.source, import_source(self.place, said.rows))
        return self.record.named(fact).model_copy(update={"source": sources})


def _missing(sort: Sort, record: OnRecord, named: set[str | None]) -> Iterator[str]:
    """Yield what an earlier import opened and this one does not name, sorted.

    Nothing, as long as a row does not say what it is about.
    """
    if None in named:
        return
    opened: dict[str, str | None] = {}
    for each in record.seen:
        name = _opened(sort, each.fact)
        if name is not None and imported_from(each.fact):
            opened[name] = getattr(each.fact, "number", None)
    yield from sorted(
        name for name, number in opened.items() if name not in named and number not in named
    )


def _opened(sort: Sort, fact: Fact) -> str | None:
    if sort == "products" and isinstance(fact, ProductRegistered):
        return fact.product
    if sort == "licenses" and isinstance(fact, LicenseIssued):
        return fact.license
    return None
