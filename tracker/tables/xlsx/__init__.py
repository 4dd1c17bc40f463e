"""Workbooks, read cell by cell."""
