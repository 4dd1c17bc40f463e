"""How long a piece of work takes."""

from collections.abc import Callable
from time import perf_counter


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that a piece of work took."""
    start = perf_counter()
    work()
    return perf_counter() - start
