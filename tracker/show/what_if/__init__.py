"""The answer to a scenario as a page and as tables."""
