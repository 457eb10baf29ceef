"""Resolve: words → values. Times, places, actors, and claims with all three."""
