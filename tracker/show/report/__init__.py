"""The report for people as a page (HTML) and as a document to print (PDF)."""
