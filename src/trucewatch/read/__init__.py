"""Read: bytes → Document."""
