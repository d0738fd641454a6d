"""When the coach speaks: what is said and what is booked, as stretches of time. Pure."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from coach.score.cues import Cue
from coach.score.moment import Due, Moment
from coach.units import SECOND, Ms

JOINED: Final[Ms] = 1 * SECOND
"""A shorter silence between two sentences is no reason to bring the music back."""

Stretch: TypeAlias = tuple[float, float]
"""Seconds of the clock from which and until which the coach speaks."""


def stretches(moment: Moment, said: Iterable[Due], seen: float) -> list[Stretch]:
    """When the coach speaks, given what was `said` last and that `moment` was at `seen` seconds of the clock."""
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


class Listening:
    """A screen that only keeps the latest: the moment, and when the coach speaks. `clock` gives monotonic seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._said: list[Due] = []
        self.moment: Moment | None = None
        self.seen = 0.0
        self.speech: tuple[Stretch, ...] = ()

    def cue(self, at: Ms, cue: Cue) -> None:
        self._said = [*self._said[-3:], Due(at, cue)]

    def progress(self, moment: Moment) -> None:
        self.seen = self._clock()
        self.moment = moment
        self.speech = tuple(stretches(moment, self._said, self.seen))

    def note(self, line: str) -> None:
        pass
