"""Tables in the terminal."""

from __future__ import annotations

import typer

from coach.errors import printable
from coach.screen.width import width


def print_line(text: str) -> None:
    """Prints a line; control characters are shown as escapes."""
    typer.echo(printable(text))


def columns(rows: list[list[str]]) -> None:
    """Prints rows with aligned columns; control characters are shown as escapes."""
    if not rows:
        return
    shown = [[printable(cell) for cell in row] for row in rows]
    widths = [max(width(row[index]) for row in shown) for index in range(len(shown[0]))]
    for row in shown:
        padded = (cell + " " * (most - width(cell)) for cell, most in zip(row, widths, strict=True))
        typer.echo("  ".join(padded).rstrip())
