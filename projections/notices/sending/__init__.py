"""What notices are owed to whom, by which way, and what became of them."""
