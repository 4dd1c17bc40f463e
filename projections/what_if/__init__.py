"""What if: the portfolio under facts that are not on record (contract 5)."""
