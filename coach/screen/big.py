"""Draws words and digits as large as they fit: each dot of a small font becomes a square of half-line blocks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

_TALL: Final = 5
_LINE_GAP: Final = 1
"""Dots between two lines."""

_FONT: Final = {
    "0": "3:75557", "1": "3:26227", "2": "3:71747", "3": "3:71717", "4": "3:55711", "5": "3:74717", "6": "3:74757",
    "7": "3:71111", "8": "3:75757", "9": "3:75717", "A": "3:25755", "B": "3:65656", "C": "3:74447", "D": "3:65556",
    "E": "3:74647", "F": "3:74644", "G": "3:74557", "H": "3:55755", "I": "3:72227", "J": "3:11157", "K": "3:55655",
    "L": "3:44447", "M": "5:hrlhh", "N": "4:9dfb9", "O": "3:75557", "P": "3:75744", "Q": "3:75571", "R": "3:75655",
    "S": "3:74717", "T": "3:72222", "U": "3:55557", "V": "3:55552", "W": "5:hhlrh", "X": "3:55255", "Y": "3:55222",
    "Z": "3:71247", " ": "2:00000", ":": "1:01010", ".": "1:00001", ",": "2:00012", "-": "2:00300", "\u2013": "2:00300",
    "'": "1:11000", "\u2019": "1:11000", "/": "3:11244", "+": "3:02720", "(": "2:12221", ")": "2:21112", "&": "3:25256",
    "\u00b0": "3:25200",
}  # fmt: skip
"""Each character's width in dots, and its five rows: the dots of a row are the bits of one digit (base 32)."""

_HALVES: Final = {(False, False): " ", (True, False): "\u2580", (False, True): "\u2584", (True, True): "\u2588"}


def big(text: str, columns: int, lines: int) -> list[str]:
    """`text` drawn as large as fits into `columns` and `lines`, on one or two lines; [] if it doesn't fit at all.

    All returned lines have the same length. Text with characters that the font lacks doesn't fit either.
    """
    best: tuple[float, list[str]] = (0.0, [])
    for words in _broken(_plain(text)):
        if not all(char in _FONT for line in words for char in line):
            continue
        dots = _dots(words)
        size = _size(len(dots[0]), len(dots), columns, lines)
        if size > best[0]:
            best = size, _drawn(dots, size)
    return best[1]


def _plain(text: str) -> str:
    """`text` in capitals, without accents."""
    apart = unicodedata.normalize("NFKD", text.strip()).upper()
    return "".join(char for char in apart if not unicodedata.combining(char))


def _broken(text: str) -> Iterator[tuple[str, ...]]:
    """Yields the text on one line, then on two lines of similar length."""
    if not text:
        return
    yield (text,)
    gaps = [index for index, char in enumerate(text) if char == " "]
    if gaps:
        middle = min(gaps, key=lambda index: abs(2 * index + 1 - len(text)))
        yield text[:middle], text[middle + 1 :]


def _size(wide: int, tall: int, columns: int, lines: int) -> float:
    """How many columns a dot takes: a whole number or, from 2 on, a multiple of 0.5, to keep all strokes equal."""
    size = min(columns / wide, 2 * lines / tall)
    return int(2 * size) / 2 if size >= 2 else float(int(size))


def _dots(lines: tuple[str, ...]) -> list[list[bool]]:
    """The rows of dots of all lines, each line centred."""
    drawn = [[_row(line, row) for row in range(_TALL)] for line in lines]
    wide = max(len(rows[0]) for rows in drawn)
    everything: list[list[bool]] = []
    for rows in drawn:
        if everything:
            everything += [[False] * wide for _ in range(_LINE_GAP)]
        everything += [_centred(row, wide) for row in rows]
    return everything


def _row(line: str, row: int) -> list[bool]:
    dots: list[bool] = []
    for char in line:
        width, rows = _FONT[char].split(":", 1)
        bits = int(rows[row], 32)
        dots += [False] * bool(dots) + [bool(bits >> (int(width) - 1 - n) & 1) for n in range(int(width))]
    return dots


def _centred(row: list[bool], wide: int) -> list[bool]:
    before = (wide - len(row)) // 2
    return [False] * before + row + [False] * (wide - len(row) - before)


def _drawn(dots: list[list[bool]], size: float) -> list[str]:
    """The dots drawn at `size` columns by `size` half lines each."""
    halves = [dots[int(y / size)] for y in range(int(len(dots) * size))]
    columns = [int(x / size) for x in range(int(len(dots[0]) * size))]
    if len(halves) % 2:
        halves.append([False] * len(dots[0]))
    return [
        "".join(_HALVES[upper[x], lower[x]] for x in columns)
        for upper, lower in zip(halves[::2], halves[1::2], strict=True)
    ]
