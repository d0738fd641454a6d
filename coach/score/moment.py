"""The state of a session at one instant: everything a screen, the desktop or the music needs to know. No words."""

from __future__ import annotations

from msgspec import Struct

from coach.score.cues import Cue
from coach.session.moves import time_left
from coach.session.plan import Plan, Step
from coach.session.state import Session
from coach.units import Ms


class DueCue(Struct, frozen=True):
    """A cue and when it begins, in ms of the session."""

    at: Ms
    cue: Cue


class Moment(Struct, frozen=True):
    """The session at `now`; its step is `length` ms long (None: until the athlete says so).

    `coming` are the cues that are booked and haven't begun, in order of time.
    """

    session: Session
    now: Ms
    length: Ms | None
    coming: tuple[DueCue, ...] = ()

    @property
    def plan(self) -> Plan:
        return self.session.plan

    @property
    def step(self) -> Step:
        return self.session.step

    @property
    def at(self) -> Ms:
        """How far into the step the session is."""
        return self.session.clock.at(self.now)

    @property
    def paused(self) -> bool:
        return self.session.paused

    @property
    def left(self) -> Ms | None:
        """The time left in the step; None if the athlete ends it."""
        return None if self.length is None else max(Ms(0), self.length - self.at)

    @property
    def part(self) -> float | None:
        """How much of the step is over, from 0 to 1; None if the athlete ends it."""
        return None if self.length is None else min(1.0, self.at / max(1, self.length))

    @property
    def ahead(self) -> Ms:
        """About how long the rest of the session takes, including the rest of this step."""
        return time_left(self.session, self.now, self.length)
