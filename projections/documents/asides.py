"""What is said beside statuses, in JSON documents."""

from collections.abc import Sequence
from typing import Any

from projections.findings.asides import Asides, Stray, Unplaced
from projections.wording import Words


def asides_document(asides: Asides, words: Words, notes: Sequence[str] = ()) -> dict[str, Any]:
    """Return what is said beside statuses, every product of it; `notes` only where there are."""
    notes = [*([words.no_act_words()] if asides.no_act else []), *notes]
    strays = asides.strays
    return {
        **({"notes": notes} if notes else {}),
        **(_unplaced(asides.unplaced) if asides.unplaced is not None else {}),
        **({"unknown_names": list(map(_stray, strays))} if strays is not None else {}),
    }


def _unplaced(unplaced: Unplaced) -> dict[str, Any]:
    return {
        "in_no_channel": list(unplaced.in_no_channel),
        "only_named": list(unplaced.only_named),
    }


def _stray(stray: Stray) -> dict[str, Any]:
    return {
        "what": stray.what,
        "name": stray.name,
        "products": list(stray.products),
        "did_you_mean": stray.meant,
    }
