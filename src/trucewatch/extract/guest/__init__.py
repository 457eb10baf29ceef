"""Guest: what a language model answered of a document → claims, tallies and rejections, every value anchored."""
