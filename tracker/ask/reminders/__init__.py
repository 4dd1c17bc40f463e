"""What people will be reminded of, and what became of it."""
