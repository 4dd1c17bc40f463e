"""Live tables as databases keep them: in a file beside a ledger's, or a schema beside its own.

Nothing here knows what the tables say. Rows, and the position that they stand at, are written in
one transaction; the library's tracking recorder keeps the position. What cannot be read is no loss:
tables are made again from the facts.
"""
