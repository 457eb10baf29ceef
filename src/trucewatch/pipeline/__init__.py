"""Use cases: what the faces call. Alone knows the order of the stages."""
