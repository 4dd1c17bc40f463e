"""Statuses as small numbers, of which the greatest holds (contract 4.6)."""

import numpy as np
from numpy.typing import NDArray

from projections.judging.judgment import Status

STATUSES = (
    Status.NOT_REGULATED,
    Status.COMPLIANT,
    Status.INDETERMINATE,
    Status.NON_COMPLIANT,
    Status.BARRED,
    Status.NOT_MARKETED,
)
"""The statuses by code. Of what speaks for a status on a day the greatest code holds."""

NOT_REGULATED, COMPLIANT, INDETERMINATE, NON_COMPLIANT, BARRED, NOT_MARKETED = range(6)


def merged(readings: list[NDArray[np.int8]]) -> NDArray[np.int8]:
    """Return what statuses under several readings come to (contract 4.7)."""
    least, most = np.minimum.reduce(readings), np.maximum.reduce(readings)
    differing = np.where(most <= COMPLIANT, COMPLIANT, INDETERMINATE)
    return np.where(least == most, least, differing).astype(np.int8)
