"""Answers as people see them: pages, documents, workbooks."""
