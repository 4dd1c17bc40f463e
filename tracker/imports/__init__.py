"""Imports: tables of products, licenses and facts from files into the ledger."""
