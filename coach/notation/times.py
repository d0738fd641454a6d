"""Lengths of time: `90 s`, `1:30`, `2 min`, and ranges of them."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from coach.clock import duration
from coach.notation.grammar import DASH, NotationError, editor_pattern, is_number, matched, show, text_of, unnamed
from coach.units import HOUR, MINUTE, SECOND, Ms

_UNITS: Final = {
    "s": SECOND, "sec": SECOND, "second": SECOND, "seconds": SECOND,
    "min": MINUTE, "minute": MINUTE, "minutes": MINUTE,
    "h": HOUR, "hour": HOUR, "hours": HOUR,
}  # fmt: skip

_NUMBER: Final = r"\d{1,6}(?:\.\d)?"
_CLOCK: Final = r"(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,3}):(?P<seconds>\d{2})"
_WITH_UNIT: Final = rf"(?P<low>{_NUMBER})(?:{DASH}(?P<high>{_NUMBER}))?\s*(?P<unit>{'|'.join(_UNITS)})"
_CLOCKS: Final = rf"(?P<low>{unnamed(_CLOCK)})(?:{DASH}(?P<high>{unnamed(_CLOCK)}))?"

TIME: Final = rf"{unnamed(_WITH_UNIT)}|{unnamed(_CLOCKS)}"
"""The grammar of a time or a range of times, as a part of others."""

TIME_PATTERN: Final = editor_pattern(TIME)
TIME_FORMS: Final = '"90 s", "1:30", "2 min" or "90-120 s"'


class Span(Struct, frozen=True):
    """A length of time or a range of them, in milliseconds."""

    low: Ms
    high: Ms

    @property
    def middle(self) -> Ms:
        """What a range of times stands for where nothing else is said: its middle, down to whole five seconds."""
        if self.low == self.high:
            return self.low
        return max(self.low, (self.low + self.high) // (10 * SECOND) * 5 * SECOND)

    def __str__(self) -> str:
        if self.low == self.high:
            return duration(self.low)
        return f"{self.low / SECOND:g}-{self.high / SECOND:g} s"


def read_time(value: object, most: Ms = 24 * HOUR) -> Span:
    """Reads `"90 s"`, `"1:30"`, `"2 min"` and ranges of them. The unit is always written. Raises `NotationError`."""
    if is_number(value):
        raise NotationError(f'{show(value)} has no unit; write "{value} s" or "{value} min"')
    span = _span(text_of(value))
    if span is None:
        raise NotationError(f"{show(value)} is not a time; write {TIME_FORMS}")
    if span.low > span.high:
        raise NotationError(f"{show(value)} runs backwards; write the smaller time first")
    if span.low < SECOND or span.high > most:
        raise NotationError(f"{show(value)} is out of bounds; a time is at least 1 s and at most {duration(most)}")
    return span


def _span(text: str) -> Span | None:
    """The time that `text` is, in whatever bounds; None for what is no time."""
    if found := matched(_WITH_UNIT, text):
        unit = _UNITS[found["unit"].casefold()]
        low, high = (round(float(number) * unit) for number in (found["low"], found["high"] or found["low"]))
        return Span(Ms(low), Ms(high))
    if found := matched(_CLOCKS, text):
        first, last = _clock(found["low"]), _clock(found["high"] or found["low"])
        return None if first is None or last is None else Span(first, last)
    return None


def _clock(text: str) -> Ms | None:
    """What a clock that shows `text` says; None for over 59 seconds."""
    found = matched(_CLOCK, text)
    if not found or int(found["seconds"]) > 59:
        return None
    return int(found["hours"] or 0) * HOUR + int(found["minutes"]) * MINUTE + int(found["seconds"]) * SECOND
