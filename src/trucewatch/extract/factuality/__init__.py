"""How sure, according to whom."""
