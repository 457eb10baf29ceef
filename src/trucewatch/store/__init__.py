"""Store: the case on disk. Archive, database, ledger."""
