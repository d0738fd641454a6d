"""The command line: the only place that composes the parts."""

from coach.cli.app import main

__all__ = ["main"]
