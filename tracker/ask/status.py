"""Which products may be sold where, on a day or on several."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain, count, islice

from events.tables.shelves import Shelves
from projections.documents.citations import Json
from projections.documents.streamed import Members, whole
from projections.findings.asides import Asides, Unplaced, gathered, strays
from projections.findings.placing import Missing
from projections.judging.bench import Case
from projections.judging.marks import stretch_marks
from projections.judging.timeline import stretch
from projections.record.asked import Asked
from projections.wording import Words
from tracker.ask.placing import all_missing, check_channel
from tracker.ask.status_documents import StatusDocuments
from tracker.ask.status_rows import (
    Reasons,
    Rest,
    StatusQuestion,
    StatusRow,
    SubjectOnDay,
    Totals,
    Why,
)
from tracker.ask.status_tabled import Tabled, row_of, suits_tables, tabled
from tracker.gazette.vocabulary import listed_categories
from tracker.live.live import Live
from tracker.live.snapshot import Snapshot
from tracker.live.tables.reading import standing_on
from tracker.live.tables.rows import (
    IN_COLUMNS_FROM,
    IN_NO_CHANNEL,
    ONLY_NAMED,
    ProductRow,
    rows_of,
)

IN_COLUMNS = 2_000
"""So many products are judged together where few need reasons."""

Found = tuple[StatusRow, Callable[[], Case]]
"""A subject with its statuses alone, and how to come by its case."""


@dataclass(frozen=True, slots=True)
class Statuses:
    """The subjects that are shown, and what is known of all."""

    asked: Asked
    question: StatusQuestion
    rows: tuple[StatusRow, ...]
    rest: Rest

    def document(self, words: Words) -> Json:
        """Return the answer as a JSON document: that of the day, or one for each of several."""
        made = StatusDocuments(self.asked, self.question, words)
        days = range(len(self.question.all_days))
        subjects = [[made.subject(row.on[day]) for row in self.rows] for day in days]
        document: Json = whole(made.document(subjects, lambda: self.rest))
        return document


class StatusPass:
    """An answer that is worked out while it is gone through, once: the subjects, then the rest.

    The facts of a portion of the products are in memory at a time.
    """

    def __init__(self, live: Live, question: StatusQuestion) -> None:
        """Take a question; what is refused is refused here.

        Raises ProductNotFound if nothing on record names a product, and ChannelNotFound if no
        subject is found and no act establishes the channel.
        """
        self.question = question
        self._asides: list[Asides] = []
        self._missing: dict[str, Missing] = {}
        known = live.tables.ask(partial(tabled, question)) if suits_tables(question) else None
        if known is not None:
            self.asked = Asked(question.point, known.position)
            self._totals = known.totals
            rows = self._tabled(live, known)
        else:
            self.asked = live.asked(question.point)
            self._totals = Totals(len(question.all_days))
            rows = chosen(question, self._found(live), self._totals)
        first = list(islice(rows, 1))
        self.rows = chain(first, rows)

    @property
    def no_act(self) -> bool:
        """Whether no act is seen; known before a subject is."""
        return self._asides[0].no_act

    @property
    def rest(self) -> Rest:
        """What is known of all, when all were gone through."""
        asked = dict.fromkeys(self.question.products)
        missing = tuple(self._missing[name] for name in asked if name in self._missing)
        return Rest(self._totals, gathered(self._asides), missing)

    def document(self, words: Words, shelves: Shelves) -> Members:
        """Return the answer as a JSON document to be written as it is worked out.

        It is equal to that of the frozen answer. What is told of several days is put on shelves.
        """
        made = StatusDocuments(self.asked, self.question, words)
        if len(self.question.all_days) == 1:
            return made.document(
                [(made.subject(row.on[0]) for row in self.rows)], lambda: self.rest
            )
        subjects = [shelves.shelf() for _ in self.question.all_days]
        for number, row in enumerate(self.rows):
            for shelf, on in zip(subjects, row.on, strict=True):
                shelf.put(number, made.subject(on))
        return made.document(subjects, lambda: self.rest)

    def lines(self, words: Words) -> Iterator[Json]:
        """Yield the answer as JSON objects, one for each line."""
        made = StatusDocuments(self.asked, self.question, words)
        return made.lines(self.rows, lambda: self.rest)

    def _tabled(self, live: Live, known: Tabled) -> Iterator[StatusRow]:
        """Yield the subjects that tables show; with reasons, these are judged one by one."""
        self._asides.append(
            Asides(known.no_act, Unplaced(known.in_no_channel, known.only_named), ())
        )
        if known.strays:
            for names, seen in live.portions(self.asked, known.strays):
                self._note(names, seen, list(seen.cases(names, self.question.channel)))
        if not self._totals.found:
            check_channel(live.snapshot_of_law(self.asked), self.question.channel)
        if self.question.reasons is Reasons.NONE:
            yield from known.rows
            return
        products = sorted({row.product for row in known.rows})
        for names, seen in live.portions(self.asked, products) if products else ():
            cases = {(case.dossier.product, case.channel): case for case in seen.cases(names)}
            for row in known.rows:
                if (row.product, row.channel) in cases:
                    yield _with_why(row, cases[row.product, row.channel])

    def _found(self, live: Live) -> Iterator[Found]:
        """Yield every subject with its statuses; no reason is built."""
        question = self.question
        size = IN_COLUMNS if question.needs_few_cases else None
        for names, seen in live.portions(self.asked, question.products, size):
            if question.needs_few_cases and len(names) >= IN_COLUMNS_FROM:
                yield from self._in_columns(names, seen)
                continue
            cases = list(seen.cases(names, question.channel))
            self._note(names, seen, cases)
            yield from ((_row(case, question.all_days), partial(_same, case)) for case in cases)
        if not self._totals.found:
            check_channel(seen, question.channel)

    def _in_columns(self, names: Sequence[str], seen: Snapshot) -> Iterator[Found]:
        """Yield the subjects of many products, judged together."""
        channel, days = self.question.channel, self.question.all_days
        rows = rows_of(names, seen.seen, seen.bench)
        products = {row.product: row for row in rows.products}
        subjects = [each for each in rows.subjects if channel in (None, each.channel)]
        groups = (
            (
                [each.product],
                each.channel,
                {products[each.product].category_on(day) for day in days},
            )
            for each in subjects
        )
        unknown = strays(groups, [seen.bench.reach], listed_categories)
        self._asides.append(Asides(seen.no_act, _unplaced(rows.products), unknown))
        for each in subjects:
            stands = [standing_on(each, day) for day in days]
            row = row_of(products[each.product], stands, days)
            yield row, partial(_case, seen, each.product, each.channel)

    def _note(self, names: Sequence[str], seen: Snapshot, cases: Sequence[Case]) -> None:
        """Keep what is to be said beside the statuses of some products."""
        question = self.question
        asides = seen.asides(cases, frozenset(names), question.all_days)
        self._asides.append(asides)
        if question.products:
            placed = {case.dossier.product for case in cases} | asides.without_status
            missing = all_missing(seen, names, question.channel, placed)
            self._missing |= {each.product: each for each in missing}


def statuses(live: Live, question: StatusQuestion) -> Statuses:
    """Return the status of subjects on the days asked for, as a value that holds all of them.

    Raises ProductNotFound if nothing on record names a product, and ChannelNotFound if no subject
    is found and no act establishes the channel.
    """
    passing = StatusPass(live, question)
    return Statuses(passing.asked, question, tuple(passing.rows), passing.rest)


def chosen(question: StatusQuestion, found: Iterable[Found], totals: Totals) -> Iterator[StatusRow]:
    """Yield the subjects that are shown, with as much of why as is asked for, and count all.

    Here alone is chosen which subjects are shown and how. For that their statuses are enough: a
    case is asked for only of a subject that is shown with reasons.
    """
    numbers = count(1)
    for row, case in found:
        matches = question.matches(on.stands for on in row.on)
        totals.add(row.channel, row.statuses, matches=matches)
        if matches and (question.page is None or next(numbers) in question.page):
            yield row if question.reasons is Reasons.NONE else _with_why(row, case())


def _same(case: Case) -> Case:
    return case


def _case(seen: Snapshot, product: str, channel: str) -> Case:
    return seen.bench.case(seen.portfolio.dossier(product), channel)


def _unplaced(products: Iterable[ProductRow]) -> Unplaced:
    placed = [(row.placed, row.product) for row in products]
    return Unplaced(
        tuple(name for at, name in placed if at == IN_NO_CHANNEL),
        tuple(name for at, name in placed if at == ONLY_NAMED),
    )


def _row(case: Case, days: Sequence[date]) -> StatusRow:
    on = tuple(_on_day(case, day) for day in days)
    return StatusRow(case.dossier.product, case.channel, on)


def _on_day(case: Case, day: date) -> SubjectOnDay:
    dossier = case.dossier
    return SubjectOnDay(
        dossier.product,
        dossier.name,
        dossier.vendors.at(day),
        dossier.categories.at(day),
        case.channel,
        day,
        stretch(case, day),
    )


def _with_why(row: StatusRow, case: Case) -> StatusRow:
    return replace(row, on=tuple(replace(on, why=_why(on, case)) for on in row.on))


def _why(on: SubjectOnDay, case: Case) -> Why:
    judgment = case.judgment(on.day)
    return Why(judgment, stretch_marks(case, judgment, on.stands.since, on.stands.until))
