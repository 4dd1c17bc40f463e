"""Questions to a ledger: each module takes a ledger and a question and returns an answer."""
