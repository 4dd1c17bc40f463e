"""What is said beside an answer, and how it reads as a document."""
