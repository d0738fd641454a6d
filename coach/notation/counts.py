"""Whole numbers and ranges of them: how many sets, how many sessions a week."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from coach.notation.grammar import DASH, MOST_SETS, NotationError, bounds, editor_pattern, matched, show, text_of

_NUMBER: Final = r"\d{1,6}"
COUNT: Final = rf"(?P<low>{_NUMBER})(?:{DASH}(?P<high>{_NUMBER}))?"
"""The grammar of a number or a range of numbers."""

COUNT_PATTERN: Final = editor_pattern(COUNT)


class Count(Struct, frozen=True):
    """A whole number or a range of them: sets."""

    low: int
    high: int

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


def read_count(value: object, what: str = "sets", most: int = MOST_SETS) -> Count:
    """Reads `3` or `"2-3"`. Raises `NotationError`."""
    found = matched(COUNT, text_of(value))
    if not found:
        raise NotationError(f'{show(value)} is not a number of {what}; write 3 or "2-3"')
    return Count(*bounds(value, int(found["low"]), int(found["high"] or found["low"]), most))
