"""A speaker without sound: it reads the stream at the pace of its clock, and plays nothing.

It is used where there is no device, and, with a clock that jumps, to run a whole session at once.
"""

from __future__ import annotations

from collections.abc import Callable

from coach.audio.clip import RATE
from coach.audio.speaker import SampleSource


class SilentSpeaker:
    """Reads `RATE` samples per second of `clock` (seconds), each time it is pumped."""

    name = "silent"

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._source: SampleSource | None = None
        self._began = 0.0
        self._read = 0

    def start(self, source: SampleSource) -> None:
        self._source = source
        self._began = self._clock()
        self._read = 0

    def pump(self) -> None:
        due = round((self._clock() - self._began) * RATE) - self._read
        if self._source and due > 0:
            self._source.read(due)
            self._read += due

    def stop(self) -> None:
        self._source = None
