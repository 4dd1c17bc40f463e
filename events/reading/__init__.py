"""The one way from files to facts: JSON Lines, JSON and YAML in, facts or all problems out.

Nothing here opens a file: readers take a stream of bytes and the name that problems shall call it.
"""
