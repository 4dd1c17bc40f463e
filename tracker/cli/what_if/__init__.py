"""Commands for scenarios."""
