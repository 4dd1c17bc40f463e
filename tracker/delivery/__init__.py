"""How messages reach people: mail, webhooks, chat and log files."""
