"""Words that stages share, and what they mean: read from `knowledge`, below every stage."""
