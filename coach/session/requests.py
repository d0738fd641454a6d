"""All that an athlete can ask for or report: a command, or what they type. Pure."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from msgspec import Struct

from coach.notation import NotationError
from coach.session.commands import Command
from coach.session.done import Done, read_done
from coach.units import MINUTE, Ms, Unit

QUOTE: Final = '"'
"""What a note begins with."""

LONGEST_NOTE: Final = 300
"""Characters of a note, as of any text that is said."""

_MINUTES: Final = re.compile(r"(?P<minutes>[1-9]\d{0,2})\s*m(?:in)?")


class TimeLeft(Struct, frozen=True):
    """The session is to be over in `length` ms, as far as that can be."""

    length: Ms


class NewNote(Struct, frozen=True):
    """What the coach is to say at the set-up of the exercise from now on."""

    text: str


Request: TypeAlias = Command | Done | TimeLeft | NewNote


def read_typed(text: str, unit: Unit | None = "kg") -> Done | TimeLeft | NewNote:
    """Reads `8 x 62.5`, `10 min` or `"seat at four"`, whose last quote may be left out. Raises `NotationError`."""
    text = text.strip()
    if text.startswith(QUOTE):
        note = text.strip(QUOTE).strip()
        if not 0 < len(note) <= LONGEST_NOTE or not note.isprintable():
            raise NotationError(f"a note has 1 to {LONGEST_NOTE} printable characters")
        return NewNote(note)
    if found := _MINUTES.fullmatch(text):
        return TimeLeft(int(found["minutes"]) * MINUTE)
    return read_done(text, unit)
