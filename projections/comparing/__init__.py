"""What differs between two views of the record, and which facts make it differ."""
