"""Proof of the record: checks of everything stored, signed checkpoints, and whole copies."""
