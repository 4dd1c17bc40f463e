"""Signed statements of what a ledger holds: made, kept outside, compared."""
