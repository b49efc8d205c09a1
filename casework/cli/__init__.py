"""The same verbs from a shell."""

from casework.cli.main import main

__all__ = ["main"]
