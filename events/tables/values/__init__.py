"""What a cell of a table says: days, numbers, names, lists."""
