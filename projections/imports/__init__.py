"""Imports: what the rows of a table come to beside the facts on record, and how one is undone."""
