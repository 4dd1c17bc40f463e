"""Rows beside the record: the one plan that a dry run shows and a real run carries out."""

from collections.abc import Iterable, MutableMapping, Set

from events.facts import Fact
from events.licenses import LicenseIssued
from events.notices import NoticeFact
from events.recorded import Recorded
from events.remarks import EvidenceAdded, FactVoided
from events.tables.reading import RowsRead
from events.tables.rows import EvidenceRow, FactRow, LicenseRow, Place, ProductRow, RowProblem, Said
from events.tables.shelves import Shelf, Shelves, portions
from projections.imports.bearing import Askable, bearing_on, licenses_named
from projections.imports.known import Known
from projections.imports.lookalikes import lookalikes
from projections.imports.missing import Missing, missing_of
from projections.imports.plan import Contradiction, Days, Outcome, Plan, Planned, Told, Wrong
from projections.imports.record import OnRecord, content_of
from projections.imports.remarks import Remarks
from projections.imports.rows.again import row_outcome, said_otherwise
from projections.imports.rows.evidence import Files, evidence_outcome
from projections.imports.rows.facts import fact_outcome
from projections.imports.rows.licenses import license_outcome
from projections.imports.rows.products import product_outcome
from projections.imports.sayings import Called, Saying, plain, say
from projections.imports.sources import import_source
from projections.imports.strangers import Strangers

PORTION = 500
"""Of so many products or licenses at once is looked up what bears on them."""


def plan_import(
    place: Place,
    read: RowsRead,
    record: Askable,
    known: Known,
    days: Days,
    files: Files,
    shelves: Shelves,
) -> Plan:
    """Return what the rows of a table come to, beside everything on record.

    `files` are those that the rows of an evidence list name.
    """
    planning = _Planning(place, read, known, days, files, shelves)
    if read.has_facts_without_id:
        planning.note_contents(record.facts(voidings=True))
    for portion in portions(read.said(), PORTION):
        on_record = OnRecord(record.about(bearing_on(portion, known)))
        for said in portion:
            planning.add(said, on_record)
    for problem in read.problems:
        planning.problems.put(problem.row, problem)
    missing = planning.missing(read.bad_names)
    planning.remarks.end()
    planning.strangers.end()
    return Plan(
        facts=planning.planned,
        unchanged=planning.unchanged,
        contradictions=planning.contradictions,
        problems=planning.problems,
        told=planning.told,
        missing=missing.names,
        apart=missing.apart,
        endless=planning.remarks.endless,
        early=planning.remarks.early,
        foreign=planning.remarks.foreign,
        unknown=planning.remarks.unknown,
        unplaced=planning.strangers.unplaced,
        strangers=planning.strangers.names,
        bad=read.bad | planning.bad,
        matters=planning.matters,
    )


class _Planning:
    """Gathers what rows come to."""

    def __init__(
        self,
        place: Place,
        read: RowsRead,
        known: Known,
        days: Days,
        files: Files,
        shelves: Shelves,
    ) -> None:
        self.place = place
        self.known = known
        self.days = days
        self.files = files
        self.problems: Shelf[RowProblem | Wrong] = shelves.shelf()
        self.planned: Shelf[Planned] = shelves.shelf()
        self.unchanged: Shelf[int] = shelves.shelf()
        self.contradictions: Shelf[Contradiction] = shelves.shelf()
        self.told: Shelf[Told] = shelves.shelf()
        self.remarks = Remarks(known, days.today, shelves)
        self.strangers = Strangers(known, shelves)
        self.bad: set[int] = set()
        self._sort = read.sort
        self._shelves = shelves
        self._ids = read.ids
        self._certificates = read.certificates
        self._named: MutableMapping[str, tuple[int, ...]] = shelves.index()
        self._contents: MutableMapping[bytes, bool] = shelves.index()
        self._said: MutableMapping[bytes, bool] = shelves.index()

    def note_contents(self, facts: Iterable[Recorded]) -> None:
        """Note what all facts that count say."""
        for each in facts:
            self._contents[content_of(each.fact)] = True

    def add(self, said: Said, record: OnRecord) -> None:
        """Add what a row comes to."""
        first, outcome = said.rows[0], self._outcome(said, record)
        if isinstance(said, ProductRow | LicenseRow) and not outcome.is_empty:
            outcome = row_outcome(said, self.place, record, self.known, self.days, outcome)
        if outcome.is_good:
            for saying in (*outcome.told, *lookalikes(self.known, outcome)):
                self.told.put(first, Told(said.rows, saying))
            for fact in outcome.facts:
                self.planned.put(first, Planned(said.rows, self._fact(said, fact, record)))
                self.remarks.note(first, fact)
                self.strangers.note(first, fact)
            if not outcome.facts:
                self._unchanged(said)
        else:
            self.bad.update(said.rows)
            for contradiction in outcome.contradictions:
                self.contradictions.put(first, contradiction)
            for problem in outcome.problems:
                self.problems.put(first, Wrong(self.place, first, problem))

    def missing(self, bad_names: Set[str | None]) -> Missing:
        """Return what earlier imports opened and this table does not name.

        Nothing, as long as a row does not say what it is about.
        """
        opened = self.known.opened[self._sort] if None not in bad_names else {}
        return missing_of(
            opened, lambda name: name in self._named or name in bad_names, self._shelves
        )

    def matters(self, fact: Fact) -> bool:
        """Tell whether a fact speaks of what the rows speak of, or is one of them."""
        match fact:
            case FactVoided():
                return True
            case LicenseIssued() if self._certificates.knows(fact.number):
                return True
            case _ if fact.id in self._ids or content_of(fact) in self._said:
                return True
        about = getattr(fact, "product", None), getattr(fact, "license", None)
        return not isinstance(fact, NoticeFact) and any(name in self._named for name in about)

    def _unchanged(self, said: Said) -> None:
        for row in said.rows:
            self.unchanged.put(row, row)

    def _outcome(self, said: Said, record: OnRecord) -> Outcome:
        match said:
            case ProductRow():
                self._named[said.product] = said.rows
                return product_outcome(said, record.portfolio.dossier(said.product), self.days)
            case LicenseRow():
                name, outcome = license_outcome(said, record, self.known, self.days)
                outcome = self._of_one_certificate(said, outcome)
                if name in self._named:
                    return Outcome(problems=outcome.problems or [self._twice(name)])
                self._named[name] = said.rows
                return outcome
            case FactRow():
                return self._once(said, fact_outcome(said, record, self._contents, self._ids))
            case EvidenceRow():
                self._named.update(dict.fromkeys(licenses_named(said, self.known), said.rows))
                return self._kept(
                    evidence_outcome(said, record, self.known, self.files, self.days.today)
                )

    def _twice(self, name: str) -> Saying:
        rows = ", ".join(map(str, self._named[name]))
        return say("named_otherwise", called=Called("license", name), rows=rows)

    def _of_one_certificate(self, said: LicenseRow, outcome: Outcome) -> Outcome:
        """Issue no license under a number that the table gives to another one, too."""
        issues = any(isinstance(fact, LicenseIssued) for fact in outcome.facts)
        conflict = self._certificates.conflict(said) if issues else None
        return Outcome(problems=[plain(conflict)]) if conflict else outcome

    def _once(self, said: FactRow, outcome: Outcome) -> Outcome:
        """Leave out a fact without an id that an earlier row says.

        It is none at all if this row was imported as another.
        """
        before = self.known.before.get(said.rows[0], [])
        if before and said.fact.id is None and outcome.facts:
            return Outcome(problems=[said_otherwise(said, before)])
        fresh: list[Fact] = []
        for fact in outcome.facts:
            content = content_of(fact)
            if fact.id is not None or content not in self._said:
                fresh.append(fact)
            self._said[content] = True
        return Outcome(fresh, outcome.contradictions, outcome.problems, outcome.told)

    def _kept(self, outcome: Outcome) -> Outcome:
        """Note which file supports what, so that a further row that says so adds nothing."""
        for fact in outcome.facts:
            if isinstance(fact, EvidenceAdded):
                self.known.note_support(fact)
                self._said[content_of(fact)] = True
        return outcome

    def _fact(self, said: Said, fact: Fact, record: OnRecord) -> Fact:
        sources = (*fact.source, import_source(self.place, said.rows))
        return record.named(fact).model_copy(update={"source": sources})
