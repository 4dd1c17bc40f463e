"""Commands for reminders."""
