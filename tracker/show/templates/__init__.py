"""Empty workbooks to be filled in and imported."""
