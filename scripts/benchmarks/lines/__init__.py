"""The lines of the table, each a function that measures the tracker beside a floor or a peer."""
