"""The gazette: the built-in record of acts, as it is read, checked and brought up to date."""
