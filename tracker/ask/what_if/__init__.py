"""What scenarios would change, and how forecasts came out."""
