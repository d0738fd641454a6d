"""The commands of the program, with the parameters of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer


def every_command(app: typer.Typer) -> Iterator[tuple[str, Any]]:
    """Each command by its words, without `coach`: ("journal check", …)."""
    yield from _below(typer.main.get_command(app), "")


def _below(group: Any, before: str) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        words = f"{before} {name}".strip()
        if hasattr(command, "commands"):
            yield from _below(command, words)
        else:
            yield words, command
