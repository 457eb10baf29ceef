"""The command line: a thin face on the pipeline. Exit 0 done, 1 a problem in the data, 2 a wrong call."""

from trucewatch.cli.app import main

__all__ = ["main"]
