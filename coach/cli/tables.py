"""Tables in the terminal."""

from __future__ import annotations

import typer

from coach.errors import printable


def columns(rows: list[list[str]]) -> None:
    """Prints rows with aligned columns; control characters are shown as escapes."""
    if not rows:
        return
    shown = [[printable(cell) for cell in row] for row in rows]
    widths = [max(width(row[index]) for row in shown) for index in range(len(shown[0]))]
    for row in shown:
        padded = (cell + " " * (most - width(cell)) for cell, most in zip(row, widths, strict=True))
        typer.echo("  ".join(padded).rstrip())


def width(text: str) -> int:
    """The columns of a terminal that a text takes: two for a CJK character or an emoji."""
    if text.isascii():
        return len(text)
    # Most tables need none of it.
    from rich.cells import cell_len

    return cell_len(text)
