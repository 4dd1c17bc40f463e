"""The judgment of whole portfolios at once, in NumPy arrays; it gives statuses and no reasons.

`columns_of` puts visible facts into arrays, `periods_of` judges them under a `Bench`. Days in
arrays are proleptic ordinals (`date.toordinal`). Nothing of projections imports this room.
"""

from projections.columns.columns import Columns
from projections.columns.facts import columns_of
from projections.columns.periods import Periods, periods_of, statuses_on
from projections.columns.profiles import profiles_of
from projections.columns.statuses import STATUSES

__all__ = [
    "STATUSES",
    "Columns",
    "Periods",
    "columns_of",
    "periods_of",
    "profiles_of",
    "statuses_on",
]
