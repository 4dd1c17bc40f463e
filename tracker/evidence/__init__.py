"""Evidence: files kept by their content, beside the ledger whose facts they support."""
