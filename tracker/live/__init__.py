"""What a question sees of a ledger."""
