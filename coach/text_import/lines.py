"""Turns a text into the lines that are read one by one: cleaned, tables split into cells, list numbers removed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from coach.text_import import words
from coach.text_import.tables import Separator, TextTable, cells_of, heads_of, separator_of

_NUMBERED: Final = re.compile(
    r"(?:#\s?)?([1-9][0-9]?)\s*[-.):]?\s+(?=[^\W\d_])"
    r"(?!(?:min(?:ute)?s?|s(?:ec(?:ond)?s?)?|h(?:ou)?rs?|x|reps?|sets?|rounds?|kgs?|lbs?|k?m|miles?|cal(?:orie)?s?)\b)",
    re.IGNORECASE,
)
"""A number before a name: that of a list item, or reps; not what has a unit."""
_GLUED: Final = re.compile(r"([1-9][0-9]?)(?=[A-Z][a-z])")
"""The number of a list item that has lost its space: `3Toe Taps`."""
_HASH_NUMBER: Final = re.compile(r"#\s?[1-9][0-9]?(?:\s*[-.):]\s*|\s+)(?=[^\W\d_])")


class Line(Struct, frozen=True):
    """One line of a text: its `number` (from 1), what it says, and the cells of a table's row that no field takes
    (`lost`).

    `of_table` is a row of a table, which is never a heading; `day` is what a column of days says, `note` one of notes.
    `more` is how many lines below it are joined to it.
    """

    number: int
    text: str
    lost: tuple[tuple[str, str], ...] = ()
    of_table: bool = False
    day: str = ""
    note: str = ""
    more: int = 0


def lines_of(text: str) -> list[Line]:
    """The lines of `text`. Nothing is lost but what only separates the columns of a table."""
    found: list[Line] = []
    table: TextTable | None = None
    for number, raw in enumerate(re.split(r"\r\n?|\n", text), 1):
        cells = cells_of(raw, table.separator if table else "")
        if table is None and cells and (heads := heads_of(cells)):
            table = TextTable(heads, cells, _separator(raw))
            continue
        if table is not None:
            if cells and table.is_rule(cells):
                continue
            if cells and heads_of(cells):
                table = TextTable(heads_of(cells), cells, _separator(raw))
                continue
            if cells and table.fits(raw, cells):
                found.append(_row(number, table, raw, cells))
                continue
            table = None
        found.append(Line(number, words.clean(raw)))
    return _without_numbers(found)


def _row(number: int, table: TextTable, raw: str, cells: Sequence[str]) -> Line:
    row = table.row(raw, [words.clean(cell) for cell in cells])
    return Line(number, row.text, row.lost, of_table=not row.spans, day=row.day, note=row.note)


def _separator(head: str) -> Separator:
    return "" if re.search(r"[|\t]", head.strip()) else separator_of(head)


def _without_numbers(lines: Sequence[Line]) -> list[Line]:
    """Removes `#1` always, and plain numbers if those of all lines are 1, 2, 3… in any order."""
    plain = [replace(line, text=_HASH_NUMBER.sub("", line.text, count=1)) if _hash(line) else line for line in lines]
    for form in (_NUMBERED, _GLUED):
        found = [
            (index, int(number[1]))
            for index, line in enumerate(plain)
            if not line.of_table and (number := form.match(line.text))
        ]
        numbers = [number for _, number in found]
        first = 1 if form is _NUMBERED else min(numbers, default=1)
        if len(numbers) >= 2 and sorted(numbers) == list(range(first, first + len(numbers))):
            for index, _ in found:
                plain[index] = replace(plain[index], text=form.sub("", plain[index].text, count=1))
    return plain


def _hash(line: Line) -> bool:
    return _HASH_NUMBER.match(line.text) is not None
