"""Answers as sheets of workbooks and CSV files."""
