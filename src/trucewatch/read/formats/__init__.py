"""Formats, one a file: of one text, with `read(raw, name)`; of several, with `unpack(raw, name, bounds)`."""
