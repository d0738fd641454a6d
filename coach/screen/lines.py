"""The plain screen: a line for each cue and, on a terminal, a progress bar for the current step."""

from __future__ import annotations

import shutil
from typing import Final

from coach.clock import position
from coach.errors import printable
from coach.score.cues import Cue
from coach.score.moment import Moment
from coach.screen.output import Writer
from coach.screen.width import cut, width
from coach.speech.language import Written
from coach.units import SECOND, Ms

_FULL: Final = "\u2588"
_EMPTY: Final = "\u2591"
_CLEAR: Final = "\r\x1b[K"


def line(at: Ms, cue: Cue, language: Written) -> str:
    """A cue as the transcript has it: its time, and what is said, or the sound in brackets."""
    return f"{position(at):>9}  {printable(cue.text or language.sound_label(cue.sound or ''))}"


class LineScreen:
    """Writes to `out`; draws the bar, with `hints` for the keys, only if `live`, that is on a terminal."""

    def __init__(self, out: Writer, language: Written, live: bool, colour: bool, hints: str = "") -> None:
        self._out = out
        self._language = language
        self._live = live
        self._colour = colour
        self._hints = hints
        self._bar = ""
        self._typed = ""

    def cue(self, at: Ms, cue: Cue) -> None:
        self._write(line(at, cue, self._language))

    def note(self, line: str) -> None:
        text = printable(line)
        self._write(f"\x1b[33m{text}\x1b[0m" if self._colour else text)

    def show_typed(self, text: str) -> None:
        """Shows what is being typed, from the next time on that the bar is drawn."""
        self._typed = printable(text)

    def progress(self, moment: Moment) -> None:
        if not self._live:
            return
        bar = self._drawn(moment)
        if bar != self._bar:
            self._bar = bar
            self._out.write(_CLEAR + bar)
            self._out.flush()

    def close(self) -> None:
        """Clears the bar."""
        if self._bar:
            self._out.write(_CLEAR)
            self._out.flush()
            self._bar = ""

    def _write(self, text: str) -> None:
        if self._bar:
            self._out.write(_CLEAR)
        self._out.write(text + "\n")
        self._out.write(self._bar)
        self._out.flush()

    def _drawn(self, moment: Moment) -> str:
        columns = shutil.get_terminal_size().columns
        name = self._language.paused() if moment.paused else self._language.step_name(moment.step)
        name = cut(printable(name), columns // 2)
        if moment.left is None or moment.part is None:
            head = f"{name}  {self._language.time_label(moment.at // SECOND * SECOND)}"
            room = 0
        else:
            left = self._language.time_label(-(-moment.left // SECOND) * SECOND)
            room = min(30, max(0, columns - width(name) - 12))
            done = int(room * moment.part)
            shade = "\x1b[36m", "\x1b[0m"
            bar = _FULL * done + _EMPTY * (room - done)
            head = f"{name}  {shade[0] + bar + shade[1] if self._colour else bar} {left:>5}"
        free = columns - width(name) - room - 9
        beside = f"> {self._typed}" if self._typed else self._hints
        return head + (f"   {beside}" if free > width(beside) + 4 else "")
