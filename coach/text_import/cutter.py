"""A line from which each part is cut out as it is read, with what was read and refused so far."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from msgspec import Struct

from coach import notation
from coach.notation import NotationError
from coach.text_import import patterns
from coach.text_import.draft import Field


class Intervals(Struct, frozen=True):
    """Work and rest in turn, in seconds: `20/10 x 8`."""

    work: int
    rest: int
    rounds: int


_READ: Final[dict[Field, Callable[[object], object]]] = {
    "sets": notation.read_count,
    "reps": notation.read_reps,
    "rest": notation.read_time,
    "tempo": notation.read_tempo,
    "load": notation.read_load,
    "rpe": notation.read_rpe,
    "rir": notation.read_rir,
    "step": notation.read_load,
    "progress": str,
}

MOST_LISTED: Final = 20
"""Nobody does more sets than this: 60x5 is a weight, not sixty sets."""


class Cutter:
    """A line from which each part is cut out as it is read."""

    def __init__(self, line: str) -> None:
        self.line = patterns.REPS_LABEL.sub(
            r"| \1 reps |", patterns.SETS_LABEL.sub(r"| \1 sets |", patterns.WORD_TO.sub("-", line))
        )
        self.fields: dict[Field, str] = {}
        self.refused: list[tuple[str, str]] = []
        self.comments: list[str] = []
        self.hold: str | None = None
        self.intervals: Intervals | None = None

    def cut(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """Finds `pattern`, and takes what it finds out of the line."""
        found = list(pattern.finditer(self.line))
        self.line = pattern.sub(patterns.MARK, self.line)
        return found

    def refuse(self, text: str, reason: str) -> None:
        if text := text.strip(" ,;|/" + patterns.MARK):
            self.refused.append((text, reason))

    def put(self, field: Field, value: str, text: str) -> bool:
        """Keeps `value`, written as `text`, unless it is out of bounds or the line has another one already."""
        try:
            _READ[field](value)
        except NotationError as error:
            self.refuse(text, str(error))
        else:
            if self.fields.setdefault(field, value) == value:
                return True
            self.refuse(text, f"another {field}: {self.fields[field]} is carried")
        return False
