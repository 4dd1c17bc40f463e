"""What people are to be told of: statuses that turn, licenses that end, news of the law."""
