"""Time stamps kept beside checkpoints: where they lie, and what they show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from projections.proof.chain import stamp as written_time
from tracker.integrity.checkpoints.checkpoint import Checkpoint, written
from tracker.integrity.checkpoints.stamps import authority, stamp_time
from tracker.integrity.errors import ProofMissing, StampUnfit
from tracker.integrity.faults import Fault, Kind

if TYPE_CHECKING:
    from tracker.integrity.checkpoints.keys import Certificate

SUFFIX = ".tsr"

_TOLERANCE = timedelta(minutes=5)
"""How far the clock of a checkpoint may be ahead of its stamp's before it is told."""


@dataclass(frozen=True)
class Stamped:
    """A stamp beside a checkpoint, what is said of it, and who signed it, if that was checked."""

    file: str
    checkpoint: str
    message: str
    time: str | None = None
    authority: str | None = None
    faults: tuple[Fault, ...] = ()

    def document(self) -> dict[str, Any]:
        """Return it as values for a JSON document."""
        return {
            "file": self.file,
            "checkpoint": self.checkpoint,
            "time": self.time,
            "authority": self.authority,
            "message": self.message,
        }


def stamp_files(path: Path, count: int) -> list[Path]:
    """Return where the stamps of a checkpoint's file are kept.

    >>> [str(each) for each in stamp_files(Path("monday.json"), 2)]
    ['monday.json.tsr', 'monday.json.2.tsr']
    """
    middles = ["", *(f".{number}" for number in range(2, count + 1))][:count]
    return [path.with_name(f"{path.name}{middle}{SUFFIX}") for middle in middles]


def stamps_beside(
    checkpoints: Sequence[Checkpoint], roots: Sequence["Certificate"]
) -> list[Stamped]:
    """Return what the stamps beside checkpoints show, their signatures checked under any roots."""
    return [
        _stamped(checkpoint, file, roots)
        for checkpoint in checkpoints
        for file in kept_beside(checkpoint)
    ]


def unstamped(checkpoints: Sequence[Checkpoint], found: Sequence[Stamped]) -> list[str]:
    """Say of each checkpoint without a stamp that it has none."""
    stamped = {each.checkpoint for each in found}
    return [
        f"No time stamp lies beside checkpoint '{each.name}': when it was made, only it says."
        for each in checkpoints
        if each.name not in stamped
    ]


def kept_beside(checkpoint: Checkpoint) -> list[Path]:
    """Return the files of stamps beside the file of a checkpoint, by name."""
    path = Path(checkpoint.name)
    found = path.parent.glob(f"{escape(path.name)}.*")
    return sorted(file for file in found if file.suffix == SUFFIX)


def _stamped(checkpoint: Checkpoint, file: Path, roots: Sequence["Certificate"]) -> Stamped:
    data = written(checkpoint)
    try:
        answer = file.read_bytes()
        time = stamp_time(answer, data)
        signer = authority(answer, data, roots) if roots else None
    except OSError as error:
        return _faulty(checkpoint, file, f"it cannot be read ({error.strerror})")
    except StampUnfit as unfit:
        return _faulty(checkpoint, file, str(unfit))
    except ProofMissing as missing:
        return _faulty(checkpoint, file, f"it was not checked. {missing}".rstrip("."))
    said = _shown(checkpoint, time, signer) + _ahead(checkpoint, time)
    return Stamped(str(file), checkpoint.name, said, written_time(time), signer)


def _faulty(checkpoint: Checkpoint, file: Path, why: str) -> Stamped:
    said = (
        f"The time stamp '{file}' shows nothing of checkpoint '{checkpoint.name}': {why}. Keep "
        "both files for inspection, and look for other copies of them."
    )
    fault = Fault(Kind.CHECKPOINT, str(file), said)
    return Stamped(str(file), checkpoint.name, said, faults=(fault,))


def _shown(checkpoint: Checkpoint, time: datetime, signer: str | None) -> str:
    if signer:
        return (
            f"A time stamp of {written_time(time)} by {signer} shows that checkpoint "
            f"'{checkpoint.name}' existed then."
        )
    return (
        f"A time stamp that gives {written_time(time)} fits checkpoint '{checkpoint.name}'. Its "
        "signature was not checked, because no root was named: name the certificate of its "
        "authority's root with --tsa-root or TRACKER_TSA_ROOT."
    )


def _ahead(checkpoint: Checkpoint, time: datetime) -> str:
    stated = checkpoint.statement.time
    if written_time(time + _TOLERANCE) >= stated:
        return ""
    return (
        f" The checkpoint says that it was made later, at {stated}: the clock that gave it this "
        "time was ahead, or was set so."
    )
