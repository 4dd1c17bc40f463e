"""Reminders at work: the policy as a file."""
