"""Scenarios put to a ledger: their files, the answers, and what is made of them."""
