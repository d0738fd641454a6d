"""Rows of a CSV text, one at a time: a broken row loses only itself, and a quote that isn't closed doesn't swallow the
rows after it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

_MOST_LINES: Final = 100
"""The most lines that one row may span: a quoted note can have several."""

_MOST_CHARACTERS: Final = 100_000
"""The most characters of one row; Python's own limit for a field is a little higher."""

NOT_CLOSED: Final = "a quote is opened and not closed"


class CsvRow(Struct, frozen=True):
    """A row, the line at which it begins (from 1), and its fields by heading; or the `problem` with it."""

    line: int
    fields: Mapping[str, str]
    problem: str = ""


def read_rows(text: str) -> tuple[Sequence[str], Iterator[CsvRow]]:
    """The headings and rows of a CSV text, separated by commas or semicolons. Fields that a row lacks are empty."""
    lines = list(io.StringIO(text, newline=""))
    first = lines[0] if lines else ""
    separator = ";" if first.count(";") > first.count(",") else ","
    end, headings, _ = _record(lines, 0, separator, 0) if lines else (0, [], "")
    return headings, _rows(lines, end, separator, headings)


def _rows(lines: Sequence[str], at: int, separator: str, headings: Sequence[str]) -> Iterator[CsvRow]:
    while at < len(lines):
        end, fields, problem = _record(lines, at, separator, len(headings))
        if fields or problem:
            padded = [*fields, *[""] * (len(headings) - len(fields))]
            # Of two columns with one heading, the first counts: the unit beside the weight, not that of a distance.
            pairs = list(zip(headings, padded, strict=False))
            yield CsvRow(at + 1, dict(reversed(pairs)), problem)
        at = end


def _record(lines: Sequence[str], at: int, separator: str, width: int) -> tuple[int, list[str], str]:
    """Reads the row that begins at the line `at` (from 0): returns the line of the next row, the fields, and the
    problem.

    `width` is how many fields a row has; 0 if that isn't known yet.
    """
    end, text = at + 1, lines[at]
    while text.count('"') % 2 and end < min(len(lines), at + _MOST_LINES) and len(text) <= _MOST_CHARACTERS:
        text += lines[end]
        end += 1
    if len(lines[at]) > _MOST_CHARACTERS:
        return at + 1, [], f"is longer than {_MOST_CHARACTERS} characters"
    fields = _fields(text, separator, strict=True)
    # A quote that wasn't closed is closed by the next one, wherever that is, and the row has another number of fields.
    if fields is None or (end > at + 1 and len(fields) != (width or len(fields))):
        # In a field that isn't quoted, a quote may stand for inches.
        end, fields = at + 1, _fields(lines[at], separator, strict=False)
        if fields is None or len(fields) != width:
            return end, [], NOT_CLOSED
    if width and any(fields[width:]):
        return end, [], f"has {len(fields)} fields, and there are {width} headings"
    return end, fields, ""


def _fields(text: str, separator: str, strict: bool) -> list[str] | None:
    """The fields of a text that holds one row; None if it holds none or several, or isn't CSV."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None
