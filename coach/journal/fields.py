"""Fields of a row that another program or an earlier version wrote: each is valid, or the row is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from coach.journal.entries import When
from coach.journal.plausible import EARLIEST, LATEST, LONGEST_TEXT, MOST_ZONE
from coach.notation import show

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'")
"""The characters with which a formula of a spreadsheet can begin; the last is the mark put before such a text."""


class BadRow(ValueError):
    """A row that can't be accepted; the message says which field is wrong, and how."""


class Fields:
    """The fields of a row by name, read by type. Every method raises `BadRow` for an invalid value.

    In CSV all values are texts; JSON also has numbers and null.
    """

    def __init__(self, row: object) -> None:
        if not isinstance(row, Mapping):
            raise BadRow(f"{show(row)} is not an object with fields")
        self._row = row

    def __contains__(self, name: str) -> bool:
        return name in self._row

    def value(self, name: str) -> Any:
        """The value of a field; None if it is empty or missing."""
        found = self._row.get(name)
        return None if found == "" else found

    def text(self, name: str, longest: int = LONGEST_TEXT) -> str:
        """A text on one line, with spaces for control characters; "" if there is none."""
        found = self.value(name)
        if found is None:
            return ""
        if not isinstance(found, str):
            raise BadRow(f"{name}: {show(found)} is not a text")
        if len(found) > longest:
            raise BadRow(f"{name}: has more than {longest} characters")
        return one_line(found)

    def needed(self, name: str) -> str:
        """A text that must not be empty."""
        if not (found := self.text(name)):
            raise BadRow(f"{name}: is empty")
        return found

    def one_of(self, name: str, choices: Sequence[str]) -> Any:
        """One of `choices`."""
        found = self.value(name)
        if found not in choices:
            raise BadRow(f"{name}: {show(found)} is none of {', '.join(choices)}")
        return found

    def number(self, name: str, least: float, most: float) -> float | None:
        """A number within bounds; None if there is none."""
        return number(name, self.value(name), least, most)

    def whole(self, name: str, least: int, most: int) -> int | None:
        """A whole number within bounds; None if there is none."""
        found = self.number(name, least, most)
        if found is not None and not found.is_integer():
            raise BadRow(f"{name}: {show(self.value(name))} is not a whole number")
        return None if found is None else int(found)

    def time(self, name: str) -> tuple[When, int]:
        """A time with its UTC offset, in ISO 8601: ms since 1970, and minutes east of UTC."""
        written = self.value(name)
        try:
            read = datetime.fromisoformat(written)
            since = read - datetime(1970, 1, 1, tzinfo=UTC)
        except (TypeError, ValueError, OverflowError):
            raise BadRow(f"{name}: {show(written)} is not a time of day with its offset") from None
        at = round(since / timedelta(milliseconds=1))
        zone = round((read.utcoffset() or timedelta()) / timedelta(minutes=1))
        if not EARLIEST <= at <= LATEST or abs(zone) >= MOST_ZONE:
            raise BadRow(f"{name}: {show(written)} is not between the years 1970 and 2200")
        return at, zone


def number(name: str, value: Any, least: float, most: float) -> float | None:
    """A `value` of the field `name` as a number within bounds; None if it is None. Raises `BadRow`."""
    if value is None:
        return None
    try:
        found = float(value) if not isinstance(value, bool) else None
    except (TypeError, ValueError, OverflowError):
        found = None
    if found is None:
        raise BadRow(f"{name}: {show(value)} is not a number")
    if not least <= found <= most:
        raise BadRow(f"{name}: {show(value)} is out of bounds; at least {least:g}, at most {most:g}")
    return found


def one_line(text: str) -> str:
    """`text` on one line: a space for each run of white space and unprintable characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def harmless(text: str) -> str:
    """`text` for a CSV file, marked if a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def unmarked(text: str) -> str:
    """Undoes `harmless`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text
