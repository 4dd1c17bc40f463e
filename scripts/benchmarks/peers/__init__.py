"""What others do with the same columns: bare NumPy, DuckDB, Polars, OpenFisca, eventsourcing."""
