"""What is told to happen, to whom, by whom."""
