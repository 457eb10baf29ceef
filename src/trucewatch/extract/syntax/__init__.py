"""Text to sentences, words, trees, frames and polarity: one pass of one encoder."""
