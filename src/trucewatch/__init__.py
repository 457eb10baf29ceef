"""Trucewatch: contested reports about a ceasefire as an auditable record."""

__version__ = "0.1.0"
