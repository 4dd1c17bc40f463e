"""The statistics of the benchmarks: medians, spreads, and how steeply a cost grows."""

import math
from collections.abc import Sequence
from statistics import linear_regression, median


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the median over rounds of what ours took, as a multiple of what theirs took.

    The two of a round ran beside each other. A peer that ran in fewer rounds is held against them.

    >>> ratio([2.0, 6.0, 9.0], [1.0, 2.0, 9.0])
    2.0
    """
    return median(our / their for our, their in zip(ours, theirs, strict=False))


def spread(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the median, the lowest and the highest."""
    return median(values), min(values), max(values)


def slope(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """Return the power of the size with which a cost grows: the slope of its logarithms.

    1 is in proportion, 2 is quadratic, 0 is the same at every size. Least squares.

    >>> round(slope([10, 100, 1000], [3, 300, 30000]), 6)
    2.0
    """
    fitted = linear_regression([*map(math.log, sizes)], [*map(math.log, costs)])
    return fitted.slope
