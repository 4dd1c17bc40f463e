"""The tags by which the ledger finds what it needs to judge a batch, beside those of `mentions`."""

VOIDED = "void"
"""What the names of voided facts stand under."""


def voiding_tag(id: str) -> str:
    """Return the tag of the facts that void a fact."""
    return f"{VOIDED}:{id}"


def opening_tag(what: str, name: str) -> str:
    """Return the tag of the facts that open an act, license, product, question or review."""
    return f"opening:{what}:{name}"
