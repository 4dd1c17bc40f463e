"""Facts as rows of a table, the form in which people keep products and licenses."""
