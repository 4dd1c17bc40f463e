"""What answers say beside facts and law, in English."""
