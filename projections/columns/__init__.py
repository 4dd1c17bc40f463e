"""The status of many subjects over all days at once, in columns of numbers (contract 4).

A second way to the statuses that `projections.judging` works out one by one; it builds no reason.
The law is not written again: what it says is asked of the same `Law`, once for each case that
occurs, and spread over all subjects and days to which the case applies.

    facts.py      visible facts as columns
    rows.py       the days on which something may change, and what stands on record then
    weighing.py   what one law makes of these rows
    periods.py    statuses under all readings, as periods
"""
