"""How many columns of a terminal a text takes: two for a CJK character or an emoji, none for a combining mark."""

from __future__ import annotations


def width(text: str) -> int:
    """The columns that `text` takes, which is printable."""
    if text.isascii():
        return len(text)
    # Most texts need none of it.
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, columns: int) -> str:
    """`text`, or as much of it as fits into so many columns; a wide character that doesn't fit is a blank."""
    if text.isascii() or width(text) <= columns:
        return text[:columns]
    from rich.cells import set_cell_size

    return set_cell_size(text, columns)
