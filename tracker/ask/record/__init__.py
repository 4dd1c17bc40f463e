"""What is on record: acts, products, licenses, points of law, evidence, findings."""
