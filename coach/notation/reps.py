"""Reps of sets: `10`, `8-10`, `6+`, `max`, or a time for sets that are held; of each set, and of a ladder's rounds."""

from __future__ import annotations

from typing import Final, TypeAlias

from msgspec import Struct

from coach.notation.counts import COUNT, Count, read_count
from coach.notation.grammar import (
    MOST_REPS,
    MOST_SETS,
    NotationError,
    bounds,
    editor_pattern,
    matched,
    show,
    text_of,
    unnamed,
)
from coach.notation.times import TIME, Span, read_time

_AT_LEAST: Final = r"(?P<low>\d{1,6})\s*\+"
_MAX: Final = "max"
_REPS: Final = "|".join(map(unnamed, (COUNT, _AT_LEAST, _MAX, TIME)))
_EACH: Final = rf"(?:{_REPS})(?:\s*,\s*(?:{_REPS}))*"
_RUNGS: Final = r"\d{1,3}(?:\s*,\s*\d{1,3})*"

REPS_PATTERN: Final = editor_pattern(_REPS)
EACH_PATTERN: Final = editor_pattern(_EACH)
RUNGS_PATTERN: Final = editor_pattern(_RUNGS)
REPS_FORMS: Final = '10, "8-10", "6+", "max", "30 s", "30-45 s", or of each set: "5, 5, 5+"'
SETS_FORMS: Final = '3, "2-3", or the reps of each set: "5, 5, 5+"'


class Reps(Struct, frozen=True):
    """Reps of a set: from `low` to `high`; `to_failure` sets have no `high`."""

    low: int
    high: int | None

    @property
    def to_failure(self) -> bool:
        return self.high is None

    def __str__(self) -> str:
        if self.high is None:
            return f"{self.low}+" if self.low > 1 else _MAX
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


EachSet: TypeAlias = tuple[Reps | Span, ...]
"""The reps of each set, where they differ."""


def read_reps(value: object) -> Reps | Span:
    """Reads `10`, `"8-10"`, `"6+"`, `"max"`, and times for sets that are held: `"30 s"`. Raises `NotationError`."""
    text = text_of(value)
    if found := matched(COUNT, text):
        return Reps(*bounds(value, int(found["low"]), int(found["high"] or found["low"]), MOST_REPS))
    if found := matched(_AT_LEAST, text):
        return Reps(bounds(value, int(found["low"]), int(found["low"]), MOST_REPS)[0], None)
    if matched(_MAX, text):
        return Reps(1, None)
    try:
        return read_time(value)
    except NotationError:
        raise NotationError(f"{show(value)} is not a number of reps; write {REPS_FORMS}") from None


def read_each(value: object) -> EachSet:
    """Reads the reps of each set: `"5, 5, 5+"`. Raises `NotationError`."""
    parts = text_of(value).split(",")
    if len(parts) > MOST_SETS:
        raise NotationError(f"{show(value)} has more than {MOST_SETS} sets")
    return tuple(read_reps(part.strip()) for part in parts)


def read_any_reps(value: object) -> Reps | Span | EachSet:
    """Reads reps for all sets alike, or for each: `"5, 5, 5+"`. Raises `NotationError`."""
    return read_each(value) if isinstance(value, str) and "," in value else read_reps(value)


def read_sets(value: object) -> Count | EachSet:
    """Reads `3` or `"2-3"`, or the reps of each set: `"5, 5, 5+"`. Raises `NotationError`."""
    if isinstance(value, str) and "," in value:
        return read_each(value)
    if not matched(COUNT, text_of(value)):
        raise NotationError(f"{show(value)} is not a number of sets; write {SETS_FORMS}")
    return read_count(value)


def read_rungs(value: object) -> tuple[int, ...]:
    """Reads the reps of a ladder's rounds: `[1, 2, 3]` or `"1, 2, 3"`. Raises `NotationError`."""
    parts = value if isinstance(value, list) else text_of(value).split(",")
    rungs = [read_reps(part) for part in parts]
    exact = [rung.low for rung in rungs if isinstance(rung, Reps) and rung.low == rung.high]
    if not 0 < len(exact) == len(rungs) <= MOST_SETS:
        raise NotationError(f"{show(value)} is not a ladder; write the reps of its rounds: [1, 2, 3]")
    return tuple(exact)
