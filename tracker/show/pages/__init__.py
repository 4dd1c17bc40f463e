"""Pages for people: HTML that needs no other file, and how statuses look everywhere."""
