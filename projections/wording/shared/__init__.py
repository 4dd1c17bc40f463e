"""What sentences in any language are made of."""
