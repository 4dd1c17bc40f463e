"""Messages to webhooks, signed."""
