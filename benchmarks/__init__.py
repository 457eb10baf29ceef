"""Quality and speed, one command each: `python -m benchmarks.quality`, `.parser`, `.speed`."""
