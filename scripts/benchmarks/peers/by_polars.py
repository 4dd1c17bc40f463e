"""The status of everybody on a day with Polars, lazily, on frames in memory."""

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


def loaded(tables: dict[str, Table]) -> Any:
    """Return the tables as frames."""
    import polars as pl

    return {name: pl.DataFrame(table) for name, table in tables.items()}


def statuses(frames: Any, law: DayLaw) -> Any:
    """Return the status of each subject by its code."""
    import polars as pl

    day, lazy = law.day, {name: frame.lazy() for name, frame in frames.items()}
    category = _last(lazy["categories"], ["product"], "category", day)
    on = (pl.col("first") <= day) & (pl.col("after") > day)
    renewed = lazy["renewed"].filter(on).select("license").unique()
    running = (pl.col("first_day") <= day) & (pl.col("ends") > day)
    valid = (
        lazy["licenses"]
        .join(renewed.with_columns(renewed=True), on="license", how="left")
        .filter(running | pl.col("renewed").fill_null(False))
        .join(lazy["free"].filter(on), on="license", how="semi")
    )
    own = (pl.col("regime") == law.regime) & pl.col("kind").is_in(list(law.kinds))
    before = pl.col("issued_on") < law.issued_before
    held = (
        lazy["covered"]
        .filter(on)
        .join(valid, on="license")
        .group_by("product")
        .agg(own=own.any(), held_earlier=((pl.col("regime") == law.earlier_regime) & before).any())
    )
    unclassified = pl.col("category").fill_null(len(law.rule) - 1)
    scope = pl.when(pl.col("rule") == CRITERIA).then(pl.col("truth")).otherwise(pl.col("rule"))
    earlier = pl.col("held_earlier").fill_null(False) & pl.col("earlier")
    products = (
        lazy["subjects"]
        .select("product")
        .unique()
        .join(category, on="product", how="left")
        .with_columns(unclassified)
        .join(lazy["rules"], on="category")
        .join(_scopes(lazy, category, day), on="product", how="left")
        .join(held, on="product", how="left")
        .select("product", scope=scope, met=pl.col("own").fill_null(False) | earlier)
    )
    placed = _last(lazy["placements"], ["subject"], "placed", day)
    status = (
        pl.when(~pl.col("placed").fill_null(False))
        .then(NOT_MARKETED)
        .when(pl.col("scope") == OUT)
        .then(NOT_REGULATED)
        .when(pl.col("met"))
        .then(COMPLIANT)
        .when(pl.col("scope") == IN)
        .then(NON_COMPLIANT)
        .otherwise(INDETERMINATE)
    )
    joined = lazy["subjects"].join(placed, on="subject", how="left").join(products, on="product")
    found = joined.select("subject", status=status).sort("subject").collect()
    return found["status"].to_numpy()


def _last(frame: Any, things: list[str], what: str, day: int) -> Any:
    import polars as pl

    known = frame.filter(pl.col("day") <= day)
    return known.group_by(things).agg(pl.col(what).sort_by("day").last())


def _scopes(lazy: Any, category: Any, day: int) -> Any:
    import polars as pl

    known = _last(lazy["parameters"], ["product", "parameter"], "value", day)
    value, bound, op = pl.col("value"), pl.col("bound"), pl.col("op")
    holds = (
        ((op == ">=") & (value >= bound))
        | ((op == ">") & (value > bound))
        | ((op == "<=") & (value <= bound))
        | ((op == "<") & (value < bound))
        | ((op == "==") & (value == bound))
    )
    truth = pl.when(value.is_null()).then(UNKNOWN).when(holds).then(IN).otherwise(OUT)
    of_entry = pl.when(pl.col("one_does").any()).then(pl.col("truth").max())
    return (
        category.join(lazy["criteria"], on="category")
        .join(known, on=["product", "parameter"], how="left")
        .with_columns(truth=truth)
        .group_by("product", "entry")
        .agg(truth=of_entry.otherwise(pl.col("truth").min()))
        .group_by("product")
        .agg(pl.col("truth").max())
    )


def standing(periods: Any, day: int) -> Any:
    """Return the status on a day of each subject that has one by then, out of periods."""
    import polars as pl

    known = periods.lazy().filter(pl.col("start") <= day)
    last = known.group_by("subject").agg(pl.col("status").sort_by("start").last())
    return last.sort("subject").collect()["status"].to_numpy()
