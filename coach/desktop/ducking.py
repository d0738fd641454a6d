"""Lowers other programs' sound smoothly while the coach speaks, and restores the exact volumes afterwards.

What is about to be lowered is written to disk first; if a session is killed, the next one finds that note and restores
the volumes.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from coach.desktop.follower import Follower, Interval
from coach.desktop.lowered import Note
from coach.desktop.streams import Streams
from coach.score.moment import Moment

DOWN: Final = 0.12
"""Seconds that lowering takes, counted from when a sentence is handed to the device."""
HELD: Final = 0.1
"""Seconds that others stay lowered afterwards: what was handed over is heard about this much later."""
UP: Final = 0.2
"""Seconds that raising takes."""

_STEP: Final = 0.01
"""Seconds between two volumes of a ramp."""
_IDLE: Final = 0.05
_RETRY: Final = 2.0
"""Seconds until a lost sound server is looked for again."""


def depth(at: float, intervals: Iterable[Interval]) -> float:
    """How far others are lowered at a moment: from 0, not at all, to 1, completely."""
    return max((_depth(at, begin, end) for begin, end in intervals), default=0.0)


def _depth(at: float, begin: float, end: float) -> float:
    back = end + HELD
    if at < begin or at >= back + UP:
        return 0.0
    if at < back:
        return min(1.0, (at - begin) / DOWN)
    return min(1.0, (back - begin) / DOWN) * (1 - (at - back) / UP)


class Ducker(Follower):
    """Follows the session in a thread of its own. With 0 `decibels`, it only restores what a killed session lowered.

    `tell` receives one line if the athlete asked for ducking and there is no sound server.
    """

    def __init__(self, decibels: float, note: Path, tell: Callable[[str], None]) -> None:
        super().__init__()
        self._decibels = decibels
        self._note = Note(note)
        self._tell = tell
        self._told = False
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def progress(self, moment: Moment) -> None:
        super().progress(moment)
        if self._thread is None:
            # Kept only once it runs: where a signal ends its start, there is none to wait for.
            thread = threading.Thread(target=self._run, name="ducking", daemon=True)
            thread.start()
            self._thread = thread

    def close(self) -> None:
        """Restores what is lowered."""
        self._over.set()
        if self._thread is not None:
            self._thread.join(timeout=1)

    def _run(self) -> None:
        try:
            import pulsectl
        except (ImportError, OSError):
            self._say("No ducking: pulsectl or PulseAudio's library is not installed.")
            return
        while not self._over.is_set():
            try:
                self._follow()
            except pulsectl.PulseError:
                self._say("No ducking: there is no sound server that can be asked.")
            except OSError as error:
                self._say(f"No ducking: {error.strerror or error}.")
            if not self._decibels:
                return
            self._over.wait(_RETRY)

    def _follow(self) -> None:
        """Lowers and puts back until the session is over. Raises where the server is gone."""
        streams = Streams(self._decibels, self._note)
        try:
            if self._note.exists():
                streams.mend()
            if not self._decibels:
                return
            before = 0.0
            while not self._over.is_set():
                now = depth(time.monotonic(), self.speech)
                if now or before:
                    streams.lower(now)
                    before = now
                self._over.wait(_STEP if 0 < now < 1 or self._speaks_soon() else _IDLE)
            streams.lower(0.0)
        finally:
            streams.close()

    def _speaks_soon(self) -> bool:
        now = time.monotonic()
        return any(begin - _IDLE <= now < begin + DOWN for begin, _ in self.speech)

    def _say(self, line: str) -> None:
        if self._decibels and not self._told:
            self._told = True
            self._tell(line)
