"""A clock that counts only the time in which the program was awake: not while it is stopped or the machine sleeps.

Otherwise playback by the clock would rush, in an instant, through all the time in which nobody trained.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable

LONGEST: float = 1.0
"""Seconds between two reads of the clock above which the program can't have been running."""

TOLD: float = 5.0
"""Seconds from which on the athlete is told."""


def seconds() -> float:
    """Seconds that never go back, and include the time in which the machine sleeps."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()


class AwakeClock:
    """Seconds of `clock`, without the stretches longer than `LONGEST` in which nobody read it.

    A session reads it ten times a second. `tell` receives the length of a stretch longer than `TOLD`.
    """

    def __init__(self, clock: Callable[[], float], tell: Callable[[float], None]) -> None:
        self._clock = clock
        self._tell = tell
        self._lock = threading.Lock()
        self._seen = clock()
        self._slept = 0.0

    def __call__(self) -> float:
        with self._lock:
            now = self._clock()
            gap, self._seen = now - self._seen, now
            if gap > LONGEST:
                self._slept += gap
            awake = now - self._slept
        if gap > TOLD:
            self._tell(gap)
        return awake
