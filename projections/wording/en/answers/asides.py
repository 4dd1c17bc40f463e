"""What is said beside statuses, in English."""

from collections.abc import Iterator, Sequence

from projections.findings.asides import Asides, Stray, Unplaced

NAMED_AT_MOST = 5


def aside_words(asides: Asides) -> list[str]:
    """Return a sentence for each sort of product without a status, and for each stray name."""
    unplaced, strays = asides.unplaced or Unplaced(), asides.strays or ()
    return [*_unplaced_words(unplaced), *map(_stray_words, strays)]


def _unplaced_words(unplaced: Unplaced) -> Iterator[str]:
    """Yield a sentence for each sort of product without a status.

    >>> list(_unplaced_words(Unplaced(("A-2", "B"), ("GHOST",))))  # doctest: +NORMALIZE_WHITESPACE
    ['2 products are in no channel and have no status: A-2, B.',
     '1 product is only named by licenses or reviews and has no status: GHOST.']
    """
    if unplaced.in_no_channel:
        yield _without_status("in no channel", unplaced.in_no_channel)
    if unplaced.only_named:
        yield _without_status("only named by licenses or reviews", unplaced.only_named)


def no_act_words() -> str:
    """Return that a question sees no act, and what statuses are then worth."""
    return (
        "No act is on record as far as this question sees. Statuses then rest on no law: "
        "not_regulated does not say that no license is needed."
    )


def no_act_advice() -> str:
    """Return what to do where a question sees no act."""
    return (
        "'tracker acts' lists every act on record; 'tracker gazette update' records the built-in "
        "ones."
    )


def note(said: str) -> str:
    """Return what is to be said beside an answer, as such."""
    return f"Note: {said}"


def _without_status(why: str, products: Sequence[str]) -> str:
    one = len(products) == 1
    are, have = ("is", "has") if one else ("are", "have")
    number = f"{len(products):,} {'product' if one else 'products'}"
    return f"{number} {are} {why} and {have} no status: {_some(products)}."


def _stray_words(stray: Stray) -> str:
    known = {
        "category": "is in no catalogue, scope or list of categories",
        "channel": "is established by no act",
    }
    meant = f"; did you mean {stray.meant}?" if stray.meant else "."
    whose = f"{stray.what.capitalize()} {stray.name} (of {_some(stray.products)})"
    return f"{whose} {known[stray.what]}{meant}"


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:NAMED_AT_MOST]) + (" and others" if len(names) > NAMED_AT_MOST else "")
