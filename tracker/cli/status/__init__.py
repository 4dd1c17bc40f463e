"""`tracker status`: the command, and its answers as text and tables."""
