"""How live tables stand beside a ledger, in English."""

from projections.wording.en.answers.tables import counted

_UNFIT = {
    "never_filled": "they were never filled",
    "other_ledger": "they are of another ledger",
    "other_rules": "another version of this program made them",
    "other_facts": "they were made from facts that this ledger does not hold",
    "damaged": "they are damaged",
}


def no_tables(location: str) -> str:
    """Return that there are no live tables, and when there will be."""
    return (
        f"There are no live tables at {location}. They are made when a question about a large "
        "portfolio needs them, or by 'tracker live rebuild'."
    )


def tables_unfit(location: str, why: str) -> str:
    """Return that live tables are not used as they are, and why."""
    return f"The live tables at {location} are not used: {_UNFIT[why]}. The next use remakes them."


def tables_stand(location: str, position: int, behind: int) -> str:
    """Return up to which position live tables hold what is on record."""
    if not behind:
        return f"The live tables at {location} hold everything on record, to position {position}."
    facts = counted(behind, "later fact")
    return (
        f"The live tables at {location} stand at position {position}; {facts} will be read when "
        "they are next used."
    )


def tables_hold(products: int, subjects: int, periods: int, size: int) -> str:
    """Return how much live tables hold; `size` in bytes."""
    return (
        f"{counted(products, 'product')}, {counted(subjects, 'subject')}, "
        f"{counted(periods, 'period')} of one status; {size / 1e6:,.1f} MB."
    )


def tables_rebuilt(position: int) -> str:
    """Return that live tables were made anew."""
    return f"The live tables were made anew from everything on record, to position {position}."


def tables_equal(position: int) -> str:
    """Return that live tables are as a rebuild makes them."""
    return f"The live tables equal a rebuild from zero, row for row, at position {position}."


def tables_differ(number: int) -> str:
    """Return that live tables are not as a rebuild makes them, and what to do."""
    rows = counted(number, "row")
    return (
        f"{rows} of the live tables differ from a rebuild from zero. Nothing on record is lost: "
        "run 'tracker live rebuild', and report this, as it should not happen."
    )


def table_difference(table: str, row: str, *, kept: bool) -> str:
    """Return a row that the tables have beyond a rebuild (`kept`), or lack."""
    return f"{table}: {row} {'should not be there' if kept else 'is missing'}"


def tables_left_aside(reason: str) -> str:
    """Return that a question was answered without live tables, and why."""
    return (
        f"The live tables could not be used ({reason}); the answer was worked out from the facts, "
        "which takes longer."
    )


def making_tables(done: int, of: int) -> str:
    """Return how far the making of live tables has come, in products."""
    return f"live tables: {done:,} of {of:,} products"
