"""What users have done to a ledger: each module makes a plan and carries it out."""
