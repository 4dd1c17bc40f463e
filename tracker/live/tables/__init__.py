"""Live tables: the status of every subject over all days, worked out once and kept up to date.

They are never evidence: folding the facts is the definition, and the tables must equal it. Whoever
asks makes them read what is new; what does not fit the ledger is made anew or left aside.
"""
