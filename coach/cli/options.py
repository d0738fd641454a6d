"""What the commands share: exit statuses, and options that several of them have."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated

import typer


class Exit(IntEnum):
    """Exit statuses. Usage errors leave with 2, by way of typer."""

    DONE = 0
    MISTAKE = 1
    INTERRUPTED = 130


JsonOption = Annotated[bool, typer.Option("--json", help="For another program to read.")]
