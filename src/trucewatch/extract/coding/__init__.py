"""Codes of other vocabularies: nothing of the record depends on them."""
