"""The pack: an answer with all it rests on, and what a receiver needs to check it."""
