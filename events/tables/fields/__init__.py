"""The fields that tables can hold, and the words by which they are known."""
