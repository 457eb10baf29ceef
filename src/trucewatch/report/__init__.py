"""Report: the case record as pages that a person reads."""
