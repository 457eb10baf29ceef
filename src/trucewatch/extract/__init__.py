"""Extract: Document → Claims, Tallies, and the layers beneath them."""
