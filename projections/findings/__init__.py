"""What does not fit together in the facts a question sees: said, never refused (contract 3)."""
