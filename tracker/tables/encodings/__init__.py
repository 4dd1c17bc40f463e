"""In which encoding a text file was written."""
