"""The status of everybody on a day in SQL, on DuckDB's own tables."""

from typing import Any

from peers.columns_on_a_day import CRITERIA, DayLaw, Table
from projections.columns.columns import IN, OUT, UNKNOWN
from projections.columns.statuses import (
    COMPLIANT,
    INDETERMINATE,
    NON_COMPLIANT,
    NOT_MARKETED,
    NOT_REGULATED,
)

LAST = "SELECT {thing}, arg_max({what}, day) AS {what} FROM {table} WHERE day <= $day GROUP BY ALL"

JUDGED = f"""
WITH placed AS ({LAST.format(thing="subject", what="placed", table="placements")}),
category AS ({LAST.format(thing="product", what="category", table="categories")}),
known AS (
    SELECT product, parameter, arg_max(value, day) AS value FROM parameters
    WHERE day <= $day GROUP BY ALL
),
valid AS (
    SELECT * FROM licenses
    WHERE (first_day <= $day AND $day < ends
           OR license IN (SELECT license FROM renewed WHERE first <= $day AND $day < after))
    AND license IN (SELECT license FROM free WHERE first <= $day AND $day < after)
),
held AS (
    SELECT product, bool_or(regime = $regime AND list_contains($kinds, kind)) AS own,
           bool_or(regime = $earlier_regime AND issued_on < $issued_before) AS earlier
    FROM covered JOIN valid USING (license)
    WHERE covered.first <= $day AND $day < covered.after GROUP BY product
),
truths AS (
    SELECT c.product, r.entry, r.one_does, CASE WHEN k.value IS NULL THEN {UNKNOWN}
        WHEN r.op = '>=' AND k.value >= r.bound OR r.op = '>' AND k.value > r.bound
          OR r.op = '<=' AND k.value <= r.bound OR r.op = '<' AND k.value < r.bound
          OR r.op = '==' AND k.value = r.bound THEN {IN} ELSE {OUT} END AS truth
    FROM category c JOIN criteria r USING (category)
    LEFT JOIN known k ON k.product = c.product AND k.parameter = r.parameter
),
entries AS (
    SELECT product, entry, CASE WHEN bool_or(one_does) THEN max(truth) ELSE min(truth) END AS truth
    FROM truths GROUP BY product, entry
),
scopes AS (SELECT product, max(truth) AS truth FROM entries GROUP BY product)
SELECT subject, CASE
    WHEN NOT coalesce(placed, false) THEN {NOT_MARKETED}
    WHEN scope = {OUT} THEN {NOT_REGULATED}
    WHEN met THEN {COMPLIANT}
    WHEN scope = {IN} THEN {NON_COMPLIANT} ELSE {INDETERMINATE} END AS status
FROM subjects LEFT JOIN placed USING (subject)
LEFT JOIN (
    SELECT p.product, CASE WHEN r.rule = {CRITERIA} THEN s.truth ELSE r.rule END AS scope,
           coalesce(h.own, false) OR coalesce(h.earlier, false) AND r.earlier AS met
    FROM (SELECT DISTINCT product FROM subjects) p LEFT JOIN category c USING (product)
    JOIN rules r ON r.category = coalesce(c.category, $unclassified)
    LEFT JOIN scopes s ON s.product = p.product LEFT JOIN held h ON h.product = p.product
) USING (product) ORDER BY subject
"""

STANDING = """
SELECT subject, arg_max(status, start) AS status FROM periods WHERE start <= $day
GROUP BY subject ORDER BY subject
"""


def loaded(tables: dict[str, Table]) -> Any:
    """Return a database in memory that holds the tables."""
    import duckdb

    database = duckdb.connect()
    for name, table in tables.items():
        database.register(f"given_{name}", table)
        database.execute(f"CREATE TABLE {name} AS SELECT * FROM given_{name}")
        database.unregister(f"given_{name}")
    return database


def statuses(database: Any, law: DayLaw) -> Any:
    """Return the status of each subject by its code."""
    values = {
        "day": law.day,
        "regime": law.regime,
        "kinds": list(law.kinds),
        "earlier_regime": law.earlier_regime,
        "issued_before": law.issued_before,
        "unclassified": len(law.rule) - 1,
    }
    return database.execute(JUDGED, values).fetchnumpy()["status"]


def standing(database: Any, day: int) -> Any:
    """Return the status on a day of each subject that has one by then, out of periods."""
    return database.execute(STANDING, {"day": day}).fetchnumpy()["status"]
