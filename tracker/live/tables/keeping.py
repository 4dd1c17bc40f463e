"""The live tables of a ledger: made when wanted, kept up to date, never trusted blindly.

Tables of another ledger or of other rules, damaged ones, and such as stand behind what the ledger
holds are made anew. Where they can be neither read nor made, answers are folded from the facts.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, TypeVar

from tracker.collector import collector_at_rest
from tracker.ledger import Ledger
from tracker.ledger.errors import LedgerBusy, LedgerError, TablesDamaged, TablesUnusable
from tracker.ledger.storage import TableRows, Tables
from tracker.live.tables.catching_up import (
    Told,
    Unfit,
    catch_up,
    counts_digest,
    fill,
    quiet,
    standing,
    unfit,
)
from tracker.live.tables.checking import Difference, differences
from tracker.live.tables.reading import Reader

T = TypeVar("T")

WORTH_IT_FROM = 5_000
"""From so many facts on, tables are made unasked; fewer are folded as fast."""


_COUNTED_SUBJECTS = "SELECT CAST(coalesce(sum(subjects), 0) AS bigint) FROM sorts"


class Use(StrEnum):
    """When tables are used: where they are worth it or there, always, or never."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class TablesStand:
    """How the tables of a ledger stand: `behind` facts are not read yet, or they are `unfit`."""

    location: str
    made: bool
    unfit: Unfit | None = None
    position: int = 0
    behind: int = 0
    size: int = 0
    products: int = 0
    subjects: int = 0
    periods: int = 0

    def document(self) -> dict[str, Any]:
        """Return it for a JSON document."""
        return asdict(self)


class LiveTables:
    """The live tables of one ledger."""

    def __init__(self, ledger: Ledger, use: Use = Use.AUTO, told: Told = quiet) -> None:
        """Take the ledger; `told` hears how far the making of tables has come."""
        self._ledger, self._use, self._told = ledger, use, told
        self._store: Tables = ledger.tables()
        self.left_aside: str | None = None
        """Why the last question was answered without tables that it might have used."""

    def ask(self, question: Callable[[Reader], T]) -> T | None:
        """Return what a question reads from tables that hold all that is on record now.

        None: they are not to be used, or cannot be; `left_aside` then says why, if that is news.
        """
        self.left_aside = None
        if not self._are_wanted():
            return None
        try:
            try:
                return self._asked(question)
            except TablesDamaged:
                return self._asked_anew(question)
        except (TablesUnusable, LedgerBusy) as error:
            self.left_aside = getattr(error, "reason", str(error))
            return None

    def memo(self, name: str) -> str | None:
        """Return what was last noted beside the ledger under a name, if that can be read."""
        if self._use is Use.NEVER:
            return None
        try:
            with self._store.reading() as rows:
                return rows.memo(name) if rows is not None else None
        except LedgerError:
            return None

    def note(self, name: str, content: str) -> None:
        """Note something beside the ledger under a name, where tables are wanted and can be."""
        if not self._are_wanted():
            return
        with suppress(LedgerError), self._store.writing() as rows:
            rows.note(name, content)

    def stand(self) -> TablesStand:
        """Return how the tables stand, without making them."""
        try:
            with self._store.reading() as rows:
                if rows is None or not rows.are_made():
                    return TablesStand(self._store.location, made=False)
                why, position = unfit(standing(rows), self._ledger), rows.position()
                counts = (
                    int(rows.ask(f"SELECT count(*) FROM {table}")[0][0])
                    for table in ("products", "subjects", "periods")
                )
                behind = 0 if why else self._ledger.head() - position
                return TablesStand(
                    *(self._store.location, True, why, position, behind),
                    *(self._store.size(), *counts),
                )
        except TablesDamaged:
            return TablesStand(self._store.location, made=True, unfit=Unfit.DAMAGED)

    def rebuild(self) -> None:
        """Make the tables anew; raises TablesUnusable where that cannot be."""
        self._asked_anew(lambda reader: reader.position)

    def check(self) -> tuple[Difference, ...]:
        """Return how the tables differ from a rebuild from zero, once they have read what is new.

        Raises TablesUnusable or TablesDamaged if they cannot be read.
        """
        with self._up_to_date() as rows:
            return tuple(differences(rows, self._ledger, self._told))

    def discard(self) -> None:
        """Delete the tables."""
        self._store.discard()

    def close(self) -> None:
        """Let go of the tables."""
        self._store.close()

    def _are_wanted(self) -> bool:
        if self._use is Use.NEVER:
            return False
        return (
            self._use is Use.ALWAYS
            or self._ledger.head() >= WORTH_IT_FROM
            or self._store.are_made()
        )

    def _asked(self, question: Callable[[Reader], T]) -> T:
        with self._store.reading() as rows:
            if rows is not None and rows.are_made() and self._are_fresh(rows):
                return question(Reader(rows, self._store.location))
        with self._up_to_date() as rows:
            return question(Reader(rows, self._store.location))

    def _asked_anew(self, question: Callable[[Reader], T]) -> T:
        """Ask tables that are made anew; a file that is none of tables is deleted first."""
        try:
            return self._filled(question)
        except TablesDamaged:
            self._store.discard()
            return self._filled(question)

    def _filled(self, question: Callable[[Reader], T]) -> T:
        with collector_at_rest(), self._store.writing() as rows:
            fill(rows, self._ledger, self._told)
            return question(Reader(rows, self._store.location))

    def _are_fresh(self, rows: TableRows) -> bool:
        """Tell whether tables hold all that is on record; raises TablesDamaged."""
        stands = standing(rows)
        if unfit(stands, self._ledger) or rows.position() != self._ledger.head():
            return False
        if stands and stands.counts != counts_digest(rows):
            raise TablesDamaged(self._store.location, "what they count was changed")
        if rows.ask("SELECT count(*) FROM subjects") != rows.ask(_COUNTED_SUBJECTS):
            raise TablesDamaged(self._store.location, "subjects are gone, or too many")
        return True

    @contextmanager
    def _up_to_date(self) -> Iterator[TableRows]:
        """Open tables that have read what is new; nobody else writes to them meanwhile."""
        if not self._store.may_be_written():
            raise TablesUnusable(self._store.location, "you may not write there")
        with collector_at_rest(), self._store.writing() as rows:
            if not rows.are_made() or unfit(standing(rows), self._ledger):
                fill(rows, self._ledger, self._told)
            else:
                catch_up(rows, self._ledger, self._told)
            yield rows
