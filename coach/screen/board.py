"""What the full screen shows: written by the player in its thread, read by the screen in another.

The player never waits for the screen, and the screen never asks the player: it reads this ten times a second.
"""

from __future__ import annotations

import threading

from coach.errors import printable
from coach.score.cues import Cue
from coach.score.moment import Moment
from coach.units import Ms


class Board:
    """The present moment, the last sentence, the notes so far, and what is being typed."""

    def __init__(self) -> None:
        self.moment: Moment | None = None
        self.said = ""
        self.notes: list[str] = []
        self.typed = ""
        self.latest = ""
        """The last sentence or the last note, whichever is newer."""
        self.begun = threading.Event()
        """Set when the first cue has been booked; nothing else may use the processor before."""

    def cue(self, at: Ms, cue: Cue) -> None:
        if cue.text:
            self.said = self.latest = printable(cue.text)

    def progress(self, moment: Moment) -> None:
        self.moment = moment
        self.begun.set()

    def show_typed(self, text: str) -> None:
        self.typed = printable(text)

    def note(self, line: str) -> None:
        self.latest = printable(line)
        self.notes.append(self.latest)
