"""The chain and the trees of digests that prove what was recorded."""
