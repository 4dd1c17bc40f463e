"""The live view of a ledger: what is on record, read once and handed out as questions see it."""

from collections.abc import Sequence

from projections.record.asked import Asked
from projections.record.visible import Viewpoint
from tracker.ledger import Ledger
from tracker.live.snapshot import Snapshot, snapshot


class Live:
    """One ledger, looked at through time."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def asked(self, point: Viewpoint) -> Asked:
        """Return a question's points in time with the last position that it sees now."""
        by = point.recorded_by
        return Asked(point, self.ledger.head() if by is None else self.ledger.position_at(by))

    def snapshot(self, point: Viewpoint, products: Sequence[str] = ()) -> Snapshot:
        """Return what a question sees; of a few products only their facts and the law are read.

        Raises ProductNotFound if nothing on record, whenever known, names one of the products.
        """
        return snapshot(
            self.ledger,
            as_of=point.as_of,
            known_at=point.known_at,
            recorded_by=point.recorded_by,
            products=products,
        )
