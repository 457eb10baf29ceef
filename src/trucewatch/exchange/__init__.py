"""Exchange: a record as the files that others use, one format a file, each with what it has no room for."""
