"""A clock of the time in which the program was awake: a stopped process and a machine that slept count for nothing.

Whoever plays by a clock would otherwise make up in an instant for all the time in which nobody trained.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable

LONGEST: float = 1.0
"""Seconds between two looks at the clock above which nothing ran in between."""

TOLD: float = 5.0
"""Seconds from which on the athlete is told."""


def seconds() -> float:
    """Seconds that never go back, those in which the machine slept included."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()


class AwakeClock:
    """Seconds of `clock`, without the stretches in which nobody looked at it for more than `LONGEST`.

    A session looks at it ten times a second. `tell` receives the length of a stretch that was longer than `TOLD`.
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
