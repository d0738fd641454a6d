"""How the program leaves."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit statuses. Usage errors leave with 2, by way of typer."""

    DONE = 0
    MISTAKE = 1
    INTERRUPTED = 130
