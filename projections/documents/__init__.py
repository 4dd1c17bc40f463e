"""Answers as JSON documents: values, and beside them the sentences of a language."""
