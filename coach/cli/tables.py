"""Tables in the terminal."""

from __future__ import annotations

import typer

from coach.errors import printable


def columns(rows: list[list[str]]) -> None:
    """Prints rows with their columns aligned."""
    if not rows:
        return
    shown = [[printable(cell) for cell in row] for row in rows]
    widths = [max(len(row[index]) for row in shown) for index in range(len(shown[0]))]
    for row in shown:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
