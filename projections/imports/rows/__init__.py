"""What the rows of a table would record."""
