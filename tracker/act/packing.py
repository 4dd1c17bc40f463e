"""A pack made of the answer on one product."""

from dataclasses import dataclass

from projections.findings.asides import Asides
from projections.record.visible import Viewpoint
from tracker.ask.report import ReportQuestion, seen_and_facts
from tracker.live.live import Live
from tracker.pack.archive import archive
from tracker.pack.contents import Bearing, Proving, pack_files
from tracker.pack.evidence import evidence_files


@dataclass(frozen=True, slots=True)
class Packed:
    """A pack as bytes, and what has to be said beside its answer."""

    data: bytes
    asides: Asides


def pack(
    live: Live, point: Viewpoint, product: str, proving: Proving, *, evidence: str | None
) -> Packed:
    """Return the pack of a product; `evidence` is the folder of the files kept, if not the usual.

    Raises what `reported` and `pack_files` do, or what is said of evidence that is not there.
    """
    seen, facts = seen_and_facts(live, ReportQuestion(point, product))
    bearing = Bearing(facts, evidence_files(facts, live.ledger.location, evidence))
    files = pack_files(live.ledger, seen, product, bearing, proving)
    return Packed(archive(files), Asides(seen.no_act))
