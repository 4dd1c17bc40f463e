"""Sentences about facts and law in English."""
