"""Commands that import tables."""
