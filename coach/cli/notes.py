"""The athlete's notes on exercises, said before the first set each time: `notes.toml` in the configuration's folder.

A line for each exercise, by its id: `pull-up = "seat at four"`. `coach log --note` writes it, the athlete may edit it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from coach.cli import keyed_lines, runtime
from coach.errors import CoachError, Mistake, quoted
from coach.session.requests import LONGEST_NOTE

_HEAD: Final = "# Your notes on exercises, said before their first set. A line for each, by its id.\n"


def notes_path() -> Path:
    return runtime.config_folder() / "notes.toml"


def notes() -> Mapping[str, str]:
    """The notes by the ids of the exercises. Raises `CoachError` if the file isn't what it should be."""
    hint = 'write a line for each note: pull-up = "seat at four"'
    path = notes_path()
    found = keyed_lines.read(path, hint)
    for exercise, note in found.items():
        if not isinstance(note, str) or not is_note(note):
            message = f"the note on {quoted(exercise)} is no text of up to {LONGEST_NOTE} printable characters"
            raise CoachError(Mistake(message, hint, str(path)))
    return found


def is_note(text: str) -> bool:
    """Whether the coach could say `text`."""
    return 0 < len(text.strip()) <= LONGEST_NOTE and text.isprintable()


def keep(exercise: str, note: str) -> None:
    """Writes the note on the exercise with that id, in the place of an older one; takes that away if `note` is ""."""
    notes()
    keyed_lines.put(notes_path(), _HEAD, (exercise,), note)


class NotesFile:
    """The notebook of a live session: what can't be written is told by `tell`, and the session goes on."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell

    def keep(self, exercise: str, note: str) -> None:
        try:
            keep(exercise, note)
        except (CoachError, OSError) as error:
            self._tell(f"The note on {exercise} wasn't kept: {error}")
