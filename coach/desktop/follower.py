"""A screen for the desktop's companions: keeps the current moment, and when the coach speaks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from coach.score.cues import Cue
from coach.score.moment import DueCue, Moment
from coach.units import SECOND, Ms

JOINED: Final[Ms] = 1 * SECOND
"""Sentences with a shorter silence between them count as one interval, so that music doesn't come back in between."""

Interval: TypeAlias = tuple[float, float]
"""When the coach begins and ends speaking, in seconds of the monotonic clock."""


def speech_intervals(moment: Moment, said: Iterable[DueCue], seen: float) -> list[Interval]:
    """When the coach speaks, from the cues `said` last, if `moment` was observed at `seen` seconds of the clock."""
    spoken = sorted((due.at, due.at + due.cue.length) for due in (*said, *moment.coming) if due.cue.text)
    found: list[tuple[Ms, Ms]] = []
    for begin, until in spoken:
        # A command cuts off what is being said; the session counts from there.
        end = min(until, moment.session.mark) if begin < moment.session.mark <= moment.now else until
        if end <= begin:
            continue
        if found and begin - found[-1][1] < JOINED:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((begin, end))
    return [(seen + (begin - moment.now) / SECOND, seen + (end - moment.now) / SECOND) for begin, end in found]


class Follower:
    """A screen that shows nothing: it keeps the latest moment, when that was seen, and when the coach speaks.

    `clock` gives monotonic seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._said: list[DueCue] = []
        self.moment: Moment | None = None
        self.seen = 0.0
        self.speech: tuple[Interval, ...] = ()

    def cue(self, at: Ms, cue: Cue) -> None:
        self._said = [*self._said[-3:], DueCue(at, cue)]

    def progress(self, moment: Moment) -> None:
        self.seen = self._clock()
        self.moment = moment
        self.speech = tuple(speech_intervals(moment, self._said, self.seen))

    def note(self, line: str) -> None:
        pass
