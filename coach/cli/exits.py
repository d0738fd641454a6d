"""The exit statuses of the program."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit statuses. Usage errors exit with 2, which typer does."""

    DONE = 0
    MISTAKE = 1
    INTERRUPTED = 130
