"""Decide: a person's decisions. Which stand, what each changes of the record, and which have lost their ground."""
